#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "core/augmotion/export.h"
#include "core/project/catalog.h"
#include "core/project/pose_store.h"

namespace solopose {

/// What the writers of all export forms read from: the catalog and its canonical poses in the wanted frame.
class ExportSource {
 public:
  /// @throws Error: universal without an alignment, nothing to export.
  ExportSource(const Project& project, const ExportOptions& options, const JobContext& context);

  /// Before any work: @throws Error when the file is not one that this export may write or replace.
  void guard(const std::filesystem::path& file) const;
  void guard_folder(const std::filesystem::path& folder) const;

  const Catalog& catalog() const { return catalog_; }
  const ExportOptions& options() const { return options_; }
  ExportFrame frame() const { return options_.frame; }
  const JobContext& context() const { return context_; }
  std::int64_t frames() const;
  std::vector<std::string> names() const;
  std::string frame_name() const { return std::string(name_of(frame())); }
  /// The clips that are exported, as list_clips has them.
  std::vector<Clip> clips() const { return list_clips(catalog_, options_.clips, options_.rejected); }
  /// A sequence's joints as its file has them, (frames, its joint set's joints, 3), in the wanted frame; NaN
  /// where that is universal and the sequence not aligned. @throws Error.
  std::vector<float> own_positions_mm(std::size_t index) const;
  /// Sequences, frames and what of them is left out.
  ExportReport report() const;

  /// Visit all sequences in catalog order, on the caller's thread; they are read and moved in parallel, a
  /// track per core at a time. Reports progress. @throws Error, Cancelled.
  void for_each(const std::function<void(std::size_t index, std::span<const float> poses_mm)>& visit) const;
  /// The same for some of them, in that order.
  void for_each(std::span<const std::size_t> order,
                const std::function<void(std::size_t index, std::span<const float> poses_mm)>& visit) const;

 private:
  std::vector<float> poses_mm(std::size_t index) const;
  void move_to_frame(const SequenceRecord& sequence, std::vector<float>& points_mm) const;
  void note_unaligned() const;

  std::filesystem::path folder_;
  ExportOptions options_;
  std::int64_t frames_rejected_ = 0;  ///< left out
  Catalog catalog_;
  PoseStore store_;
  const JobContext& context_;
};

/// Per sequence of the catalog the split its clips share; "clip" where clips are drawn one by one, empty
/// where it has none.
std::vector<std::string> splits_of_sequences(const Catalog& catalog, const std::vector<Clip>& clips,
                                             SplitGroup group);

/// One byte for each of a sequence's frames: 1 in the runs, which are ascending and apart, else 0.
std::vector<std::uint8_t> frame_marks(std::span<const FrameRun> runs, std::int64_t frames);

struct MotionForm;

// The forms; each writes `file` atomically. export_motion guards the files it makes itself, and says what it
// has written.
ExportReport export_h5(const ExportSource& source, const std::filesystem::path& file);
ExportReport export_npz(const ExportSource& source, const std::filesystem::path& file);
ExportReport export_csv(const ExportSource& source, const std::filesystem::path& file);
ExportReport export_motion(const ExportSource& source, const MotionForm& form,
                           const std::filesystem::path& file);

}  // namespace solopose
