#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

#include "core/files/byte_cursor.h"

namespace solopose {

/// Bytes of one number of a type of WeightInfo; 0 = no such type.
int bytes_of_weight_type(std::string_view type);

/// Little-endian numbers as floats; `data` holds whole ones. @throws FormatError naming the type when
/// unknown.
std::vector<float> weight_floats(std::string_view type, Bytes data, const std::filesystem::path& file,
                                 std::string_view field);

}  // namespace solopose
