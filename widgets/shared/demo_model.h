#pragma once

#include <filesystem>
#include <optional>

namespace solopose {

/// The checkpoint that comes with the studio: where it is installed, or in the sources the program was built
/// from. None when it is in neither.
std::optional<std::filesystem::path> demo_model_file();

}  // namespace solopose
