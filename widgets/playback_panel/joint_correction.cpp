#include "widgets/playback_panel/joint_correction.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/error.h"
#include "core/camera/camera_projection.h"
#include "core/camera/marked_point.h"
#include "core/inspection/track_camera.h"
#include "core/project/catalog.h"
#include "core/project/repair_makers.h"
#include "core/skeleton/marker_cloud.h"
#include "widgets/cursor/cursor.h"
#include "widgets/playback_panel/playback_data.h"
#include "widgets/session/pose_cache.h"
#include "widgets/session/reviewer_name.h"
#include "widgets/session/session.h"

namespace solopose {
namespace {

using Eigen::Vector2d;
using Eigen::Vector3d;

constexpr int keep_delay_ms = 700;  ///< several steps with the arrow keys are one edit

std::size_t at(Joint joint) { return static_cast<std::size_t>(index_of(joint)); }

/// Along the bones; none where nothing of the pose is known.
std::optional<Vector3d> nearest_known(const std::vector<Vector3d>& pose, Joint joint) {
  std::vector<Joint> reached{joint};
  for (std::size_t i = 0; i < reached.size(); ++i) {
    if (pose[at(reached[i])].allFinite()) return pose[at(reached[i])];
    for (const Bone& bone : bones())
      for (const auto& [from, to] : {std::pair(bone.parent, bone.child), std::pair(bone.child, bone.parent)})
        if (from == reached[i] && std::ranges::find(reached, to) == reached.end()) reached.push_back(to);
  }
  return std::nullopt;
}

}  // namespace

JointCorrection::JointCorrection(PlaybackData* data, QObject* parent) : QObject(parent), data_(data) {
  keep_soon_.setSingleShot(true);
  keep_soon_.setInterval(keep_delay_ms);
  Session* session = data_->session();
  connect(&keep_soon_, &QTimer::timeout, this, &JointCorrection::keep);
  connect(session->cursor(), &Cursor::sequenceChanged, this, &JointCorrection::leave);
  connect(session->cursor(), &Cursor::frameChanged, this, &JointCorrection::leave);
  connect(session, &Session::projectClosing, this, &JointCorrection::keep);
  connect(session, &Session::posesChanged, this, &JointCorrection::followEdit);
  connect(session, &Session::undoing, this,
          [this](bool& given_up) { given_up = given_up || (unsaved_ && giveUp()); });
  connect(session, &Session::failed, this, [this] {
    if (std::exchange(awaiting_, false)) forget();
  });
  connect(session, &Session::catalogChanged, this, &JointCorrection::readPose);
  connect(session->poses(), &PoseCache::loaded, this, &JointCorrection::readPose);
  connect(data_, &PlaybackData::viewsChanged, this, &JointCorrection::readPose);
  connect(data_, &PlaybackData::factsChanged, this, &JointCorrection::changed);
}

const SequenceRecord* JointCorrection::track() const {
  const Session* session = data_->session();
  return session->catalog()->sequence(session->cursor()->sequence());
}

bool JointCorrection::possible() const {
  const SequenceRecord* record = track();
  return record != nullptr && !is_marker_cloud(*record->joints) && data_->mainView() != nullptr &&
         data_->session()->whyReadOnly().isEmpty() && sees(data_->mainIndex());
}

void JointCorrection::setActive(bool active) {
  if (active == active_) return;
  if (!active) leave();
  active_ = active;
  if (!active) pose_.clear();
  readPose();
  Q_EMIT changed();
}

bool JointCorrection::sees(std::size_t view) const {
  const PlaybackView& shown = data_->views()[view];
  const SequenceRecord* filmed = data_->trackOf(shown);
  return filmed != nullptr && shown.camera && camera_of_track(*track(), *filmed, *shown.camera);
}

std::optional<Camera> JointCorrection::cameraOf(std::size_t view) const {
  if (track() == nullptr || view >= data_->views().size() || !sees(view)) return std::nullopt;
  const PlaybackView& shown = data_->views()[view];
  const auto camera = data_->geometryOf(shown).camera();
  return camera ? camera_of_track(*track(), *data_->trackOf(shown), *camera) : std::nullopt;
}

std::vector<std::size_t> JointCorrection::partners() const {
  std::vector<std::size_t> found;
  if (!possible()) return found;
  for (std::size_t view = 0; view < data_->views().size(); ++view)
    if (view != data_->mainIndex() && sees(view)) found.push_back(view);
  return found;
}

std::optional<std::size_t> JointCorrection::partner() const {
  const std::vector<std::size_t> others = partners();
  if (others.empty()) return std::nullopt;
  for (const std::size_t view : others)
    if (data_->views()[view].file == partner_) return view;
  const auto forward = [this](std::size_t view) -> Vector3d {
    const PlaybackView& shown = data_->views()[view];
    return camera_of_track(*track(), *data_->trackOf(shown), *shown.camera)->rotation.row(2);
  };
  const Vector3d main = forward(data_->mainIndex());
  return *std::ranges::min_element(others, {},
                                   [&](std::size_t view) { return std::abs(main.dot(forward(view))); });
}

void JointCorrection::choosePartner(std::size_t view) {
  partner_ = data_->views()[view].file;
  Q_EMIT changed();
}

void JointCorrection::choose(std::optional<Joint> joint) {
  if (joint == joint_) return;
  keep();
  forget();
  joint_ = joint;
  Q_EMIT changed();
}

void JointCorrection::stepJoint(int by) {
  const int before = joint_ ? index_of(*joint_) : (by > 0 ? -1 : 0);
  choose(static_cast<Joint>((before + by + joint_count) % joint_count));
}

Vector3d JointCorrection::pointOf(Joint joint) const {
  if (position_ && joint == joint_) return *position_;
  if (pose_.empty()) return Vector3d::Constant(std::nan(""));
  const bool chosen_and_missing = joint == joint_ && !pose_[at(joint)].allFinite();
  return chosen_and_missing ? nearest_known(pose_, joint).value_or(pose_[at(joint)]) : pose_[at(joint)];
}

JointCorrection::Pose JointCorrection::shownPose() const {
  Pose pose = pose_;
  if (position_ && !pose.empty()) pose[at(*joint_)] = *position_;
  return pose;
}

std::optional<Vector2d> JointCorrection::pixelOf(std::size_t view, Joint joint) const {
  const auto camera = cameraOf(view);
  if (!camera) return std::nullopt;
  const Vector2d pixel = project_to_pixel(*camera, camera_from_world(*camera, pointOf(joint)));
  return pixel.allFinite() ? std::optional(pixel) : std::nullopt;
}

std::vector<JointCorrection::ViewMark> JointCorrection::marks() const {
  std::vector<ViewMark> found;
  for (std::size_t view = 0; view < data_->views().size(); ++view) {
    const auto own = marks_.find(data_->views()[view].file);
    const auto camera = own == marks_.end() ? std::nullopt : cameraOf(view);
    if (camera) found.push_back({view, {*camera, own->second}});
  }
  return found;
}

std::vector<double> JointCorrection::residuals() const {
  std::vector<Sighting> sightings;
  for (const ViewMark& mark : marks()) sightings.push_back(mark.sighting);
  return position_ ? residuals_px(sightings, *position_) : std::vector<double>();
}

void JointCorrection::mark(std::size_t view, Joint joint, const Vector2d& pixel) {
  choose(joint);
  const auto camera = cameraOf(view);
  if (!active() || !camera || pose_.empty()) return;
  if (!position_) {
    sequence_ = track()->id;
    frame_ = data_->session()->cursor()->frame();
    before_ = pose_;
    Q_EMIT begun();
  }
  keep_soon_.stop();
  marks_[data_->views()[view].file] = pixel;
  std::vector<Sighting> sightings;
  for (const ViewMark& each : marks()) sightings.push_back(each.sighting);
  const Vector3d from = pointOf(joint);
  try {
    position_ = point_of_marks(sightings, from);
    apart_ = false;
  } catch (const Error&) {
    const Vector3d moved = moved_in_view(*camera, from, pixel);
    if (moved.allFinite()) position_ = moved;
    apart_ = true;
  }
  unsaved_ = position_.has_value();
  Q_EMIT changed();
}

/// Nothing that is shown could say more.
bool JointCorrection::complete() const {
  return !apart_ && marks_.size() >= (partner() ? std::size_t{2} : std::size_t{1});
}

void JointCorrection::drop() {
  if (unsaved_ && complete()) keep();
}

void JointCorrection::nudge(std::size_t view, Joint joint, const Vector2d& by) {
  if (view >= data_->views().size()) return;
  const auto own = marks_.find(data_->views()[view].file);
  const auto from = own != marks_.end() && joint == joint_ ? own->second : pixelOf(view, joint);
  if (!from) return;
  mark(view, joint, *from + by);
  if (complete()) keep_soon_.start();
}

void JointCorrection::keep() {
  keep_soon_.stop();
  if (!std::exchange(unsaved_, false)) return;
  RepairRequest request;
  request.method = RepairMethod::move_joint;
  request.sequence = sequence_;
  request.frames = {frame_, frame_};
  request.joints.set(at(*joint_));
  request.position_mm = position_->cast<float>();
  request.reviewer = reviewer_name().toStdString();
  awaiting_ = true;
  data_->session()->repair({request});
  Q_EMIT changed();
}

bool JointCorrection::giveUp() {
  const bool any = position_.has_value();
  forget();
  Q_EMIT changed();
  return any;
}

void JointCorrection::forget() {
  keep_soon_.stop();
  marks_.clear();
  before_.clear();
  position_.reset();
  apart_ = unsaved_ = false;
}

/// To another frame.
void JointCorrection::leave() {
  if (!active_) return;
  keep();
  forget();
  pose_.clear();
  readPose();
}

/// Somebody else's edit, or an undo: the marks belong to what was before.
void JointCorrection::followEdit(SequenceId sequence) {
  if (sequence == sequence_ && !std::exchange(awaiting_, false)) forget();
  readPose();
}

/// What was read last stays until the other comes.
void JointCorrection::readPose() {
  if (!active_) return;
  const SequenceRecord* record = active() ? track() : nullptr;
  const PosesPtr poses = record == nullptr ? nullptr : data_->session()->poses()->poses(*record);
  if (record == nullptr) pose_.clear();
  const auto floats = poses ? pose_at(*poses, data_->session()->cursor()->frame()) : std::span<const float>();
  if (!floats.empty()) {
    pose_.clear();
    for (int joint = 0; joint < joint_count; ++joint)
      pose_.push_back(joint_at(floats, 0, static_cast<Joint>(joint)));
  }
  Q_EMIT changed();
}

}  // namespace solopose
