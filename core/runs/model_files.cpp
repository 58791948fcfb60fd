#include "core/runs/model_files.h"

#include <fmt/format.h>

#include "core/base/error.h"

namespace solopose {

namespace fs = std::filesystem;

ModelFiles model_files(const Run& run) {
  const bool clip = run.options.network.encoder == EncoderKind::clip;
  return {run.best_model(), clip ? std::optional(run.options.clip_weights) : std::nullopt};
}

ModelFiles model_files(const fs::path& run_or_model) {
  std::error_code unknown;
  if (fs::is_directory(run_or_model, unknown)) {
    const Run run = read_run(run_or_model);
    if (!run.has_model())
      throw Error(fmt::format("{}: the run has no model yet: expected {}", run_or_model.string(),
                              run.best_model().filename().string()));
    return model_files(run);
  }
  if (run_or_model.filename() != run_names::best_model) return {run_or_model, {}};
  try {
    return {run_or_model, model_files(read_run(fs::absolute(run_or_model).parent_path())).clip_weights};
  } catch (const Error&) {
    return {run_or_model, {}};  // not in a run's folder, or that is damaged: the model may be whole
  }
}

}  // namespace solopose
