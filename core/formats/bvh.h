#pragma once

#include "core/formats/reader.h"

namespace solopose {

Reader bvh_reader();

}  // namespace solopose
