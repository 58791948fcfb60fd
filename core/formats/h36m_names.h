#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace solopose {

/// Which of the download's features a file holds, by the folders above it (S1/MyPoseFeatures/D3_Positions/…,
/// also Poses_D3_Positions_S1/…, in capitals or not); by its name where no folder tells.
enum class H36mFeature { world, camera, universal, other };
H36mFeature h36m_feature(const std::filesystem::path& file);

struct H36mName {
  std::string subject;  ///< "S1", "unknown" where no folder is a subject's
  std::string action;   ///< "Directions", "_ALL"
  std::string take;     ///< "Directions 1"
  std::string camera;   ///< "54138969"; empty in the world's frame
};
/// Of ".../S1/.../Directions 1.54138969.cdf".
H36mName h36m_name(const std::filesystem::path& file);

/// The action of a take: "Directions" of "Directions 1".
std::string h36m_action(const std::string& take);

/// The folder above the subject's, or the nearest one above the file with a metadata.xml; empty when there is
/// neither.
std::filesystem::path h36m_root(const std::filesystem::path& file);

std::string lower_case(std::string_view text);

}  // namespace solopose
