#pragma once

#include <vector>

#include <QString>

#include "widgets/playback_panel/playback_scene.h"
#include "widgets/timeline/timeline_span.h"

namespace solopose {

/// Frames for which models that are shown have no pose, in the models' colours.
std::vector<TimelineSpan> spans_without_pose(const PlaybackData& data);

/// Some frame lacks something of what is shown.
bool lacks_something(const PlaybackData& data, const SceneOptions& shown);

/// What this frame lacks of what is shown, in words; empty: nothing. Joints that the truth never has are not
/// missed.
QString missing_here(const PlaybackData& data, const SceneOptions& shown, qint64 frame);

}  // namespace solopose
