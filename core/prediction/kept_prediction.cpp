#include "core/prediction/kept_prediction.h"

#include <fmt/format.h>

#include "core/base/input_file.h"

namespace solopose {

void keep_prediction(const Prediction& prediction, const std::filesystem::path& project_folder,
                     const JobContext& context) {
  try {
    const auto file = prediction_file(project_folder, prediction.model_fingerprint, prediction.video);
    std::filesystem::create_directories(file.parent_path());
    require_own_file(file);
    write_prediction(file, prediction);
  } catch (const std::exception& failure) {
    context.note(fmt::format("the prediction is not kept with the project: {}", failure.what()));
  }
}

}  // namespace solopose
