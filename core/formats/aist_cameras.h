#pragma once

#include <filesystem>

#include "core/formats/calibration.h"

namespace solopose {

/// What AIST++ keeps beside its keypoints3d folder: cameras/mapping.txt says which cameras/setting<k>.json a
/// sequence was recorded with, ignore_list.txt which sequences the authors themselves reject.

/// cameras/setting<k>.json: a list of {name, size, matrix, distortions, rotation (Rodrigues), translation},
/// cm.
CalibrationReader aist_calibration_reader();

/// @throws Error when the file's sequence is listed in ignore_list.txt.
void refuse_ignored_aist_sequence(const std::filesystem::path& file);

/// Give a track its nine videos and, where the mapping knows it, their cameras. @throws FormatError for a
/// damaged camera file.
void add_aist_cameras(const std::filesystem::path& file, double millimetres_per_unit, Sequence& track,
                      const RemarkSink& remark);

}  // namespace solopose
