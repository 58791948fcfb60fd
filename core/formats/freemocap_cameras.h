#pragma once

#include <filesystem>
#include <functional>
#include <vector>

#include "core/formats/reader.h"

namespace solopose {

/// Give a FreeMoCap track the cameras of its recording's *calibration.toml (Anipose's, mm) and the films of
/// synchronized_videos, by name. FreeMoCap turns and moves a finished array away from the calibration's
/// world; `raw` makes the same body as it was triangulated in that world, (frames, joints, 3) like the
/// track's, and the rigid motion between the two (Umeyama, Least-squares estimation of transformation
/// parameters, 1991) carries the cameras over. Where there is none, or it does not fit, the videos come
/// without cameras, with a remark.
void add_freemocap_cameras(const std::filesystem::path& recording,
                           const std::function<std::vector<float>()>& raw, Sequence& track,
                           const RemarkSink& remark);

}  // namespace solopose
