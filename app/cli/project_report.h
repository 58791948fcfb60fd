#pragma once

#include <string>

#include "app/cli/console.h"
#include "core/project/catalog.h"
#include "core/project/project.h"

namespace solopose {

/// What `info` says of a project. Keys: datasets [{name, sequences, frames, clips, …}],
/// joints, frame, Ms_mm, Msp_mm; beyond the contract: totals, splits, stale. frame, Ms_mm and Msp_mm are null
/// while nothing is aligned.
Json project_as_json(const Project& project, const Catalog& catalog);
std::string project_as_text(const Project& project, const Catalog& catalog);

}  // namespace solopose
