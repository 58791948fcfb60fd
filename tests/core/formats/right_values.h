#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/formats/sequence.h"

namespace solopose::testing {

/// Canonical poses (frames, 15, 3) in mm from a case's expected.npz, NaN = missing.
std::vector<float> right_poses(const std::filesystem::path& folder, const std::string& array);

/// A sequence's canonical joints are those of expected.npz within 0.1 mm, missing ones missing, from a frame
/// on.
void expect_right_poses(const Sequence& sequence, const std::filesystem::path& folder,
                        const std::string& array, std::int64_t from_frame = 0);

}  // namespace solopose::testing
