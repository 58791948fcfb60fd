#include <algorithm>

#include <QToolButton>
#include <QUndoStack>

#include "core/formats/reader.h"
#include "core/project/catalog.h"
#include "core/project/repair.h"
#include "tests/support/shared_data.h"
#include "tests/widgets/quality_panel/quality_panel_fixture.h"

namespace solopose::testing {
namespace {

/// Of real motion, whose knees and elbows tell the sides; what is labelled left is right when `exchanged`.
std::vector<float> real_poses(const char* file, bool exchanged) {
  std::vector<float> poses;
  reader_named("bvh").read(
      shared_data() / file, {},
      [&](Sequence&& track) { poses = to_canonical(*track.joints, track.positions_mm); },
      [](const std::string&) {}, {});
  poses.resize(std::min<std::size_t>(poses.size(), std::size_t{300} * joint_count * 3));
  for (std::size_t pose = 0; exchanged && pose < poses.size(); pose += joint_count * 3) {
    for (int j = 0; j < joint_count; ++j) {
      const auto joint = static_cast<Joint>(j);
      if (side_of(joint) != Side::left) continue;
      const auto left = poses.begin() + static_cast<std::ptrdiff_t>(pose) + index_of(joint) * 3;
      std::swap_ranges(left, left + 3,
                       poses.begin() + static_cast<std::ptrdiff_t>(pose) + index_of(mirrored(joint)) * 3);
    }
  }
  return poses;
}

TEST_F(QualityPanelTest, a_dataset_with_exchanged_sides_is_mended_by_one_click_and_undone_at_once) {
  REQUIRE_SHARED_DATA();
  const std::vector<const char*> turned = {"bvh/cmu1/jumping_jacks.bvh", "cmu/bvh/01_01.bvh"};
  std::vector<std::filesystem::path> files;
  for (const char* file : turned) {
    files.push_back(scratch / (std::filesystem::path(file).stem().string() + ".npz"));
    write_poses(files.back(), real_poses(file, true));
  }
  write_poses(scratch / "right.npz", real_poses(turned.front(), false));
  {
    Project project = Project::create(scratch / "project");
    import_files(project, table_import("turned", files), {});
    import_files(project, table_import("right", {scratch / "right.npz"}), {});
  }
  session.openProject(folder());
  ASSERT_TRUE(found());
  const auto mirrored_findings = [&] {
    int count = 0;
    for (int place = 0; place < findings().findingCount(); ++place)
      count += findings().finding(place).finding.detector == "mirrored";
    return count;
  };
  ASSERT_EQ(mirrored_findings(), 2);
  walkTo("mirrored");
  ASSERT_EQ(chosen().detector, "mirrored");

  const auto repaired = [&] {
    std::vector<std::size_t> repairs;
    for (const SequenceRecord& record : session.catalog()->sequences)
      repairs.push_back(record.repairs.size());
    return repairs;
  };
  ASSERT_EQ(repaired(), (std::vector<std::size_t>{0, 0, 0}));
  const std::size_t right = session.catalog()->sequences.front().name.starts_with("right") ? 0 : 2;
  std::vector<std::size_t> mended = {1, 1, 1};
  mended[right] = 0;
  for (auto* button : panel->findChildren<QToolButton*>())
    if (button->defaultAction() == action("quality.swap-dataset")) QTest::mouseClick(button, Qt::LeftButton);
  ASSERT_TRUE(wait_for([&] { return repaired() == mended; }));
  ASSERT_TRUE(found());
  EXPECT_EQ(mirrored_findings(), 0);
  session.undoStack()->undo();
  ASSERT_TRUE(wait_for([&] { return repaired() == std::vector<std::size_t>{0, 0, 0}; }));
  ASSERT_TRUE(found());
  EXPECT_EQ(mirrored_findings(), 2);
}

}  // namespace
}  // namespace solopose::testing
