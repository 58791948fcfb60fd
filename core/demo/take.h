#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/demo/recording.h"

namespace solopose::demo {

/// Somebody knocks against a camera, which looks aside from that frame on: its calibration says otherwise.
struct KnockedCamera {
  std::size_t camera = 0;
  std::size_t first_frame = 0;
  double turned_deg = 0;  ///< about its own vertical
};

/// Left and right of one camera's 2D labels are exchanged for some frames, as detectors do with backs.
struct ExchangedLabels {
  std::size_t camera = 0;
  std::size_t first_frame = 0;
  std::size_t frames = 0;
};

/// One recording with the names its dataset's layout gives it.
struct Take {
  std::string subject;
  std::string name;
  Recording recording;
  std::optional<std::size_t> filmed_frames = {};         ///< where its films end before it does
  std::optional<KnockedCamera> knocked = {};             ///< in sets that tell each camera's view of it
  std::optional<ExchangedLabels> exchanged_labels = {};  ///< in sets that have 2D labels
};

}  // namespace solopose::demo
