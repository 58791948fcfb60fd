#include "widgets/options/option_editor.h"

#include <limits>

#include <QCheckBox>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QSpinBox>
#include <QValidator>

#include "widgets/options/calm_wheel.h"
#include "widgets/options/number_box.h"
#include "widgets/shared/elided_combo_box.h"

namespace solopose {
namespace {

constexpr int least_field_width = 96;
constexpr int least_choice_letters = 22;  // most choices whole; a row that is too narrow for that wraps

/// Setting a box to the value it has would write over what is being typed into it.
template <typename Box, typename Value>
void set_value(Box* box, Value value) {
  if (box->value() != value) box->setValue(value);
}
void set_text(QLineEdit* line, const std::string& text) {
  const QString wanted = QString::fromStdString(text);
  if (line->text() != wanted) line->setText(wanted);  // else the place in it would be lost
}

class FlagEditor : public OptionEditor {
 public:
  explicit FlagEditor(QWidget* parent) : OptionEditor(new QCheckBox(parent), parent) {
    connect(box(), &QCheckBox::toggled, this, [this] { takeChange(); });
  }

 protected:
  void show(const OptionField& field) override { box()->setChecked(*std::get<FlagField>(field).value); }
  void put(const OptionField& field) const override {
    *std::get<FlagField>(field).value = box()->isChecked();
  }

 private:
  QCheckBox* box() const { return static_cast<QCheckBox*>(widget()); }
};

class FlagChoiceEditor : public OptionEditor {
 public:
  explicit FlagChoiceEditor(QWidget* parent) : OptionEditor(new ElidedComboBox(parent), parent) {
    box()->addItems({{}, {}});
    box()->setLeastLetters(least_choice_letters);
    keep_calm(box());
    connect(box(), &QComboBox::currentIndexChanged, this, [this] { takeChange(); });
  }

 protected:
  void show(const OptionField& field) override {
    box()->setCurrentIndex(*std::get<FlagField>(field).value ? 0 : 1);
  }
  void put(const OptionField& field) const override {
    *std::get<FlagField>(field).value = box()->currentIndex() == 0;
  }

 private:
  ElidedComboBox* box() const { return static_cast<ElidedComboBox*>(widget()); }
};

/// Whole numbers that a spin box can hold.
class WholeEditor : public OptionEditor {
 public:
  WholeEditor(int low, int high, QWidget* parent) : OptionEditor(new QSpinBox(parent), parent) {
    box()->setRange(low, high);
    box()->setGroupSeparatorShown(true);
    box()->setMinimumWidth(least_field_width);
    keep_calm(box());
    connect(box(), &QSpinBox::valueChanged, this, [this] { takeChange(); });
  }

 protected:
  void show(const OptionField& field) override {
    set_value(box(), std::get<WholeField>(field).get().as<int>().value_or(0));
  }
  void put(const OptionField& field) const override { std::get<WholeField>(field).set(box()->value()); }

 private:
  QSpinBox* box() const { return static_cast<QSpinBox*>(widget()); }
};

class Digits : public QValidator {
 public:
  Digits(Whole low, Whole high, QObject* parent) : QValidator(parent), low_(low), high_(high) {}

  State validate(QString& text, int& /*place*/) const override {
    if (text.isEmpty()) return Intermediate;
    bool right = false;
    const Whole whole = std::uint64_t{text.toULongLong(&right)};
    if (!right || whole > high_) return Invalid;
    return whole < low_ ? Intermediate : Acceptable;
  }

 private:
  Whole low_;
  Whole high_;
};

/// Whole numbers beyond what a spin box can hold, from 0 on.
class LargeWholeEditor : public OptionEditor {
 public:
  LargeWholeEditor(Whole low, Whole high, QWidget* parent) : OptionEditor(new QLineEdit(parent), parent) {
    line()->setMinimumWidth(least_field_width);
    line()->setValidator(new Digits(low, high, line()));
    connect(line(), &QLineEdit::textChanged, this, [this] { takeChange(); });
  }

 protected:
  void show(const OptionField& field) override { set_text(line(), std::get<WholeField>(field).get().text()); }
  void put(const OptionField& field) const override {
    if (line()->hasAcceptableInput())
      std::get<WholeField>(field).set(std::uint64_t{line()->text().toULongLong()});
  }

