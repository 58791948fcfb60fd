#pragma once

#include <cstdint>
#include <optional>

#include "core/base/job.h"
#include "core/project/ids.h"

namespace solopose {

struct Catalog;
class Project;

/// @throws Error where the alignment uses one frame of every sequence, so that a choice would change nothing.
void require_free_key_frames(const Catalog& catalog);

/// Set an annotator's key frame of a sequence, or give the choice back to the program, and move its take at
/// once where the project is aligned. Within Project::atomically; `catalog` is what the project holds there.
/// @throws Error for an unknown sequence or a frame that it does not have.
void choose_key_frame(Project& project, const Catalog& catalog, SequenceId sequence,
                      std::optional<std::int64_t> frame, const JobContext& context);

}  // namespace solopose
