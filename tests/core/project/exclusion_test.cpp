#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/project/check.h"
#include "core/project/content_digest.h"
#include "core/project/pose_store.h"
#include "core/project/project.h"
#include "core/project/repair.h"
#include "core/project/staged_import.h"
#include "tests/core/project/project_samples.h"
#include "tests/support/shared_data.h"
#include "tests/support/verdicts.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using namespace solopose::testing;

/// Three markers in two frames that are no joints.
Sequence marker_cloud() {
  Sequence cloud;
  cloud.subject = "unknown";
  cloud.take = "gait";
  cloud.view = "world";
  cloud.joints = std::make_shared<const JointSet>(
      JointSet{.name = "c3d:LASI+2", .joints = {"LASI", "RASI", "T10"}, .parents = {}, .canonical = {}});
  for (int value = 0; value < 18; ++value) cloud.positions_mm.push_back(static_cast<float>(value));
  return cloud;
}

struct ExclusionTest : ::testing::Test {
  ExclusionTest() {
    add_dataset(project, "Walks");
    add_dataset(project, "Runs", 5);
  }
  std::vector<SequenceId> ids() const {
    std::vector<SequenceId> all;
    for (const SequenceRecord& sequence : project.catalog().sequences) all.push_back(sequence.id);
    return all;
  }
  TemporaryFolder scratch;
  fs::path folder = scratch / "project";
  Project project = Project::create(folder);
};

TEST_F(ExclusionTest, an_excluded_sequence_is_listed_and_not_in_use) {
  const std::vector<SequenceId> some = {ids()[1], ids()[2]};
  project.set_excluded(some, true);
  const Catalog catalog = project.catalog();
  EXPECT_EQ(catalog.sequences.size(), 4U);
  EXPECT_TRUE(catalog.sequence(some[0])->excluded);
  const Catalog used = in_use(catalog);
  EXPECT_EQ(used.sequences.size(), 2U);
  EXPECT_EQ(used.sequence(some[0]), nullptr);
  EXPECT_NE(used.sequence(ids()[0]), nullptr);
}

TEST_F(ExclusionTest, taking_in_again_restores_the_model_and_its_revision) {
  const Catalog before = project.catalog();
  project.set_excluded(ids(), true);
  const Catalog without = project.catalog();
  EXPECT_NE(without.data_revision, before.data_revision);
  project.set_excluded(ids(), false);
  EXPECT_EQ(described(project.catalog()), described(before));
  EXPECT_EQ(project.catalog().data_revision, before.data_revision);
  project.set_excluded(ids(), true);
  EXPECT_EQ(project.catalog().data_revision, without.data_revision);
}

TEST_F(ExclusionTest, a_marker_cloud_is_kept_with_its_points_and_never_in_use) {
  const Sequence cloud = marker_cloud();
  StagedImport staged(project, {.dataset = "Markers", .format = "c3d"});
  staged.add(cloud);
  staged.commit(project);
  const Catalog catalog = project.catalog();
  const SequenceRecord* kept = catalog.sequence_named("Markers/unknown/gait/world");
  ASSERT_NE(kept, nullptr);
  EXPECT_TRUE(kept->excluded);
  EXPECT_EQ(kept->joints->joints, cloud.joints->joints);
  EXPECT_EQ(PoseStore(folder).positions_mm(*kept), cloud.positions_mm);
  EXPECT_EQ(in_use(catalog).sequences.size(), 4U);
  const std::vector<SequenceId> id = {kept->id};
  EXPECT_THROW(project.set_excluded(id, false), Error);
  EXPECT_EQ(described(project.catalog()), described(catalog));
}

TEST_F(ExclusionTest, a_cloud_that_a_mapping_makes_a_body_of_is_in_use) {
  StagedImport first(project, {.dataset = "Markers", .format = "c3d"});
  first.add(marker_cloud());
  const auto [import, dataset] = first.commit(project);
  std::vector<StagedImport> again;
  again.emplace_back(project, ImportDescription{.dataset = "", .format = "c3d"});
  again.back().add(swaying_sequence("unknown", "gait", "world", 2));
  const std::vector<ImportId> fresh = StagedImport::commit_inactive(project, dataset, again);
  project.replace_imports(std::vector{import}, fresh);
  const Catalog catalog = project.catalog();
  EXPECT_FALSE(catalog.sequence_named("Markers/unknown/gait/world")->excluded);
}

