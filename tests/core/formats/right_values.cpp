#include "tests/core/formats/right_values.h"

#include <cmath>

#include <gtest/gtest.h>

#include "core/files/npz.h"

namespace solopose::testing {

std::vector<float> right_poses(const std::filesystem::path& folder, const std::string& array) {
  const NpzReader archive(folder / "expected.npz");
  const std::vector<std::string> canonical(joint_names().begin(), joint_names().end());
  EXPECT_EQ(archive.strings("joints").values, canonical);
  const NumberArray numbers = archive.numbers(array);
  return {numbers.values.begin(), numbers.values.end()};
}

void expect_right_poses(const Sequence& sequence, const std::filesystem::path& folder,
                        const std::string& array, std::int64_t from_frame) {
  const std::vector<float> right = right_poses(folder, array);
  const std::vector<float> poses = to_canonical(*sequence.joints, sequence.positions_mm);
  ASSERT_EQ(poses.size(), right.size()) << "frames or joints";
  for (std::size_t i = static_cast<std::size_t>(from_frame) * joint_count * 3; i < right.size(); ++i) {
    const auto where = [&] {
      return fmt::format("frame {}, {}", i / (joint_count * 3), joint_names()[i / 3 % joint_count]);
    };
    ASSERT_EQ(std::isnan(poses[i]), std::isnan(right[i])) << where();
    if (!std::isnan(right[i])) {
      ASSERT_NEAR(poses[i], right[i], 0.1) << where();
    }
  }
}

}  // namespace solopose::testing
