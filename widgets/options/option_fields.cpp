#include "widgets/options/option_fields.h"

#include <algorithm>
#include <utility>

#include <QComboBox>
#include <QCoreApplication>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>

namespace solopose {

OptionFields::OptionFields(const char* context, Described facts, QWidget* parent)
    : QObject(parent), context_(context), facts_(std::move(facts)), parent_(parent) {}

const OptionFields::Row& OptionFields::add(const OptionWords& words) {
  return add(words, OptionEditor::make(option_at(facts_, words.path, true).value(), words.shown, parent_));
}

const OptionFields::Row& OptionFields::add(const OptionWords& words, OptionEditor* editor) {
  auto* label = new QLabel(parent_);
  label->setBuddy(editor->widget());
  connect(editor, &OptionEditor::edited, this, &OptionFields::edited);
  rows_.push_back({words, label, editor});
  retranslate(rows_.back());
  return rows_.back();
}

const OptionFields::Row* OptionFields::row(std::string_view path) const {
  const auto found = std::ranges::find_if(rows_, [&](const Row& row) { return row.words.path == path; });
  return found == rows_.end() ? nullptr : &*found;
}

void OptionFields::load(const Described& options) {
  for_each_option(options, [this](const std::string& path, const OptionField& field) {
    if (const Row* shown = row(path)) shown->editor->load(field);
  });
}

void OptionFields::storeIn(const Described& options) const {
  for_each_option(options, [this](const std::string& path, const OptionField& field) {
    if (const Row* shown = row(path)) shown->editor->store(field);
  });
}

QString OptionFields::text(const Row& row, const char* source) const {
  return QCoreApplication::translate(row.words.context == nullptr ? context_ : row.words.context, source);
}

QString OptionFields::suffix(const Row& row) const {
  if (row.words.shown == Shown::percent) return tr(" %");
  const OptionField field = option_at(facts_, row.words.path, true).value();
  std::string unit;
  if (const auto* number = std::get_if<NumberField>(&field)) unit = number->unit;
  if (const auto* whole = std::get_if<WholeField>(&field)) unit = whole->unit;
  if (unit.empty()) return {};
  if (unit == "frames") return tr(" frames");
  return unit == "°" ? QStringLiteral("°") : QLatin1Char(' ') + QString::fromStdString(unit);
}

void OptionFields::retranslate(const Row& row) const {
  QWidget* widget = row.editor->widget();
  if (*row.words.label != '\0') row.label->setText(text(row, row.words.label));
  if (*row.words.hint != '\0') {
    widget->setToolTip(text(row, row.words.hint));
    row.label->setToolTip(widget->toolTip());
  }
  if (auto* whole = qobject_cast<QSpinBox*>(widget)) whole->setSuffix(suffix(row));
  if (auto* number = qobject_cast<QDoubleSpinBox*>(widget)) number->setSuffix(suffix(row));
  auto* box = qobject_cast<QComboBox*>(widget);
  if (box == nullptr) return;
  const QSignalBlocker quiet(box);
  for (std::size_t i = 0; i < row.words.choices.size(); ++i)
    box->setItemText(static_cast<int>(i), text(row, row.words.choices[i]));
}

void OptionFields::retranslate() {
  for (const Row& row : rows_) retranslate(row);
}

}  // namespace solopose
