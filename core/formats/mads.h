#pragma once

#include "core/formats/reader.h"

namespace solopose {

Reader mads_reader();

}  // namespace solopose