TEST_F(ExclusionTest, all_of_several_are_excluded_or_none) {
  const Catalog before = project.catalog();
  const std::vector<SequenceId> one_unknown = {ids()[0], 4711};
  EXPECT_THROW(project.set_excluded(one_unknown, true), Error);
  EXPECT_EQ(described(project.catalog()), described(before));
}

TEST_F(ExclusionTest, what_was_removed_is_not_edited) {
  const Catalog before = project.catalog();
  const DatasetId dataset = before.datasets[0].id;
  const std::vector<SequenceId> sequence = {before.sequences[0].id};
  project.set_imports_active(project.active_imports(dataset), false);
  EXPECT_THROW(project.set_excluded(sequence, true), Error);
  EXPECT_THROW(project.set_key_frame_override(sequence[0], 3), Error);
  EXPECT_THROW(project.rename_dataset(dataset, "Gaits"), Error);
  EXPECT_THROW(project.set_independent_test(dataset, true), Error);
  project.set_imports_active(std::vector<ImportId>{before.sequences[0].import}, true);
  EXPECT_EQ(described(project.catalog()), described(before));
}

TEST_F(ExclusionTest, work_done_atomically_is_all_or_nothing) {
  const Catalog before = project.catalog();
  EXPECT_THROW(project.atomically([&] {
    project.set_excluded(ids(), true);
    project.rename_dataset(before.datasets[0].id, "Gaits");
    throw Error("on second thoughts");
  }),
               Error);
  EXPECT_EQ(described(project.catalog()), described(before));
  EXPECT_EQ(project.catalog().data_revision, before.data_revision);
}

TEST_F(ExclusionTest, an_alignment_hides_its_part_and_the_takes_measured_with_it) {
  AlignmentRecord alignment;
  alignment.options_json = "{}";
  alignment.data_revision = project.catalog().data_revision;
  for (const SequenceId id : ids()) {
    SequenceAlignment& part = alignment.sequences.emplace_back();
    part.sequence = id;
    part.key_frame = 1;
  }
  alignment.takes = {{"Runs/S1/walk", {"a", "b"}, 9, 1}, {"Walks/S1/walk", {"a", "b"}, 7, 2}};
  project.save_alignment(alignment);
  const Catalog before = project.catalog();
  EXPECT_FALSE(before.alignment_is_stale());

  const std::vector<SequenceId> one = {before.sequences[0].id};
  project.set_excluded(one, true);
  const Catalog without = project.catalog();
  EXPECT_TRUE(without.alignment_is_stale());
  EXPECT_EQ(without.alignment->of(one[0]), nullptr);
  ASSERT_EQ(without.alignment->takes.size(), 1U);
  EXPECT_EQ(without.alignment->takes[0].name, "Runs/S1/walk");

  // Another take is moved meanwhile; what is hidden stays for the day it is taken in again.
  AlignmentRecord moved = *without.alignment;
  const SequenceId other = before.sequences[2].id;
  for (SequenceAlignment& part : moved.sequences)
    if (part.sequence == other) part.key_frame = 7;
  project.save_alignment_of(std::vector<SequenceId>{other}, moved);
  project.set_excluded(one, false);
  const Catalog after = project.catalog();
  EXPECT_FALSE(after.alignment_is_stale());
  EXPECT_EQ(after.alignment->of(one[0])->key_frame, 1);
  EXPECT_EQ(after.alignment->of(other)->key_frame, 7);
  EXPECT_EQ(after.alignment->takes.size(), 2U);
}

constexpr const char* without_lenses =
    "UPDATE camera_rig SET json = (SELECT json_group_array(json_remove(value, '$.lens')) "
    "FROM json_each(camera_rig.json))";

