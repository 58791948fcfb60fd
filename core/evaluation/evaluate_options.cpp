#include "core/evaluation/evaluate.h"

namespace solopose {

void describe(OptionVisitor& visitor, EvaluateOptions& options) {
  visitor.path("model", options.model);
  visitor.optional("clip_weights", options.clip_weights,
                   [&](std::filesystem::path& file) { visitor.path("clip_weights", file); });
  visitor.path("project", options.project);
  visitor.texts("datasets", options.datasets);
  visitor.flag("held_out_cameras_only", options.held_out_cameras_only);
  visitor.flag("with_rejected", options.with_rejected);
  visitor.flag("without_estimated", options.without_estimated);
  visitor.flag("store_reliability", options.store_reliability);
  visitor.choice("device", options.device, device_names());
  visitor.path("poses_file", options.poses_file);
  visitor.path("truth_file", options.truth_file);
}

}  // namespace solopose
