#include "widgets/training_panel/form_section.h"

#include <algorithm>
#include <utility>

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

#include "widgets/shared/elided_combo_box.h"

namespace solopose {
namespace {

/// Wheels turn a value only where somebody has clicked: a form that is scrolled stays what it was.
class CalmWheel : public QObject {
 public:
  using QObject::QObject;

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override {
    const auto* widget = qobject_cast<QWidget*>(watched);
    if (event->type() != QEvent::Wheel || widget == nullptr || widget->hasFocus()) return false;
    event->ignore();
    return true;
  }
};

void calm(QWidget* editor) {
  editor->setFocusPolicy(Qt::StrongFocus);
  editor->installEventFilter(new CalmWheel(editor));
}

constexpr int least_field_width = 96;
constexpr int least_choice_letters = 22;  // most choices whole; a row that is too narrow for that wraps

void narrow(QWidget* editor) {
  editor->setMinimumWidth(least_field_width);
  calm(editor);
}

}  // namespace

FormSection::FormSection(Text title, QWidget* parent)
    : QWidget(parent),
      title_(std::move(title)),
      content_(new QWidget(this)),
      rows_(new QFormLayout(content_)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  if (title_) {
    header_ = new QToolButton(this);
    header_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    header_->setCheckable(true);
    header_->setArrowType(Qt::RightArrow);
    header_->setProperty("section", true);
    header_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    column->addWidget(header_);
    content_->hide();
    connect(header_, &QToolButton::toggled, this, [this](bool open) {
      header_->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
      content_->setVisible(open);
    });
  }
  column->addWidget(content_);
  rows_->setContentsMargins(10, 4, 10, 8);
  rows_->setHorizontalSpacing(8);
  rows_->setVerticalSpacing(6);
  rows_->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  rows_->setRowWrapPolicy(QFormLayout::WrapLongRows);
  retranslate();
}

FormSection::Field& FormSection::add(Text name, Text hint, QWidget* editor) {
  auto* label = new QLabel(content_);
  label->setBuddy(editor);
  rows_->addRow(label, editor);
  Field& field = fields_.emplace_back();
  field.name = std::move(name);
  field.hint = std::move(hint);
  field.label = label;
  field.editor = editor;
  retranslate();
  return field;
}

void FormSection::addWhole(Text name, Text hint, int low, int high, Whole whole) {
  auto* editor = new QSpinBox(content_);
  editor->setRange(low, high);
  editor->setGroupSeparatorShown(true);
  narrow(editor);
  connect(editor, &QSpinBox::valueChanged, this, &FormSection::edited);
  Field& field = add(std::move(name), std::move(hint), editor);
  field.load = [editor, get = whole.get](const TrainingOptions& options) {
    TrainingOptions copy = options;
    editor->setValue(get(copy));
  };
  field.store = [editor, set = whole.set](TrainingOptions& options) { set(options, editor->value()); };
}

void FormSection::addNumber(Text name, Text hint, double low, double high, int decimals, Place<double> place,
                            Text unit) {
  auto* editor = new QDoubleSpinBox(content_);
  editor->setDecimals(decimals);
  editor->setRange(low, high);
  editor->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
  narrow(editor);
  connect(editor, &QDoubleSpinBox::valueChanged, this, &FormSection::edited);
  Field& field = add(std::move(name), std::move(hint), editor);
  field.unit = std::move(unit);
  field.load = [editor, place](const TrainingOptions& options) {
    TrainingOptions copy = options;
    editor->setValue(place(copy));
  };
  field.store = [editor, place](TrainingOptions& options) { place(options) = editor->value(); };
  retranslate();
}

void FormSection::addShare(Text name, Text hint, Place<double> place) {
  auto* editor = new QDoubleSpinBox(content_);
  editor->setDecimals(1);
  editor->setRange(0, 100);
  narrow(editor);
  connect(editor, &QDoubleSpinBox::valueChanged, this, &FormSection::edited);
  Field& field = add(std::move(name), std::move(hint), editor);
  field.unit = [] { return tr(" %"); };
  field.load = [editor, place](const TrainingOptions& options) {
    TrainingOptions copy = options;
    editor->setValue(100 * place(copy));
  };
  field.store = [editor, place](TrainingOptions& options) { place(options) = editor->value() / 100; };
  retranslate();
}

void FormSection::addFlag(Text name, Text hint, Place<bool> place) {
  auto* editor = new QCheckBox(content_);
  connect(editor, &QCheckBox::toggled, this, &FormSection::edited);
  Field& field = add(std::move(name), std::move(hint), editor);
  field.load = [editor, place](const TrainingOptions& options) {
    TrainingOptions copy = options;
    editor->setChecked(place(copy));
  };
  field.store = [editor, place](TrainingOptions& options) { place(options) = editor->isChecked(); };
}

void FormSection::addText(Text name, Text hint, Place<std::string> place) {
  auto* editor = new QLineEdit(content_);
  editor->setMinimumWidth(least_field_width);
  connect(editor, &QLineEdit::textChanged, this, &FormSection::edited);
  Field& field = add(std::move(name), std::move(hint), editor);
  field.load = [editor, place](const TrainingOptions& options) {
    TrainingOptions copy = options;
    editor->setText(QString::fromStdString(place(copy)));
  };
  field.store = [editor, place](TrainingOptions& options) { place(options) = editor->text().toStdString(); };
}

QComboBox* FormSection::addChoice(Text name, Text hint, std::vector<Choice> choices) {
  auto* editor = new ElidedComboBox(content_);
  for (std::size_t i = 0; i < choices.size(); ++i) editor->addItem({});
  editor->setLeastLetters(least_choice_letters);
  calm(editor);
  connect(editor, &QComboBox::currentIndexChanged, this, &FormSection::edited);
  Field& field = add(std::move(name), std::move(hint), editor);
  field.choices = choices;
  field.load = [editor, choices](const TrainingOptions& options) {
    const auto found =
        std::ranges::find_if(choices, [&](const Choice& choice) { return choice.chosen(options); });
    editor->setCurrentIndex(found == choices.end() ? -1 : static_cast<int>(found - choices.begin()));
  };
  field.store = [editor, choices](TrainingOptions& options) {
    if (editor->currentIndex() >= 0)
      choices[static_cast<std::size_t>(editor->currentIndex())].choose(options);
  };
  retranslate();
  return editor;
}

void FormSection::addWidget(Text name, QWidget* widget, bool whole_width) {
  if (!whole_width) {
    add(std::move(name), {}, widget);
    return;
  }
  rows_->addRow(widget);
  fields_.emplace_back().editor = widget;
}

void FormSection::enableWhen(std::function<bool(const TrainingOptions&)> possible) {
  fields_.back().possible = std::move(possible);
}

void FormSection::load(const TrainingOptions& options) {
  const QSignalBlocker quiet(this);
  for (const Field& field : fields_) {
    if (field.load) field.load(options);
  }
  refreshPossible(options);
}

void FormSection::store(TrainingOptions& options) const {
  for (const Field& field : fields_) {
    if (field.store) field.store(options);
  }
}

void FormSection::refreshPossible(const TrainingOptions& options) {
  for (const Field& field : fields_) {
    if (!field.possible) continue;
    const bool possible = field.possible(options);
    field.editor->setEnabled(possible);
    if (field.label != nullptr) field.label->setEnabled(possible);
  }
}

void FormSection::setOpen(bool open) {
  if (header_ != nullptr) header_->setChecked(open);
}

bool FormSection::isOpen() const { return header_ == nullptr || header_->isChecked(); }

void FormSection::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
}

void FormSection::retranslate() {
  if (header_ != nullptr) header_->setText(title_());
  for (const Field& field : fields_) {
    if (field.label != nullptr) field.label->setText(field.name());
    if (field.hint) {
      field.editor->setToolTip(field.hint());
      if (field.label != nullptr) field.label->setToolTip(field.hint());
    }
    if (auto* number = qobject_cast<QDoubleSpinBox*>(field.editor); number != nullptr && field.unit)
      number->setSuffix(field.unit());
    if (auto* box = qobject_cast<QComboBox*>(field.editor)) {
      for (std::size_t i = 0; i < field.choices.size(); ++i)
        box->setItemText(static_cast<int>(i), field.choices[i].text());
    }
  }
}

}  // namespace solopose
