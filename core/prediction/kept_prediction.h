#pragma once

#include <filesystem>

#include "core/base/job.h"
#include "core/models/prediction.h"

namespace solopose {

/// Keep a prediction with the project; where that fails the context's log says why: what has been computed is
/// not lost.
void keep_prediction(const Prediction& prediction, const std::filesystem::path& project_folder,
                     const JobContext& context);

}  // namespace solopose
