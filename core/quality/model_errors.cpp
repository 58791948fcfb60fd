#include "core/quality/model_errors.h"

#include <algorithm>
#include <limits>
#include <optional>

#include "core/augmotion/kabsch.h"
#include "core/base/parallel.h"
#include "core/base/progress_meter.h"
#include "core/files/text_scanner.h"
#include "core/metrics/pose_series.h"
#include "core/models/prediction.h"
#include "core/project/catalog.h"
#include "core/project/placement.h"
#include "core/project/pose_store.h"
#include "core/project/project_places.h"
#include "core/project/sequence_videos.h"
#include "core/quality/robust.h"
#include "core/quality/track_norms.h"
#include "core/skeleton/pose_rows.h"
#include "core/video/frame_map.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

constexpr double usual_share = 0.9;
constexpr std::size_t least_frames = 100;
/// Of one sequence, so that what is gathered does not grow with its length.
constexpr std::size_t most_frames_of_sequence = 256;

/// Turns and scales what a model says of a video into the track's directions; none: nobody knows how.
std::optional<RigidTransform> track_from_model(const SequenceRecord& track, const SequenceVideo& video,
                                               const SequenceAlignment* placement, TargetFrame frame) {
  RigidTransform turn;
  if (frame == TargetFrame::universal) {
    if (placement == nullptr) return std::nullopt;
    turn = placement->universal_from_dataset.inverse();
  } else if (track.frame != CoordinateFrame::camera) {
    if (!video.camera) return std::nullopt;
    turn.rotation = video.camera->rotation.transpose();
  }
  turn.translation_mm.setZero();
  return turn;
}

/// A prediction of a track's video, by the track's frames.
class KeptPrediction {
 public:
  KeptPrediction(const SequenceRecord& track, const SequenceVideo& video, Prediction prediction)
      : prediction_(std::move(prediction)),
        map_(track.frames_per_second, clock_of_video(video.file, prediction_.frames_per_second),
             prediction_.first + prediction_.frames()) {}

  const std::string& fingerprint() const { return prediction_.model_fingerprint; }
  TargetFrame frame() const { return prediction_.model.target.frame; }

  std::string model() const {
    const std::string& run = prediction_.model.run;
    return printable(run.empty() ? fingerprint().substr(0, 8) : run);
  }

  /// (frames, 15) of `poses_mm`, the track's from `first` on.
  std::vector<float> errors_mm(std::span<const float> poses_mm, std::int64_t first,
                               const RigidTransform& track_from_model) const {
    std::vector<float> said;
    said.reserve(poses_mm.size());
    for (std::int64_t f = first; f < first + frames_of(poses_mm); ++f) {
      const auto pose = map_.reaches(f)
                            ? pose_at(prediction_.poses_mm, map_.video_frame(f) - prediction_.first)
                            : std::span<const float>();
      if (pose.empty())
        said.insert(said.end(), pose_floats, std::numeric_limits<float>::quiet_NaN());
      else
        said.insert(said.end(), pose.begin(), pose.end());
    }
    transform_points(track_from_model, said, said);
    return joint_errors_mm(poses_mm, said);
  }

 private:
  Prediction prediction_;
  FrameMap map_;
};

/// Calls found(prediction, track_from_model) for each that can be compared; problem(text) for the others.
template <typename Found, typename Problem>
void for_each_prediction(const SequenceRecord& track, const Catalog& catalog, const fs::path& project_folder,
                         const Found& found, const Problem& problem) {
  if (!fs::exists(ProjectPlaces(project_folder).predictions())) return;
  for (const SequenceVideo& video : videos_of(track, project_folder)) {
    for (const fs::path& file : predictions_of(project_folder, video.file)) {
      try {
        const KeptPrediction prediction(track, video, read_prediction(file));
        const auto turn = track_from_model(track, video, placement_of(catalog, track.id), prediction.frame());
        if (turn) found(prediction, *turn);
      } catch (const Error& failure) {
        problem(failure.what());
      }
    }
  }
}

