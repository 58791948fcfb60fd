#include "core/inspection/heat_map_predictor.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/camera/camera_projection.h"
#include "core/models/target_space.h"
#include "core/prediction/crop_features.h"
#include "core/prediction/person_crops.h"
#include "core/project/catalog.h"
#include "core/project/sequence_videos.h"
#include "core/video/video_reader.h"

namespace solopose {
namespace {

constexpr auto pose_size = static_cast<std::size_t>(pose_floats);
constexpr std::size_t frames_kept = 512;  // their features; some megabytes
constexpr std::size_t pictures_bytes = std::size_t{128} << 20;
constexpr float missing = std::numeric_limits<float>::quiet_NaN();

/// The video of the camera that was asked for; where none was, the first of the sequence's own that is there.
SequenceVideo filmed(const HeatMapQuery& query, const SequenceRecord& track) {
  const std::vector<SequenceVideo> all = videos_of(track, query.project_folder);
  if (all.empty()) throw Error(fmt::format("{} has no video for a model to look at", track.name));
  auto chosen = query.camera.empty() ? std::ranges::find_if(all, &SequenceVideo::is_there)
                                     : std::ranges::find(all, query.camera, &SequenceVideo::camera_name);
  if (chosen == all.end() && query.camera.empty()) chosen = all.begin();
  if (chosen == all.end())
    throw Error(fmt::format("{}: expected a camera of its videos, found \"{}\"", track.name, query.camera));
  if (!chosen->is_there()) throw Error(fmt::format("{}: no such video", chosen->file.string()));
  if (!chosen->camera) {
    throw Error(
        fmt::format("{}: its camera is not known, so nobody can say where in the picture the person is",
                    chosen->file.string()));
  }
  return *chosen;
}

void require_clock(const SequenceRecord& track, const VideoReader& video) {
  const std::string trouble = clock_trouble(track, video.path(), video.fps());
  if (!trouble.empty()) throw Error(trouble);
}

/// As training is told them: in crop space. All NaN where there is no crop of the pose.
std::vector<float> truth_in_crops(const Camera& camera, const std::vector<Crop>& crops, double extent_mm,
                                  std::span<const float> poses_in_camera_mm) {
  std::vector<float> truth;
  for (std::size_t at = 0; at + pose_size <= poses_in_camera_mm.size(); at += pose_size) {
    const auto pose = poses_in_camera_mm.subspan(at, pose_size);
    const std::vector<float> seen = crop_of_pose(camera, pose, extent_mm)
                                        ? crop_from_camera(camera, crops[at / pose_size], extent_mm, pose)
                                        : std::vector<float>(pose_size, missing);
    truth.insert(truth.end(), seen.begin(), seen.end());
  }
  return truth;
}

/// As training is told them: in the universal frame, relative to the pelvis.
std::vector<float> truth_in_universal(const RigidTransform& universal, std::span<const float> poses_mm) {
  std::vector<float> truth(poses_mm.size());
  for (std::size_t i = 0; i + 2 < poses_mm.size(); i += 3) {
    const auto point = [&](std::size_t at) {
      return Eigen::Map<const Eigen::Vector3f>(poses_mm.data() + at).cast<double>();
    };
    const Eigen::Vector3d from_pelvis = point(i) - point(i - i % pose_size);
    Eigen::Map<Eigen::Vector3f>(truth.data() + i) =
        (universal.scale * (universal.rotation * from_pelvis)).cast<float>();
  }
  return truth;
}

}  // namespace

/// A sequence's video as one model sees it.
struct HeatMapPredictor::Film {
  Film(const HeatMapQuery& query, const SequenceRecord& track, const SequenceVideo& shown, PoseModel& model,
       std::stop_token stop)
      : poses(query.poses),
        project_folder(query.project_folder),
        universal(query.to_universal),
        camera_wanted(query.camera),
        context{.progress = {}, .stop = std::move(stop), .log = {}},
        video(shown.file, {.cache_bytes = pictures_bytes}, context) {
    require_clock(track, video);
    const TargetOptions& target = model.description().target;
    const Camera camera = camera_for_video(*shown.camera, video.size());
    const std::vector<float> in_camera_mm = poses_in_camera(camera, track.frame, *poses);
    crops = crops_of_poses(camera, in_camera_mm, target.extent_mm);
    truth = std::make_shared<const std::vector<float>>(
        target.frame == TargetFrame::camera ? truth_in_crops(camera, crops, target.extent_mm, in_camera_mm)
                                            : truth_in_universal(*query.to_universal, *poses));
    crops.resize(std::min(crops.size(), static_cast<std::size_t>(video.frames())));
    seen = frames_seen_for(video, 0, std::ssize(crops));
    features.emplace(model, video, 0, crops, KeptFeatures{}, context);
  }

