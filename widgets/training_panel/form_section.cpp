#include "widgets/training_panel/form_section.h"

#include <QCoreApplication>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include "widgets/shared/elided_combo_box.h"
#include "widgets/shared/file_field.h"

namespace solopose {
namespace {

constexpr int choice_letters = 20;  // most choices have no more, and the narrowest form has room for them

}  // namespace

FormSection::FormSection(const char* context, const char* title, QWidget* parent)
    : QWidget(parent),
      context_(context),
      title_(title),
      content_(new QWidget(this)),
      rows_(new QFormLayout(content_)),
      fields_(OptionFields::of<TrainingOptions>(context, content_)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  if (*title_ != '\0') {
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

void FormSection::add(const FormRow& row) { place(fields_->add(row.words), row); }

void FormSection::add(const FormRow& row, OptionEditor* editor) {
  place(fields_->add(row.words, editor), row);
}

void FormSection::place(const OptionFields::Row& row, const FormRow& from) {
  // Below its label where there is too little room beside it.
  if (auto* choice = qobject_cast<ElidedComboBox*>(row.editor->widget()))
    choice->setLeastLetters(choice_letters);
  if (qobject_cast<FileField*>(row.editor->widget()) != nullptr) {
    // A path and its button want the whole width.
    rows_->addRow(row.label);
    rows_->addRow(row.editor->widget());
  } else {
    rows_->addRow(row.label, row.editor->widget());
  }
  possible_.push_back(from.possible);
}

void FormSection::addWidget(QWidget* label, QWidget* widget) {
  if (label == nullptr)
    rows_->addRow(widget);
  else
    rows_->addRow(label, widget);
}

void FormSection::refreshPossible(const TrainingOptions& options) {
  for (std::size_t i = 0; i < possible_.size(); ++i) {
    if (possible_[i] == nullptr) continue;
    const bool possible = possible_[i](options);
    fields_->rows()[i].editor->widget()->setEnabled(possible);
    fields_->rows()[i].label->setEnabled(possible);
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

QString FormSection::title() const {
  return *title_ == '\0' ? QString() : QCoreApplication::translate(context_, title_);
}

void FormSection::retranslate() {
  if (header_ != nullptr) header_->setText(title());
  fields_->retranslate();
}

}  // namespace solopose
