#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace solopose {

/// A unit that people and files state lengths in.
struct LengthUnit {
  std::string_view name;    ///< "mm": on the command line, in mapping files, behind columns' names
  std::string_view plural;  ///< "millimetres"
  double millimetres = 1;
};

inline constexpr std::array<LengthUnit, 6> length_units = {{{"mm", "millimetres", 1},
                                                            {"cm", "centimetres", 10},
                                                            {"dm", "decimetres", 100},
                                                            {"m", "metres", 1000},
                                                            {"in", "inches", 25.4},
                                                            {"ft", "feet", 304.8}}};

/// By its name or its plural, "meters" as well as "metres", in capitals or not; nullptr for any other text.
const LengthUnit* length_unit_named(std::string_view text);
/// Of exactly that size; nullptr when there is none.
const LengthUnit* length_unit_of(double millimetres);

/// "mm", "cm", …
std::vector<std::string_view> length_unit_names();

}  // namespace solopose
