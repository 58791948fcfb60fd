#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "core/base/translatable.h"

namespace solopose {

/// The files of BlazePose's two networks. They are Google's (Apache-2.0) and no part of the studio:
/// `resources/fetch-blazepose` takes them out of the package mediapipe 0.10.21 on PyPI.
struct LandmarkWeights {
  std::filesystem::path finder;     ///< pose_detection.tflite
  std::filesystem::path landmarks;  ///< pose_landmark_full.tflite
  std::filesystem::path licence;    ///< LICENSE beside them; may be missing
};

/// The folders where they are looked for, in this order: what the environment variable SOLOPOSE_BLAZEPOSE
/// names, if it is set, and nothing else; share/solopose/blazepose beside the program's folder;
/// solopose-studio/blazepose in $XDG_DATA_HOME (~/.local/share), where `fetch-blazepose` puts them.
std::vector<std::filesystem::path> landmark_weights_folders();

/// Those of the first folder that has both; none when there is no such folder.
std::optional<LandmarkWeights> landmark_weights();

/// What to do when they are missing, in English; %1 is `blazepose_fetcher` (shipped_models.h), %2 the folder
/// that it fills: the last of `landmark_weights_folders`.
constexpr const char* landmark_weights_missing = TRANSLATABLE(
    "solopose::LandmarkWeights",
    "BlazePose finds the people in videos, and its files are not here yet: run %1 once in a "
    "terminal, with a network, or put pose_detection.tflite and pose_landmark_full.tflite from the "
    "package mediapipe 0.10.21 (PyPI) into %2");

/// As `landmark_weights`. @throws Error that says what is missing and how to get it.
LandmarkWeights require_landmark_weights();

/// Whether both are, byte by byte, those of mediapipe 0.10.21, with which everything was measured.
/// @throws Error when one cannot be read.
bool are_known(const LandmarkWeights& weights);

}  // namespace solopose
