#include "tests/core/formats/public_layouts.h"

#include <cstdlib>

#include <fmt/format.h>

#include "tests/core/formats/reading.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {

namespace fs = std::filesystem;

const fs::path& public_layouts() {
  static const TemporaryFolder folder;
  static const fs::path made = [] {
    const fs::path script = fs::path(__FILE__).parent_path() / "make_public_layouts.py";
    const auto command = fmt::format("{} '{}' '{}'", python_program, script.string(), folder.path().string());
    return std::system(command.c_str()) == 0 ? folder.path() : fs::path();
  }();
  return made;
}

Eigen::Vector3d figure_joint(std::int64_t frame, Joint joint, int person) {
  using enum Joint;
  const Eigen::Vector3d moved(10 * static_cast<double>(frame), -1000 * person, 0);
  const auto at = [&](double x, double y, double z) -> Eigen::Vector3d {
    return Eigen::Vector3d(x, y, z) + moved;
  };
  switch (joint) {
    case pelvis:
      return at(0, 0, 950);
    case right_hip:
      return at(120, 0, 950);
    case right_knee:
      return at(125, 40, 510);
    case right_ankle:
      return at(125, 0, 90);
    case left_hip:
      return at(-120, 0, 950);
    case left_knee:
      return at(-125, 40, 510);
    case left_ankle:
      return at(-125, 0, 90);
    case neck:
      return at(0, 0, 1450);
    case head:
      return at(0, 30, 1650);
    case left_shoulder:
      return at(-180, 0, 1420);
    case left_elbow:
      return at(-250, 0, 1150);
    case left_wrist:
      return at(-270, 40, 900);
    case right_shoulder:
      return at(180, 0, 1420);
    case right_elbow:
      return at(250, 0, 1150);
    case right_wrist:
      return at(270, 40, 900);
  }
  return moved;
}

Eigen::Vector3d seen_by_camera(const Eigen::Vector3d& point, double height, double distance) {
  return {-point.x(), height - point.z(), distance - point.y()};
}

void expect_figure(const Sequence& track, std::int64_t frames, const FigurePlace& place) {
  const Body body(track);
  ASSERT_EQ(body.frames(), frames);
  for (std::int64_t f = 0; f < frames; ++f) {
    for (std::size_t j = 0; j < joint_count; ++j) {
      const auto joint = static_cast<Joint>(j);
      const Eigen::Vector3d expected = place(f, joint);
      const Eigen::Vector3d found = body.at(f, joint);
      if (expected.hasNaN()) {
        EXPECT_TRUE(found.hasNaN()) << joint_names()[j] << " in frame " << f;
      } else {
        EXPECT_LT((found - expected).norm(), 1e-3)
            << joint_names()[j] << " in frame " << f << ": " << found.transpose();
      }
    }
  }
}

}  // namespace solopose::testing