/// Errors of each joint, model by model.
using Gathered = std::map<std::string, std::array<std::vector<float>, joint_count>>;

void gather(const std::vector<float>& errors_mm, std::array<std::vector<float>, joint_count>& joints) {
  const std::size_t frames = errors_mm.size() / joint_count;
  const std::size_t stride = frames / most_frames_of_sequence + 1;
  for (std::size_t f = 0; f < frames; f += stride) {
    for (std::size_t j = 0; j < joint_count; ++j) {
      const float error = errors_mm[f * joint_count + j];
      if (error == error) joints[j].push_back(error);
    }
  }
}

Gathered gathered(const PoseStore& store, const SequenceRecord& track, const Catalog& catalog,
                  const fs::path& project_folder, std::vector<std::string>& problems) {
  Gathered errors;
  const auto take = [&](const KeptPrediction& prediction, const RigidTransform& turn) {
    std::vector<float> of_sample;
    for (const FrameRun& run : norm_sample(track.frames)) {
      const auto part = prediction.errors_mm(store.poses_mm(track, run.first, run.frames()), run.first, turn);
      of_sample.insert(of_sample.end(), part.begin(), part.end());
    }
    gather(of_sample, errors[prediction.fingerprint()]);
  };
  for_each_prediction(track, catalog, project_folder, take,
                      [&](const char* problem) { problems.emplace_back(problem); });
  return errors;
}

UsualErrors usual_of(std::array<std::vector<float>, joint_count>& joints) {
  UsualErrors usual;
  usual.fill(std::numeric_limits<float>::quiet_NaN());
  for (std::size_t j = 0; j < joint_count; ++j) {
    if (static_cast<int>(j) == index_of(Joint::pelvis) || joints[j].size() < least_frames) continue;
    usual[j] = quantile(joints[j], usual_share);
  }
  return usual;
}

}  // namespace

UsualErrorsOfModels usual_model_errors(const PoseStore& store, const Catalog& catalog,
                                       const fs::path& project_folder, const JobContext& context) {
  const auto count = static_cast<std::int64_t>(catalog.sequences.size());
  std::vector<Gathered> of_tracks(catalog.sequences.size());
  std::vector<std::vector<std::string>> problems(catalog.sequences.size());
  ProgressMeter meter(context, "sequences", count);
  meter.begin("Holding predictions against the poses");
  parallel_for(count, [&](std::int64_t i) {
    const auto at = static_cast<std::size_t>(i);
    of_tracks[at] = gathered(store, catalog.sequences[at], catalog, project_folder, problems[at]);
    meter.add(1);
  });
  std::map<std::pair<DatasetId, std::string>, std::array<std::vector<float>, joint_count>> all;
  for (std::size_t i = 0; i < of_tracks.size(); ++i) {
    for (const std::string& problem : problems[i]) context.note(problem);
    for (const auto& [model, joints] : of_tracks[i]) {
      auto& of_model = all[{catalog.sequences[i].dataset, model}];
      for (std::size_t j = 0; j < joint_count; ++j)
        of_model[j].insert(of_model[j].end(), joints[j].begin(), joints[j].end());
    }
    of_tracks[i] = {};
  }
  UsualErrorsOfModels usual;
  for (auto& [model, joints] : all) usual[model] = usual_of(joints);
  return usual;
}

std::vector<ModelErrors> model_errors(const SequenceRecord& track, std::span<const float> poses_mm,
                                      std::int64_t first_frame, const Catalog& catalog,
                                      const fs::path& project_folder, const UsualErrorsOfModels& usual) {
  std::vector<ModelErrors> errors;
  if (usual.empty()) return errors;
  const auto take = [&](const KeptPrediction& prediction, const RigidTransform& turn) {
    const auto known = usual.find({track.dataset, prediction.fingerprint()});
    if (known == usual.end()) return;
    errors.push_back({prediction.model(), prediction.errors_mm(poses_mm, first_frame, turn), &known->second});
  };
  for_each_prediction(track, catalog, project_folder, take, [](const char*) {});
  return errors;
}

}  // namespace solopose
