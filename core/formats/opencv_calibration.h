#pragma once

#include "core/formats/calibration.h"

namespace solopose {

/// OpenCV's YAML and XML (cv::FileStorage) as people write them, and ROS's camera_info, which is YAML without
/// the first line. Per camera a matrix (camera_matrix, cameraMatrix, K, …), the lens
/// (distortion_coefficients, distCoeffs, D, …; of a fisheye lens where fisheye_model or distortion_model say
/// so), the size, and the place camera_from_world as R and T (or rvec, tvec, …) where the file has one.
///
/// One camera is named by camera_name, or by the file's name ("calib_cam1.yml": "cam1"). Two in one file
/// (M1, D1, M2, D2, or cameraMatrix1, …) are "1" and "2", and R and T lead from the first to the second, as
/// cv::stereoCalibrate gives them; extrinsics.yml beside intrinsics.yml (OpenCV's stereo_calib sample) is
/// looked into.
CalibrationReader opencv_calibration_reader();

/// EasyMocap's intri.yml and extri.yml, whichever of them is given: `names`, and for each name K_, dist_ in
/// one and R_ (Rodrigues) or Rot_, T_ (metres) in the other. Cameras are joined by name; one without a place
/// is left out, with a remark.
CalibrationReader easymocap_calibration_reader();

}  // namespace solopose