/// As a studio of version 4 would have left it, its checksum included.
void make_version_4(const fs::path& folder) {
  SQLite::Database sql((folder / "project.sqlite").string(), SQLite::OPEN_READWRITE);
  sql.exec("ALTER TABLE repair DROP COLUMN method; PRAGMA user_version = 4");
  sql.exec("DELETE FROM setting WHERE name = 'content_digest'");
  ContentDigest(sql).keep();
}

/// As a studio of version 3 would have left it, its checksum included.
void make_version_3(const fs::path& folder) {
  SQLite::Database sql((folder / "project.sqlite").string(), SQLite::OPEN_READWRITE);
  sql.exec(without_lenses);
  sql.exec("ALTER TABLE repair DROP COLUMN method; PRAGMA user_version = 3");
  sql.exec("DELETE FROM setting WHERE name = 'content_digest'");
  ContentDigest(sql).keep();
}

/// As a studio of version 2 would have left it, its checksum included.
void make_version_2(const fs::path& folder) {
  SQLite::Database sql((folder / "project.sqlite").string(), SQLite::OPEN_READWRITE);
  sql.exec(without_lenses);
  sql.exec("DROP TABLE verdict; DROP TABLE repair; PRAGMA user_version = 2");
  sql.exec("DELETE FROM setting WHERE name = 'content_digest'");
  ContentDigest(sql).keep();
}

/// As a studio of version 1 would have left it.
void make_version_1(const fs::path& folder) {
  SQLite::Database sql((folder / "project.sqlite").string(), SQLite::OPEN_READWRITE);
  sql.exec(without_lenses);
  sql.exec("DROP TABLE verdict; DROP TABLE repair");
  sql.exec("ALTER TABLE sequence DROP COLUMN excluded");
  sql.exec("ALTER TABLE data_state RENAME COLUMN content TO active_imports");
  sql.exec("UPDATE data_state SET active_imports = json_extract(active_imports, '$[0]')");
  sql.exec("PRAGMA user_version = 1");
  sql.exec("DELETE FROM setting WHERE name = 'content_digest'");
}

int version_of(const fs::path& folder) {
  SQLite::Database sql((folder / "project.sqlite").string(), SQLite::OPEN_READONLY);
  return sql.execAndGet("PRAGMA user_version").getInt();
}

struct MigrationTest : ::testing::Test {
  MigrationTest() {
    Project project = Project::create(folder);
    add_dataset(project, "Walks");
    StagedImport filmed(project, {.dataset = "Filmed", .format = "aist"});
    Sequence sequence = swaying_sequence("S1", "walk", "world", 12);
    for (const char* name : {"c01", "c02"}) {
      sequence.cameras.emplace_back().name = name;
      sequence.cameras.back().distortion = {-0.1, 0.2, 1e-3, -3e-4, 0.5};
    }
    filmed.add(sequence);
    filmed.commit(project);
    add_dataset(project, "Runs", 5);
    before = project.catalog();
  }
  TemporaryFolder scratch;
  fs::path folder = scratch / "project";
  Catalog before;
};

TEST_F(MigrationTest, a_project_of_version_1_is_brought_up_to_date_and_keeps_everything) {
  make_version_1(folder);
  Project project = Project::open(folder);
  EXPECT_EQ(version_of(folder), 5);
  EXPECT_EQ(described(project.catalog()), described(before));
  EXPECT_EQ(project.catalog().data_revision, before.data_revision);
  const std::vector<ImportId> runs = {before.sequences.back().import};
  project.set_imports_active(runs, false);
  project.set_imports_active(runs, true);
  EXPECT_EQ(project.catalog().data_revision, before.data_revision);
  project.set_excluded(std::vector<SequenceId>{before.sequences[0].id}, true);
  EXPECT_EQ(Project::open(folder).catalog().sequences[0].excluded, true);
}

