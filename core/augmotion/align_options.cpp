#include <limits>

#include "core/augmotion/alignment.h"
#include "core/options/options_json.h"

namespace solopose {

void describe(OptionVisitor& visitor, KeyFrameOptions& options) {
  visitor.whole("clusters", options.clusters, 1, 8);
  visitor.number("tolerance_deg", options.tolerance_deg, {.low = 0, .high = 90, .unit = "°", .decimals = 1});
  visitor.whole("starts", options.starts, 1, 32);
  visitor.whole("max_iterations", options.max_iterations, 1, 1000);
  visitor.whole("seed", options.seed, 0, std::numeric_limits<std::uint64_t>::max());
}

void describe(OptionVisitor& visitor, AlignOptions& options) {
  describe(visitor, options.key_frame);
  visitor.choice("per", options.mode);
  visitor.optional("forced_key_frame", options.forced_key_frame, [&](std::int64_t& frame) {
    visitor.whole("forced_key_frame", frame, 0, std::int64_t{1} << 53);
  });
  visitor.choice("frame", options.preset);
  visitor.choice("ratio", options.ratio);
  visitor.flag("with_scale", options.with_scale);
  visitor.flag("with_independent", options.with_independent);
  visitor.flag("with_rejected", options.with_rejected);
}

std::string AlignOptions::to_json() const { return options_as_json(*this); }

AlignOptions AlignOptions::from_json(std::string_view json) {
  AlignOptions options;
  read_options("align options", json, options);
  return options;
}

}  // namespace solopose
