#include "core/samples/landmark_loader.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/camera/crop.h"
#include "core/models/landmark_features.h"
#include "core/project/catalog.h"
#include "core/samples/augmentation.h"
#include "core/samples/body_changes.h"
#include "core/samples/clip_order.h"
#include "core/samples/landmark_errors.h"
#include "core/samples/simulated_view.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace {

constexpr float missing = std::numeric_limits<float>::quiet_NaN();

// Films' rates, frames a second, and how much slower or faster people may move.
constexpr double slowest_film = 24;
constexpr double usual_film = 30;
constexpr double fastest_film = 60;
constexpr double most_haste = 1.25;
/// Of tracks that do not say theirs.
constexpr double usual_track = 60;

/// Stands where no pose is known: of any positive side.
Crop no_crop() { return {.centre_px = Eigen::Vector2d::Zero(), .side_px = 1}; }

}  // namespace

struct LandmarkLoader::Workers {
  Workers(const SampleSet& tracks_in, std::vector<SampleClip> clips_in, const AugmentationOptions& changes_in,
          const LoaderOptions& options_in)
      : tracks(tracks_in), changes(changes_in), options(options_in), clips(std::move(clips_in)) {
    require_valid(options, tracks.clip_frames(), clips.size());
    queue.emplace(options, clips.size(), 0,
                  [this](std::uint64_t position, Batch& batch) { append(position, batch); });
  }

  void append(std::uint64_t position, Batch& batch) const;
  double step_of(const SampleClip& clip, SeededRandom& random) const;
  std::vector<float> motion(const SampleClip& clip, SeededRandom& random, std::int64_t& first) const;
  std::vector<float> pose_at(std::uint32_t track, double frame) const;
  void append_frame(std::uint32_t track, const std::vector<float>& in_view_mm, Batch& batch) const;

  const SampleSet& tracks;
  const AugmentationOptions changes;
  const LoaderOptions options;
  const std::vector<SampleClip> clips;
  std::optional<BatchQueue> queue;  ///< last: its threads end before what they use
};

/// Frames of the track from one frame of the film to the next.
double LandmarkLoader::Workers::step_of(const SampleClip& clip, SeededRandom& random) const {
  const double known =
      tracks.catalog().sequences[tracks.videos()[clip.video].sequence_index].frames_per_second;
  const double rate = known > 0 ? known : usual_track;
  if (!options.augment) return rate / usual_film;
  const double film = slowest_film * std::pow(fastest_film / slowest_film, random.unit());
  return rate / film * std::pow(most_haste, 2 * random.unit() - 1);
}

/// Between two frames in proportion; missing where one of them is.
std::vector<float> LandmarkLoader::Workers::pose_at(std::uint32_t track, double frame) const {
  const double before = std::floor(frame);
  std::vector<float> pose = tracks.upright_mm(track, static_cast<std::int64_t>(before));
  const auto share = static_cast<float>(frame - before);
  if (share == 0) return pose;
  const std::vector<float> next = tracks.upright_mm(track, static_cast<std::int64_t>(before) + 1);
  for (std::size_t i = 0; i < pose.size(); ++i) pose[i] += share * (next[i] - pose[i]);
  return pose;
}

/// The clip's middle or, when augmenting, somewhere about it; where the track is too short for the rate it is
/// played more slowly.
std::vector<float> LandmarkLoader::Workers::motion(const SampleClip& clip, SeededRandom& random,
                                                   std::int64_t& first) const {
  const auto last = static_cast<double>(tracks.videos()[clip.video].frames - 1);
  const int steps = options.frames - 1;
  double step = step_of(clip, random);
  if (steps > 0) step = std::min(step, last / steps);
  const double length = step * steps;
  const double share = options.augment ? random.unit() : 0.5;
  const double start = clip.first_frame + share * tracks.clip_length() - length / 2;
  const double from = std::clamp(start, 0.0, std::max(0.0, last - length));
  first = static_cast<std::int64_t>(from);
  std::vector<float> poses_mm;
  for (int frame = 0; frame < options.frames; ++frame) {
    const std::vector<float> pose = pose_at(clip.video, std::min(from + frame * step, last));
    poses_mm.insert(poses_mm.end(), pose.begin(), pose.end());
  }
  return poses_mm;
}

void LandmarkLoader::Workers::append(std::uint64_t position, Batch& batch) const {
  SeededRandom random(SeededRandom::mixed(options.seed) ^ SeededRandom::mixed(~position));
  const SampleClip& clip =
      clips[options.shuffle ? shuffled_index(position, clips.size(), options.seed) : position];
  std::int64_t first = 0;
  std::vector<float> poses_mm = motion(clip, random, first);
  const bool flip = options.augment && random.below(2) == 1 && changes.flip;
  if (flip) mirror_poses(poses_mm, Eigen::Vector3d::UnitX());
  change_body(options.augment ? BodyChanges::drawn(random) : BodyChanges::none(), poses_mm);

  Eigen::Vector3d middle = Eigen::Vector3d::Zero();
  double known = 0;
  for (int frame = 0; frame < options.frames; ++frame) {
    const Eigen::Vector3d pelvis = joint_at(poses_mm, frame, Joint::pelvis);
    if (!pelvis.allFinite()) continue;
    middle += pelvis;
    ++known;
  }
  const SimulatedView view = SimulatedView::drawn(middle / std::max(known, 1.0), random);
  std::vector<std::vector<float>> in_view_mm;
  for (int frame = 0; frame < options.frames; ++frame)
    in_view_mm.push_back(
        view.turned_to_pelvis(solopose::pose_at(poses_mm, frame)).value_or(std::vector<float>()));
  const std::vector<float> features = landmark_features(seen_with_errors(in_view_mm, random));
  batch.features.insert(batch.features.end(), features.begin(), features.end());
  for (const std::vector<float>& pose_mm : in_view_mm) append_frame(clip.video, pose_mm, batch);
  batch.videos.push_back(clip.video);
  batch.first_frames.push_back(static_cast<std::uint32_t>(first));
  ++batch.clips;
}

void LandmarkLoader::Workers::append_frame(std::uint32_t track, const std::vector<float>& in_view_mm,
                                           Batch& batch) const {
  const Camera& camera = tracks.videos()[track].camera;
  const double extent_mm = tracks.target().extent_mm;
  std::vector<float> target(static_cast<std::size_t>(pose_floats), missing);
  std::vector<float> relative = target;
  const auto crop = in_view_mm.empty() ? std::nullopt : crop_of_pose(camera, in_view_mm, extent_mm);
  if (crop) {
    target = crop_from_camera(camera, *crop, extent_mm, in_view_mm);
    for (std::size_t i = 0; i < relative.size(); ++i) relative[i] = in_view_mm[i] - in_view_mm[i % 3];
  }
  batch.targets_mm.insert(batch.targets_mm.end(), target.begin(), target.end());
  if (!options.augment)
    batch.root_relative_mm.insert(batch.root_relative_mm.end(), relative.begin(), relative.end());
  batch.crops.push_back(crop.value_or(no_crop()));
}

LandmarkLoader::LandmarkLoader(const SampleSet& tracks, std::vector<SampleClip> clips,
                               const AugmentationOptions& augmentation, const LoaderOptions& options)
    : workers_(std::make_unique<Workers>(tracks, std::move(clips), augmentation, options)) {}

LandmarkLoader::~LandmarkLoader() = default;

std::optional<Batch> LandmarkLoader::next() { return workers_->queue->next(); }

}  // namespace solopose
