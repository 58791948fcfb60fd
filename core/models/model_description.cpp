#include "core/models/model_description.h"

#include <algorithm>
#include <array>
#include <limits>

#include "core/augmotion/options_json.h"
#include "core/skeleton/canonical.h"

namespace solopose {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* owner = "model description";
constexpr int most_clip_frames = 4096;
constexpr double most_mm = 1e6;
constexpr std::array required_keys = {"network", "target", "clip_frames", "mean_pose_mm"};
constexpr std::array optional_keys = {
    "shoulder_width_mm", "torso_length_mm", "frame_preset", "run",
    "data_fingerprint",  "clip_weights",    "step",         "validation_mpjpe_mm"};

void require_keys(const nlohmann::json& document) {
  for (const char* key : required_keys) {
    if (!document.contains(key)) throw Error(fmt::format("{}: {}: missing", owner, key));
  }
  const auto is = [](const std::string& key) { return [&key](const char* known) { return key == known; }; };
  for (const auto& [key, value] : document.items()) {
    if (std::ranges::none_of(required_keys, is(key)) && std::ranges::none_of(optional_keys, is(key)))
      throw Error(fmt::format("{}: {}: unknown", owner, key.substr(0, 100)));
  }
}

void read_text(const OptionsJson& json, const char* key, std::string& text) {
  json.choice(key, text, "a text", [](const std::string& found) { return std::optional(found); });
}

/// JSON has no NaN: a missing joint is null.
std::vector<float> read_pose(const OptionsJson& json, const nlohmann::json& found) {
  constexpr const char* expected = "45 numbers of mm, or none";
  if (!found.is_array() || (!found.empty() && found.size() != 3 * joint_count))
    json.refuse("mean_pose_mm", expected);
  std::vector<float> pose;
  for (const auto& number : found) {
    const bool fits = number.is_null() || (number.is_number() && std::abs(number.get<double>()) < most_mm);
    if (!fits) json.refuse("mean_pose_mm", expected);
    pose.push_back(number.is_null() ? std::numeric_limits<float>::quiet_NaN() : number.get<float>());
  }
  return pose;
}

}  // namespace

std::string ModelDescription::to_json() const {
  const Json document = {{"network", Json::parse(network.to_json())},
                         {"target", Json::parse(target.to_json())},
                         {"clip_frames", clip_frames},
                         {"mean_pose_mm", mean_pose_mm},
                         {"shoulder_width_mm", shoulder_width_mm},
                         {"torso_length_mm", torso_length_mm},
                         {"frame_preset", frame_preset},
                         {"run", run},
                         {"data_fingerprint", data_fingerprint},
                         {"clip_weights", clip_weights},
                         {"step", step},
                         {"validation_mpjpe_mm", validation_mpjpe_mm}};
  return document.dump(-1, ' ', false, Json::error_handler_t::replace);
}

ModelDescription ModelDescription::from_json(std::string_view json) {
  const OptionsJson top(owner, json);
  const auto document = nlohmann::json::parse(json);
  require_keys(document);
  ModelDescription description;
  description.network = NetworkOptions::from_json(document["network"].dump());
  description.target = TargetOptions::from_json(document["target"].dump());
  top.number("clip_frames", description.clip_frames, 1, most_clip_frames);
  description.mean_pose_mm = read_pose(top, document["mean_pose_mm"]);
  top.number("shoulder_width_mm", description.shoulder_width_mm, 0.0, most_mm);
  top.number("torso_length_mm", description.torso_length_mm, 0.0, most_mm);
  read_text(top, "frame_preset", description.frame_preset);
  read_text(top, "run", description.run);
  read_text(top, "data_fingerprint", description.data_fingerprint);
  read_text(top, "clip_weights", description.clip_weights);
  top.number("step", description.step, std::int64_t{0}, std::int64_t{1} << 50);
  top.number("validation_mpjpe_mm", description.validation_mpjpe_mm, 0.0, most_mm);
  return description;
}

}  // namespace solopose
