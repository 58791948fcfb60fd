#include "core/project/project.h"

#include <fstream>
#include <random>

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/project/staged_import.h"
#include "tests/core/project/project_samples.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using namespace solopose::testing;

template <typename Work>
std::string error_of(Work&& work) {
  try {
    work();
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

struct ProjectTest : ::testing::Test {
  TemporaryFolder scratch;
  fs::path folder = scratch / "project";
};

TEST_F(ProjectTest, a_new_project_is_empty_and_opens_again) {
  EXPECT_FALSE(Project::exists(folder));
  { const Project project = Project::create(folder); }
  ASSERT_TRUE(Project::exists(folder));
  const Catalog catalog = Project::open(folder).catalog();
  EXPECT_TRUE(catalog.datasets.empty());
  EXPECT_TRUE(catalog.sequences.empty());
  EXPECT_FALSE(catalog.alignment.has_value());
}

TEST_F(ProjectTest, a_folder_is_made_into_a_project_once) {
  const Project project = Project::create(folder);
  EXPECT_THAT(error_of([&] { Project::create(folder); }), HasSubstr("there is a project already"));
}

TEST_F(ProjectTest, remains_of_a_killed_creation_do_not_stand_in_the_way) {
  fs::create_directories(folder);
  std::ofstream(folder / "project.sqlite.123.tmp") << "half";
  std::ofstream(folder / "project.sqlite.123.tmp-wal") << "half";
  const Project project = Project::create(folder);
  EXPECT_TRUE(fs::exists(folder / "project.sqlite.123.tmp")) << "nothing is deleted";
}

TEST_F(ProjectTest, a_folder_without_a_project_is_refused_by_name) {
  EXPECT_THAT(error_of([&] { Project::open(folder); }), HasSubstr(folder.string()));
}

TEST_F(ProjectTest, a_newer_project_is_refused_with_the_reason) {
  { const Project project = Project::create(folder); }
  SQLite::Database(folder / "project.sqlite", SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 99");
  EXPECT_THAT(error_of([&] { Project::open(folder); }), HasSubstr("newer studio"));
}

TEST_F(ProjectTest, random_bytes_another_database_and_an_empty_file_are_refused) {
  fs::create_directories(folder);
  std::mt19937 random(5);
  std::string bytes(20'000, '\0');
  for (char& byte : bytes) byte = static_cast<char>(random());
  std::ofstream(folder / "project.sqlite", std::ios::binary) << bytes;
  EXPECT_THAT(error_of([&] { Project::open(folder); }), HasSubstr("damaged"));

  fs::remove(folder / "project.sqlite");
  std::ofstream(folder / "project.sqlite").close();
  EXPECT_THAT(error_of([&] { Project::open(folder); }), HasSubstr("not the database of a SoloPose project"));

  SQLite::Database(folder / "project.sqlite", SQLite::OPEN_READWRITE).exec("CREATE TABLE something (x)");
  EXPECT_THAT(error_of([&] { Project::open(folder); }), HasSubstr("not the database of a SoloPose project"));
}

TEST_F(ProjectTest, a_database_cut_short_anywhere_is_an_error_and_never_a_crash) {
  {
    Project project = Project::create(folder);
    add_dataset(project, "Walks");
  }
  const auto whole = fs::file_size(folder / "project.sqlite");
  for (const double share : {0.95, 0.7, 0.4, 0.1, 0.01}) {
    fs::resize_file(folder / "project.sqlite",
                    static_cast<std::uintmax_t>(static_cast<double>(whole) * share));
    EXPECT_NE(error_of([&] { Project::open(folder).catalog(); }), "") << share;
  }
}

TEST_F(ProjectTest, what_was_brought_in_is_listed_with_all_it_came_with) {
  Project project = Project::create(folder);
  StagedImport staged(project, {.dataset = "Walks", .format = "aist"});
  Sequence sequence = swaying_sequence("S1", "walk", "world", 12);
  sequence.frame = CoordinateFrame::camera;
  Camera camera;
  camera.name = "c01";
  camera.width = 1920;
  camera.lens = LensModel::equidistant;
  camera.distortion = {0.1, -0.2, 1e-3, 0, 3.5};
  camera.rotation = Eigen::AngleAxisd(0.3, Eigen::Vector3d::UnitX()).toRotationMatrix();
  camera.translation_mm = {1, 2, 3};
  sequence.cameras = {camera};
  sequence.videos = {(folder / "videos" / "a.mp4").string(), "/elsewhere/b.mp4"};
  sequence.source = folder / "sources" / "a.pkl";
  staged.add(sequence);
  staged.commit(project);

  const Catalog catalog = project.catalog();
  ASSERT_EQ(catalog.sequences.size(), 1U);
  const SequenceRecord& s = catalog.sequences[0];
  EXPECT_EQ(s.name, "Walks/S1/walk/world");
  EXPECT_EQ(s.take_name(), "Walks/S1/walk");
  EXPECT_EQ(s.action, "sway");
  EXPECT_EQ(s.frames, 12);
  EXPECT_EQ(s.frames_per_second, 50);
  EXPECT_EQ(s.joints->joints, sequence.joints->joints);
  EXPECT_EQ(s.frame, CoordinateFrame::camera);
  ASSERT_TRUE(s.up.has_value());
  EXPECT_EQ(*s.up, Eigen::Vector3d::UnitY());
  ASSERT_EQ(s.cameras.size(), 1U);
  EXPECT_EQ(s.cameras[0].name, "c01");
  EXPECT_EQ(s.cameras[0].width, 1920);
  EXPECT_EQ(s.cameras[0].lens, camera.lens);
  EXPECT_EQ(s.cameras[0].distortion, camera.distortion);
  EXPECT_EQ(s.cameras[0].rotation, camera.rotation);
  EXPECT_EQ(s.cameras[0].translation_mm, camera.translation_mm);
  EXPECT_EQ(s.videos, (std::vector<std::string>{"videos/a.mp4", "/elsewhere/b.mp4"}));
  EXPECT_EQ(s.source, "sources/a.pkl");
  EXPECT_TRUE(fs::exists(folder / s.pose_file));
  EXPECT_EQ(catalog.sequence(s.id), &s);
  EXPECT_EQ(catalog.sequence_named(s.name), &s);
  EXPECT_EQ(catalog.sequence(s.id + 1), nullptr);
  EXPECT_EQ(catalog.sequence_named("Walks/S1/walk/other"), nullptr);
}

TEST_F(ProjectTest, sequences_are_sorted_by_dataset_then_name_and_found) {
  Project project = Project::create(folder);
  add_dataset(project, "Zebra");
  add_dataset(project, "Ant");
  add_dataset(project, "Ant farm");
  StagedImport more(project, {.dataset = "Zebra", .format = "table"});
  more.add(swaying_sequence("A0", "run", "world", 5));
  more.commit(project);

  const Catalog catalog = project.catalog();
  std::vector<std::string> names;
  for (const auto& s : catalog.sequences) names.push_back(s.name);
  EXPECT_EQ(names, (std::vector<std::string>{"Zebra/A0/run/world", "Zebra/S1/walk/a", "Zebra/S1/walk/b",
                                             "Ant/S1/walk/a", "Ant/S1/walk/b", "Ant farm/S1/walk/a",
                                             "Ant farm/S1/walk/b"}));
  for (const auto& s : catalog.sequences) {
    EXPECT_EQ(catalog.sequence_named(s.name), &s);
    EXPECT_EQ(catalog.sequence(s.id), &s);
  }
}

TEST_F(ProjectTest, renaming_and_back_restores_everything_and_keeps_the_revision) {
  Project project = Project::create(folder);
  add_dataset(project, "Walks");
  const Catalog before = project.catalog();
  project.rename_dataset(before.datasets[0].id, "Gaits");
  const Catalog renamed = project.catalog();
  EXPECT_EQ(renamed.sequences[0].name, "Gaits/S1/walk/a");
  EXPECT_EQ(renamed.data_revision, before.data_revision);
  project.rename_dataset(before.datasets[0].id, "Walks");
  EXPECT_EQ(described(project.catalog()), described(before));
}

TEST_F(ProjectTest, a_bad_or_taken_name_is_refused_and_changes_nothing) {
  Project project = Project::create(folder);
  add_dataset(project, "Walks");
  add_dataset(project, "Runs");
  const Catalog before = project.catalog();
  const DatasetId walks = before.datasets[0].id;
  EXPECT_THAT(error_of([&] { project.rename_dataset(walks, "Runs"); }), HasSubstr("\"Runs\""));
  EXPECT_THAT(error_of([&] { project.rename_dataset(walks, "a/b"); }), HasSubstr("without '/'"));
  EXPECT_THAT(error_of([&] { project.rename_dataset(walks, ""); }), HasSubstr("without '/'"));
  EXPECT_THAT(error_of([&] { project.rename_dataset(4711, "New"); }), HasSubstr("not in the project"));
  EXPECT_EQ(described(project.catalog()), described(before));
}

TEST_F(ProjectTest, removing_a_dataset_and_undoing_it_restores_the_model_and_its_revision) {
  Project project = Project::create(folder);
  add_dataset(project, "Walks");
  add_dataset(project, "Runs", 3);
  const Catalog before = project.catalog();
  const auto imports = project.active_imports(before.datasets[0].id);

  project.set_imports_active(imports, false);
  const Catalog without = project.catalog();
  EXPECT_EQ(without.datasets.size(), 1U);
  EXPECT_EQ(without.sequences.size(), 2U);
  EXPECT_NE(without.data_revision, before.data_revision);

  project.set_imports_active(imports, true);
  EXPECT_EQ(described(project.catalog()), described(before));
  EXPECT_EQ(project.catalog().data_revision, before.data_revision);

  project.set_imports_active(imports, false);
  EXPECT_EQ(described(project.catalog()), described(without));
}

TEST_F(ProjectTest, a_removed_dataset_frees_its_name_and_cannot_return_beside_its_successor) {
  Project project = Project::create(folder);
  const std::vector<ImportId> first = {add_dataset(project, "Walks")};
  project.set_imports_active(first, false);
  const std::vector<ImportId> second = {add_dataset(project, "Walks", 9)};
  EXPECT_THAT(error_of([&] { project.set_imports_active(first, true); }), HasSubstr("\"Walks\""));
  EXPECT_EQ(project.catalog().datasets.size(), 1U);
  project.replace_imports(second, first);
  EXPECT_EQ(project.catalog().sequences[0].import, first[0]);
  project.replace_imports(first, second);
  EXPECT_EQ(project.catalog().sequences[0].import, second[0]);
}

TEST_F(ProjectTest, a_key_frame_override_is_kept_undone_and_checked) {
  Project project = Project::create(folder);
  add_dataset(project, "Walks");
  const Catalog before = project.catalog();
  const SequenceId sequence = before.sequences[1].id;
  project.set_key_frame_override(sequence, 39);
  EXPECT_EQ(project.catalog().sequences[1].key_frame_override, 39);
  EXPECT_EQ(project.catalog().data_revision, before.data_revision);
  EXPECT_THAT(error_of([&] { project.set_key_frame_override(sequence, 40); }), HasSubstr("0 to 39"));
  EXPECT_THAT(error_of([&] { project.set_key_frame_override(4711, 1); }), HasSubstr("not in the project"));
  EXPECT_EQ(project.catalog().sequences[1].key_frame_override, 39);
  project.set_key_frame_override(sequence, std::nullopt);
  EXPECT_EQ(described(project.catalog()), described(before));
}

TEST_F(ProjectTest, independent_tests_settings_and_logs_are_kept) {
  {
    Project project = Project::create(folder);
    add_dataset(project, "Walks");
    const DatasetId dataset = project.catalog().datasets[0].id;
    project.set_independent_test(dataset, true);
    project.set_independent_subjects(dataset, {"S9", "S11"});
    EXPECT_EQ(project.setting("clips"), "");
    project.set_setting("clips", "{\"length\": 30}");
    project.set_setting("clips", "{\"length\": 27}");
    project.append_job_log("import", "finished", "two lines\nof log");
  }
  const Project project = Project::open(folder);
  const Catalog catalog = project.catalog();
  EXPECT_TRUE(catalog.datasets[0].independent_test);
  EXPECT_EQ(catalog.datasets[0].independent_subjects, (std::vector<std::string>{"S9", "S11"}));
  EXPECT_EQ(project.setting("clips"), "{\"length\": 27}");
  ASSERT_EQ(project.job_logs().size(), 1U);
  EXPECT_EQ(project.job_logs()[0].outcome, "finished");
  EXPECT_EQ(project.job_logs()[0].text, "two lines\nof log");
}

}  // namespace
}  // namespace solopose
