#pragma once

#include "core/formats/reader.h"

namespace solopose {

/// AMASS's .npz and others of the SMPL family: parameters of a body model. They are recognised, so that
/// whoever brings one is told what is missing.
Reader amass_reader();

}  // namespace solopose
