#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "core/models/model_description.h"

namespace solopose {

/// Under this name a model file's metadata holds the description.
inline constexpr const char* model_description_key = "solopose";

/// What a model file's metadata say of it. @throws FormatError: nothing; Error naming the file: not to be
/// read.
ModelDescription description_of(const std::map<std::string, std::string>& metadata,
                                const std::filesystem::path& file);

}  // namespace solopose
