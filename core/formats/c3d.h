#pragma once

#include <string_view>

#include "core/formats/reader.h"

namespace solopose {

/// Where the studio writes the up axis of a C3D's frame: three numbers. Others have POINT:Y_SCREEN, "+Z".
inline constexpr std::string_view c3d_up_group = "SOLOPOSE";
inline constexpr std::string_view c3d_up_name = "UP";

Reader c3d_reader();

}  // namespace solopose
