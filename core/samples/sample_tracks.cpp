#include "core/samples/sample_tracks.h"

#include <set>
#include <string>

#include <fmt/format.h>
#include <Eigen/Geometry>

#include "core/project/catalog.h"

namespace solopose {

SampleVideos find_sample_tracks(const Catalog& catalog, const std::vector<bool>& chosen) {
  SampleVideos found;
  std::set<std::string> takes;
  for (std::size_t i = 0; i < catalog.sequences.size(); ++i) {
    const SequenceRecord& sequence = catalog.sequences[i];
    // Views of one take show the same motion.
    if (!chosen[i] || !takes.insert(sequence.take_name()).second) continue;
    if (!sequence.up) {
      found.left_out.push_back(fmt::format("{}: its up axis is not known", sequence.name));
      continue;
    }
    SampleVideo track;
    track.sequence_index = static_cast<std::uint32_t>(i);
    track.stored_name = sequence.name;
    track.camera_name = sequence.view;
    track.frames = sequence.frames;
    track.camera.rotation =
        Eigen::Quaterniond::FromTwoVectors(*sequence.up, -Eigen::Vector3d::UnitY()).toRotationMatrix();
    found.videos.push_back(std::move(track));
  }
  return found;
}

}  // namespace solopose
