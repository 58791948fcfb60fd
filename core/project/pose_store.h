#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "core/formats/image_points.h"

namespace solopose {

struct SequenceRecord;

/// Reads tracks from a project's pose files. Safe to use from several threads; holds no file open between
/// calls.
class PoseStore {
 public:
  explicit PoseStore(std::filesystem::path project_folder);

  /// The file's own joints as they were imported: (count, joints, 3) mm in the track's frame, frames
  /// [first, first + count). count -1 = to the end. @throws Error naming the pose file.
  std::vector<float> positions_mm(const SequenceRecord& sequence, std::int64_t first = 0,
                                  std::int64_t count = -1) const;

  /// The canonical 15: (count, 15, 3) mm in the track's frame, with the record's repairs, and without its
  /// rejected frames where those are missing.
  std::vector<float> poses_mm(const SequenceRecord& sequence, std::int64_t first = 0,
                              std::int64_t count = -1) const;

  /// The 2D labels that came with the track, those frames of them; empty where there are none. A person's
  /// repairs are of the track and leave them alone. @throws Error as above.
  std::vector<ImagePoints> image_points(const SequenceRecord& sequence, std::int64_t first = 0,
                                        std::int64_t count = -1) const;

 private:
  std::filesystem::path folder_;
};

}  // namespace solopose
