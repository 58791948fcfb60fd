#pragma once

#include <filesystem>
#include <vector>

#include "core/formats/calibration.h"

namespace solopose {

/// The cameras of MPI-INF-3DHP's camera.calibration ("Skeletool Camera Calibration File V1.0"), in the file's
/// order: millimetres, world y up, X_cam = R X + t. @throws Error, FormatError.
std::vector<Camera> read_mpi_calibration(const std::filesystem::path& file);

CalibrationReader mpi_calibration_reader();

}  // namespace solopose
