#pragma once

namespace solopose {

class ActionRegistry;
class Playback;
class Session;
class TimelineLanes;

/// What panels share, handed to every one of them. All of it outlives them.
struct PanelContext {
  Session* session = nullptr;  ///< the project, its cursor, its jobs, its poses
  ActionRegistry* actions = nullptr;
  Playback* playback = nullptr;    ///< the clock that moves the cursor
  TimelineLanes* lanes = nullptr;  ///< what the timeline shows along the frames
};

}  // namespace solopose
