#pragma once

#include <string>

#include "core/project/catalog.h"
#include "widgets/session/session.h"

namespace solopose::testing {

/// Everything a session shows of its project, to compare before and after: numbers to the last bit.
std::string catalog_text(const Session& session);
std::string catalog_text(const Catalog& catalog);

}  // namespace solopose::testing
