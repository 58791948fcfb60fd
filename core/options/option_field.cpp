#include "core/options/option_field.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace solopose {
namespace {

std::string count_text(const WholesField& field) {
  return field.least == field.most ? fmt::format("{}", field.least)
                                   : fmt::format("{} to {}", field.least, field.most);
}

bool holds(const WholesField& field) {
  return field.value->size() >= field.least && field.value->size() <= field.most &&
         std::ranges::all_of(*field.value,
                             [&](int whole) { return whole >= field.low && whole <= field.high; });
}

bool holds(const FloatsField& field) {
  return (field.value->empty() || field.value->size() == field.count) &&
         std::ranges::all_of(*field.value, [&](float number) {
           return std::isnan(number) || (number >= field.low && number <= field.high);
         });
}

}  // namespace

std::string any_of(const std::vector<std::string_view>& names) {
  if (names.size() < 2) return fmt::format("{}", fmt::join(names, ""));
  return fmt::format("{} or {}", fmt::join(names.begin(), names.end() - 1, ", "), names.back());
}

Whole WholeField::get() const {
  return std::visit([](const auto* whole) { return Whole(*whole); }, value);
}

void WholeField::set(Whole whole) const {
  std::visit(
      [&](auto* place) { *place = whole.as<std::remove_pointer_t<decltype(place)>>().value_or(*place); },
      value);
}

std::string expected_of(const OptionField& field) {
  return std::visit(
      ForEachKind{[](const FlagField&) { return std::string("true or false"); },
                  [](const WholeField& whole) {
                    return fmt::format("a whole number from {} to {}", whole.low.text(), whole.high.text());
                  },
                  [](const NumberField& number) {
                    return fmt::format("a number from {} to {}", number.low, number.high);
                  },
                  [](const TextField&) { return std::string("a text"); },
                  [](const PathField&) { return std::string("a text"); },
                  [](const TextsField&) { return std::string("a list of texts"); },
                  [](const WholesField& list) {
                    return fmt::format("a list of {} whole numbers from {} to {}", count_text(list), list.low,
                                       list.high);
                  },
                  [](const FloatsField& list) {
                    return fmt::format("{} numbers from {} to {} or none", list.count, list.low, list.high);
                  },
                  [](const ChoiceField& choice) { return any_of(choice.names); }},
      field);
}

std::optional<std::string> wrong_value(const OptionField& field) {
  const auto unless = [](bool right, auto&& text) {
    return right ? std::nullopt : std::optional<std::string>(text());
  };
  return std::visit(
      ForEachKind{[&](const WholeField& whole) {
                    return unless(whole.get() >= whole.low && whole.get() <= whole.high,
                                  [&] { return whole.get().text(); });
                  },
                  [&](const NumberField& number) {  // NaN is no number
                    return unless(*number.value >= number.low && *number.value <= number.high,
                                  [&] { return fmt::format("{}", *number.value); });
                  },
                  [&](const WholesField& list) {
                    return unless(holds(list), [&] { return fmt::format("{}", *list.value); });
                  },
                  [&](const FloatsField& list) {
                    return unless(holds(list), [&] { return fmt::format("{} numbers", list.value->size()); });
                  },
                  [&](const ChoiceField& choice) {
                    return unless(choice.chosen().has_value(), [&] { return choice.found; });
                  },
                  [](const auto&) { return std::optional<std::string>(); }},
      field);
}

}  // namespace solopose
