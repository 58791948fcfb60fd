#pragma once

#include "core/augmotion/alignment.h"
#include "core/augmotion/clips.h"

namespace solopose {

class Project;

// What a project's settings say, else the defaults. @throws Error when they cannot be read.

/// How its clips are cut.
ClipOptions clip_options_of(const Project& project);

/// How it is aligned, or will be for the first time. `catalog` is the project's.
AlignOptions align_options_of(const Project& project, const Catalog& catalog);

}  // namespace solopose
