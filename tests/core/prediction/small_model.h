#pragma once

#include <filesystem>

#include "core/models/model_description.h"

namespace solopose::testing {

/// A model, of the tiny preset for instance, with random weights, also in the temporal part, whose output is
/// zero when training begins.
ModelDescription write_random_model(const std::filesystem::path& file,
                                    TargetFrame frame = TargetFrame::camera, std::uint64_t seed = 1,
                                    const NetworkOptions& network = NetworkOptions::tiny());

}  // namespace solopose::testing
