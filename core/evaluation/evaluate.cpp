#include "core/evaluation/evaluate.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <limits>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "core/base/counted.h"
#include "core/base/progress_meter.h"
#include "core/base/translatable.h"
#include "core/evaluation/detected_prediction.h"
#include "core/evaluation/evaluated_parts.h"
#include "core/evaluation/evaluation_archive.h"
#include "core/evaluation/range_prediction.h"
#include "core/metrics/pose_series.h"
#include "core/models/picture_resampling.h"
#include "core/options/validation.h"
#include "core/project/catalog.h"
#include "core/project/project_places.h"
#include "core/runs/model_files.h"
#include "core/runs/run_folder.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

constexpr float missing = std::numeric_limits<float>::quiet_NaN();

/// A model, and how its data was cut.
struct Subject {
  ModelFiles model;
  DataOptions data;
  std::vector<std::string> trained_on;  ///< datasets; empty = all, or nobody knows
  bool trained_with_rejected = false;
};

Subject subject_of(const EvaluateOptions& options) {
  Subject subject{model_files(options.model), options.data, {}, options.data.with_rejected};
  if (options.clip_weights) subject.model.clip_weights = options.clip_weights;
  if (fs::is_directory(options.model)) subject.data = read_run(options.model).options.data;
  subject.trained_on = std::exchange(subject.data.datasets, {});
  subject.data.without_estimated = options.without_estimated;
  subject.trained_with_rejected = std::exchange(subject.data.with_rejected, options.with_rejected);
  return subject;
}

void make_root_relative(std::vector<float>& poses) {
  for (std::int64_t frame = 0; frame < frames_of(poses); ++frame) {
    float* pose = poses.data() + frame * pose_floats;
    const std::array<float, 3> pelvis = {pose[0], pose[1], pose[2]};
    for (std::size_t i = 0; i < static_cast<std::size_t>(pose_floats); ++i) pose[i] -= pelvis[i % 3];
  }
}

/// From the true crops' space to the frame that is evaluated.
void to_evaluated(const SampleSet& samples, std::uint32_t video, std::int64_t first,
                  std::vector<float>& poses) {
  if (samples.target().frame != TargetFrame::camera) return;
  const SampleVideo& seen = samples.videos()[video];
  for (std::int64_t frame = 0; frame < frames_of(poses); ++frame) {
    float* pose = poses.data() + frame * pose_floats;
    const std::vector<float> in_camera =
        camera_from_crop(seen.camera, samples.crop(video, first + frame), samples.target().extent_mm,
                         std::span<const float>(pose, pose_floats));
    std::ranges::copy(in_camera, pose);
  }
}

std::vector<float> repeated(const std::vector<float>& pose, std::int64_t frames) {
  std::vector<float> poses;
  for (std::int64_t frame = 0; frame < frames; ++frame) poses.insert(poses.end(), pose.begin(), pose.end());
  return poses;
}

/// `crops`: frames without a picture, which no model can answer, are left out; null = none are.
ScoreSums mean_pose_sums(const SampleSet& samples, const std::vector<float>& mean_pose_mm,
                         const EvaluatedPart& part, const CropStore* crops, const Protocol& protocol) {
  ScoreSums sums(protocol);
  for (const FrameRange& range : part.ranges) {
    ClipTruth truth = samples.truth(part.video, range.first, static_cast<int>(range.frames()));
    for (std::int64_t i = 0; crops != nullptr && i < range.frames(); ++i) {
      if (!crops->has(part.video, range.first + i))
        std::fill_n(truth.root_relative_mm.begin() + i * pose_floats, pose_floats, missing);
    }
    sums.add(in_rows_of(protocol, truth.root_relative_mm),
             in_rows_of(protocol, repeated(mean_pose_mm, range.frames())));
  }
  return sums;
}

/// What knowing nothing scores where the model does not answer. Nothing when the project has no such frame.
void add_other_frame(const EvaluateOptions& options, const Subject& subject, const ModelDescription& model,
                     ScoreTable& table, std::vector<Note>& notes, const JobContext& context) {
  TargetOptions target = model.target;
  target.frame = other(model.target.frame);
  JobContext quiet = context;
  quiet.log = {};  // what is left out has been said
  try {
    const SampleSet samples(options.project, subject.data, target, quiet);
    for (const EvaluatedPart& part :
         parts_of(samples, clips_to_measure(samples, subject.data.held_out_cameras, options)))
      table.add(other_frame_row(model.target.frame), labels_of(samples, part),
                mean_pose_sums(samples, samples.mean_pose_mm(), part, nullptr, options.protocol));
    notes.push_back(
        {TRANSLATABLE("solopose::Note",
                      "each figure is to be read against the mean pose in its own frame; \"%1\" cannot be "
                      "compared with the other rows. The universal frame is that of a video's key frame: a "
                      "clip does not show it, so nobody can tell from the clip which way the person faces "
                      "there, but it turns poses alike, which brings them nearer to their mean"),
         {other_frame_row(model.target.frame)},
         {}});
  } catch (const Cancelled&) {
    throw;
  } catch (const Error& failure) {
    notes.push_back({TRANSLATABLE("solopose::Note", "\"%1\" is not known: %2"),
                     {other_frame_row(model.target.frame), failure.what()},
                     {}});
  }
}

