#include "core/augmotion/options_json.h"
#include "core/models/model_description.h"

namespace solopose {
namespace {

constexpr double least_extent_mm = 500;
constexpr double most_extent_mm = 10'000;
constexpr double least_length_mm = 1;
constexpr double most_length_mm = 2000;

std::string_view sigma_rule_name(SigmaRule rule) {
  return rule == SigmaRule::growing ? "growing" : "equation_7";
}

std::optional<SigmaRule> sigma_rule_named(std::string_view name) {
  for (const auto rule : {SigmaRule::growing, SigmaRule::equation_7}) {
    if (name == sigma_rule_name(rule)) return rule;
  }
  return std::nullopt;
}

}  // namespace

std::string_view target_frame_name(TargetFrame frame) {
  return frame == TargetFrame::camera ? "camera" : "universal";
}

std::optional<TargetFrame> target_frame_named(std::string_view name) {
  for (const auto frame : {TargetFrame::camera, TargetFrame::universal}) {
    if (name == target_frame_name(frame)) return frame;
  }
  return std::nullopt;
}

void TargetOptions::require_valid() const {
  const auto require = [](const char* key, double value, double low, double high) {
    if (value >= low && value <= high) return;
    throw Error(fmt::format("target options: {}: expected {} to {}, found {}", key, low, high, value));
  };
  require("extent_mm", extent_mm, least_extent_mm, most_extent_mm);
  require("mixture.sigma_mm", mixture.sigma_mm, least_length_mm, most_length_mm);
  require("mixture.spacing_mm", mixture.spacing_mm, least_length_mm, most_length_mm);
}

std::string TargetOptions::to_json() const {
  const nlohmann::ordered_json document = {{"frame", target_frame_name(frame)},
                                           {"extent_mm", extent_mm},
                                           {"mixture",
                                            {{"sigma_mm", mixture.sigma_mm},
                                             {"spacing_mm", mixture.spacing_mm},
                                             {"rule", sigma_rule_name(mixture.rule)},
                                             {"sides", mixture.sides}}}};
  return document.dump();
}

TargetOptions TargetOptions::from_json(std::string_view json) {
  TargetOptions options;
  const OptionsJson top("target options", json);
  top.choice("frame", options.frame, "camera or universal", target_frame_named);
  top.number("extent_mm", options.extent_mm, least_extent_mm, most_extent_mm);
  const auto document = nlohmann::json::parse(json);
  const OptionsJson mixture("target options: mixture",
                            document.contains("mixture") ? document["mixture"].dump() : "{}");
  mixture.number("sigma_mm", options.mixture.sigma_mm, least_length_mm, most_length_mm);
  mixture.number("spacing_mm", options.mixture.spacing_mm, least_length_mm, most_length_mm);
  mixture.choice("rule", options.mixture.rule, "growing or equation_7", sigma_rule_named);
  mixture.flag("sides", options.mixture.sides);
  return options;
}

}  // namespace solopose