TEST_F(MigrationTest, a_project_of_version_2_is_brought_up_to_date_and_keeps_everything) {
  make_version_2(folder);
  Project project = Project::open(folder);
  EXPECT_EQ(version_of(folder), 5);
  EXPECT_EQ(described(project.catalog()), described(before));
  EXPECT_EQ(project.catalog().data_revision, before.data_revision);
  const VerdictId given = give(project, verdict_on(before.sequences[0].id, {0, 9}));
  EXPECT_EQ(Project::open(folder).catalog().verdicts.size(), 1U);
  project.set_verdicts_active({&given, 1}, false);
  EXPECT_EQ(project.catalog().data_revision, before.data_revision);
}

TEST_F(MigrationTest, cameras_of_version_3_have_the_lens_that_all_had) {
  make_version_3(folder);
  Project project = Project::open(folder);
  EXPECT_EQ(version_of(folder), 5);
  EXPECT_TRUE(same_content(project.catalog(), before));
  ASSERT_EQ(before.sequence_named("Filmed/S1/walk/world")->cameras.size(), 2U);
}

TEST_F(MigrationTest, of_repairs_of_version_4_nobody_knows_how_they_came_about) {
  Repair repair;
  repair.sequence = before.sequences.front().id;
  repair.joints = joint_pairs({});
  repair.last_frame = 3;
  repair.method = RepairMethod::swap_sides;
  repair.reviewer = "me";
  Project::open(folder).add_repairs({&repair, 1});
  const Catalog kept = Project::open(folder).catalog();
  EXPECT_EQ(kept.sequences.front().repairs.front()->method, RepairMethod::swap_sides);
  make_version_4(folder);

  const Catalog found = Project::open(folder).catalog();
  EXPECT_EQ(version_of(folder), 5);
  Repair expected = *kept.sequences.front().repairs.front();
  expected.method = std::nullopt;
  EXPECT_EQ(*found.sequences.front().repairs.front(), expected);
  EXPECT_EQ(found.data_revision, kept.data_revision);
}

TEST_F(MigrationTest, a_project_of_version_2_whose_content_was_changed_is_damaged_and_not_touched) {
  make_version_2(folder);
  SQLite::Database((folder / "project.sqlite").string(), SQLite::OPEN_READWRITE)
      .exec("UPDATE dataset SET name = 'Walked'");
  const auto damaged = folder_contents(folder);
  EXPECT_THROW(Project::open(folder), Error);
  EXPECT_FALSE(check_project(folder, {}).whole());
  EXPECT_EQ(folder_contents(folder), damaged);
}

TEST_F(MigrationTest, happens_whole_or_not_at_all) {
  make_version_1(folder);
  {
    SQLite::Database sql((folder / "project.sqlite").string(), SQLite::OPEN_READWRITE);
    sql.exec("UPDATE data_state SET active_imports = 'not a list' WHERE revision = 1");
  }
  EXPECT_THROW(Project::open(folder), Error);
  EXPECT_EQ(version_of(folder), 1);
  SQLite::Database sql((folder / "project.sqlite").string(), SQLite::OPEN_READONLY);
  EXPECT_THROW(sql.exec("SELECT excluded FROM sequence"), SQLite::Exception);
}

TEST_F(MigrationTest, a_damaged_project_of_version_1_is_said_to_be_damaged_and_not_changed) {
  make_version_1(folder);
  {
    SQLite::Database sql((folder / "project.sqlite").string(), SQLite::OPEN_READWRITE);
    sql.exec("INSERT INTO setting (name, json) VALUES ('content_digest', '42')");
  }
  const auto damaged = folder_contents(folder);
  EXPECT_THROW(Project::open(folder), Error);
  EXPECT_FALSE(check_project(folder, {}).whole());
  EXPECT_EQ(folder_contents(folder), damaged);
}

TEST_F(MigrationTest, a_check_changes_no_project_of_an_earlier_version) {
  for (void (*make)(const fs::path&) : {make_version_3, make_version_2, make_version_1}) {
    make(folder);
    const auto old = folder_contents(folder);
    const CheckReport report = check_project(folder, {});
    EXPECT_TRUE(report.whole());
    EXPECT_EQ(report.sequences, 5);
    EXPECT_EQ(folder_contents(folder), old);
    static_cast<void>(Project::open(folder));
  }
}

}  // namespace
}  // namespace solopose
