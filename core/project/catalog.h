#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "core/base/frame_run.h"
#include "core/base/rigid_transform.h"
#include "core/formats/sequence.h"
#include "core/project/ids.h"
#include "core/project/problem.h"
#include "core/project/rejected.h"
#include "core/project/verdict.h"
#include "core/project/verdict_list.h"

namespace solopose {

struct Repair;

struct DatasetRecord {
  DatasetId id = 0;
  std::string name;
  std::string format;                             ///< of its first import
  bool independent_test = false;                  ///< aligned, but never in the merge's splits
  std::vector<std::string> independent_subjects;  ///< same, for some subjects only

  bool operator==(const DatasetRecord&) const = default;
};

/// A track in the project. The pose data stays in the import's HDF5 file; read it through PoseStore.
struct SequenceRecord {
  SequenceId id = 0;
  DatasetId dataset = 0;
  ImportId import = 0;
  std::string name;  ///< dataset/subject/take/view
  std::string subject;
  std::string action;
  std::string take;
  std::string view;
  double frames_per_second = 0;  ///< 0 = unknown
  std::int64_t frames = 0;
  JointSetPtr joints;
  CoordinateFrame frame = CoordinateFrame::world;
  std::optional<Eigen::Vector3d> up;  ///< unit, in the track's frame
  std::vector<Camera> cameras;
  std::vector<std::string> videos;  ///< relative to the project folder where inside it, else absolute
  std::string source;               ///< the file it came from, for people
  std::string pose_file;            ///< relative to the project folder, "poses/3.h5"
  std::string pose_group;           ///< path of its dataset (frames, joints, 3) inside that file
  std::optional<std::int64_t> key_frame_override;  ///< chosen by a person
  bool excluded = false;  ///< kept and shown, but left out of everything computed: see in_use()
  /// Frames that people reject (verdict_rule.h): ascending, apart from each other.
  std::vector<FrameRun> rejected;
  bool rejected_are_missing = false;  ///< PoseStore reads rejected frames as missing: see in_use()
  /// That PoseStore applies, oldest first. Without them it reads the track as it was imported.
  std::vector<std::shared_ptr<const Repair>> repairs;

  std::int64_t rejected_frames() const;
  /// Excluded, or rejected from its first frame to its last.
  bool is_left_out() const { return excluded || (frames > 0 && rejected_frames() == frames); }
  /// dataset/subject/take: what synchronised views share.
  std::string take_name() const { return name.substr(0, name.rfind('/')); }
};
/// All fields; joint sets by what they hold.
bool operator==(const SequenceRecord& a, const SequenceRecord& b);

/// One sequence's part of an alignment.
struct SequenceAlignment {
  SequenceId sequence = 0;
  std::int64_t key_frame =
      -1;  ///< from 0; -1: no frame has both shoulders and the pelvis where they can be: unaligned
  std::vector<std::int64_t> cluster_sizes;  ///< largest first
  RigidTransform universal_from_dataset;
  double residual_mm = 0;  ///< RMSD of the three reference joints at the key frame

  bool operator==(const SequenceAlignment&) const = default;
};

/// Dispersion between the synchronised views of a take: the mean over frames and joints of the views' mean
/// distance to their mean.
struct TakeDispersion {
  std::string name;  ///< dataset/subject/take
  std::vector<std::string> views;
  double before_mm = 0;
  double after_mm = 0;

  bool operator==(const TakeDispersion&) const = default;
};

/// The last alignment as `align` wrote it down. Ms, Msp and preset are kept until the next explicit align.
struct AlignmentRecord {
  std::string options_json;  ///< AlignOptions, see core/augmotion/alignment.h
  std::int64_t data_revision = 0;
  double shoulder_width_mm = 0;  ///< Ms, equation 1
  double torso_length_mm = 0;    ///< Msp, equation 1
  /// Rows: left shoulder, right shoulder, pelvis in the universal frame, mm.
  Eigen::Matrix3d reference_mm = Eigen::Matrix3d::Zero();
  std::vector<SequenceAlignment> sequences;  ///< sorted by sequence
  std::vector<TakeDispersion> takes;         ///< sorted by name

  const SequenceAlignment* of(SequenceId sequence) const;
  bool operator==(const AlignmentRecord&) const = default;
};

/// Everything of a project that is listed: a value, cheap to hand to other threads behind a shared_ptr<const
/// Catalog>. Only what active imports brought is in it.
struct Catalog {
  std::vector<DatasetRecord> datasets;    ///< in the order of their first import
  std::vector<SequenceRecord> sequences;  ///< sorted by dataset, then name
  std::vector<ProblemRecord> problems;
  VerdictList verdicts;  ///< that were not taken back, oldest first
  std::optional<AlignmentRecord> alignment;
  /// Names the set of tracks in use with their rejected frames and repairs: another set has another number,
  /// and going back to an earlier set (undo of an import, a removal, an exclusion, a verdict) brings its
  /// number back. Names, key-frame overrides and splits are not part of it.
  std::int64_t data_revision = 0;
  /// Positions in `sequences` ordered by id: makes sequence(id) quick. index_by_id fills it; a catalog
  /// without it works too.
  std::vector<std::uint32_t> by_id;

  /// The alignment was made from other data than is in use now.
  bool alignment_is_stale() const;
  const DatasetRecord* dataset(DatasetId id) const;
  const SequenceRecord* sequence(SequenceId id) const;  ///< nullptr when there is none
  const SequenceRecord* sequence_named(const std::string& name) const;
};

/// Whether two list the same, field by field.
bool same_content(const Catalog& a, const Catalog& b);

/// Fill by_id.
void index_by_id(Catalog& catalog);

/// The catalog without its excluded sequences and those rejected whole, and with other rejected frames
/// missing: what is measured, aligned, split, learnt from, scored and exported. Whoever computes something
/// about a project begins with it; whoever shows the project does not. Kept: only excluded sequences go.
Catalog in_use(Catalog catalog, Rejected rejected = Rejected::left_out);

/// How many frames people reject of sequences that are not excluded. `datasets`: names; empty = all.
std::int64_t rejected_frames(const Catalog& catalog, const std::vector<std::string>& datasets = {});

}  // namespace solopose
