#include "widgets/universal_frame_panel/universal_scene.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <Eigen/Geometry>

#include "core/augmotion/frame_graph.h"
#include "core/base/part_of_transform.h"
#include "widgets/cursor/cursor.h"
#include "widgets/session/session.h"
#include "widgets/theme/theme.h"
#include "widgets/universal_frame_panel/moved_pose.h"

namespace solopose {

namespace {

constexpr std::size_t kCrowd = 12;  // from here on the others step back behind the cursor's skeleton
constexpr float kCrowdOpacity = 0.8F;
constexpr double kBeside_mm = 2000;
constexpr int kGhostsEachWay = 3;
constexpr int kPathPieces = 40;
constexpr std::array kPathJoints = {Joint::head, Joint::left_wrist, Joint::right_wrist, Joint::left_ankle,
                                    Joint::right_ankle};

SkeletonPose poseAt(const std::vector<float>& poses, qint64 frame) {
  SkeletonPose pose;
  const float* row = poses.data() + frame * joint_count * 3;
  for (Eigen::Vector3f& joint : pose) {
    joint = {row[0], row[1], row[2]};
    row += 3;
  }
  return pose;
}

/// A track's own world with its up axis up, so that people stand in it; its own frame where it knows no
/// world.
RigidTransform uprightWorld(const SequenceRecord& record, const FrameGraph& frames,
                            const Eigen::Vector3d& up) {
  const RigidTransform world = frames.between(frames.own(), TrackFrame::world).value_or(RigidTransform());
  if (!record.up) return world;
  const Eigen::Vector3d up_in_world = world.rotation * *record.up;
  const Eigen::Matrix3d upright = Eigen::Quaterniond::FromTwoVectors(up_in_world, up).toRotationMatrix();
  return composed({upright, Eigen::Vector3d::Zero(), 1.0}, world);
}

qint64 framesIn(const std::vector<float>& poses) {
  return static_cast<qint64>(poses.size()) / (joint_count * 3);
}

}  // namespace

struct UniversalScene::Track {
  const SequenceRecord* record = nullptr;  ///< in catalog_
  int dataset_index = 0;
  RigidTransform world_from_dataset;  ///< turned upright
  RigidTransform universal_from_world;
  qint64 key_frame = 0;
  bool follows = false;  ///< the cursor's frame
  bool at_cursor = false;
  std::optional<SkeletonPose> key_pose;
  PosesPtr poses;  ///< kept where frames are to be played

