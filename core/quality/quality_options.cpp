#include "core/quality/quality_options.h"

#include <algorithm>
#include <limits>
#include <optional>

#include "core/base/error.h"
#include "core/options/options_json.h"
#include "core/project/project.h"
#include "core/quality/detector.h"

namespace solopose {
namespace {

constexpr const char* owner = "quality options";
/// JSON has no infinity: no score lies above this either.
constexpr float off = std::numeric_limits<float>::max();

}  // namespace

void describe(OptionVisitor& visitor, QualityOptions& options) {
  for (const auto& detector : detectors()) {
    const char* name = detector->name().data();  // a literal
    const auto known = options.thresholds.find(detector->name());
    std::optional<double> threshold;
    if (known != options.thresholds.end()) threshold = static_cast<double>(std::min(known->second, off));
    visitor.optional(name, threshold, [&](double& value) {
      visitor.number(name, value, {.low = -static_cast<double>(off), .high = static_cast<double>(off)});
    });
    if (!threshold) continue;
    const auto value = static_cast<float>(*threshold);
    options.thresholds[name] = value < off ? value : std::numeric_limits<float>::infinity();
  }
}

std::string QualityOptions::to_json() const { return options_as_json(*this); }

QualityOptions QualityOptions::from_json(std::string_view json) {
  QualityOptions options;
  read_options(owner, json, options);
  return options;
}

QualityOptions quality_options_of(const Project& project) {
  const std::string json = project.setting(quality_options_setting);
  if (json.empty()) return {};
  try {
    return QualityOptions::from_json(json);
  } catch (const Error&) {
    return {};
  }
}

}  // namespace solopose
