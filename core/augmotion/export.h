#pragma once

#include <cstdint>
#include <filesystem>

#include "core/augmotion/clips.h"
#include "core/base/job.h"
#include "core/project/project.h"

namespace solopose {

enum class ExportFrame : std::uint8_t { dataset, universal };

struct ExportReport {
  std::int64_t sequences = 0;
  std::int64_t frames = 0;
  std::int64_t clips = 0;  ///< .h5 only
};

/// Write the project's canonical poses; the file's ending decides the form (DESIGN section 9):
/// .h5 clips with splits and provenance, .npz one array per sequence, .csv one row per frame, .trc (a folder of files when there is more
/// than one sequence: OUT.trc becomes OUT/NAME.trc). Written beside and renamed. Streams.
/// @throws Error: unknown ending, universal without an alignment, disk; Cancelled.
ExportReport export_poses(const Project& project, const std::filesystem::path& file, ExportFrame frame,
                          const ClipOptions& clips, const JobContext& context);

}  // namespace solopose
