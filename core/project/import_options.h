#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/formats/read_options.h"
#include "core/project/stored_fields.h"

namespace solopose {

/// ReadOptions as an import's row keeps them: by their description, `mapping` and `calibration` as PathKeeper
/// stores them.
std::string read_options_to_json(const ReadOptions& options, PathKeeper& paths);
/// @throws Error naming the key that is wrong.
ReadOptions read_options_from_json(std::string_view json, const std::filesystem::path& project_folder);

}  // namespace solopose
