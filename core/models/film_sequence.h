#pragma once

#include <string_view>

#include "core/models/prediction.h"
#include "core/project/ids.h"

namespace solopose {

class Project;

/// The dataset whose sequences are films with predicted poses.
inline constexpr std::string_view predicted_films = "Predicted films";

/// A film and the poses predicted of it become a sequence of the project, active, in the dataset of predicted
/// films: a camera track in the prediction's camera with the film as its video, so that its poses are looked
/// through, repaired and exported as any others. Frames without a pose are missing. A film that is there
/// already comes in once more under a name of its own.
/// @throws Error when the poses are the universal frame's, which stand nowhere, or no frame has one; what
/// StagedImport throws.
ImportId add_film(Project& project, const Prediction& prediction);

}  // namespace solopose
