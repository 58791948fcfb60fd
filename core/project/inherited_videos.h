#pragma once

#include "core/project/database.h"

namespace solopose {

/// Videos that were relinked stay so when their view is read anew: one that is not where its file says is
/// where the earlier reading of the track has it, if it is there; and a track whose file names none any more
/// keeps those of before, by the same cameras. Part of the transaction that lists the import, which is not
/// active yet.
void inherit_videos(ProjectDatabase& database, DatasetId dataset, ImportId import);

}  // namespace solopose
