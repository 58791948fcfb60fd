#include "app/cli/option_flags.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "app/cli/torch_verbs/person_argument.h"
#include "app/cli/verbs/dataset_argument.h"
#include "core/base/counted.h"
#include "core/film/film.h"
#include "core/film/film_endings.h"
#include "core/inspection/seen_prediction.h"
#include "core/metrics/pose_scores.h"
#include "core/models/model_card.h"
#include "core/models/shipped_models.h"
#include "core/network/threads.h"
#include "core/prediction/prediction_job.h"
#include "core/project/catalog.h"
#include "core/project/output_guard.h"
#include "core/project/placement.h"
#include "core/project/pose_store.h"
#include "core/project/sequence_videos.h"
#include "core/runs/model_files.h"
#include "core/video/media_names.h"
#include "core/video/video_reader.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

struct PredictArguments {
  std::vector<fs::path> run_and_video;
  PredictionOrder order;
  fs::path out;
  fs::path overlay;
  FilmContent view = FilmContent::overlay;
  std::string crop;
  std::string person = "largest";
  fs::path project;
  std::string sequence;
  bool json = false;
};

/// What a project knows of the video.
struct Truth {
  FilmedTrack track;
  std::vector<float> poses_mm;  ///< (frames of the range, 15, 3) in the camera's frame
  Eigen::Vector3d up{0, -1, 0};
  ViewGeometry geometry = {};
};

Crop crop_of_text(const std::string& text) {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
  int end = 0;
  const int found = std::sscanf(text.c_str(), "%lf,%lf,%lf,%lf%n", &x, &y, &width, &height, &end);
  const bool whole = found == 4 && static_cast<std::size_t>(end) == text.size();
  if (!whole || !(width > 0 && height > 0) || !std::isfinite(x + y + width + height))
    throw CLI::ValidationError("--crop", fmt::format("expected X,Y,W,H in pixels, found \"{}\"", text));
  // The network sees squares: the smallest one around the rectangle.
  return {{x + (width - 1) / 2, y + (height - 1) / 2}, std::max(width, height)};
}

FilmedTrack track_of(const SequenceRecord& sequence, const PredictArguments& arguments) {
  const SequenceVideo shown = video_named(sequence, arguments.project, arguments.order.options.video);
  if (!shown.camera)
    throw Error(fmt::format("{}: the camera of {} is not calibrated", sequence.name, shown.file.string()));
  const VideoReader video(shown.file);
  const auto poses = PoseStore(arguments.project).poses_mm(sequence);
  return {.camera = camera_for_video(*shown.camera, video.size()),
          .poses_mm = std::make_shared<const std::vector<float>>(poses),
          .frame = sequence.frame,
          .map = FrameMap(sequence.frames_per_second, clock_of_video(shown.file, video.fps()), video.frames(),
                          frame_times(video))};
}

/// `camera`: for the video's size.
ViewGeometry geometry_of(const Catalog& catalog, const SequenceRecord& sequence, const Camera& camera) {
  std::optional<RigidTransform> universal;
  if (const SequenceAlignment* placed = placement_of(catalog, sequence.id))
    universal = placed->universal_from_dataset;
  return {sequence, camera, {camera.width, camera.height, camera.width, camera.height}, universal};
}

/// The range becomes the part that the track has poses for.
Truth take_truth(PredictArguments& arguments) {
  const Catalog catalog = Project::open(arguments.project).catalog();
  const SequenceRecord& sequence = sequence_named(catalog, arguments.project, arguments.sequence);
  Truth truth{.track = track_of(sequence, arguments), .poses_mm = {}};
  PredictOptions& options = arguments.order.options;
  const std::int64_t frames = truth.track.shared_frames();
  const std::int64_t count = options.count.value_or(frames - options.first);
  if (options.first < 0 || count < 1 || options.first > frames - count) {
    throw FormatError(options.video, "prediction", fmt::format("frames within 0 to {}", frames - 1),
                      fmt::format("{} from {}", count, options.first));
  }
  options.count = count;
  options.camera = truth.track.camera;
  truth.poses_mm = truth.track.seen_mm(options.first, count);
  truth.geometry = geometry_of(catalog, sequence, truth.track.camera);
  const bool world = sequence.frame == CoordinateFrame::world;
  if (sequence.up)
    truth.up = world ? Eigen::Vector3d(truth.track.camera.rotation * *sequence.up) : *sequence.up;
  return truth;
}

