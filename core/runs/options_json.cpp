#include "core/augmotion/options_json.h"
#include "core/runs/options.h"

namespace solopose {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* owner = "training options";
/// require_valid() knows the ranges; these only keep arithmetic from overflowing.
constexpr std::int64_t most = 2'000'000'000;
constexpr int most_int = 2'000'000'000;
constexpr double most_number = 1e12;

Json stage_as_json(const StageOptions& stage) {
  return {{"steps", stage.steps}, {"batch", stage.batch}, {"learning_rate", stage.learning_rate}};
}

Json augmentation_as_json(const AugmentationOptions& augmentation) {
  return {{"flip", augmentation.flip},
          {"shift", augmentation.shift},
          {"scale", augmentation.scale},
          {"rotate_deg", augmentation.rotate_deg},
          {"colour", augmentation.colour},
          {"occlude", augmentation.occlude},
          {"cached_variants", augmentation.cached_variants}};
}

Json as_json(const TrainingOptions& options) {
  return {{"name", options.name},
          {"notes", options.notes},
          {"network", Json::parse(options.network.to_json())},
          {"target", Json::parse(options.target.to_json())},
          {"data",
           {{"datasets", options.data.datasets},
            {"clips", Json::parse(options.data.clips.to_json())},
            {"held_out_cameras", options.data.held_out_cameras},
            {"clip_frames", options.data.clip_frames}}},
          {"augmentation", augmentation_as_json(options.augmentation)},
          {"stages", stage_kind_name(options.stages)},
          {"loss", loss_kind_name(options.loss)},
          {"frames_stage", stage_as_json(options.frames_stage)},
          {"clips_stage", stage_as_json(options.clips_stage)},
          {"schedule", schedule_kind_name(options.schedule)},
          {"warm_up", options.warm_up},
          {"final_rate", options.final_rate},
          {"plateau_epochs", options.plateau_epochs},
          {"beta_1", options.beta_1},
          {"beta_2", options.beta_2},
          {"weight_decay", options.weight_decay},
          {"clip_norm", options.clip_norm},
          {"weight_average", options.weight_average},
          {"epoch_steps", options.epoch_steps},
          {"validation_clips", options.validation_clips},
          {"early_stop_epochs", options.early_stop_epochs},
          {"seed", options.seed},
          {"threads", options.threads},
          {"loader_threads", options.loader_threads},
          {"device", options.device},
          {"mixed_precision", options.mixed_precision},
          {"clip_weights", options.clip_weights.string()}};
}

/// Every key of `found` must be one of `known`, at every depth: a misspelt key would otherwise change nothing
/// and say nothing.
void require_known_keys(const Json& found, const Json& known, const std::string& path) {
  for (const auto& [key, value] : found.items()) {
    const std::string here = path.empty() ? key : path + '.' + key;
    if (!known.contains(key)) throw Error(fmt::format("{}: {}: unknown key", owner, here));
    if (!known[key].is_object()) continue;
    if (!value.is_object()) {
      throw Error(fmt::format("{}: {}: expected a JSON object, found {}", owner, here, value.dump()));
    }
    require_known_keys(value, known[key], here);
  }
}

/// The options' JSON with what the file says put over the defaults of its presets.
Json completed(std::string_view text) {
  OptionsJson(owner, text);
  Json found = Json::parse(text);
  const auto take_preset = [](Json& section, const char* name) {
    if (!section.is_object() || !section.contains("preset")) return std::string();
    if (!section["preset"].is_string()) {
      throw Error(
          fmt::format("{}: {}: expected tiny or base, found {}", owner, name, section["preset"].dump()));
    }
    const auto preset = section["preset"].get<std::string>();
    section.erase("preset");
    return preset;
  };
  const std::string preset = take_preset(found, "preset");
  Json whole = as_json(TrainingOptions::preset(preset.empty() ? "tiny" : preset));
  if (found.contains("network")) {
    const std::string network = take_preset(found["network"], "network.preset");
    if (!network.empty()) {
      const auto named = NetworkOptions::preset(network);
      if (!named) {
        throw Error(fmt::format("{}: network.preset: expected tiny or base, found {}", owner, network));
      }
      whole["network"] = Json::parse(named->to_json());
    }
  }
  require_known_keys(found, whole, "");
  whole.merge_patch(found);
  return whole;
}

std::string section(const Json& document, const char* name) {
  return document.contains(name) ? document[name].dump() : "{}";
}

std::string text_of(const Json& document, const char* key) {
  if (!document.contains(key)) return {};
  if (!document[key].is_string()) {
    throw Error(fmt::format("{}: {}: expected a text, found {}", owner, key, document[key].dump()));
  }
  return document[key].get<std::string>();
}

std::vector<std::string> texts_of(const Json& document, const char* key) {
  std::vector<std::string> texts;
  if (!document.contains(key)) return texts;
  const auto refuse = [&] {
    throw Error(
        fmt::format("{}: data.{}: expected a list of texts, found {}", owner, key, document[key].dump()));
  };
  if (!document[key].is_array()) refuse();
  for (const Json& text : document[key]) {
    if (!text.is_string()) refuse();
    texts.push_back(text.get<std::string>());
  }
  return texts;
}

void read_stage(const Json& document, const char* name, StageOptions& stage) {
  const OptionsJson json(fmt::format("{}: {}", owner, name), section(document, name));
  json.number("steps", stage.steps, std::int64_t{0}, most);
  json.number("batch", stage.batch, 1, most_int);
  json.number("learning_rate", stage.learning_rate, 0.0, most_number);
}

void read_augmentation(const Json& document, AugmentationOptions& augmentation) {
  const OptionsJson json(fmt::format("{}: augmentation", owner), section(document, "augmentation"));
  json.flag("flip", augmentation.flip);
  json.number("shift", augmentation.shift, 0.0, most_number);
  json.number("scale", augmentation.scale, 0.0, most_number);
  json.number("rotate_deg", augmentation.rotate_deg, 0.0, most_number);
  json.number("colour", augmentation.colour, 0.0, most_number);
  json.number("occlude", augmentation.occlude, 0.0, most_number);
  json.number("cached_variants", augmentation.cached_variants, 0, most_int);
}

void read_data(const Json& document, DataOptions& data) {
  const Json found = document.value("data", Json::object());
  data.datasets = texts_of(found, "datasets");
  data.held_out_cameras = texts_of(found, "held_out_cameras");
  data.clips = ClipOptions::from_json(section(found, "clips"));
  OptionsJson(fmt::format("{}: data", owner), found.dump())
      .number("clip_frames", data.clip_frames, 1, most_int);
}

void read_optimisation(const OptionsJson& json, TrainingOptions& options) {
  json.choice("stages", options.stages, "two_stages or end_to_end", stage_kind_named);
  json.choice("loss", options.loss, "cross_entropy or mean_squared_error", loss_kind_named);
  json.choice("schedule", options.schedule, "cosine or plateau", schedule_kind_named);
  json.number("warm_up", options.warm_up, 0.0, most_number);
  json.number("final_rate", options.final_rate, 0.0, most_number);
  json.number("plateau_epochs", options.plateau_epochs, 1, most_int);
  json.number("beta_1", options.beta_1, 0.0, 1.0);
  json.number("beta_2", options.beta_2, 0.0, 1.0);
  json.number("weight_decay", options.weight_decay, 0.0, most_number);
  json.number("clip_norm", options.clip_norm, 0.0, most_number);
  json.number("weight_average", options.weight_average, 0.0, 1.0);
}

void read_run(const OptionsJson& json, TrainingOptions& options) {
  json.number("epoch_steps", options.epoch_steps, 1, most_int);
  json.number("validation_clips", options.validation_clips, 0, most_int);
  json.number("early_stop_epochs", options.early_stop_epochs, 0, most_int);
  json.number("seed", options.seed, std::uint64_t{0}, std::uint64_t{1} << 53);
  json.number("threads", options.threads, 0, most_int);
  json.number("loader_threads", options.loader_threads, 1, most_int);
  json.flag("mixed_precision", options.mixed_precision);
}

}  // namespace

std::string TrainingOptions::to_json() const { return as_json(*this).dump(2) + '\n'; }

TrainingOptions TrainingOptions::from_json(std::string_view json) {
  const Json document = completed(json);
  const OptionsJson top(owner, document.dump());
  TrainingOptions options;
  options.name = text_of(document, "name");
  options.notes = text_of(document, "notes");
  options.network = NetworkOptions::from_json(section(document, "network"));
  options.target = TargetOptions::from_json(section(document, "target"));
  read_data(document, options.data);
  read_augmentation(document, options.augmentation);
  read_stage(document, "frames_stage", options.frames_stage);
  read_stage(document, "clips_stage", options.clips_stage);
  read_optimisation(top, options);
  read_run(top, options);
  options.device = text_of(document, "device");
  options.clip_weights = text_of(document, "clip_weights");
  options.require_valid();
  return options;
}

}  // namespace solopose
