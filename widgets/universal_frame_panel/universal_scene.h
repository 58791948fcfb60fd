#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <QObject>

#include "core/inspection/shown_sequences.h"
#include "core/project/catalog.h"
#include "render/skeleton/skeleton_scene.h"
#include "widgets/session/pose_cache.h"

namespace solopose {

class Session;

/// What the panel lets people choose about the scene.
struct UniversalSceneOptions {
  ShownSet set = ShownSet::all;
  /// Per ShownSet: every skeleton at its key frame, else the cursor's take at the cursor's frame.
  std::array<bool, 3> at_key_frames = {true, false, false};
  int trail_frames = 0;  ///< of the cursor's sequence, both ways; 0 = none
  bool axes = true;
  bool floor = true;
  bool reference_points = true;
  bool beside = false;  ///< before alignment to the left of after, in one picture
  std::set<DatasetId> hidden;
};

/// The skeletons of a session as a scene: chooses sequences, fetches their poses, moves them into the
/// universal frame, follows catalog and cursor.
class UniversalScene : public QObject {
  Q_OBJECT
 public:
  explicit UniversalScene(Session* session, QObject* parent = nullptr);
  ~UniversalScene() override;

  const UniversalSceneOptions& options() const { return options_; }
  void setOptions(const UniversalSceneOptions& options);
  bool atKeyFrames() const { return options_.at_key_frames[static_cast<std::size_t>(options_.set)]; }

  /// As it is now. `blend`: 0 = every track in its world, as the file's extrinsics have it and upright (in
  /// its own frame where they are missing), 1 = in the universal frame, between = on the way. Beside each
  /// other, blend counts for nothing.
  SkeletonScene build(double blend) const;
  /// A height for the floor and how far it should reach, from the skeletons of `scene`; steady while poses
  /// move.
  void placeFloor(SkeletonScene& scene, const Eigen::Vector3d& up) const;

  std::size_t shown() const;
  std::size_t available() const { return available_; }
  bool aligned() const;
  /// No pose is still on its way.
  bool settled() const { return pending_.empty(); }
  /// The frame at which a sequence is shown; none when it is not.
  std::optional<qint64> frameShown(SequenceId sequence) const;
  /// Of the universal frame, from its reference points; z and y without an alignment.
  Eigen::Vector3d up() const;
  Eigen::Vector3d facing() const;

 Q_SIGNALS:
  /// build() would give something else.
  void changed();
  /// Other sequences are shown than before.
  void chosen();

 private:
  struct Track;

  void choose();
  void fetch();
  void accept(Track& track, const PosesPtr& poses);
  void onLoaded(SequenceId sequence);
  void onFailed(SequenceId sequence);
  qint64 frameOf(const Track& track) const;
  std::optional<SkeletonPose> poseOf(const Track& track) const;
  SkeletonInstance instanceOf(const Track& track, const SkeletonPose& pose, double blend) const;
  void addBefore(SkeletonScene& scene) const;
  void addTrail(const Track& track, double blend, SkeletonScene& scene) const;
  Track* find(SequenceId sequence);

  /// A key frame's pose outlives the track it was read from.
  struct KeyPose {
    qint64 frame = 0;
    std::string group;  ///< file and group: a re-import brings others
    SkeletonPose pose;
  };

  Session* session_;
  UniversalSceneOptions options_;
  std::shared_ptr<const Catalog> catalog_;
  std::vector<Track> tracks_;
  std::size_t available_ = 0;
  std::string cursor_take_;
  std::set<SequenceId> pending_;
  std::set<SequenceId> lost_;  ///< poses that cannot be read; not asked for again until the catalog changes
  std::map<SequenceId, KeyPose> key_poses_;
};

}  // namespace solopose