/// (frames, 15, 2) pixels.
std::vector<float> projected(const Truth& truth) {
  std::vector<float> pixels;
  for (std::size_t i = 0; i < truth.poses_mm.size(); i += 3) {
    const Eigen::Vector2d pixel = project_to_pixel(
        truth.track.camera, {truth.poses_mm[i], truth.poses_mm[i + 1], truth.poses_mm[i + 2]});
    pixels.push_back(static_cast<float>(pixel.x()));
    pixels.push_back(static_cast<float>(pixel.y()));
  }
  return pixels;
}

void make_overlay(const PredictArguments& arguments, const Prediction& prediction,
                  const std::optional<Truth>& truth, Console& console) {
  const bool sees_camera = prediction.model.target.frame == TargetFrame::camera;
  FilmOptions film{.video = prediction.video, .out = arguments.overlay};
  film.first = prediction.first;
  film.count = prediction.frames();
  film.content = arguments.view;
  const VideoReader video(prediction.video);
  const double width = std::max(2.0, std::min(video.width(), video.height()) / 140.0);
  film.left_name = "left";
  film.right_name = "right";
  const bool beside_truth = truth && (sees_camera || truth->geometry.sees_universal());
  const Eigen::Vector3d up = beside_truth  ? truth->up
                             : sees_camera ? Eigen::Vector3d(0, -1, 0)
                                           : Eigen::Vector3d(0, 0, 1);
  if (beside_truth) {
    FilmSkeleton& ghost = film.skeletons.emplace_back();
    ghost.first = prediction.first;
    ghost.poses_mm = truth->poses_mm;
    ghost.pixels = projected(*truth);
    ghost.up = up;
    ghost.look = {.middle = {0xF2, 0xF2, 0xF2}, .one_colour = true, .opacity = 0.75, .width = 0.8 * width};
    ghost.name = "truth";
  }
  FilmSkeleton& person = film.skeletons.emplace_back();
  person.first = prediction.first;
  person.poses_mm = beside_truth ? seen_poses_mm(prediction, truth->geometry) : prediction.poses_mm;
  person.pixels = beside_truth ? seen_pixels(prediction, truth->geometry) : prediction.pixels;
  person.confidences = prediction.confidences;
  person.up = up;
  person.name = "prediction";
  person.look.width = width;
  person.look.confidence_as_opacity = true;
  make_film(film, console.job());
}

/// Root-relative, in the camera's frame.
double mpjpe_mm(const Truth& truth, std::span<const float> poses_mm) {
  ScoreSums sums;
  sums.add(truth.poses_mm, poses_mm);
  return sums.scores().mpjpe_mm;
}

std::vector<float> repeated(const std::vector<float>& pose, std::int64_t frames) {
  std::vector<float> poses;
  for (std::int64_t i = 0; i < frames; ++i) poses.insert(poses.end(), pose.begin(), pose.end());
  return poses;
}

/// What to expect of the joints on film, where that has been measured.
void add_expected(const Prediction& prediction, Json& result, std::string& text) {
  const auto card = card_of_model(prediction.model_fingerprint);
  if (!card) return;
  Json errors = Json::object();
  std::size_t worst = 0;
  for (std::size_t joint = 0; joint < joint_count; ++joint) {
    const float error = card->joint_errors_mm[joint];
    if (!std::isfinite(error)) continue;
    errors[std::string(joint_names()[joint])] = std::round(10.0 * error) / 10;
    if (!(error <= card->joint_errors_mm[worst])) worst = joint;
  }
  result["expected_errors_mm"] = errors;
  result["measured_on"] = card->measured_on;
  text += fmt::format("expected error {:.0f} mm a joint, up to {:.0f} ({}), as measured on {}\n",
                      card->mean_error_mm(), card->joint_errors_mm[worst], joint_names()[worst],
                      card->measured_on);
}

