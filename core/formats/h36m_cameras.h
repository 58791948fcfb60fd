#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/formats/calibration.h"

namespace solopose {

/// The four cameras of a subject ("S1" to "S11") from the dataset's metadata.xml: 300 numbers in <w0>, of
/// which 6 are a camera's angles and place for each subject, 9 its lens. Empty for any other subject.
/// @throws FormatError when they are not there, or are no cameras.
std::vector<Camera> read_h36m_cameras(const std::filesystem::path& metadata, const std::string& subject);

/// Of the four cameras, in the order of metadata.xml and of every list of views that follows it.
std::array<std::string_view, 4> h36m_camera_names();

/// The cameras of all 11 subjects, for each of whom they were placed anew: "S1.54138969" to "S11.60457274".
CalibrationReader h36m_calibration_reader();

/// Where a take's videos lie from the folder of metadata.xml, in the order of the cameras:
/// S1/Videos/<take>.<camera>.mp4, two actions under the name they have there and not in VideoPose3D's files.
std::vector<std::string> h36m_videos(const std::filesystem::path& folder, const std::string& subject,
                                     const std::string& take);

}  // namespace solopose
