#pragma once

#include <filesystem>
#include <string>

#include "core/project/ids.h"

namespace solopose {

struct Catalog;

/// What a dataset holds and what its imports left out and remarked, as a text to read and to keep: English,
/// lines of any length, ended by a newline. Empty when it is not listed. `project_folder`: where its videos
/// are looked for.
std::string dataset_summary(const Catalog& catalog, DatasetId dataset,
                            const std::filesystem::path& project_folder);

}  // namespace solopose
