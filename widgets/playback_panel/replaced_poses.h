#pragma once

#include <memory>

#include "widgets/playback_panel/predictions.h"

namespace solopose {

class Session;

/// A model's poses of a film have taken the place of those that it gave of somebody else there: a step that
/// can be undone, in the project and for `inbox`. Nothing without a project that keeps predictions.
void record_replaced_poses(Session* session, const std::shared_ptr<PredictionInbox>& inbox,
                           const PredictionPtr& before, const PredictionPtr& after);

}  // namespace solopose
