#pragma once

#include "core/formats/reader.h"

namespace solopose {

Reader h36m_reader();

}  // namespace solopose
