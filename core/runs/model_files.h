#pragma once

#include <filesystem>
#include <optional>

#include "core/runs/run_folder.h"

namespace solopose {

/// What a model is loaded from: its own file, and CLIP's where it looks through that.
struct ModelFiles {
  std::filesystem::path file;
  std::optional<std::filesystem::path> clip_weights;

  bool operator==(const ModelFiles&) const = default;
};

/// A run looks through the CLIP weights that it was trained over. Whether its model is there nobody has
/// looked.
ModelFiles model_files(const Run& run);
/// Of a run's folder, or of a model file: that of a run looks as the run does; of another one nobody knows
/// CLIP's file.
/// @throws Error: a folder that is no run, is damaged or has no model yet.
ModelFiles model_files(const std::filesystem::path& run_or_model);

}  // namespace solopose