/// Poses of all ranges of some parts, one after the other, in the frame that is evaluated.
using Predictor =
    std::function<std::vector<PredictedPoses>(std::span<const EvaluatedPart> parts, ProgressMeter& meter)>;

std::vector<PredictedPoses> from_true_crops(RangePredictor& predictor, const CropStore& crops,
                                            std::span<const EvaluatedPart> parts, ProgressMeter& meter,
                                            const JobContext& context) {
  const std::vector<VideoRange> ranges = ranges_of(parts);
  std::vector<PredictedPoses> poses = predictor.predict(crops, ranges, meter, context);
  for (std::size_t i = 0; i < ranges.size(); ++i)
    to_evaluated(crops.samples(), ranges[i].video, ranges[i].range.first, poses[i].poses_mm);
  return poses;
}

std::vector<PredictedPoses> from_detected_crops(const EvaluateOptions& options, const Subject& subject,
                                                const SampleSet& samples,
                                                std::span<const EvaluatedPart> parts, ProgressMeter& meter,
                                                const JobContext& context) {
  std::vector<PredictedPoses> poses;
  for (const EvaluatedPart& part : parts) {
    context.throw_if_stopped();
    const SampleVideo& video = samples.videos()[part.video];
    PredictOptions order;
    order.model = subject.model.file;
    order.clip_weights = subject.model.clip_weights;
    order.video = video.file;
    order.camera = video.camera;
    order.cache_folder = ProjectPlaces(options.project).features();
    order.device = options.device;
    std::ranges::move(predict_detected(order, part.ranges, context), std::back_inserter(poses));
    for (const FrameRange& range : part.ranges) meter.add(range.frames());
  }
  return poses;
}

/// What the scores of a model are under.
Protocol conditions_of(const EvaluateOptions& options, TargetFrame frame) {
  Protocol protocol = options.protocol;
  if (protocol.crops == CropSource::unknown) protocol.crops = CropSource::exact;
  protocol.frame = name_of(frame);
  return protocol;
}

/// The clips that went wrong most, so far: of each video only the worst, so that one bad film does not hide
/// the others.
class WorstClips {
 public:
  explicit WorstClips(int clip_frames) : clip_frames_(clip_frames) {}

  void add(const SampleSet& samples, const EvaluatedPart& part, std::int64_t first,
           std::span<const float> errors_mm) {
    const SampleVideo& video = samples.videos()[part.video];
    const std::vector<float> by_frame = mean_over_joints(errors_mm);
    WorstClip worst{samples.catalog().sequences[video.sequence_index].name, video.camera_name, first, 0};
    for (std::size_t at = 0; at < by_frame.size(); at += static_cast<std::size_t>(clip_frames_)) {
      const std::size_t end = std::min(by_frame.size(), at + static_cast<std::size_t>(clip_frames_));
      double sum = 0;
      int known = 0;
      for (const float error : std::span(by_frame).subspan(at, end - at)) {
        if (!std::isfinite(error)) continue;
        sum += static_cast<double>(error);
        ++known;
      }
      if (known == 0 || sum / known <= worst.mpjpe_mm) continue;
      worst.first_frame = first + static_cast<std::int64_t>(at);
      worst.mpjpe_mm = sum / known;
    }
    if (worst.mpjpe_mm <= 0) return;
    WorstClip& of_video = clips_[part.video];
    if (worst.mpjpe_mm > of_video.mpjpe_mm) of_video = std::move(worst);
  }

  std::vector<WorstClip> list() const {
    constexpr std::size_t most = 20;
    std::vector<WorstClip> clips;
    for (const auto& [video, clip] : clips_) clips.push_back(clip);
    std::ranges::sort(clips, std::greater(), &WorstClip::mpjpe_mm);
    if (clips.size() > most) clips.resize(most);
    return clips;
  }

 private:
  int clip_frames_;
  std::map<std::uint32_t, WorstClip> clips_;  ///< by video
};

/// What the confidences of all answers were worth, and where they went wrong most.
struct Answers {
  explicit Answers(int clip_frames) : worst(clip_frames) {}

  std::vector<float> confidences;  ///< (n, 15)
  std::vector<float> errors_mm;    ///< as many
  WorstClips worst;

