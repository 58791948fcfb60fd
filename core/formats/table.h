#pragma once

#include "core/formats/reader.h"

namespace solopose {

Reader table_reader();

}  // namespace solopose
