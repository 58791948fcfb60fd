#include "core/runs/options.h"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/options/follow_changes.h"
#include "core/options/options_json.h"
#include "core/options/validation.h"

namespace solopose {
namespace {

constexpr const char* owner = "training options";
constexpr std::int64_t most_steps = 1'000'000'000;
constexpr NumberFacts share = {.low = 0, .high = 1};
/// Of running means: 1 would never forget.
constexpr NumberFacts decay = {.low = 0, .high = 0.999'999, .decimals = 4};

void require_fitting_target(const TrainingOptions& options) {
  const bool heat_map = options.network.head.kind == HeadKind::heat_map;
  require_fitting(
      heat_map == (options.loss == LossKind::cross_entropy), owner, "loss",
      heat_map ? "cross_entropy with the heat_map head" : "mean_squared_error with the regression head",
      name_of(options.loss));
  const double rotate_deg = options.augmentation.rotate_deg;
  require_fitting(options.target.frame != TargetFrame::universal || rotate_deg == 0, owner,
                  "augmentation.rotate_deg", "0 with the universal frame", fmt::format("{}", rotate_deg));
}

TrainingOptions tiny() { return {}; }

TrainingOptions base() {
  TrainingOptions options;
  options.network = NetworkOptions::base();
  options.data.clip_frames = options.data.clips.length;
  options.stages = StageKind::end_to_end;
  options.clips_stage = {.steps = 60'000, .batch = 2, .learning_rate = 2e-4};
  options.stochastic_depth = 0.1;
  options.weight_average = 0.999;
  options.epoch_steps = 1000;
  return options;
}

TrainingOptions landmarks() {
  TrainingOptions options;
  options.network = NetworkOptions::landmarks();
  options.data.clip_frames = 27;
  options.stages = StageKind::end_to_end;
  options.clips_stage = {.steps = 3000, .batch = 16, .learning_rate = 1e-3};
  return options;
}

/// There is nothing to see in a single frame's landmarks that is kept, and no picture to be in.
void require_fitting_landmarks(const TrainingOptions& options) {
  if (options.network.sees_pictures()) return;
  require_fitting(options.stages == StageKind::end_to_end, owner, "stages", "end_to_end with landmarks",
                  name_of(options.stages));
  require_fitting(options.target.frame == TargetFrame::camera, owner, "target.frame", "camera with landmarks",
                  name_of(options.target.frame));
}

/// Something must be left to learn.
void require_fitting_start(const TrainingOptions& options) {
  const StartOptions& start = options.start;
  const bool encoder = start.freeze_encoder || options.network.encoder != EncoderKind::small;
  require_fitting(!(encoder && start.freeze_temporal && start.freeze_head), owner, "start",
                  "a part that is not frozen", "none");
  require_fitting(start.part == StartPart::whole || options.network.encoder == EncoderKind::small, owner,
                  "start.part", "whole with an encoder that is not trained", name_of(start.part));
}

}  // namespace

void describe(OptionVisitor& visitor, DataOptions& options) {
  visitor.texts("datasets", options.datasets);
  visitor.section("clips", options.clips);
  visitor.texts("held_out_cameras", options.held_out_cameras);
  visitor.whole("clip_frames", options.clip_frames, 1, most_clip_frames, "frames");
  visitor.flag("with_rejected", options.with_rejected);
  visitor.flag("without_estimated", options.without_estimated);
  visitor.flag("allow_outside", options.allow_outside);
}

void describe(OptionVisitor& visitor, AugmentationOptions& options) {
  visitor.flag("flip", options.flip);
  visitor.number("shift", options.shift, {.low = 0, .high = 0.5});
  visitor.number("scale", options.scale, {.low = 0, .high = 0.5});
  visitor.number("rotate_deg", options.rotate_deg, {.low = 0, .high = 180, .unit = "°", .decimals = 0});
  visitor.number("colour", options.colour, share);
  visitor.number("occlude", options.occlude, share);
  visitor.whole("cached_variants", options.cached_variants, 0, 64);
}

void describe(OptionVisitor& visitor, StartOptions& options) {
  visitor.path("model", options.model);
  visitor.choice("part", options.part);
  visitor.flag("freeze_encoder", options.freeze_encoder);
  visitor.flag("freeze_temporal", options.freeze_temporal);
  visitor.flag("freeze_head", options.freeze_head);
}

void describe(OptionVisitor& visitor, StageOptions& options) {
  visitor.whole("steps", options.steps, 0, most_steps);
  visitor.whole("batch", options.batch, 1, 65'536);
  visitor.number("learning_rate", options.learning_rate, {.low = 1e-9, .high = 10, .decimals = 4});
}

void describe(OptionVisitor& visitor, TrainingOptions& options) {
  visitor.presets(options, TrainingOptions::presets());
  visitor.text("name", options.name);
  visitor.text("notes", options.notes);
  visitor.section("network", options.network);
  visitor.section("target", options.target);
  visitor.section("data", options.data);
  visitor.section("augmentation", options.augmentation);
  visitor.section("start", options.start);
  visitor.choice("stages", options.stages);
  visitor.choice("loss", options.loss);
  visitor.section("frames_stage", options.frames_stage);
  visitor.section("clips_stage", options.clips_stage);
  visitor.choice("schedule", options.schedule);
  visitor.number("warm_up", options.warm_up, share);
  visitor.number("final_rate", options.final_rate, share);
  visitor.whole("plateau_epochs", options.plateau_epochs, 1, 1'000'000);
  visitor.number("beta_1", options.beta_1, decay);
  visitor.number("beta_2", options.beta_2, decay);
  visitor.number("weight_decay", options.weight_decay, {.low = 0, .high = 10, .decimals = 4});
  visitor.number("clip_norm", options.clip_norm, {.low = 1e-9, .high = 1e9});
  visitor.number("stochastic_depth", options.stochastic_depth, {.low = 0, .high = 0.9});
  visitor.whole("accumulate", options.accumulate, 1, 65'536);
  visitor.number("weight_average", options.weight_average, decay);
  visitor.flag("synchronise_norms", options.synchronise_norms);
  visitor.whole("epoch_steps", options.epoch_steps, 1, most_steps);
  visitor.whole("validation_clips", options.validation_clips, 0, 1'000'000'000);
  visitor.whole("early_stop_epochs", options.early_stop_epochs, 0, 1'000'000);
  visitor.whole("seed", options.seed, 0, std::numeric_limits<std::uint64_t>::max());
  visitor.whole("threads", options.threads, 0, 1024);
  visitor.whole("loader_threads", options.loader_threads, 1, 1024);
  visitor.choice("device", options.device, device_names());
  visitor.flag("mixed_precision", options.mixed_precision);
  visitor.flag("mixed_precision_on_cpu", options.mixed_precision_on_cpu);
  visitor.path("clip_weights", options.clip_weights);
}

std::int64_t TrainingOptions::steps() const {
  return clips_stage.steps + (stages == StageKind::two_stages ? frames_stage.steps : 0);
}

StageOptions& TrainingOptions::last_stage() {
  return stages == StageKind::two_stages && clips_stage.steps == 0 ? frames_stage : clips_stage;
}

void TrainingOptions::require_valid() const {
  require_in_range(owner, *this);
  network.require_valid();
  data.clips.require_valid();
  require_fitting(data.clip_frames <= data.clips.length, owner, "data.clip_frames",
                  fmt::format("1 to {}, data.clips.length", data.clips.length),
                  fmt::format("{}", data.clip_frames));
  require_fitting(steps() >= 1, owner, "steps", "at least 1 in all stages", fmt::format("{}", steps()));
  require_fitting_target(*this);
  require_fitting_landmarks(*this);
  require_fitting_start(*this);
  require_fitting(network.encoder != EncoderKind::clip || !clip_weights.empty(), owner, "clip_weights",
                  "a file with CLIP's weights, which the clip encoder needs", "none");
}

std::string TrainingOptions::to_json() const { return options_as_json(*this, 2) + '\n'; }

TrainingOptions TrainingOptions::from_json(std::string_view json) {
  TrainingOptions options;
  read_options(owner, json, options);
  options.require_valid();
  return options;
}

std::span<const Preset<TrainingOptions>> TrainingOptions::presets() {
  static constexpr std::array<Preset<TrainingOptions>, 3> list = {
      {{"tiny", tiny}, {"base", base}, {"landmarks", landmarks}}};
  return list;
}

TrainingOptions TrainingOptions::resized(TrainingOptions preset) const {
  TrainingOptions changed = *this;
  for (const Preset<TrainingOptions>& each : presets()) {
    TrainingOptions other = each.make();
    take_differences(described(changed), described(other), described(preset));
  }
  changed.network = preset.network;
  changed.network.clip.activation = network.clip.activation;  // it goes with the weights, which stay
  changed.data.clip_frames = std::min(changed.data.clip_frames, changed.data.clips.length);
  return changed;
}

std::string_view TrainingOptions::preset() const {
  for (const Preset<TrainingOptions>& each : presets()) {
    if (network.same_size(each.make().network)) return each.name;
  }
  return {};
}

TrainingOptions TrainingOptions::preset(std::string_view name) {
  const auto found = preset_named(presets(), name);
  require_fitting(found.has_value(), owner, "preset", any_of(names_of(presets())), name);
  return *found;
}

}  // namespace solopose
