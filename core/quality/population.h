#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "core/base/job.h"
#include "core/project/ids.h"
#include "core/quality/pose_mixture.h"
#include "core/quality/track_norms.h"

namespace solopose {

struct Catalog;
class PoseStore;
struct SequenceRecord;

/// What all tracks of a project together say: what a single track is held against.
struct Population {
  std::map<SequenceId, TrackNorms> tracks;

  /// Whose bones they are: a dataset's subject, seen by a joint set.
  using SubjectKey = std::tuple<DatasetId, std::string, std::string>;
  std::map<SubjectKey, std::array<float, bone_count>> subject_bone_mm;  ///< median of the takes' medians

  /// How many tracks of a dataset say that left and right are exchanged, of those that can say.
  struct SideCount {
    std::int64_t exchanged = 0;
    std::int64_t tracks = 0;
  };
  std::map<DatasetId, SideCount> sides;

  float height_mm = 0;  ///< median of the tracks' standing heights; 0 = unknown
  PoseMixture poses;

  const std::array<float, bone_count>* bones_of(const SequenceRecord& track) const;
};

/// Of norms that are there for every sequence of the catalog.
Population population_of(const Catalog& catalog, std::map<SequenceId, TrackNorms> norms);

/// Reads every track of the catalog once, a sample of its frames where it is long, without repairs of less
/// than half of a track: they change nothing of what is usual. @throws Error naming a
/// pose file, Cancelled.
Population read_population(const PoseStore& store, const Catalog& catalog, const JobContext& context);

/// Frames a second where the track does not tell.
inline constexpr double assumed_frames_per_second = 30;
double frames_per_second_of(const SequenceRecord& track);

}  // namespace solopose
