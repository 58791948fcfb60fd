#pragma once

#include "core/formats/reader.h"

namespace solopose {

Reader mpi_inf_3dhp_reader();

}  // namespace solopose
