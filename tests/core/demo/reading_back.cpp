#include "tests/core/demo/reading_back.h"

#include <gtest/gtest.h>

#include "core/augmotion/kabsch.h"

namespace solopose::demo {

std::vector<Sequence> tracks_of(std::string_view format, const std::filesystem::path& file,
                                const ReadOptions& options) {
  std::vector<Sequence> tracks;
  reader_named(format).read(
      file, options, [&](Sequence&& track) { tracks.push_back(std::move(track)); },
      [&](const std::string& remark) { ADD_FAILURE() << file << ": " << remark; }, JobContext{});
  return tracks;
}

double worst_misfit_mm(const Sequence& track, const Recording& recording, std::span<const Part> parts) {
  EXPECT_EQ(track.frames(), static_cast<std::int64_t>(recording.frames.size()));
  EXPECT_EQ(track.joints->size(), static_cast<int>(parts.size()));
  std::vector<Eigen::Vector3d> read;
  std::vector<Eigen::Vector3d> made;
  for (std::size_t f = 0; f < recording.frames.size(); ++f) {
    for (std::size_t j = 0; j < parts.size(); ++j) {
      const float* p = track.positions_mm.data() + (f * parts.size() + j) * 3;
      const Eigen::Vector3d point(p[0], p[1], p[2]);
      const Eigen::Vector3d& original = at(recording.frames[f], parts[j]);
      EXPECT_EQ(point.allFinite(), original.allFinite()) << "frame " << f << " joint " << j;
      if (!point.allFinite() || !original.allFinite()) continue;
      read.push_back(point);
      made.push_back(original);
    }
  }
  const RigidTransform fit = kabsch(read, made).target_from_source;
  double worst = 0;
  for (std::size_t i = 0; i < read.size(); ++i) worst = std::max(worst, (fit * read[i] - made[i]).norm());
  return worst;
}

}  // namespace solopose::demo
