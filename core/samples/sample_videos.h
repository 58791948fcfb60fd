#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/job.h"
#include "core/samples/sample_set.h"

namespace solopose {

/// The videos of chosen sequences that can be read, in catalog order.
struct SampleVideos {
  std::vector<SampleVideo> videos;
  std::vector<std::string> left_out;  ///< one line each, for people
  std::vector<std::string> clipped;   ///< tracks that go on when their video has ended, one line each
  /// "dataset/camera" of every video the catalog lists, readable or not; sorted.
  std::vector<std::string> cameras;
};

/// Looks into every video once, several at once, and keeps what it learnt in the project's cache folder.
/// `chosen`: per sequence of the catalog. A video whose camera is not known, that cannot be read or runs at
/// another rate than its track is left out.
/// @throws Error, Cancelled.
SampleVideos find_sample_videos(const Catalog& catalog, const std::filesystem::path& project_folder,
                                const std::vector<bool>& chosen, const JobContext& context);

/// "dataset/camera".
std::string full_camera_name(const Catalog& catalog, const SampleVideo& video);
/// A held-out camera is named "c01", or "dataset/c01" in one dataset only.
bool names_camera(const std::string& name, const std::string& full_name);

}  // namespace solopose
