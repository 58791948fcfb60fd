#pragma once

#include <map>
#include <string>

#include "core/files/byte_cursor.h"
#include "core/files/c3d.h"
#include "core/files/c3d_numbers.h"

namespace solopose {

/// The parameters of a C3D file by "GROUP:NAME". `cursor` stands behind the section's four leading bytes.
/// @throws FormatError.
std::map<std::string, C3dParameter> parse_c3d_parameters(ByteCursor& cursor, C3dProcessor processor);

}  // namespace solopose
