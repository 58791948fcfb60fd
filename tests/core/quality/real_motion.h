#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "core/project/catalog.h"
#include "core/quality/detector.h"
#include "core/quality/findings.h"
#include "core/quality/population.h"
#include "core/quality/track_features.h"

namespace solopose::testing {

struct Recording {
  SequenceRecord record;
  std::vector<float> poses_mm;  ///< (frames, 15, 3)

  std::int64_t frames() const { return record.frames; }
};

/// Every track of shared data's AIST++, CMU and Pose2Sim files, as the readers read them, and of six more BVH
/// files; empty without shared data. Read once.
const std::vector<Recording>& real_motion();

/// Every so many-th frame of each, at so much lower a rate.
std::vector<Recording> thinned(const std::vector<Recording>& recordings, std::int64_t every);

/// A track that is none of a file.
Recording recording_of(std::string name, std::vector<float> poses_mm, double frames_per_second,
                       std::optional<Eigen::Vector3d> up);

/// Recordings among themselves, as an analysis sees them: population, norms, features.
class Inspection {
 public:
  explicit Inspection(std::vector<Recording> recordings);
  Inspection(const Inspection&) = delete;
  Inspection& operator=(const Inspection&) = delete;

  std::size_t size() const { return recordings_.size(); }
  const Recording& recording(std::size_t i) const { return recordings_[i]; }
  const InspectedTrack& track(std::size_t i) const { return tracks_[i]; }
  InspectedTrack& track(std::size_t i) { return tracks_[i]; }
  const Population& population() const { return population_; }

  TrackScores scores(std::string_view detector, std::size_t i) const;
  /// At the detector's default threshold.
  std::vector<Finding> findings(std::string_view detector, std::size_t i) const;

 private:
  std::vector<Recording> recordings_;
  Population population_;
  std::vector<TrackFeatures> features_;
  std::vector<InspectedTrack> tracks_;
};

}  // namespace solopose::testing
