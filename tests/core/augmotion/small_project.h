#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/project/project.h"
#include "core/project/staged_import.h"
#include "tests/core/augmotion/bodies.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {

/// A project in a folder of its own, filled with made-up people.
class SmallProject {
 public:
  Project& operator*() { return project_; }
  Project* operator->() { return &project_; }
  std::filesystem::path operator/(const std::string& name) const { return folder_ / name; }

  struct Track {
    std::string subject = "S1";
    std::string take = "walk";
    std::string view = "world";
    std::vector<float> poses = {};  ///< (frames, 15, 3) mm
    std::optional<Eigen::Vector3d> up = Eigen::Vector3d::UnitZ();
    double frames_per_second = 50;
    CoordinateFrame frame = CoordinateFrame::world;
    std::vector<Camera> cameras = {};
    std::vector<std::string> videos = {};
  };

  void add(const std::string& dataset, const std::vector<Track>& tracks) {
    StagedImport staged(project_, {.dataset = dataset, .format = "table"});
    for (const auto& track : tracks) {
      Sequence sequence;
      sequence.subject = track.subject;
      sequence.take = track.take;
      sequence.view = track.view;
      sequence.frames_per_second = track.frames_per_second;
      sequence.joints = joint_set_named("canonical15");
      sequence.positions_mm = track.poses;
      sequence.up = track.up;
      sequence.frame = track.frame;
      sequence.cameras = track.cameras;
      sequence.videos = track.videos;
      staged.add(sequence);
    }
    staged.commit(project_);
  }

  /// One person seen by cameras anywhere: tracks that differ by rigid motions.
  void add_views(const std::string& dataset, const std::string& take, int views, int frames,
                 std::uint64_t seed) {
    std::mt19937_64 random(seed);
    const std::vector<float> poses = moving_person(frames, seed);
    std::vector<Track> tracks;
    for (int view = 0; view < views; ++view) {
      const RigidTransform motion = random_motion(random, 4000);
      tracks.push_back({.take = take,
                        .view = std::to_string(view),
                        .poses = moved(poses, motion),
                        .up = motion.rotation * Eigen::Vector3d::UnitZ()});
    }
    add(dataset, tracks);
  }

 private:
  TemporaryFolder folder_;
  Project project_ = Project::create(folder_ / "project");
};

}  // namespace solopose::testing