  bool serves(const HeatMapQuery& query) const {
    return poses == query.poses && project_folder == query.project_folder && camera_wanted == query.camera &&
           universal == query.to_universal;
  }

  /// Of consecutive frames.
  std::vector<float> features_of(std::int64_t first, int count) {
    const auto wanted =
        std::span(seen).subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(count));
    if (loaded.size() > frames_kept) {
      for (const std::int64_t frame : loaded) features->forget(frame);
      loaded.clear();
    }
    const std::set<std::int64_t> once(wanted.begin(), wanted.end());
    loaded.insert(once.begin(), once.end());
    features->load({once.begin(), once.end()});
    std::vector<float> all;
    for (const std::int64_t frame : wanted) features->append(frame, all);
    return all;
  }

  PosesPtr poses;  ///< the sequence's, which this was made from
  std::filesystem::path project_folder;
  std::optional<RigidTransform> universal;
  std::string camera_wanted;
  JobContext context;
  VideoReader video;
  std::vector<Crop> crops;         ///< of the frames that poses and video share
  std::vector<std::int64_t> seen;  ///< whose picture stands for each of these
  PosesPtr truth;                  ///< in the model's space
  std::optional<CropFeatures> features;
  std::set<std::int64_t> loaded;
};

HeatMapPredictor::HeatMapPredictor(std::stop_token stop) : stop_(std::move(stop)) {}

HeatMapPredictor::~HeatMapPredictor() = default;

/// A run's best model may have become better since.
void HeatMapPredictor::load_model(const ModelFiles& wanted) {
  std::error_code unknown;
  const auto time = std::filesystem::last_write_time(wanted.file, unknown);
  if (model_ && wanted_ == wanted && time == model_time_) return;
  film_.reset();
  model_.reset();
  model_ = std::make_unique<PoseModel>(wanted.file, wanted.clip_weights);
  wanted_ = wanted;
  model_time_ = time;
}

void HeatMapPredictor::open_film(const HeatMapQuery& query) {
  if (film_ && film_->serves(query)) return;
  film_.reset();
  const SequenceRecord* track = query.catalog->sequence(query.sequence);
  if (track == nullptr) throw Error("heat map: the sequence is not there any more");
  if (model_->description().target.frame == TargetFrame::universal && !query.to_universal)
    throw Error("this model answers in the universal frame; align the project first");
  film_ = std::make_unique<Film>(query, *track, filmed(query, *track), *model_, stop_);
}

PredictedFrame HeatMapPredictor::predict(const HeatMapQuery& query) {
  if (!query.model) throw Error("heat map: no model has been chosen");
  load_model(*query.model);
  open_film(query);
  const auto frames = static_cast<std::int64_t>(film_->crops.size());
  if (query.frame < 0 || query.frame >= frames) {
    throw Error(fmt::format("{}: ends after {} frames, frame {} was asked for", film_->video.path().string(),
                            frames, query.frame));
  }
  const ModelDescription& model = model_->description();
  const auto length = static_cast<int>(std::min<std::int64_t>(model.clip_frames, frames));
  const std::int64_t first = std::clamp<std::int64_t>(query.frame - length / 2, 0, frames - length);
  PredictedHeatMap map = model_->heat_map(film_->features_of(first, length), length,
                                          static_cast<int>(query.frame - first), query.choice.request.joint);
  PredictedFrame frame;
  frame.volume = std::move(map.volume);
  frame.answer = std::move(map.answer);
  frame.truth = film_->truth;
  frame.frame = model.target.frame;
  frame.extent_mm = model.target.extent_mm;
  frame.mixture = target_mixture(model.target, model.network.head.voxels);
  frame.reliability = model.reliability;
  return frame;
}

}  // namespace solopose
