#pragma once

#include "core/formats/reader.h"

namespace solopose {

Reader trc_reader();

}  // namespace solopose