/// Who was found, and what makes the film unlike those that the model was measured on.
void add_found(const Prediction& prediction, Json& result, std::string& text) {
  if (!prediction.traits) return;
  const auto exchanged = std::ranges::count(prediction.exchanged, 1);
  result["people"] = prediction.people.size();
  result["sides_exchanged"] = exchanged;
  text += fmt::format("people {}, sides exchanged in {}\n", prediction.people.size(),
                      counted(exchanged, "frame"));
  Json warnings = Json::array();
  for (const FilmTrait trait : unlike_known_films(*prediction.traits)) {
    warnings.push_back(words_of(trait));
    text += "warning: " + words_of(trait) + "\n";
  }
  result["warnings"] = warnings;
}

void print_result(const PredictArguments& arguments, const Prediction& prediction,
                  const std::optional<Truth>& truth, double seconds, Console& console) {
  const double rate = static_cast<double>(prediction.frames()) / seconds;
  const char* crop = !arguments.crop.empty() ? "given" : truth ? "sequence" : "found";
  const bool scored = truth && prediction.model.target.frame == TargetFrame::camera;
  Json result{{"file", arguments.out.string()},
              {"frames", prediction.frames()},
              {"first", prediction.first},
              {"fps", prediction.frames_per_second},
              {"frame", name_of(prediction.model.target.frame)},
              {"model", prediction.model_fingerprint},
              {"crop", crop},
              {"camera_assumed", prediction.camera_assumed},
              {"seconds", seconds},
              {"frames_per_second", rate}};
  std::string text = fmt::format("{}: {} frames in {:.1f} s, {:.1f} a second; crop {}{}\n",
                                 arguments.out.string(), prediction.frames(), seconds, rate, crop,
                                 prediction.camera_assumed ? ", camera assumed" : "");
  add_found(prediction, result, text);
  if (!scored) add_expected(prediction, result, text);
  if (scored) {
    const double error = mpjpe_mm(*truth, prediction.poses_mm);
    const double mean_pose = mpjpe_mm(*truth, repeated(prediction.model.mean_pose_mm, prediction.frames()));
    result["mpjpe_mm"] = std::isfinite(error) ? Json(error) : Json(nullptr);
    result["mean_pose_mpjpe_mm"] = std::isfinite(mean_pose) ? Json(mean_pose) : Json(nullptr);
    text += fmt::format("MPJPE {:.1f} mm against {}, the training set's mean pose {:.1f} mm; root-relative\n",
                        error, arguments.sequence, mean_pose);
  }
  if (!arguments.overlay.empty()) {
    result["film"] = arguments.overlay.string();
    text += arguments.overlay.string() + "\n";
  }
  if (arguments.json) {
    console.print(result);
  } else {
    console.print(text);
  }
}

void guard_outputs(const PredictArguments& arguments) {
  const PredictOptions& options = arguments.order.options;
  OutputGuard guard{.project = arguments.project,
                    .inputs = {{options.video, "the video"},
                               {options.model, "the model"},
                               {options.clip_weights.value_or(fs::path()), "CLIP's file"}},
                    .endings = {".npz"}};
  guard_output(arguments.out, guard);
  if (arguments.overlay.empty()) return;
  guard.inputs.push_back({arguments.out, "--out's file"});
  guard.endings = film_endings(arguments.overlay);
  guard_output(arguments.overlay, guard);
}

void require_overlay(const PredictArguments& arguments, const std::optional<Truth>& truth) {
  const fs::path& file = arguments.order.options.model;
  const bool on_the_picture = !arguments.overlay.empty() && arguments.view != FilmContent::view_3d;
  if (!on_the_picture || read_model_description(file).target.frame == TargetFrame::camera) return;
  if (truth && truth->geometry.sees_universal()) return;
  throw Error(
      fmt::format("{}: predicts in the universal frame; where that is in the picture only an aligned "
                  "--sequence tells. Name one, or use --view 3d",
                  file.string()));
}

