#pragma once

#include <filesystem>
#include <span>

#include "core/demo/films.h"
#include "core/demo/take.h"

namespace solopose::demo {

/// What a model might say of films: people as they moved, each joint a few centimetres beside, now here, now
/// there. Kept with the project as every prediction is, by "made-up model", so that poses can be held against
/// it. @throws Error naming the file.
void predict_films(const std::filesystem::path& project_folder, std::span<const Take> takes,
                   std::span<const Shot> shots);

}  // namespace solopose::demo
