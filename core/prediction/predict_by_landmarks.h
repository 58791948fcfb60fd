#pragma once

#include "core/prediction/predict.h"

namespace solopose {

/// predict() with a model that sees landmarks: people are found and kept apart, one is followed, the sides of
/// its landmarks are made consistent, and the model answers for all frames. `sink` gets all there is whenever
/// some two seconds more have been read; the last answer takes the place of all before. @throws Error, one
/// sentence, where the landmark network's weights are missing; and as predict.
Prediction predict_by_landmarks(const PredictOptions& options, const PredictionSink& sink,
                                const JobContext& context);

}  // namespace solopose
