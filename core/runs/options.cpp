#include "core/runs/options.h"

#include <array>
#include <cmath>

#include <fmt/format.h>

#include "core/base/error.h"

namespace solopose {
namespace {

template <typename Number>
void require(const char* key, Number value, Number low, Number high) {
  if (value >= low && value <= high) return;
  throw Error(fmt::format("training options: {}: expected {} to {}, found {}", key, low, high, value));
}

[[noreturn]] void refuse(const char* key, std::string_view expected, std::string_view found) {
  throw Error(fmt::format("training options: {}: expected {}, found {}", key, expected, found));
}

void require_valid_stage(const char* name, const StageOptions& stage, std::int64_t least_steps) {
  require(fmt::format("{}.steps", name).c_str(), stage.steps, least_steps, std::int64_t{1'000'000'000});
  require(fmt::format("{}.batch", name).c_str(), stage.batch, 1, 65'536);
  require(fmt::format("{}.learning_rate", name).c_str(), stage.learning_rate, 1e-9, 10.0);
}

void require_valid_augmentation(const AugmentationOptions& augmentation) {
  require("augmentation.shift", augmentation.shift, 0.0, 0.5);
  require("augmentation.scale", augmentation.scale, 0.0, 0.5);
  require("augmentation.rotate_deg", augmentation.rotate_deg, 0.0, 180.0);
  require("augmentation.colour", augmentation.colour, 0.0, 1.0);
  require("augmentation.occlude", augmentation.occlude, 0.0, 1.0);
  require("augmentation.cached_variants", augmentation.cached_variants, 0, 64);
}

void require_fitting(const TrainingOptions& options) {
  const bool heat_map = options.network.head.kind == HeadKind::heat_map;
  if (heat_map != (options.loss == LossKind::cross_entropy)) {
    refuse("loss",
           heat_map ? "cross_entropy with the heat_map head" : "mean_squared_error with the regression head",
           loss_kind_name(options.loss));
  }
  if (options.target.frame == TargetFrame::universal && options.augmentation.rotate_deg != 0) {
    refuse("augmentation.rotate_deg", "0 with the universal frame",
           fmt::format("{}", options.augmentation.rotate_deg));
  }
  if (options.network.encoder == EncoderKind::clip && options.clip_weights.empty()) {
    refuse("clip_weights", "a file with CLIP's weights, which the clip encoder needs", "none");
  }
  if (options.device != "cpu" && options.device != "cuda") refuse("device", "cpu or cuda", options.device);
}

template <typename Kind, std::size_t count>
std::optional<Kind> named(const std::array<Kind, count>& kinds, std::string_view (*name_of)(Kind),
                          std::string_view name) {
  for (const Kind kind : kinds) {
    if (name_of(kind) == name) return kind;
  }
  return std::nullopt;
}

}  // namespace

std::string_view loss_kind_name(LossKind kind) {
  return kind == LossKind::cross_entropy ? "cross_entropy" : "mean_squared_error";
}

std::optional<LossKind> loss_kind_named(std::string_view name) {
  return named(std::array{LossKind::cross_entropy, LossKind::mean_squared_error}, loss_kind_name, name);
}

std::string_view schedule_kind_name(ScheduleKind kind) {
  return kind == ScheduleKind::cosine ? "cosine" : "plateau";
}

std::optional<ScheduleKind> schedule_kind_named(std::string_view name) {
  return named(std::array{ScheduleKind::cosine, ScheduleKind::plateau}, schedule_kind_name, name);
}

std::string_view stage_kind_name(StageKind kind) {
  return kind == StageKind::two_stages ? "two_stages" : "end_to_end";
}

std::optional<StageKind> stage_kind_named(std::string_view name) {
  return named(std::array{StageKind::two_stages, StageKind::end_to_end}, stage_kind_name, name);
}

std::int64_t TrainingOptions::steps() const {
  return clips_stage.steps + (stages == StageKind::two_stages ? frames_stage.steps : 0);
}

void TrainingOptions::require_valid() const {
  network.require_valid();
  target.require_valid();
  require("data.clips.length", data.clips.length, 1, 100'000);
  require("data.clips.step", data.clips.step, 1, 100'000);
  require("data.clip_frames", data.clip_frames, 1, data.clips.length);
  require_valid_augmentation(augmentation);
  require_valid_stage("frames_stage", frames_stage, 0);
  require_valid_stage("clips_stage", clips_stage, 0);
  require("steps", steps(), std::int64_t{1}, std::int64_t{2'000'000'000});
  require("warm_up", warm_up, 0.0, 1.0);
  require("final_rate", final_rate, 0.0, 1.0);
  require("plateau_epochs", plateau_epochs, 1, 1'000'000);
  require("beta_1", beta_1, 0.0, 0.999'999);
  require("beta_2", beta_2, 0.0, 0.999'999);
  require("weight_decay", weight_decay, 0.0, 10.0);
  require("clip_norm", clip_norm, 1e-9, 1e9);
  require("weight_average", weight_average, 0.0, 0.999'999);
  require("epoch_steps", epoch_steps, 1, 1'000'000'000);
  require("validation_clips", validation_clips, 0, 1'000'000'000);
  require("early_stop_epochs", early_stop_epochs, 0, 1'000'000);
  require("threads", threads, 0, 1024);
  require("loader_threads", loader_threads, 1, 1024);
  require_fitting(*this);
}

TrainingOptions TrainingOptions::preset(std::string_view name) {
  TrainingOptions options;
  if (name == "tiny") return options;
  if (name != "base") refuse("preset", "tiny or base", name);
  options.network = NetworkOptions::base();
  options.data.clip_frames = options.data.clips.length;
  options.stages = StageKind::end_to_end;
  options.clips_stage = {.steps = 60'000, .batch = 2, .learning_rate = 2e-4};
  options.weight_average = 0.999;
  options.epoch_steps = 1000;
  return options;
}

}  // namespace solopose
