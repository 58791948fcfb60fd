#include "core/models/model_description.h"
#include "core/options/options_json.h"
#include "core/options/validation.h"

namespace solopose {
namespace {

constexpr const char* owner = "target options";

}  // namespace

void describe(OptionVisitor& visitor, TargetOptions& options) {
  visitor.choice("frame", options.frame);
  visitor.number("extent_mm", options.extent_mm, {.low = 500, .high = 10'000, .unit = "mm", .decimals = 0});
  visitor.section("mixture", options.mixture);
}

void TargetOptions::require_valid() const { require_in_range(owner, *this); }

std::string TargetOptions::to_json() const { return options_as_json(*this); }

TargetOptions TargetOptions::from_json(std::string_view json) {
  TargetOptions options;
  read_options(owner, json, options);
  return options;
}

}  // namespace solopose
