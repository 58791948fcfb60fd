#pragma once

#include <span>

#include "core/project/catalog.h"
#include "core/project/database.h"

namespace solopose {

/// What people said of a dataset's tracks and mended in them follows to an import that reads them anew: each
/// verdict for the frames that are still there, each repair where the poses that it changes are what they
/// were. Other repairs stay with the earlier reading alone; a remark of the import says so. Part of the
/// transaction that lists the import, which is not active yet. `tracks`: what it brought.
void inherit_judgements(ProjectDatabase& database, DatasetId dataset, ImportId import,
                        std::span<const SequenceRecord> tracks);

}  // namespace solopose
