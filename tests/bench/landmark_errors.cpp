// How far a model that sees landmarks is from the truth on films of real people, nothing of whom is given to
// it, and what each part of the road is for, as JSON: per video MPJPE, P-MPJPE and MPJVE (mm) over 14 joints
// (without the head; the pelvis counts with its 0), frames without an answer, and frames a second from file
// to pose.
//   build/bin/landmark_errors MODEL.safetensors FOLDER_OF_TRC     (../shared/data/pose2sim/pose-3d)
//   build/bin/landmark_errors MODEL.safetensors PROJECT           (the demo's, of drawn people)

#include <chrono>
#include <cmath>
#include <cstdio>
#include <limits>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/camera/camera_projection.h"
#include "core/landmarks/landmark_weights.h"
#include "core/metrics/pose_scores.h"
#include "core/network/pose_model.h"
#include "core/network/threads.h"
#include "core/prediction/film_landmarks.h"
#include "core/prediction/landmark_poses.h"
#include "core/prediction/landmark_prediction.h"
#include "core/prediction/prediction_job.h"
#include "core/project/catalog.h"
#include "core/project/import.h"
#include "core/project/pose_store.h"
#include "core/project/project.h"
#include "core/project/sequence_videos.h"
#include "core/skeleton/pose_rows.h"
#include "tests/support/shared_data.h"

namespace {

using namespace solopose;
using Json = nlohmann::ordered_json;

std::vector<float> without_head(std::vector<float> poses_mm) {
  for (std::int64_t frame = 0; frame < frames_of(poses_mm); ++frame) {
    float* head = poses_mm.data() + frame * pose_floats + 3 * index_of(Joint::head);
    std::fill_n(head, 3, std::numeric_limits<float>::quiet_NaN());
  }
  return poses_mm;
}

/// Both as a camera sees them, (frames, 15, 3).
Json scored(const std::vector<float>& truth_mm, const std::vector<float>& answered_mm) {
  ScoreSums sums;
  sums.add(without_head(truth_mm), without_head(answered_mm));
  const PoseScores scores = sums.scores();
  const auto rounded = [](double value) { return std::round(value * 10) / 10; };
  return {{"mpjpe", rounded(scores.mpjpe_mm)},
          {"p_mpjpe", rounded(scores.p_mpjpe_mm)},
          {"mpjve", rounded(scores.mpjve_mm)},
          {"left_out", scores.frames_left_out}};
}

LandmarkFilm consistent(LandmarkFilm film) {
  const auto exchanged = exchanged_sides(film);
  for (std::size_t i = 0; i < film.size(); ++i)
    if (exchanged[i] != 0) film[i] = with_sides_exchanged(*film[i]);
  return film;
}

/// BlazePose's own bodies.
std::vector<float> own_bodies(const LandmarkFilm& film) {
  std::vector<float> poses;
  for (const auto& body : film) {
    const auto pose =
        body ? own_pose(*body) : std::vector<float>(pose_floats, std::numeric_limits<float>::quiet_NaN());
    poses.insert(poses.end(), pose.begin(), pose.end());
  }
  return poses;
}

/// Films of one person, one after the other.
class Bench {
 public:
  explicit Bench(const std::filesystem::path& model)
      : weights_(require_landmark_weights()),
        finder_(weights_.finder),
        network_(weights_.landmarks),
        model_(model) {}

