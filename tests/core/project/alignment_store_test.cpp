#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/project/project.h"
#include "tests/core/project/project_samples.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

using namespace solopose::testing;

AlignmentRecord alignment_of(const Catalog& catalog) {
  AlignmentRecord alignment;
  alignment.options_json = "{}";
  alignment.data_revision = catalog.data_revision;
  alignment.shoulder_width_mm = 360.5;
  alignment.torso_length_mm = 500.25;
  alignment.reference_mm << -180, 0, 540, 180, 0, 540, 0, 0, 40;
  for (const SequenceRecord& s : catalog.sequences) {
    SequenceAlignment& part = alignment.sequences.emplace_back();
    part.sequence = s.id;
    part.key_frame = s.id;
    part.cluster_sizes = {20, 15, 5};
    part.universal_from_dataset.rotation =
        Eigen::AngleAxisd(0.1 * static_cast<double>(s.id), Eigen::Vector3d::UnitZ()).toRotationMatrix();
    part.universal_from_dataset.translation_mm = {1, 2, static_cast<double>(s.id)};
    part.residual_mm = 12.75;
  }
  std::sort(alignment.sequences.begin(), alignment.sequences.end(),
            [](const auto& a, const auto& b) { return a.sequence < b.sequence; });
  for (const DatasetRecord& d : catalog.datasets)
    alignment.takes.push_back({d.name + "/S1/walk", {"a", "b"}, 1500, 0.5});
  std::sort(alignment.takes.begin(), alignment.takes.end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
  return alignment;
}

struct AlignmentStoreTest : ::testing::Test {
  AlignmentStoreTest() {
    add_dataset(project, "Walks");
    add_dataset(project, "Runs", 5);
  }
  TemporaryFolder scratch;
  Project project = Project::create(scratch / "project");
};

TEST_F(AlignmentStoreTest, comes_back_bit_for_bit) {
  Catalog expected = project.catalog();
  expected.alignment = alignment_of(expected);
  project.save_alignment(*expected.alignment);
  const Catalog catalog = project.catalog();
  EXPECT_EQ(described(catalog), described(expected));
  EXPECT_FALSE(catalog.alignment_is_stale());
  const SequenceAlignment* part = catalog.alignment->of(catalog.sequences[1].id);
  ASSERT_NE(part, nullptr);
  EXPECT_EQ(part->universal_from_dataset.rotation,
            expected.alignment->of(catalog.sequences[1].id)->universal_from_dataset.rotation);
  EXPECT_EQ(catalog.alignment->of(4711), nullptr);
}

TEST_F(AlignmentStoreTest, is_replaced_as_a_whole_and_can_be_cleared) {
  AlignmentRecord alignment = alignment_of(project.catalog());
  project.save_alignment(alignment);
  alignment.sequences.pop_back();
  alignment.takes.clear();
  project.save_alignment(alignment);
  EXPECT_EQ(project.catalog().alignment->sequences.size(), 3U);
  EXPECT_TRUE(project.catalog().alignment->takes.empty());
  project.clear_alignment();
  EXPECT_FALSE(project.catalog().alignment.has_value());
}

TEST_F(AlignmentStoreTest, is_stale_after_new_data_and_fits_again_when_that_is_undone) {
  project.save_alignment(alignment_of(project.catalog()));
  const std::string before = described(project.catalog());
  const std::vector<ImportId> added = {add_dataset(project, "Jumps")};
  EXPECT_TRUE(project.catalog().alignment_is_stale());
  project.set_imports_active(added, false);
  EXPECT_FALSE(project.catalog().alignment_is_stale());
  EXPECT_EQ(described(project.catalog()), before);
}

TEST_F(AlignmentStoreTest, hides_and_shows_its_parts_with_their_dataset) {
  project.save_alignment(alignment_of(project.catalog()));
  const Catalog before = project.catalog();
  const auto imports = project.active_imports(before.datasets[0].id);
  project.set_imports_active(imports, false);
  const Catalog without = project.catalog();
  EXPECT_EQ(without.alignment->sequences.size(), 2U);
  ASSERT_EQ(without.alignment->takes.size(), 1U);
  EXPECT_EQ(without.alignment->takes[0].name, "Runs/S1/walk");
  EXPECT_TRUE(without.alignment_is_stale());
  project.set_imports_active(imports, true);
  EXPECT_EQ(described(project.catalog()), described(before));
}

TEST_F(AlignmentStoreTest, follows_a_rename_and_is_not_stale_after_an_override) {
  project.save_alignment(alignment_of(project.catalog()));
  const Catalog before = project.catalog();
  project.rename_dataset(before.datasets[0].id, "Gaits");
  project.set_key_frame_override(before.sequences[0].id, 3);
  const Catalog catalog = project.catalog();
  EXPECT_FALSE(catalog.alignment_is_stale());
  EXPECT_EQ(catalog.alignment->takes[0].name, "Gaits/S1/walk");
}

TEST_F(AlignmentStoreTest, naming_what_is_not_there_is_refused_and_keeps_the_old_one) {
  const AlignmentRecord good = alignment_of(project.catalog());
  project.save_alignment(good);
  const std::string before = described(project.catalog());
  AlignmentRecord bad = good;
  bad.sequences.back().sequence = 4711;
  EXPECT_THROW(project.save_alignment(bad), Error);
  bad = good;
  bad.takes[0].name = "Nobody/S1/walk";
  EXPECT_THROW(project.save_alignment(bad), Error);
  EXPECT_EQ(described(project.catalog()), before);
}

}  // namespace
}  // namespace solopose
