#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "core/base/job.h"

namespace solopose {

struct SequenceRecord;

/// How many of a sequence's frames its videos reach.
struct FilmedFrames {
  std::int64_t frames = 0;  ///< of the sequence, that all its videos reach
  std::string video;        ///< which ends first, as the catalog has its name
};

/// As the videos' headers have it: nothing is decoded, no packet is read. None where there is no video, or
/// none says how long it is. A video that cannot be read is noted in the log.
std::optional<FilmedFrames> filmed_frames(const SequenceRecord& track,
                                          const std::filesystem::path& project_folder,
                                          const JobContext& context);

}  // namespace solopose