 private:
  QLineEdit* line() const { return static_cast<QLineEdit*>(widget()); }
};

class NumberEditor : public OptionEditor {
 public:
  NumberEditor(const NumberField& facts, double times, QWidget* parent)
      : OptionEditor(new NumberBox(times * facts.low, times * facts.high,
                                   times == 1 ? facts.decimals : std::max(facts.decimals - 1, 0), parent),
                     parent),
        times_(times) {
    box()->setMinimumWidth(least_field_width);
    keep_calm(box());
    connect(box(), &QDoubleSpinBox::valueChanged, this, [this] { takeChange(); });
  }

 protected:
  void show(const OptionField& field) override {
    const double value = *std::get<NumberField>(field).value;
    // 100 times 0.07 is not quite 7.
    set_value(box(), times_ == 1 ? value : QString::number(times_ * value, 'g', 15).toDouble());
  }
  void put(const OptionField& field) const override {
    *std::get<NumberField>(field).value = box()->value() / times_;
  }

 private:
  NumberBox* box() const { return static_cast<NumberBox*>(widget()); }

  double times_;
};

class TextEditor : public OptionEditor {
 public:
  explicit TextEditor(QWidget* parent) : OptionEditor(new QLineEdit(parent), parent) {
    line()->setMinimumWidth(least_field_width);
    connect(line(), &QLineEdit::textChanged, this, [this] { takeChange(); });
  }

 protected:
  void show(const OptionField& field) override { set_text(line(), *std::get<TextField>(field).value); }
  void put(const OptionField& field) const override {
    *std::get<TextField>(field).value = line()->text().toStdString();
  }

 private:
  QLineEdit* line() const { return static_cast<QLineEdit*>(widget()); }
};

class ChoiceEditor : public OptionEditor {
 public:
  ChoiceEditor(const ChoiceField& facts, QWidget* parent) : OptionEditor(new ElidedComboBox(parent), parent) {
    for (const std::string_view name : facts.names)
      box()->addItem(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())));
    box()->setLeastLetters(least_choice_letters);
    keep_calm(box());
    connect(box(), &QComboBox::currentIndexChanged, this, [this] { takeChange(); });
  }

 protected:
  void show(const OptionField& field) override {
    const auto chosen = std::get<ChoiceField>(field).chosen();
    box()->setCurrentIndex(chosen ? static_cast<int>(*chosen) : -1);
  }
  void put(const OptionField& field) const override {
    if (box()->currentIndex() >= 0)
      std::get<ChoiceField>(field).choose(static_cast<std::size_t>(box()->currentIndex()));
  }

 private:
  ElidedComboBox* box() const { return static_cast<ElidedComboBox*>(widget()); }
};

OptionEditor* whole_editor(const WholeField& facts, QWidget* parent) {
  const auto low = facts.low.as<int>();
  const auto high = facts.high.as<int>();
  if (low && high) return new WholeEditor(*low, *high, parent);
  return new LargeWholeEditor(facts.low, facts.high, parent);
}

}  // namespace

OptionEditor::OptionEditor(QWidget* widget, QObject* parent) : QObject(parent), widget_(widget) {}

OptionEditor* OptionEditor::make(const OptionField& facts, Shown shown, QWidget* parent) {
  constexpr double hundredths = 100;
  const double times = shown == Shown::percent ? hundredths : 1;
  return std::visit(
      ForEachKind{
          [&](const FlagField&) -> OptionEditor* {
            if (shown == Shown::as_choice) return new FlagChoiceEditor(parent);
            return new FlagEditor(parent);
          },
          [&](const WholeField& whole) { return whole_editor(whole, parent); },
          [&](const NumberField& number) -> OptionEditor* { return new NumberEditor(number, times, parent); },
          [&](const TextField&) -> OptionEditor* { return new TextEditor(parent); },
          [&](const ChoiceField& choice) -> OptionEditor* { return new ChoiceEditor(choice, parent); },
          // Files and lists are chosen in as many ways as there are forms with them.
          [](const auto&) -> OptionEditor* { return nullptr; }},
      facts);
}

void OptionEditor::load(const OptionField& field) {
  const QScopedValueRollback guard(loading_, true);
  show(field);
  edited_ = false;
}

void OptionEditor::store(const OptionField& field) const {
  if (edited_) put(field);
}

void OptionEditor::takeChange() {
  if (loading_) return;
  edited_ = true;
  Q_EMIT edited();
}

}  // namespace solopose
