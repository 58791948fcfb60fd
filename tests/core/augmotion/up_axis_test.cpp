#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/augmotion/alignment.h"
#include "core/augmotion/export.h"
#include "core/project/import.h"
#include "tests/core/augmotion/small_project.h"

namespace solopose {
namespace {

using testing::shared_case;
using testing::SmallProject;

std::int64_t key_frame_of(const std::filesystem::path& trc) {
  SmallProject project;
  import_files(*project, {.format = "trc", .paths = {trc}, .dataset = "A", .read = {}}, {});
  return align(*project, {}, {}).sequences.at(0).key_frame;
}

TEST(up_axis, a_motion_has_one_key_frame_whichever_axis_of_its_trc_is_up) {
  REQUIRE_SHARED_CASE("z-up-trc");
  const std::int64_t z_up = key_frame_of(shared_case("z-up-trc") / "bow_z.trc");
  EXPECT_EQ(z_up, key_frame_of(shared_case("z-up-trc") / "bow_y.trc"));
  EXPECT_GE(z_up, 0);
  EXPECT_LE(z_up, 44) << "bowed";
}

/// As read back from a TRC of one sequence, exported in a frame.
Sequence exported_and_read(SmallProject& project, ExportFrame frame) {
  export_poses(*project, project / "one.trc", {.frame = frame}, {});
  std::vector<Sequence> sequences;
  std::vector<std::string> remarks;
  reader_named("trc").read(
      project / "one.trc", {}, [&](Sequence&& sequence) { sequences.push_back(std::move(sequence)); },
      [&](const std::string& remark) { remarks.push_back(remark); }, {});
  EXPECT_THAT(remarks, ::testing::IsEmpty()) << "what is written down need not be guessed";
  return sequences.at(0);
}

TEST(up_axis, a_trc_of_the_studio_comes_back_upright_from_any_frame_even_of_somebody_who_lies) {
  for (const FramePreset preset : {FramePreset::paper, FramePreset::section_3_2}) {
    SmallProject project;
    const RigidTransform laid_down = {Eigen::AngleAxisd(1.5, Eigen::Vector3d::UnitX()).toRotationMatrix(),
                                      Eigen::Vector3d(100, 200, 300)};
    const Eigen::Vector3d up = Eigen::Vector3d(0.1, -0.7, 0.2).normalized();
    project.add("A", {{.poses = testing::moved(testing::moving_person(40, 3), laid_down), .up = up}});
    AlignOptions options;
    options.preset = preset;
    align(*project, options, {});
    EXPECT_TRUE(exported_and_read(project, ExportFrame::dataset).up.value().isApprox(up, 1e-6));
    const Eigen::Vector3d z = (preset == FramePreset::paper ? 1 : -1) * Eigen::Vector3d::UnitZ();
    EXPECT_TRUE(exported_and_read(project, ExportFrame::universal).up.value().isApprox(z, 1e-6));
  }
}

}  // namespace
}  // namespace solopose
