#pragma once

#include <filesystem>
#include <functional>
#include <limits>

#include <gtest/gtest.h>
#include <Eigen/Core>

#include "core/formats/sequence.h"
#include "tests/support/python.h"

namespace solopose::testing {

/// A folder of make_public_layouts.py's files, which Python's own libraries wrote; made once. Empty where
/// the script failed.
const std::filesystem::path& public_layouts();

/// Where the script's figure has a canonical joint in a frame: mm, z up.
Eigen::Vector3d figure_joint(std::int64_t frame, Joint joint, int person = 0);

/// Where a missing joint is.
inline const Eigen::Vector3d nowhere = Eigen::Vector3d::Constant(std::numeric_limits<double>::quiet_NaN());

using FigurePlace = std::function<Eigen::Vector3d(std::int64_t frame, Joint joint)>;
/// A track of so many frames has every canonical joint where `place` says, within the resolution of floats,
/// and none where it says nowhere.
void expect_figure(const Sequence& track, std::int64_t frames, const FigurePlace& place);

/// The same as seen by the script's camera: x right, y down, z forward.
Eigen::Vector3d seen_by_camera(const Eigen::Vector3d& point, double height = 1000, double distance = 4000);

}  // namespace solopose::testing

/// First line of a test that reads them.
#define REQUIRE_PUBLIC_LAYOUTS()        \
  REQUIRE_PYTHON("numpy, scipy, h5py"); \
  ASSERT_FALSE(solopose::testing::public_layouts().empty()) << "make_public_layouts.py failed"