  void add(const SampleSet& samples, const EvaluatedPart& part, std::int64_t first,
           std::span<const float> truth_mm, const PredictedPoses& answer) {
    const std::vector<float> errors = joint_errors_mm(truth_mm, answer.poses_mm);
    std::ranges::copy(answer.confidences, std::back_inserter(confidences));
    std::ranges::copy(errors, std::back_inserter(errors_mm));
    worst.add(samples, part, first, errors);
  }
};

/// The model's scores, and the archives that were asked for. Some parts at a time: their poses are held until
/// they are written.
Answers measure(const Predictor& predictor, const SampleSet& samples, std::span<const EvaluatedPart> parts,
                const std::string& method, const EvaluateOptions& options, const Protocol& protocol,
                ScoreTable& table, const JobContext& context) {
  constexpr std::size_t parts_at_once = 256;
  std::int64_t frames = 0;
  for (const VideoRange& one : ranges_of(parts)) frames += one.range.frames();
  ProgressMeter meter(context, "frames", frames);
  meter.begin("Predicting");
  EvaluationArchive predicted(options.poses_file, samples, protocol);
  EvaluationArchive true_poses(options.truth_file, samples, protocol);
  Answers all(samples.clip_frames());
  for (std::size_t at = 0; at < parts.size(); at += parts_at_once) {
    const auto some = parts.subspan(at, std::min(parts_at_once, parts.size() - at));
    std::vector<PredictedPoses> answers = predictor(some, meter);
    auto next = answers.begin();
    for (const EvaluatedPart& part : some) {
      ScoreSums sums(protocol);
      std::vector<std::vector<float>> poses;
      std::vector<std::vector<float>> truths;
      for (const FrameRange& range : part.ranges) {
        truths.push_back(
            samples.truth(part.video, range.first, static_cast<int>(range.frames())).root_relative_mm);
        all.add(samples, part, range.first, truths.back(), *next);
        poses.push_back(std::move(next++->poses_mm));
        make_root_relative(poses.back());
        sums.add(in_rows_of(protocol, truths.back()), in_rows_of(protocol, poses.back()));
      }
      table.add(method, labels_of(samples, part), sums);
      predicted.add(part, poses);
      true_poses.add(part, truths);
    }
  }
  predicted.finish();
  true_poses.finish();
  return all;
}

/// Into the model's file, where later predictions find it.
void store_reliability(const std::filesystem::path& file, const std::optional<Reliability>& reliability) {
  if (!reliability) {
    throw Error(
        fmt::format("{}: too few answers were measured to say what its confidence is worth", file.string()));
  }
  ModelDescription description = read_model_description(file);
  description.reliability = reliability;
  write_model_description(file, description);
}

/// The splits are drawn anew from what the project holds now: what the model learnt from may be a test today.
/// Only a run says what its splits were drawn from.
bool draws_as_trained(const EvaluateOptions& options, const Subject& subject, const ModelDescription& model,
                      const SampleSet& samples, const JobContext& context) {
  if (model.data_fingerprint.empty()) return true;
  DataOptions data = subject.data;
  data.datasets = subject.trained_on;
  data.with_rejected = subject.trained_with_rejected;
  const bool measured_as_trained = data.datasets.empty() && data.with_rejected == subject.data.with_rejected;
  const bool from_videos = model.network.sees_pictures();
  if (measured_as_trained && from_videos) return samples.fingerprint() == model.data_fingerprint;
  JobContext quiet = context;
  quiet.log = {};
  const SampleKind kind = from_videos ? SampleKind::videos : SampleKind::tracks;
  return SampleSet(options.project, data, model.target, quiet, kind).fingerprint() == model.data_fingerprint;
}

std::string method_name(const ModelDescription& model, const Subject& subject) {
  return model.run.empty() ? subject.model.file.stem().string() : model.run;
}

}  // namespace

