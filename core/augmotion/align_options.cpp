#include <limits>
#include <optional>

#include "core/augmotion/alignment.h"
#include "core/augmotion/options_json.h"

namespace solopose {
namespace {

constexpr const char* owner = "align options";
/// JSON numbers are exact up to here in every reader.
constexpr std::int64_t largest_exact = std::int64_t{1} << 53;

}  // namespace

std::string_view key_frame_mode_name(KeyFrameMode mode) {
  return mode == KeyFrameMode::per_video ? "video" : "take";
}

std::optional<KeyFrameMode> key_frame_mode_named(std::string_view name) {
  for (const auto mode : {KeyFrameMode::per_video, KeyFrameMode::per_take}) {
    if (name == key_frame_mode_name(mode)) return mode;
  }
  return std::nullopt;
}

std::string AlignOptions::to_json() const {
  nlohmann::ordered_json document = {{"clusters", key_frame.clusters},
                                     {"tolerance_deg", key_frame.tolerance_deg},
                                     {"starts", key_frame.starts},
                                     {"max_iterations", key_frame.max_iterations},
                                     {"seed", key_frame.seed},
                                     {"per", key_frame_mode_name(mode)},
                                     {"forced_key_frame", nullptr},
                                     {"frame", frame_preset_name(preset)},
                                     {"ratio", frame_ratio_name(ratio)},
                                     {"with_scale", with_scale},
                                     {"with_independent", with_independent}};
  if (forced_key_frame) document["forced_key_frame"] = *forced_key_frame;
  return document.dump();
}

AlignOptions AlignOptions::from_json(std::string_view json) {
  const OptionsJson document(owner, json);
  AlignOptions options;
  document.number("clusters", options.key_frame.clusters, 1, 8);
  document.number("tolerance_deg", options.key_frame.tolerance_deg, 0.0, 90.0);
  document.number("starts", options.key_frame.starts, 1, 32);
  document.number("max_iterations", options.key_frame.max_iterations, 1, 1000);
  document.number("seed", options.key_frame.seed, std::uint64_t{0},
                  std::numeric_limits<std::uint64_t>::max());
  document.choice("per", options.mode, "\"video\" or \"take\"", key_frame_mode_named);
  if (document.has("forced_key_frame")) {
    options.forced_key_frame.emplace();
    document.number("forced_key_frame", *options.forced_key_frame, std::int64_t{0}, largest_exact);
  }
  document.choice("frame", options.preset, "\"paper\" or \"section-3.2\"", frame_preset_named);
  document.choice("ratio", options.ratio, "\"measured\" or \"paper\"", frame_ratio_named);
  document.flag("with_scale", options.with_scale);
  document.flag("with_independent", options.with_independent);
  return options;
}

}  // namespace solopose
