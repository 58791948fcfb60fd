#include "core/options/follow_changes.h"

#include "core/options/differences.h"
#include "core/options/field_json.h"

namespace solopose {
namespace {

bool same_value(const OptionField& a, const OptionField& b) { return field_as_json(a) == field_as_json(b); }

/// Both are fields of one kind.
void copy_value(const OptionField& from, const OptionField& to) {
  std::visit(
      ForEachKind{[&](const WholeField& whole) { whole.set(std::get<WholeField>(from).get()); },
                  [&](const ChoiceField& choice) {
                    if (const auto chosen = std::get<ChoiceField>(from).chosen()) choice.choose(*chosen);
                  },
                  [&]<typename Field>(const Field& field) { *field.value = *std::get<Field>(from).value; }},
      to);
}

}  // namespace

bool follow_changes(const Described& own, const Described& before, const Described& after) {
  bool any = false;
  for (const auto& [path, was, is] : differences(texts_of_described(before), texts_of_described(after))) {
    const auto old_field = option_at(before, path);
    const auto new_field = option_at(after, path);
    const auto own_field = option_at(own, path);
    if (!own_field || !old_field || !new_field || !same_value(*own_field, *old_field)) continue;
    copy_value(*new_field, *own_field);
    any = true;
  }
  return any;
}

void take_differences(const Described& own, const Described& before, const Described& after) {
  for (const auto& difference : differences(texts_of_described(before), texts_of_described(after))) {
    const auto new_field = option_at(after, difference.path);
    const auto own_field = option_at(own, difference.path);
    if (new_field && own_field) copy_value(*new_field, *own_field);
  }
}

}  // namespace solopose
