#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/formats/reader.h"
#include "core/project/stored_fields.h"

namespace solopose {

/// {"frames_per_second", "millimetres_per_unit", "up", "mapping"}, each only where it was set; `mapping` as
/// PathKeeper stores it.
std::string read_options_to_json(const ReadOptions& options, PathKeeper& paths);
/// @throws nlohmann::json::exception.
ReadOptions read_options_from_json(std::string_view json, const std::filesystem::path& project_folder);

}  // namespace solopose