  Json film(const SequenceVideo& shown, const FilmedTrack& track) {
    VideoReader video(shown.file);
    const std::int64_t count = track.shared_frames();
    const auto start = std::chrono::steady_clock::now();
    const auto people =
        person_tracks(look_for_people(video, 0, count, finder_, network_, {}), rate_of(video));
    const auto chosen =
        chosen_person(people, std::nullopt, Eigen::Vector2d(video.width(), video.height()), rate_of(video));
    if (!chosen) return {{"camera", shown.camera_name}, {"problem", "nobody was found"}};
    const LandmarkFilm raw = follow_landmarks(video, 0, count, people, *chosen, network_, {});
    const LandmarkFilm film = consistent(raw);
    const std::vector<float> poses = answered(video, film);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;

    const std::vector<float> truth = track.seen_mm(0, count);
    Json found{{"camera", shown.camera_name},
               {"frames", count},
               {"people", people.size()},
               {"frames_a_second", std::round(static_cast<double>(count) / seconds.count() * 10) / 10}};
    found["whole"] = scored(truth, poses);
    found["without_sides"] = scored(truth, answered(video, raw));
    found["without_time"] = scored(truth, one_by_one(video, film));
    found["without_own"] = scored(truth, answered(video, film, {.own_share = 0}));
    found["without_steadying"] = scored(truth, answered(video, film, {.steady_deviation_s = 0}));
    found["without_even_bones"] = scored(truth, answered(video, film, {.even_bones = 0}));
    found["without_model"] = scored(truth, own_bodies(film));
    found["without_model_and_sides"] = scored(truth, own_bodies(raw));
    return found;
  }

 private:
  std::vector<float> answered(const VideoReader& video, const LandmarkFilm& film,
                              const Finishing& finishing = {}) {
    const SeenTrack track{.video = video.path(),
                          .first = 0,
                          .frames_per_second = video.fps(),
                          .camera = assumed_camera(video.width(), video.height()),
                          .camera_assumed = true,
                          .bodies = film};
    return predict_from_landmarks(model_, track, {}, finishing).poses_mm;
  }

  /// Each frame as if it were a film of its own.
  std::vector<float> one_by_one(const VideoReader& video, const LandmarkFilm& film) {
    std::vector<float> poses;
    for (const auto& body : film) {
      const auto pose = body ? answered(video, {body})
                             : std::vector<float>(pose_floats, std::numeric_limits<float>::quiet_NaN());
      poses.insert(poses.end(), pose.begin(), pose.end());
    }
    return poses;
  }

  LandmarkWeights weights_;
  PersonFinder finder_;
  LandmarkNetwork network_;
  PoseModel model_;
};

void import_trc(const std::filesystem::path& folder, const std::filesystem::path& data) {
  Project project = Project::create(folder);
  ImportOptions options;
  options.format = "trc";
  options.paths = {data};
  import_files(project, options, {});
}

Json measured(const std::filesystem::path& model, const std::filesystem::path& data) {
  const solopose::testing::TemporaryFolder scratch;
  const bool drawn = std::filesystem::exists(data / "project.sqlite");
  const std::filesystem::path folder = drawn ? data : scratch / "project";
  if (!drawn) import_trc(folder, data);
  const Catalog catalog = Project::open(folder).catalog();
  Bench bench(model);
  Json films = Json::array();
  for (const SequenceRecord& record : catalog.sequences) {
    const auto poses = std::make_shared<const std::vector<float>>(PoseStore(folder).poses_mm(record));
    for (const SequenceVideo& shown : videos_of(record, folder)) {
      if (!shown.camera || !shown.is_there()) continue;
      const VideoReader video(shown.file);
      const FilmedTrack track{
          .camera = camera_for_video(*shown.camera, video.size()),
          .poses_mm = poses,
          .frame = record.frame,
          .map = FrameMap(record.frames_per_second, clock_of_video(shown.file, video.fps()), video.frames(),
                          frame_times(video))};
      films.push_back(bench.film(shown, track));
      films.back()["track"] = record.name;
      std::fprintf(stderr, "%s\n", films.back().dump().c_str());
    }
  }
  return films;
}

}  // namespace

int main(int count, char** values) {
  if (count != 3) {
    std::fprintf(stderr, "usage: landmark_errors MODEL.safetensors FOLDER_OF_TRC_OR_PROJECT\n");
    return 2;
  }
  try {
    set_network_threads(1);
    std::puts(measured(values[1], values[2]).dump(2).c_str());
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}
