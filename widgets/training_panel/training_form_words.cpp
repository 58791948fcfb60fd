// The form's words for options that stand elsewhere, as when runs are compared.
#include <algorithm>

#include <QComboBox>
#include <QCoreApplication>
#include <QLabel>

#include "core/options/option_visitor.h"
#include "widgets/theme/shown_text.h"
#include "widgets/training_panel/form_section.h"
#include "widgets/training_panel/training_form.h"

namespace solopose {
namespace {

/// Place of a value among those that a field may have, in the order in which its box lists them; -1: none.
int place_among_choices(const std::string& path, const std::string& value) {
  TrainingOptions options;
  const auto field = option_at(described(options), path, true);
  if (!field) return -1;
  if (std::holds_alternative<FlagField>(*field)) return value == "true" ? 0 : 1;
  const auto* choice = std::get_if<ChoiceField>(&*field);
  if (choice == nullptr) return -1;
  const auto found = std::ranges::find(choice->names, value);
  return found == choice->names.end() ? -1 : static_cast<int>(found - choice->names.begin());
}

}  // namespace

QString TrainingForm::optionText(const std::string& path) const {
  for (const FormSection* section : sections_) {
    const OptionFields::Row* row = section->fields()->row(path);
    if (row == nullptr) continue;
    const QString title = section->title();
    return title.isEmpty() ? row->label->text()
                           : tr("%1: %2", "section, option").arg(title, row->label->text());
  }
  return shown_name(path);
}

QString TrainingForm::valueText(const std::string& path, const std::string& value) const {
  for (const FormSection* section : sections_) {
    const OptionFields::Row* row = section->fields()->row(path);
    const auto* box = row == nullptr ? nullptr : qobject_cast<const QComboBox*>(row->editor->widget());
    const int place = box == nullptr ? -1 : place_among_choices(path, value);
    if (place >= 0) return box->itemText(place);
  }
  return shown_name(value);
}

}  // namespace solopose
