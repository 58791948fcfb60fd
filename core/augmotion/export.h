#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

#include "core/augmotion/clips.h"
#include "core/base/job.h"
#include "core/files/csv_text.h"
#include "core/formats/read_options.h"
#include "core/project/project.h"

namespace solopose {

enum class ExportFrame : std::uint8_t { dataset, universal };
constexpr auto named_values(ExportFrame) {
  return std::array{NamedValue{ExportFrame::dataset, "dataset"},
                    NamedValue{ExportFrame::universal, "universal"}};
}

struct ExportOptions {
  ExportFrame frame = ExportFrame::dataset;
  ClipOptions clips = {};
  CsvTexts names = CsvTexts::guarded;  ///< in .csv: how names that look like formulas are written
  Rejected rejected = Rejected::left_out;
  bool without_estimated = false;  ///< joints that a joint set estimates are missing, the pelvis aside
};

struct ExportReport {
  std::int64_t sequences = 0;
  std::int64_t frames = 0;
  std::int64_t clips = 0;              ///< .h5 only
  std::int64_t frames_rejected = 0;    ///< and so left out: missing, or of sequences that are rejected whole
  std::filesystem::path written = {};  ///< the file, or the folder of a file for each sequence
};

/// Write the project's canonical poses; the file's ending decides the form, sequences come
/// in catalog order:
///
/// .h5   /clips/poses_mm float32 (clips, n, 15, 3), /clips/sequence (index into /sequences),
/// /clips/first_frame, /clips/split
///       ("train", "val", "test", "independent"), /clips/rejected and /clips/repaired uint8 (clips, n), 1
///       where people reject the frame or where its pose is not as it was imported, /sequences/name, dataset,
///       subject, take, view, source, split, frames, frames_per_second (0 = unknown), key_frame (-1 =
///       unaligned) and universal_from_dataset (sequences, 4, 4). Attributes of the root: format,
///       studio_version, units, joints, frame, n, step, clip_options, datasets, sequences, clips, and with an
///       alignment Ms_mm, Msp_mm, preset, ratio, align_options, reference_mm, alignment_is_stale.
/// .npz  names, joints, fps, frame, where known actions and splits, and one array "0", "1", … (frames, 15, 3)
///       float32 per sequence, with "rejected_0", … and "repaired_0", … bool (frames) beside it.
/// .csv  one row per frame: sequence, frame, time_s, pelvis_x_mm, …, rejected, repaired (0 or 1); missing
///       joints are empty cells.
/// .trc  and .bvh, .c3d, .glb (motion.h): a folder of files when there is more than one sequence: OUT.trc
///       becomes OUT/DATASET/SUBJECT/TAKE/VIEW.trc, each name made fit for files (see FileNames).
///
/// Missing joints are NaN, and so are those of rejected frames unless they are kept, and estimated ones where
/// they are not wanted. In the universal frame
/// an unaligned sequence has no place: it is written as missing, so that counts agree in every form, and
/// noted in the log. Files appear whole or not at all; streams a track per core.
/// @throws Error: unknown ending, a file that no output may replace (see guard_output), universal without an
/// alignment, no sequences, disk; Cancelled.
ExportReport export_poses(const Project& project, const std::filesystem::path& file,
                          const ExportOptions& options, const JobContext& context);

/// Write a track that lies in a file of its own, such as a prediction (.npz, or what else the `table` reader
/// reads), in a form of motion.h; the file's ending decides which. Without a stated unit the poses are in
/// millimetres; their up axis is the one that `reading` states, if it does. @throws Error: unknown ending,
/// not one track, as export_poses does; FormatError; Cancelled.
ExportReport export_poses_file(const Project& project, const std::filesystem::path& poses,
                               const ReadOptions& reading, const std::filesystem::path& file,
                               const JobContext& context);

/// ".h5", ".npz", …: what export_poses has forms for.
std::vector<std::string_view> export_endings();

/// What VideoPose3D-like programs read (see export_videopose3d).
struct VideoPose3dReport : ExportReport {
  std::filesystem::path keypoints_file;  ///< of the 2D keypoints
  std::int64_t frames_left_out = 0;      ///< with a joint that is missing, or not in front of a camera
};

/// The merged set in VideoPose3D's layout, for other methods. `file` (data_3d_NAME.npz) gets
///
/// positions_3d  dict[subject][action], (frames, 32, 3) float32, metres, Human3.6M's 32 joints. Where the
///               file had these (32 or 17), they are its own. Else those that methods keep (17) are the
///               canonical ones, the spine halfway from pelvis to neck, and the nose halfway from neck to
///               head; the others repeat the joint next to them.
/// derived       dict[subject], a list of those of the 17 that were made up so: [12, 14], or none.
/// cameras       dict[subject], a list of dicts as in VideoPose3D's h36m_dataset.py: id, center, focal_length
///               (pixels), radial_distortion, tangential_distortion, res_w, res_h, orientation (quaternion
///               w, x, y, z, world from camera), translation (mm, the camera's place).
///
/// and beside it data_2d_NAME_gt.npz with
///
/// positions_2d  dict[subject][action], a list with (frames, 17, 2) float32 pixels for each camera: the
/// joints
///               projected. Empty lists where no camera is known, fisheye lenses included: VideoPose3D has
///               none.
/// metadata      layout_name, num_joints, keypoints_symmetry.
///
/// A subject is "split/dataset/subject", with view and take added where cameras or takes would not be told
/// apart otherwise, so that --subjects-train and --subjects-test can choose splits; an action is a take.
/// Nothing is missing in such files, and nothing marked: a take with gaps becomes several actions, "TAKE part
/// 2". Both are pickles, as VideoPose3D wants them.
/// @throws Error: splits drawn clip by clip, estimated joints that are not wanted, else as export_poses;
/// Cancelled.
VideoPose3dReport export_videopose3d(const Project& project, const std::filesystem::path& file,
                                     const ExportOptions& options, const JobContext& context);

}  // namespace solopose
