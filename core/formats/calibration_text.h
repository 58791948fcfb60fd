#pragma once

#include <filesystem>
#include <string>

namespace solopose {

/// The text of a calibration file. @throws FormatError from 1 MiB on: real ones have a few thousand bytes (a
/// Panoptic one of 521 cameras 400 000); Error when it cannot be read.
std::string text_of_calibration(const std::filesystem::path& file);

}  // namespace solopose
