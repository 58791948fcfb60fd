#pragma once

#include "core/project/ids.h"

namespace solopose {

struct Catalog;
struct SequenceAlignment;

/// Where the last alignment has put a track. nullptr where the project is not aligned, the alignment does not
/// know the track, or the track has no key frame.
const SequenceAlignment* placement_of(const Catalog& catalog, SequenceId track);

}  // namespace solopose
