#include "widgets/timeline/missing_frames.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "core/project/catalog.h"
#include "core/skeleton/joint_set.h"
#include "widgets/cursor/cursor.h"
#include "widgets/session/session.h"

namespace solopose {
namespace {

constexpr std::size_t frames_per_slice = 20'000;  // a few milliseconds

bool missing(const float* joint) {
  return !(std::isfinite(joint[0]) && std::isfinite(joint[1]) && std::isfinite(joint[2]));
}

}  // namespace

MissingFrames::MissingFrames(Session* session, QObject* parent) : QObject(parent), session_(session) {
  next_slice_.setSingleShot(true);
  next_slice_.setInterval(0);
  connect(&next_slice_, &QTimer::timeout, this, &MissingFrames::scanSlice);
  connect(session_->cursor(), &Cursor::sequenceChanged, this, &MissingFrames::restart);
  connect(session_->poses(), &PoseCache::loaded, this, [this](SequenceId sequence) {
    if (sequence == session_->cursor()->sequence() && poses_ == nullptr && counts_.empty()) begin();
  });
  connect(session_, &Session::posesChanged, this, [this](SequenceId sequence) {
    if (sequence == session_->cursor()->sequence()) restart();
  });
  restart();
}

void MissingFrames::restart() {
  next_slice_.stop();
  poses_.reset();
  scanned_.clear();
  counts_.clear();
  frames_with_missing_ = 0;
  Q_EMIT changed();
  begin();
}

void MissingFrames::begin() {
  const SequenceRecord* record = session_->catalog()->sequence(session_->cursor()->sequence());
  if (record == nullptr) return;
  poses_ = session_->poses()->poses(*record);
  if (poses_ == nullptr) return;  // `loaded` comes back here
  joints_.clear();
  for (int joint = 0; joint < joint_count; ++joint) {
    const bool known =
        record->joints == nullptr || !record->joints->canonical[static_cast<std::size_t>(joint)].empty();
    if (known) joints_.push_back(joint);
  }
  scanned_.reserve(poses_->size() / (joint_count * 3));
  next_slice_.start();
}

void MissingFrames::scanSlice() {
  const std::size_t frames = poses_->size() / (joint_count * 3);
  const std::size_t end = std::min(frames, scanned_.size() + frames_per_slice);
  while (scanned_.size() < end) {
    const float* pose = poses_->data() + scanned_.size() * joint_count * 3;
    const auto count = std::count_if(joints_.begin(), joints_.end(),
                                     [pose](int joint) { return missing(pose + 3 * joint); });
    scanned_.push_back(static_cast<std::uint8_t>(count));
  }
  if (end < frames) return next_slice_.start();
  counts_.swap(scanned_);
  frames_with_missing_ = std::count_if(counts_.begin(), counts_.end(), [](std::uint8_t n) { return n > 0; });
  poses_.reset();
  joints_.clear();
  Q_EMIT changed();
}

}  // namespace solopose
