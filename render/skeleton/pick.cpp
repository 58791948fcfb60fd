#include "render/skeleton/pick.h"

#include <algorithm>
#include <array>

namespace solopose {

namespace {

constexpr double kAsNear_px = 2;       // closer together than this, depth decides
constexpr double kBonePenalty_px = 3;  // a joint wins over a bone that passes beside it

struct Candidate {
  SkeletonPick pick;
  double score_px = 0;
  double depth_mm = 0;
};

using ProjectedPose = std::array<std::optional<OrbitCamera::Projected>, joint_count>;

bool better(const Candidate& a, const Candidate& b) {
  if (std::abs(a.score_px - b.score_px) > kAsNear_px) return a.score_px < b.score_px;
  return a.depth_mm < b.depth_mm;
}

std::optional<Candidate> nearestJoint(const ProjectedPose& joints, const Eigen::Vector2d& pixel) {
  std::optional<Candidate> best;
  for (int j = 0; j < joint_count; ++j) {
    const auto& joint = joints[static_cast<std::size_t>(j)];
    if (!joint) continue;
    const double distance = (joint->pixel - pixel).norm();
    const Candidate found{{0, j, distance}, distance, joint->depth_mm};
    if (!best || better(found, *best)) best = found;
  }
  return best;
}

std::optional<Candidate> nearestBone(const ProjectedPose& joints, const Eigen::Vector2d& pixel) {
  std::optional<Candidate> best;
  for (const Bone& bone : bones()) {
    const auto& from = joints[static_cast<std::size_t>(bone.parent)];
    const auto& to = joints[static_cast<std::size_t>(bone.child)];
    if (!from || !to) continue;
    const Eigen::Vector2d along = to->pixel - from->pixel;
    const double t =
        std::clamp(along.dot(pixel - from->pixel) / std::max(1e-9, along.squaredNorm()), 0.0, 1.0);
    const double distance = (from->pixel + t * along - pixel).norm();
    const Candidate found{{0, index_of(t < 0.5 ? bone.parent : bone.child), distance},
                          distance + kBonePenalty_px,
                          (1 - t) * from->depth_mm + t * to->depth_mm};
    if (!best || better(found, *best)) best = found;
  }
  return best;
}

}  // namespace

std::optional<SkeletonPick> pickSkeleton(const OrbitCamera& camera,
                                         std::span<const SkeletonInstance> skeletons,
                                         const Eigen::Vector2d& pixel, double reach_px) {
  std::optional<Candidate> best;
  for (const SkeletonInstance& skeleton : skeletons) {
    if (skeleton.ghost) continue;
    ProjectedPose joints;
    for (std::size_t j = 0; j < joints.size(); ++j)
      joints[j] = camera.project(skeleton.joints_mm[j].cast<double>());
    for (std::optional<Candidate> found : {nearestJoint(joints, pixel), nearestBone(joints, pixel)}) {
      if (!found || found->pick.distance_px > reach_px) continue;
      found->pick.id = skeleton.id;
      if (!best || better(*found, *best)) best = found;
    }
  }
  if (!best) return std::nullopt;
  return best->pick;
}

}  // namespace solopose
