#include "core/prediction/person_crops.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/prediction/person_detector.h"
#include "core/prediction/person_track.h"
#include "core/skeleton/canonical.h"

namespace solopose {
namespace {

constexpr double looks_per_second = 4;
constexpr std::int64_t few_looks = 4;  ///< too few for each to see but a part
constexpr double mean_stature_mm = 1750;
constexpr double centre_deviation_s = 0.2;
constexpr double side_deviation_s = 0.6;

/// Detectors see people in curtains and lamps, and bystanders. Who moves before a camera that stands still is
/// the one; where everything moves, it makes no difference.
void prefer_who_moves(std::vector<Sightings>& sightings, StillScene& scene) {
  constexpr double of_the_unmoved = 0.15;
  constexpr double fully_moving = 0.15;  ///< share of the body's box that changes
  if (sightings.empty()) return;
  scene.finish();
  for (std::size_t i = 0; i < sightings.size(); ++i) {
    for (PersonSighting& seen : sightings[i].people)
      seen.certainty *= of_the_unmoved + std::min(1.0, scene.unusual_share(i, seen) / fully_moving);
  }
}

std::vector<Sightings> look_around(VideoReader& video, std::int64_t first, std::int64_t count,
                                   const JobContext& context) {
  const PersonDetector detector;
  StillScene scene;
  const auto keep_going = [&context] { return !context.stop.stop_requested(); };
  const auto step = std::max<std::int64_t>(1, std::llround(video.fps() / looks_per_second));
  const bool few = count <= few_looks * step;
  std::vector<Sightings> sightings;
  for (std::int64_t i = 0; i < count; i += step) {
    context.throw_if_stopped();
    context.report({"Finding the person", i, count, "frames"});
    if (!video.has_picture(first + i)) continue;
    const Image picture = video.frame(first + i, PixelLayout::rgb24, keep_going);
    scene.add(picture);
    const SearchShare half = i / step % 2 == 0 ? SearchShare::first_half : SearchShare::second_half;
    sightings.push_back({i, detector.people_in(picture, few ? SearchShare::everything : half)});
  }
  prefer_who_moves(sightings, scene);
  return sightings;
}

}  // namespace

std::vector<Crop> find_person(VideoReader& video, std::int64_t first, std::int64_t count, double extent_mm,
                              const JobContext& context) {
  const double rate = video.fps() > 0 ? video.fps() : 25;
  const std::vector<Sightings> sightings = look_around(video, first, count, context);
  const std::vector<FollowedPerson> person = follow_person(sightings, video.width(), video.height(), rate);
  if (person.empty()) {
    throw Error(fmt::format("{}: nobody was found in {} frames from {}; mark the person with a crop",
                            video.path().string(), count, first));
  }
  std::vector<std::optional<Crop>> crops(static_cast<std::size_t>(count));
  for (const FollowedPerson& moment : person) {
    crops[static_cast<std::size_t>(moment.frame)] =
        Crop{moment.seen.centre_px, moment.seen.height_px * extent_mm / mean_stature_mm};
  }
  return smoothed(without_gaps(crops), centre_deviation_s * rate, side_deviation_s * rate);
}

std::vector<float> poses_in_camera(const Camera& camera, CoordinateFrame frame,
                                   std::span<const float> poses_mm) {
  std::vector<float> seen(poses_mm.begin(), poses_mm.end());
  if (frame == CoordinateFrame::camera) return seen;
  for (std::size_t i = 0; i + 3 <= seen.size(); i += 3) {
    const Eigen::Vector3d point = camera_from_world(camera, {seen[i], seen[i + 1], seen[i + 2]});
    for (std::size_t axis = 0; axis < 3; ++axis)
      seen[i + axis] = static_cast<float>(point[static_cast<Eigen::Index>(axis)]);
  }
  return seen;
}

std::vector<Crop> crops_of_poses(const Camera& camera, std::span<const float> poses_in_camera_mm,
                                 double extent_mm) {
  constexpr std::size_t pose_size = std::size_t{3} * joint_count;
  std::vector<std::optional<Crop>> crops;
  for (std::size_t at = 0; at + pose_size <= poses_in_camera_mm.size(); at += pose_size)
    crops.push_back(crop_of_pose(camera, poses_in_camera_mm.subspan(at, pose_size), extent_mm));
  return without_gaps(crops);
}

}  // namespace solopose
