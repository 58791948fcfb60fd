#include "core/formats/length_unit.h"

#include <algorithm>
#include <cctype>

namespace solopose {
namespace {

/// In small letters, British.
std::string plain(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return std::tolower(c); });
  if (lower.ends_with("meters")) lower.replace(lower.size() - 3, 2, "re");
  return lower;
}

template <typename Matches>
const LengthUnit* unit_where(const Matches& matches) {
  const auto found = std::ranges::find_if(length_units, matches);
  return found == length_units.end() ? nullptr : &*found;
}

}  // namespace

const LengthUnit* length_unit_named(std::string_view text) {
  const std::string asked = plain(text);
  return unit_where([&](const LengthUnit& unit) { return asked == unit.name || asked == unit.plural; });
}

const LengthUnit* length_unit_of(double millimetres) {
  return unit_where([&](const LengthUnit& unit) { return unit.millimetres == millimetres; });
}

std::vector<std::string_view> length_unit_names() {
  std::vector<std::string_view> names;
  for (const LengthUnit& unit : length_units) names.push_back(unit.name);
  return names;
}

}  // namespace solopose
