#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "core/augmotion/alignment.h"
#include "core/augmotion/dispersion.h"
#include "core/augmotion/kabsch.h"
#include "core/augmotion/track_summary.h"
#include "core/base/progress_meter.h"
#include "core/project/catalog.h"
#include "core/project/pose_store.h"

namespace solopose {

/// One run of alignment over some sequences of a project: reads each track once, decides on key frames, moves
/// them, compares views. What it may not do, and why, it notes in the context's log.
class AlignmentRun {
 public:
  using Sequences = std::vector<const SequenceRecord*>;

  /// All but the list itself must outlive the run.
  AlignmentRun(const PoseStore& store, Sequences sequences, const AlignOptions& options,
               const JobContext& context);

  /// First of all. @throws Error (a pose file), Cancelled.
  void read_tracks();
  /// Of the sequences that are not left out. After read_tracks().
  BodyMeasure body(const std::vector<bool>& left_out) const;
  /// Sorted by sequence. After read_tracks(). @throws Error (a pose file), Cancelled.
  std::vector<SequenceAlignment> place(const Eigen::Matrix3d& reference_mm);
  /// Sorted by take name. After place(). @throws Error (a pose file), Cancelled.
  std::vector<TakeDispersion> compare_views();

 private:
  /// Positions in the list of sequences, by take.
  using Takes = std::map<std::string, std::vector<std::size_t>>;
  using Reason = std::string;
  /// A frame that might become a sequence's key frame, and who wants it.
  struct Candidate {
    std::int64_t frame = -1;
    const char* origin = "";
  };

  static Takes takes_of(const Sequences& sequences);
  std::int64_t total_frames() const;
  std::int64_t frames_to_compare(const std::vector<std::size_t>& views) const;

  void note_implausible(std::size_t i) const;
  /// Per sequence the key frame of its take; -1 where each video has its own.
  std::vector<std::int64_t> take_key_frames() const;
  std::vector<Candidate> candidates(std::size_t i, std::int64_t shared) const;
  std::variant<Eigen::Matrix3d, Reason> joints_at(std::size_t i, std::int64_t frame) const;
  /// The motion of a key frame, or why it cannot be one.
  std::variant<KabschResult, Reason> fit_at(std::size_t i, std::int64_t frame,
                                            const Eigen::Matrix3d& reference_mm) const;
  Reason why_no_candidate(std::size_t i) const;
  SequenceAlignment placed(std::size_t i, std::int64_t shared, const Eigen::Matrix3d& reference_mm,
                           std::vector<std::string>& notes) const;

  /// Without views when there is nothing to compare.
  TakeDispersion dispersion(const std::string& name, const std::vector<std::size_t>& all_views,
                            std::int64_t& stray);
  /// Before in the world, through the files' own extrinsics, where every view has them. In pieces, so that a
  /// long take with many cameras stays small in memory. Returns how many joints strayed from their bodies and
  /// were left out.
  std::int64_t compare(const std::vector<std::size_t>& views, Dispersion& before, Dispersion& after);

  const PoseStore& store_;
  Sequences sequences_;
  Takes takes_;
  const AlignOptions& options_;
  const JobContext& context_;
  ProgressMeter meter_;
  std::vector<TrackSummary> summaries_;
  std::vector<SequenceAlignment> placed_;
};

}  // namespace solopose