Evaluation evaluate(const EvaluateOptions& options, const JobContext& context) {
  require_in_range("evaluation", options);
  Subject subject = subject_of(options);
  RangePredictor predictor(subject.model.file, subject.model.clip_weights, options.device,
                           ProjectPlaces(options.project).features());
  Evaluation evaluation;
  evaluation.model = predictor.description();
  evaluation.held_out = options.held_out_cameras_only;
  const Protocol protocol = conditions_of(options, evaluation.model.target.frame);
  const bool detected = protocol.crops == CropSource::detected;
  if (!detected && !evaluation.model.network.sees_pictures()) {
    throw Error(fmt::format(
        "{}: this model sees BlazePose's landmarks, which true crops have none of; measure it from "
        "detected crops",
        options.model.string()));
  }
  subject.data.clip_frames = evaluation.model.clip_frames;

  const SampleSet samples(options.project, subject.data, evaluation.model.target, context);
  const std::vector<SampleClip> clips = clips_to_measure(samples, subject.data.held_out_cameras, options);
  if (clips.empty()) {
    throw Error(fmt::format("{}: none of the splits asked for has a clip with a video and a camera",
                            options.project.string()));
  }
  for (const Split split : options.splits) {
    if (std::ranges::find(clips, split, &SampleClip::split) == clips.end())
      evaluation.notes.push_back(
          {TRANSLATABLE("solopose::Note", "split %1: no clip with a video and a camera"),
           {std::string(name_of(split))},
           {}});
  }
  if (!draws_as_trained(options, subject, evaluation.model, samples, context)) {
    const char* const words =
        fs::is_directory(options.model)
            ? TRANSLATABLE(
                  "solopose::Note",
                  "the project's clips or splits are not those this model was trained on: what is a test "
                  "here may have been learnt from")
            : TRANSLATABLE(
                  "solopose::Note",
                  "a model file does not say which clips it was trained on, so a test here may have been "
                  "learnt from; its run's folder says more");
    evaluation.notes.push_back({words, {}, {}});
  }
  std::optional<CropStore> crops;
  if (!detected) {
    crops.emplace(samples, ProjectPlaces(options.project).crops(), evaluation.model.network.image_size(),
                  resampling_of(evaluation.model.network));
    crops->fill(clips, context);
  }
  const Predictor predicted = [&](std::span<const EvaluatedPart> some, ProgressMeter& meter) {
    return detected ? from_detected_crops(options, subject, samples, some, meter, context)
                    : from_true_crops(predictor, *crops, some, meter, context);
  };

  const std::vector<EvaluatedPart> parts = parts_of(samples, clips);
  ScoreTable table(protocol);
  const Answers answers = measure(predicted, samples, parts, method_name(evaluation.model, subject), options,
                                  protocol, table, context);
  evaluation.worst = answers.worst.list();
  evaluation.reliability = reliability_of(answers.confidences, answers.errors_mm);
  if (options.store_reliability) store_reliability(subject.model.file, evaluation.reliability);
  for (const EvaluatedPart& part : parts)
    table.add(
        mean_pose_row, labels_of(samples, part),
        mean_pose_sums(samples, evaluation.model.mean_pose_mm, part, crops ? &*crops : nullptr, protocol));
  add_other_frame(options, subject, evaluation.model, table, evaluation.notes, context);

  if (protocol.joints.size() > static_cast<std::size_t>(joint_count)) {
    evaluation.notes.push_back(
        {TRANSLATABLE(
             "solopose::Note",
             "models answer %1 of the %2 joints of %3; of the others neither pose is measured here, so the "
             "figures are not those of a method that answers all: export poses and compare"),
         {std::to_string(joint_count), std::to_string(protocol.joints.size()), std::string(protocol.name)},
         {}});
  }
  if (options.without_estimated) {
    for (const std::string& line : estimated_of(samples, parts))
      evaluation.notes.push_back(
          {TRANSLATABLE("solopose::Note", "estimated and left out of the scores, the pelvis aside: %1"),
           {line},
           {}});
  }
  evaluation.frames_rejected = rejected_frames_of(samples, parts);
  if (evaluation.frames_rejected > 0) {
    evaluation.notes.push_back(
        {TRANSLATABLE("solopose::Note", "frames rejected and left out of the scores: %1"),
         {grouped(evaluation.frames_rejected)},
         {}});
  }
  evaluation.data_revision = samples.catalog().data_revision;
  evaluation.comparison.protocol = protocol;
  evaluation.comparison.rows = table.rows();
  evaluation.comparison.action_rows = table.action_rows();
  evaluation.comparison.sequences = static_cast<std::int64_t>(parts.size());
  evaluation.comparison.left_out = samples.left_out();
  return evaluation;
}

std::int64_t write_true_poses(const EvaluateOptions& options, const JobContext& context) {
  Subject subject = subject_of(options);
  const ModelDescription model = read_model_description(subject.model.file);
  subject.data.clip_frames = model.clip_frames;
  const SampleSet samples(options.project, subject.data, model.target, context);
  const Protocol protocol = conditions_of(options, model.target.frame);
  EvaluationArchive archive(options.truth_file, samples, protocol);
  for (const EvaluatedPart& part :
       parts_of(samples, clips_to_measure(samples, subject.data.held_out_cameras, options))) {
    context.throw_if_stopped();
    std::vector<std::vector<float>> truths;
    for (const FrameRange& range : part.ranges)
      truths.push_back(
          samples.truth(part.video, range.first, static_cast<int>(range.frames())).root_relative_mm);
    archive.add(part, truths);
  }
  archive.finish();
  return samples.catalog().data_revision;
}

}  // namespace solopose