  bool wantsAll() const { return follows || at_cursor; }
  bool complete() const { return wantsAll() ? poses != nullptr : key_pose.has_value(); }
};

UniversalScene::UniversalScene(Session* session, QObject* parent)
    : QObject(parent), session_(session), catalog_(session->catalog()) {
  connect(session, &Session::catalogChanged, this, [this] {
    catalog_ = session_->catalog();
    lost_.clear();
    choose();
  });
  connect(session, &Session::posesChanged, this, [this](SequenceId changed) { key_poses_.erase(changed); });
  connect(session, &Session::projectOpened, this, [this] { key_poses_.clear(); });
  connect(session->cursor(), &Cursor::sequenceChanged, this, &UniversalScene::choose);
  connect(session->cursor(), &Cursor::frameChanged, this, [this] {
    const bool any =
        std::any_of(tracks_.begin(), tracks_.end(), [](const Track& track) { return track.follows; });
    if (any) Q_EMIT changed();
  });
  connect(session->poses(), &PoseCache::loaded, this, &UniversalScene::onLoaded);
  connect(session->poses(), &PoseCache::failed, this, &UniversalScene::onFailed);
  choose();
}

UniversalScene::~UniversalScene() = default;

void UniversalScene::setOptions(const UniversalSceneOptions& options) {
  options_ = options;
  choose();
}

std::size_t UniversalScene::shown() const { return tracks_.size(); }

bool UniversalScene::aligned() const { return catalog_->alignment.has_value(); }

void UniversalScene::choose() {
  const SequenceId cursor = session_->cursor()->sequence();
  const SequenceRecord* at_cursor = catalog_->sequence(cursor);
  cursor_take_ = at_cursor == nullptr ? std::string() : at_cursor->take_name();
  const ShownSequences shown = choose_shown(*catalog_, options_.set, cursor, options_.hidden);
  available_ = shown.available;

  std::map<DatasetId, int> index_of_dataset;
  for (const DatasetRecord& dataset : catalog_->datasets) {
    index_of_dataset.emplace(dataset.id, static_cast<int>(index_of_dataset.size()));
  }
  tracks_.clear();
  for (const std::size_t i : shown.indices) {
    Track track;
    track.record = &catalog_->sequences[i];
    track.dataset_index = index_of_dataset[track.record->dataset];
    track.at_cursor = track.record->id == cursor;
    track.follows = !atKeyFrames() && !cursor_take_.empty() && track.record->take_name() == cursor_take_;
    const SequenceAlignment* alignment = aligned() ? catalog_->alignment->of(track.record->id) : nullptr;
    track.world_from_dataset = uprightWorld(*track.record, FrameGraph(*track.record), up());
    if (alignment != nullptr) {
      track.universal_from_world =
          composed(alignment->universal_from_dataset, track.world_from_dataset.inverse());
      track.key_frame = alignment->key_frame;
    }
    tracks_.push_back(std::move(track));
  }
  fetch();
  Q_EMIT chosen();
  Q_EMIT changed();
}

void UniversalScene::fetch() {
  pending_.clear();
  std::vector<Track*> wanted;
  for (Track& track : tracks_) {
    const auto known = key_poses_.find(track.record->id);
    if (known != key_poses_.end() && known->second.frame == track.key_frame &&
        known->second.group == track.record->pose_file + track.record->pose_group) {
      track.key_pose = known->second.pose;
    }
    if (!track.complete() && !lost_.contains(track.record->id)) wanted.push_back(&track);
  }
  // The cache serves the latest request first: the cursor's.
  std::stable_partition(wanted.begin(), wanted.end(), [](const Track* track) { return !track->wantsAll(); });
  for (Track* track : wanted) {
    if (const PosesPtr poses = session_->poses()->poses(*track->record)) {
      accept(*track, poses);
    } else {
      pending_.insert(track->record->id);
    }
  }
}

void UniversalScene::accept(Track& track, const PosesPtr& poses) {
  if (track.key_frame >= 0 && track.key_frame < framesIn(*poses)) {
    track.key_pose = poseAt(*poses, track.key_frame);
    key_poses_[track.record->id] = {track.key_frame, track.record->pose_file + track.record->pose_group,
                                    *track.key_pose};
  }
  if (track.wantsAll()) track.poses = poses;
}

UniversalScene::Track* UniversalScene::find(SequenceId sequence) {
  const auto found = std::find_if(tracks_.begin(), tracks_.end(),
                                  [&](const Track& track) { return track.record->id == sequence; });
  return found == tracks_.end() ? nullptr : &*found;
}

void UniversalScene::onLoaded(SequenceId sequence) {
  if (pending_.erase(sequence) == 0) return;
  Track* track = find(sequence);
  if (track == nullptr) return;
  if (const PosesPtr poses = session_->poses()->poses(*track->record)) accept(*track, poses);
  Q_EMIT changed();
}

void UniversalScene::onFailed(SequenceId sequence) {
  if (pending_.erase(sequence) == 0) return;
  lost_.insert(sequence);
  Q_EMIT changed();
}

qint64 UniversalScene::frameOf(const Track& track) const {
  return track.follows ? session_->cursor()->frame() : track.key_frame;
}

std::optional<qint64> UniversalScene::frameShown(SequenceId sequence) const {
  for (const Track& track : tracks_) {
    if (track.record->id == sequence) return frameOf(track);
  }
  return std::nullopt;
}

std::optional<SkeletonPose> UniversalScene::poseOf(const Track& track) const {
  if (!track.follows) return track.key_pose;
  const qint64 frame = frameOf(track);
  if (!track.poses || frame >= framesIn(*track.poses)) return std::nullopt;
  return poseAt(*track.poses, frame);
}

SkeletonInstance UniversalScene::instanceOf(const Track& track, const SkeletonPose& pose,
                                            double blend) const {
  SkeletonInstance instance;
  instance.id = track.record->id;
  const SkeletonPose in_world = transformed(track.world_from_dataset, pose);
  instance.joints_mm =
      transformed(part_of_transform(track.universal_from_world, centreOf(in_world), blend), in_world);
  instance.colour = Theme::instance().dataset(track.dataset_index);
  instance.highlighted = track.at_cursor && tracks_.size() > 1;
  if (tracks_.size() > kCrowd && !track.at_cursor) instance.opacity = kCrowdOpacity;
  return instance;
}

void UniversalScene::addTrail(const Track& track, double blend, SkeletonScene& scene) const {
  const qint64 now = frameOf(track);
  const std::optional<SkeletonPose> pose = poseOf(track);
  if (!track.poses || !pose) return;
  const SkeletonPose in_world = transformed(track.world_from_dataset, *pose);
  const RigidTransform place = composed(
      part_of_transform(track.universal_from_world, centreOf(in_world), blend), track.world_from_dataset);
  const qint64 last = framesIn(*track.poses) - 1;
  const QColor colour = Theme::instance().dataset(track.dataset_index);
  for (const int way : {-1, 1}) {
    for (int i = 1; i <= kGhostsEachWay; ++i) {
      const qint64 frame = now + way * static_cast<qint64>(i) * options_.trail_frames / kGhostsEachWay;
      if (frame == now || frame < 0 || frame > last) continue;
      SkeletonInstance ghost;
      ghost.id = track.record->id;
      ghost.joints_mm = transformed(place, poseAt(*track.poses, frame));
      ghost.colour = colour;
      ghost.opacity = 0.55F * (1.0F - static_cast<float>(i) / (kGhostsEachWay + 1));
      ghost.ghost = true;
      scene.skeletons.push_back(ghost);
    }
    const int step = std::max(1, options_.trail_frames / kPathPieces);
    for (const Joint joint : kPathJoints) {
      SkeletonPath path{{}, colour, 0.8F, 0.0F};
      for (int i = 0; i <= options_.trail_frames; i += step) {
        const qint64 frame = now + way * static_cast<qint64>(i);
        if (frame < 0 || frame > last) break;
        const float* row = track.poses->data() + (frame * joint_count + index_of(joint)) * 3;
        path.points_mm.push_back((place * Eigen::Vector3d(row[0], row[1], row[2])).cast<float>());
      }
      scene.paths.push_back(std::move(path));
    }
  }
}

/// Each take's views as they lie to each other in their world, the take's middle beside where alignment
/// brings it: on the person's right, which is the left of who looks from the front.
void UniversalScene::addBefore(SkeletonScene& scene) const {
  struct Take {
    std::vector<SkeletonInstance> before;
    Eigen::Vector3d middle = Eigen::Vector3d::Zero();
    Eigen::Vector3d aligned_middle = Eigen::Vector3d::Zero();
  };
  std::map<std::string, Take> takes;
  for (const Track& track : tracks_) {
    const std::optional<SkeletonPose> pose = poseOf(track);
    if (!pose) continue;
    Take& take = takes[track.record->take_name()];
    take.before.push_back(instanceOf(track, *pose, 0));
    take.middle += centreOf(take.before.back().joints_mm);
    take.aligned_middle += centreOf(instanceOf(track, *pose, 1).joints_mm);
  }
  const Eigen::Vector3d aside = kBeside_mm * facing().cross(up());
  for (auto& [name, take] : takes) {
    const Eigen::Vector3d shift =
        (take.aligned_middle - take.middle) / static_cast<double>(take.before.size()) + aside;
    for (SkeletonInstance& instance : take.before) {
      instance.joints_mm = transformed({Eigen::Matrix3d::Identity(), shift, 1.0}, instance.joints_mm);
      scene.skeletons.push_back(std::move(instance));
    }
  }
}

SkeletonScene UniversalScene::build(double wanted_blend) const {
  const bool beside = options_.beside && aligned();
  const double blend = beside ? 1 : wanted_blend;
  SkeletonScene scene;
  scene.skeletons.reserve(tracks_.size() + 2 * kGhostsEachWay);
  for (const Track& track : tracks_) {
    const std::optional<SkeletonPose> pose = poseOf(track);
    if (pose) scene.skeletons.push_back(instanceOf(track, *pose, blend));
    if (track.at_cursor && options_.trail_frames > 0) addTrail(track, blend, scene);
  }
  if (beside) addBefore(scene);
  if (options_.reference_points && aligned()) {
    scene.reference_points_mm.emplace();
    for (int i = 0; i < 3; ++i) {
      (*scene.reference_points_mm)[static_cast<std::size_t>(i)] =
          catalog_->alignment->reference_mm.row(i).transpose().cast<float>();
    }
  }
  scene.axes = options_.axes;
  scene.floor = options_.floor;
  return scene;
}

void UniversalScene::placeFloor(SkeletonScene& scene, const Eigen::Vector3d& up_axis) const {
  const Eigen::Vector3f up = up_axis.cast<float>();
  std::vector<float> feet;
  float reach = 0;
  for (const SkeletonInstance& skeleton : scene.skeletons) {
    if (skeleton.ghost) continue;
    float lowest = std::numeric_limits<float>::infinity();
    for (const Eigen::Vector3f& joint : skeleton.joints_mm) {
      if (!joint.allFinite()) continue;
      lowest = std::min(lowest, joint.dot(up));
      reach = std::max(reach, (joint - joint.dot(up) * up).norm());
    }
    if (std::isfinite(lowest)) feet.push_back(lowest);
  }
  if (feet.empty()) return;
  // Not the lowest of all: one lost joint would pull the floor away.
  const auto low = feet.begin() + static_cast<std::ptrdiff_t>(feet.size() / 10);
  std::nth_element(feet.begin(), low, feet.end());
  scene.floor_height_mm = *low - 60;  // ankles are not soles
  scene.floor_radius_mm = std::clamp(reach + 500, 1500.0F, 10000.0F);
}

Eigen::Vector3d UniversalScene::up() const {
  if (!aligned()) return Eigen::Vector3d::UnitZ();
  const Eigen::Matrix3d& reference = catalog_->alignment->reference_mm;
  const Eigen::Vector3d middle = (reference.row(0) + reference.row(1)).transpose() / 2;
  const Eigen::Vector3d torso = middle - reference.row(2).transpose();
  return torso.norm() > 0 ? torso.normalized().eval() : Eigen::Vector3d::UnitZ().eval();
}

Eigen::Vector3d UniversalScene::facing() const {
  if (!aligned()) return Eigen::Vector3d::UnitY();
  const Eigen::Matrix3d& reference = catalog_->alignment->reference_mm;
  const Eigen::Vector3d rightward = (reference.row(1) - reference.row(0)).transpose();
  const Eigen::Vector3d forward = up().cross(rightward);
  return forward.norm() > 0 ? forward.normalized().eval() : Eigen::Vector3d::UnitY().eval();
}

}  // namespace solopose
