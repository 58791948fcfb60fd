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

/// Write the project's canonical poses; the file's ending decides the form (DESIGN section 9), sequences come
/// in catalog order:
///
/// .h5   /clips/poses_mm float32 (clips, n, 15, 3), /clips/sequence (index into /sequences),
/// /clips/first_frame, /clips/split
///       ("train", "val", "test", "independent"), /sequences/name, dataset, subject, take, view, source,
///       split, frames, frames_per_second (0 = unknown), key_frame (-1 = unaligned) and
///       universal_from_dataset (sequences, 4, 4). Attributes of the root: format, studio_version, units,
///       joints, frame, n, step, clip_options, datasets, sequences, clips, and with an alignment Ms_mm,
///       Msp_mm, preset, ratio, align_options, reference_mm, alignment_is_stale.
/// .npz  names, joints, fps, frame, where known actions and splits, and one array "0", "1", … (frames, 15, 3)
///       float32 per sequence.
/// .csv  one row per frame: sequence, frame, time_s, pelvis_x_mm, …; missing joints are empty cells.
/// .trc  millimetres; a folder of files when there is more than one sequence: OUT.trc becomes OUT/NAME.trc.
///
/// Missing joints are NaN. In the universal frame an unaligned sequence has no place: it is written as
/// missing, so that counts agree in every form, and noted in the log. Files appear whole or not at all;
/// streams a track per core.
/// @throws Error: unknown ending, universal without an alignment, no sequences, disk; Cancelled.
ExportReport export_poses(const Project& project, const std::filesystem::path& file, ExportFrame frame,
                          const ClipOptions& clips, const JobContext& context);

}  // namespace solopose
