#pragma once

#include <string>

#include "app/cli/console.h"
#include "core/project/import_plan.h"

namespace solopose {

/// What `import --dry-run` says.
Json plan_as_json(const ImportPlan& plan);
std::string plan_as_text(const ImportPlan& plan);

}  // namespace solopose
