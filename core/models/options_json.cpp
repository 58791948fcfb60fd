#include <cmath>

#include "core/augmotion/options_json.h"
#include "core/models/options.h"

// Sections keep the form readable and let a preset be changed in one place.
namespace solopose {
namespace {

constexpr int largest =
    1 << 20;  // require_valid() knows the ranges; this only keeps arithmetic from overflowing

using Json = nlohmann::json;

OptionsJson section_of(const Json& document, const char* name) {
  const std::string owner = fmt::format("network options: {}", name);
  return OptionsJson(owner, document.contains(name) ? document[name].dump() : "{}");
}

void read_list(const Json& document, const char* section, const char* key, std::vector<int>& values) {
  if (!document.contains(section) || !document[section].contains(key)) return;
  const Json& found = document[section][key];
  const auto refuse = [&] {
    throw Error(fmt::format("network options: {}: {}: expected a list of whole numbers up to {}, found {}",
                            section, key, largest, found.dump()));
  };
  if (!found.is_array()) refuse();
  values.clear();
  for (const Json& number : found) {
    if (!number.is_number_integer() || std::abs(number.get<double>()) > largest) refuse();
    values.push_back(number.get<int>());
  }
}

void read_clip(const Json& document, ClipSize& clip) {
  const OptionsJson section = section_of(document, "clip");
  section.number("image_size", clip.image_size, 1, largest);
  section.number("patch", clip.patch, 1, largest);
  section.number("width", clip.width, 1, largest);
  section.number("layers", clip.layers, 1, largest);
  section.number("heads", clip.heads, 1, largest);
  section.number("mlp_width", clip.mlp_width, 1, largest);
}

void read_small(const Json& document, SmallSize& small) {
  section_of(document, "small").number("image_size", small.image_size, 1, largest);
  read_list(document, "small", "channels", small.channels);
  read_list(document, "small", "blocks", small.blocks);
}

void read_temporal(const Json& document, TemporalSize& temporal) {
  const OptionsJson section = section_of(document, "temporal");
  section.number("width", temporal.width, 1, largest);
  section.number("mlp_ratio", temporal.mlp_ratio, 0.25, 16.0);
  section.number("pool", temporal.pool, 1, largest);
  section.flag("residual", temporal.residual);
  read_list(document, "temporal", "window", temporal.window);
  std::vector<int> depths;
  std::vector<int> heads;
  for (const TemporalStage& stage : temporal.stages) {
    depths.push_back(stage.depth);
    heads.push_back(stage.heads);
  }
  read_list(document, "temporal", "depths", depths);
  read_list(document, "temporal", "heads", heads);
  if (depths.size() != heads.size()) {
    throw Error(
        fmt::format("network options: temporal.heads: expected {} numbers, one for each of "
                    "temporal.depths, found {}",
                    depths.size(), heads.size()));
  }
  temporal.stages.clear();
  for (std::size_t i = 0; i < depths.size(); ++i) temporal.stages.push_back({depths[i], heads[i]});
}

void read_head(const Json& document, HeadSize& head) {
  const OptionsJson section = section_of(document, "head");
  section.choice("kind", head.kind, "heat_map or regression", head_kind_named);
  section.number("voxels", head.voxels, 1, largest);
  section.flag("per_joint", head.per_joint);
  section.number("first_channels", head.first_channels, 1, largest);
  section.number("middle_channels", head.middle_channels, 1, largest);
}

}  // namespace

std::string NetworkOptions::to_json() const {
  std::vector<int> depths;
  std::vector<int> heads;
  for (const TemporalStage& stage : temporal.stages) {
    depths.push_back(stage.depth);
    heads.push_back(stage.heads);
  }
  const nlohmann::ordered_json document = {
      {"encoder", encoder_kind_name(encoder)},
      {"clip",
       {{"image_size", clip.image_size},
        {"patch", clip.patch},
        {"width", clip.width},
        {"layers", clip.layers},
        {"heads", clip.heads},
        {"mlp_width", clip.mlp_width}}},
      {"small", {{"image_size", small.image_size}, {"channels", small.channels}, {"blocks", small.blocks}}},
      {"temporal",
       {{"depths", depths},
        {"heads", heads},
        {"width", temporal.width},
        {"mlp_ratio", temporal.mlp_ratio},
        {"window", temporal.window},
        {"pool", temporal.pool},
        {"residual", temporal.residual}}},
      {"head",
       {{"kind", head_kind_name(head.kind)},
        {"voxels", head.voxels},
        {"per_joint", head.per_joint},
        {"first_channels", head.first_channels},
        {"middle_channels", head.middle_channels}}}};
  return document.dump();
}

NetworkOptions NetworkOptions::from_json(std::string_view json) {
  const OptionsJson top("network options", json);
  const Json document = Json::parse(json);
  NetworkOptions options;
  top.choice("preset", options, "tiny or base", preset);
  top.choice("encoder", options.encoder, "clip or small", encoder_kind_named);
  read_clip(document, options.clip);
  read_small(document, options.small);
  read_temporal(document, options.temporal);
  read_head(document, options.head);
  options.require_valid();
  return options;
}

}  // namespace solopose
