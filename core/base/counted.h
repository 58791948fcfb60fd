#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace solopose {

/// "12345" as "12 345".
std::string grouped(std::int64_t number);

/// "1 file", "12 345 files": a number with what is counted, whose plural ends in s.
std::string counted(std::int64_t number, std::string_view one);

}  // namespace solopose
