#include "core/formats/read_options.h"

#include "core/formats/axis.h"
#include "core/options/option_visitor.h"

namespace solopose {

void describe(OptionVisitor& visitor, ReadOptions& options) {
  visitor.optional("frames_per_second", options.frames_per_second, [&](double& rate) {
    visitor.number("frames_per_second", rate, {.low = 1e-3, .high = 1e5, .unit = "frames/s", .decimals = 3});
  });
  visitor.optional("millimetres_per_unit", options.millimetres_per_unit, [&](double& size) {
    visitor.number("millimetres_per_unit", size, {.low = 1e-6, .high = 1e6, .unit = "mm", .decimals = 3});
  });
  visitor.optional("up", options.up, [&](std::string& axis) {
    visitor.choice("up", axis, {axis_names.begin(), axis_names.end()});
  });
  visitor.flag("with_ignored", options.with_ignored);
  visitor.flag("universal", options.universal);
  visitor.path("calibration", options.calibration);
  visitor.path("mapping", options.mapping);
}

}  // namespace solopose
