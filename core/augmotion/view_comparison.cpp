#include "core/augmotion/view_comparison.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>

#include <Eigen/Dense>

#include "core/augmotion/dispersion.h"
#include "core/augmotion/frame_graph.h"
#include "core/augmotion/kabsch.h"
#include "core/augmotion/trunk.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace {

using Views = std::vector<std::vector<float>>;  ///< per view (frames, 15, 3) mm of the same frames

std::vector<std::span<const float>> spans_of(const Views& views) { return {views.begin(), views.end()}; }

/// Equations 2-4 over points that come one after the other.
class MotionSums {
 public:
  void add(const Eigen::Vector3d& source, const Eigen::Vector3d& target) {
    if (count_ == 0) near_ = source;  // sums about a point of the body keep their digits
    const Eigen::Vector3d x = source - near_;
    const Eigen::Vector3d y = target - near_;
    source_ += x;
    target_ += y;
    product_ += y * x.transpose();
    ++count_;
  }

  RigidTransform motion() const {
    if (count_ == 0) return {};
    const double count = static_cast<double>(count_);
    const Eigen::Vector3d x = source_ / count;
    const Eigen::Vector3d y = target_ / count;
    const Eigen::JacobiSVD<Eigen::Matrix3d> svd(product_ - count * y * x.transpose(),
                                                Eigen::ComputeFullU | Eigen::ComputeFullV);
    Eigen::Matrix3d proper = Eigen::Matrix3d::Identity();
    proper(2, 2) = (svd.matrixU() * svd.matrixV().transpose()).determinant() < 0 ? -1 : 1;
    const Eigen::Matrix3d rotation = svd.matrixU() * proper * svd.matrixV().transpose();
    return {rotation, near_ + y - rotation * (near_ + x), 1.0};
  }

  double middle_moves_mm() const {
    return count_ == 0 ? 0 : ((target_ - source_) / static_cast<double>(count_)).norm();
  }

 private:
  std::int64_t count_ = 0;
  Eigen::Vector3d near_ = Eigen::Vector3d::Zero();
  Eigen::Vector3d source_ = Eigen::Vector3d::Zero();
  Eigen::Vector3d target_ = Eigen::Vector3d::Zero();
  Eigen::Matrix3d product_ = Eigen::Matrix3d::Zero();
};

/// Each view against the mean of all; joints that one lacks are nobody's.
void add_to(std::vector<MotionSums>& sums, const Views& views) {
  const auto joint = [](const std::vector<float>& view, std::size_t at) {
    return Eigen::Vector3f(view[at], view[at + 1], view[at + 2]).cast<double>().eval();
  };
  for (std::size_t at = 0; at + 2 < views.front().size(); at += 3) {
    Eigen::Vector3d mean = Eigen::Vector3d::Zero();
    for (const auto& view : views) mean += joint(view, at) / static_cast<double>(views.size());
    if (!mean.allFinite()) continue;
    for (std::size_t v = 0; v < views.size(); ++v) sums[v].add(joint(views[v], at), mean);
  }
}

double degrees_of(const Eigen::Matrix3d& rotation) {
  return Eigen::AngleAxisd(rotation).angle() * 180 / std::numbers::pi;
}

/// One take's views, read some frames at a time.
class Comparison {
 public:
  Comparison(const PoseStore& store, std::vector<const SequenceRecord*> views)
      : store_(store), views_(std::move(views)) {
    for (const auto* view : views_) {
      const FrameGraph frames(*view);
      world_from_view_.push_back(*frames.between(frames.own(), TrackFrame::world));
    }
  }

  TakeInWorld run(std::string name, const JobContext& context) {
    TakeInWorld take{.name = std::move(name), .why_not = {}};
    Dispersion before;
    std::vector<MotionSums> sums(views_.size());
    each_piece(context, [&](const Views& poses) {
      before.add(spans_of(poses));
      add_to(sums, poses);
    });
    take.dispersion_mm = before.mean_mm();
    const double share = 1 / static_cast<double>(views_.size());
    for (std::size_t v = 0; v < views_.size(); ++v) {
      const RigidTransform motion = sums[v].motion();
      take.views.push_back({views_[v]->view, degrees_of(motion.rotation), sums[v].middle_moves_mm()});
      take.rotation_deg += share * take.views.back().rotation_deg;
      take.translation_mm += share * take.views.back().translation_mm;
      world_from_view_[v] = composed(motion, world_from_view_[v]);
    }
    Dispersion remaining;
    each_piece(context, [&](const Views& poses) { remaining.add(spans_of(poses)); });
    take.remaining_mm = remaining.mean_mm();
    return take;
  }

 private:
  template <typename Do>
  void each_piece(const JobContext& context, Do work) const {
    constexpr std::int64_t piece_floats = 4'000'000;
    const std::int64_t frames = std::ranges::min(views_, {}, &SequenceRecord::frames)->frames;
    const std::int64_t piece = std::max<std::int64_t>(256, piece_floats / (pose_floats * std::ssize(views_)));
    Views poses(views_.size());
    for (std::int64_t first = 0; first < frames; first += piece) {
      context.throw_if_stopped();
      for (std::size_t v = 0; v < views_.size(); ++v) {
        poses[v] = store_.poses_mm(*views_[v], first, std::min(piece, frames - first));
        leave_out_stray_joints(poses[v]);
        transform_points(world_from_view_[v], poses[v], poses[v]);
      }
      work(poses);
    }
  }

  const PoseStore& store_;
  std::vector<const SequenceRecord*> views_;
  std::vector<RigidTransform> world_from_view_;
};

}  // namespace

std::vector<TakeInWorld> takes_in_world(const PoseStore& store, const Catalog& catalog,
                                        const JobContext& context) {
  std::vector<TakeInWorld> takes;
  if (!catalog.alignment) return takes;
  const TakeViews views(catalog);
  for (const TakeDispersion& take : catalog.alignment->takes) {
    const std::vector<const SequenceRecord*> records = views.of(take);
    if (records.size() < 2) continue;
    if (std::string why_not = why_not_comparable(records); !why_not.empty()) {
      takes.push_back({.name = take.name, .why_not = std::move(why_not)});
    } else {
      takes.push_back(Comparison(store, records).run(take.name, context));
    }
  }
  return takes;
}

}  // namespace solopose
