#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "core/files/pickle.h"
#include "core/formats/reader.h"

namespace solopose {

/// VideoPose3D's archives of poses: positions_3d, an object array without axes around dict[subject][action]
/// of (frames, joints, 3). Human3.6M and HumanEva come so; the joints tell which.
inline constexpr const char* videopose3d_key = "positions_3d";

/// The file is such an archive, by the names of its members.
bool is_videopose3d(const std::filesystem::path& file) noexcept;

/// The first array in it has HumanEva's 15 joints. Reads the archive's first kilobytes.
bool holds_humaneva(const std::filesystem::path& file) noexcept;

/// Reads one action. `field` names it in errors.
using ActionReader = std::function<void(const std::string& subject, const std::string& action,
                                        const PickleValue& value, const std::string& field)>;

/// Calls `read` with every action. What is wrong with one is remarked, see ItemByItem.
/// @throws FormatError when there is no dict of subjects, or none of the actions can be read; Cancelled.
void for_each_action(const std::filesystem::path& file, const RemarkSink& remark, const JobContext& context,
                     const ActionReader& read);

}  // namespace solopose
