#pragma once

#include "core/formats/reader.h"

namespace solopose {

Reader aist_reader();

}  // namespace solopose
