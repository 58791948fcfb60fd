#pragma once

#include <vector>

#include "core/base/job.h"
#include "core/formats/asf_file.h"

namespace solopose {

struct AmcMotion {
  std::vector<double> rows;     ///< (frames, skeleton.channels): degrees and the file's unit
  bool last_frame_cut = false;  ///< the file ended within a frame, which was dropped
};

/// The frames of an AMC file, each of which names every bone that moves. @throws FormatError; Cancelled.
AmcMotion parse_amc(TextScanner& text, const AcclaimSkeleton& acclaim, const JobContext& context);

}  // namespace solopose