/// A crop that is given goes before the true poses, and these before the detector. Somebody who is pointed at
/// is found.
void place_person(PredictArguments& arguments, const std::optional<Truth>& truth) {
  PredictionOrder& order = arguments.order;
  if (truth) order.track = truth->track;
  if (truth) order.person = PersonSource::truth;
  order.options.person = person_of_text(arguments.person);
  if (order.options.person) {
    if (read_model_description(order.options.model).network.sees_pictures())
      throw Error("--person: this model sees pictures, and its detector one person: say where with --crop");
    order.person = PersonSource::detector;
  }
  if (arguments.crop.empty()) return;
  order.drawn = crop_of_text(arguments.crop);
  order.person = PersonSource::drawn;
}

/// Nothing is kept in a project that is read only.
void keep_in_project(PredictArguments& arguments, Console& console) {
  if (arguments.project.empty()) return;
  const Project project = Project::open(arguments.project);
  if (!project.read_only()) {
    arguments.order.project_folder = arguments.project;
  } else {
    console.say("neither the prediction nor the features are kept: " + project.why_read_only());
  }
}

/// The video alone: by the model that comes with the studio.
void take_files(PredictArguments& arguments) {
  PredictOptions& options = arguments.order.options;
  options.video = located_video({}, arguments.run_and_video.back().string());
  const bool named = arguments.run_and_video.size() > 1;
  const ModelFiles model = model_files(named ? arguments.run_and_video.front() : require_video_model_file());
  options.model = model.file;
  if (!options.clip_weights) options.clip_weights = model.clip_weights;
}

void run_predict(PredictArguments& arguments, Console& console) {
  PredictOptions& options = arguments.order.options;
  take_files(arguments);
  options.cursor = options.first;
  keep_in_project(arguments, console);
  guard_outputs(arguments);
  std::optional<Truth> truth;
  if (!arguments.sequence.empty()) truth = take_truth(arguments);
  require_overlay(arguments, truth);
  place_person(arguments, truth);
  console.say(set_network_threads(0));
  const auto start = std::chrono::steady_clock::now();
  const Prediction prediction = run_prediction(arguments.order, {}, console.job());
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  write_prediction(arguments.out, prediction);
  if (!arguments.overlay.empty()) make_overlay(arguments, prediction, truth, console);
  print_result(arguments, prediction, truth, seconds, console);
}

}  // namespace

void add_predict(CLI::App& program, Console& console) {
  auto arguments = std::make_shared<PredictArguments>();
  PredictOptions& options = arguments->order.options;
  CLI::App* verb = program.add_subcommand("predict", "Predict the poses of a video's person");
  const OptionFlags flags(*verb, options);
  verb->add_option("FILES", arguments->run_and_video,
                   "A run's folder or a model file, by default the video model that comes with the "
                   "studio; and a video, or the folder or the pattern of numbered pictures")
      ->required()
      ->expected(1, 2)
      ->type_name("[RUN] VIDEO");
  verb->add_option("--out", arguments->out, "The poses")->type_name("POSES.npz")->required();
  verb->add_option("--overlay", arguments->overlay, "Also a film: a .mp4, or a folder for PNG pictures")
      ->type_name("OUT");
  add_named(*verb, "--view", arguments->view, "What the film shows");
  verb->add_option("--crop", arguments->crop, "Where the person is, pixels; found without")
      ->type_name("X,Y,W,H");
  add_person(*verb, arguments->person)->excludes("--crop");
  CLI::Option* project =
      verb->add_option("--project", arguments->project, "Keep the prediction and the features with a project")
          ->type_name("DIR");
  verb->add_option("--sequence", arguments->sequence,
                   "The video's sequence in the project: gives camera and crop, and what to measure against")
      ->type_name("ID")
      ->needs(project);
  flags.add("--first", "first", "The first frame, counted from 0");
  flags.add("--count", "count", "How many frames; all without");
  flags.add("--overlap", "overlap", "Frames that two windows share; half a clip without");
  verb->add_flag_callback(
      "--many-to-one", [&options] { options.mode = WindowMode::many_to_one; },
      "A window for each frame, to compare");
  flags.add("--clip-weights", "clip_weights", "CLIP's own file; the run's by default")->type_name("FILE");
  flags.add("--device", "device", "Where the network runs");
  verb->add_flag("--json", arguments->json, "Print the result as JSON");
  verb->callback([arguments, &console] { run_predict(*arguments, console); });
}

}  // namespace solopose
