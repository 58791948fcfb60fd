#pragma once

#include <string>

#include "app/cli/console.h"
#include "core/project/catalog.h"
#include "core/project/project.h"

namespace solopose {

/// What `info --joints` says: each canonical joint on the body, how each dataset answers for it, and for each
/// pair of datasets how far the two definitions lie apart on one body, where a body has both (see
/// joint_definitions.h), from the beginning of a dataset's first track. @throws Error (a pose file).
Json joints_as_json(const Project& project, const Catalog& catalog);
std::string joints_as_text(const Project& project, const Catalog& catalog);

}  // namespace solopose
