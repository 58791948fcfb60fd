#include "core/project/import.h"

#include <fstream>

#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/project/pose_store.h"
#include "core/project/repair_makers.h"
#include "core/project/staged_import.h"
#include "tests/core/project/project_samples.h"
#include "tests/support/shared_data.h"
#include "tests/support/verdicts.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using namespace solopose::testing;

struct ImportTest : ::testing::Test {
  ImportReport import_trc(const std::vector<fs::path>& paths, const std::string& dataset = "Walks") {
    return import_files(project, {.format = "trc", .paths = paths, .dataset = dataset, .read = {}}, {});
  }
  TemporaryFolder scratch;
  fs::path folder = scratch / "project";
  fs::path sources = scratch / "sources";
  Project project = Project::create(folder);
};

TEST_F(ImportTest, a_folder_of_a_hundred_with_three_bad_files_imports_97_and_lists_3) {
  write_trc_folder(sources, 100, 5);
  std::ofstream(sources / "clip_010.trc") << "";
  std::ofstream(sources / "clip_050.trc") << "PathFileType\t4\nnonsense\n";
  std::ofstream(sources / "clip_099.trc", std::ios::app) << "a row of words\nand another\n";
  std::vector<std::string> log;
  JobContext context;
  context.log = [&](const std::string& line) { log.push_back(line); };
  const auto report =
      import_files(project, {.format = "trc", .paths = {sources}, .dataset = "Walks", .read = {}}, context);

  EXPECT_EQ(report.files, 97);
  EXPECT_EQ(report.sequences, 97);
  EXPECT_EQ(report.frames, 97 * 5);
  const Catalog catalog = project.catalog();
  EXPECT_EQ(catalog.sequences.size(), 97U);
  std::vector<std::string> skipped;
  for (const auto& problem : catalog.problems) {
    if (!problem.skipped) continue;
    skipped.push_back(fs::path(problem.file).filename());
    EXPECT_THAT(problem.message, HasSubstr(skipped.back()));
    EXPECT_EQ(problem.dataset, report.dataset);
    EXPECT_EQ(problem.import, report.import);
  }
  EXPECT_THAT(skipped, ElementsAre("clip_010.trc", "clip_050.trc", "clip_099.trc"));
  EXPECT_EQ(log.size(), 3U);
  EXPECT_NO_THROW(PoseStore(folder).poses_mm(catalog.sequences.back()));
}

TEST_F(ImportTest, tells_where_it_stands_in_files) {
  write_trc_folder(sources, 4);
  std::vector<Progress> seen;
  JobContext context;
  context.progress = [&](const Progress& p) { seen.push_back(p); };
  import_files(project, {.format = "trc", .paths = {sources}, .dataset = "Walks", .read = {}}, context);
  ASSERT_FALSE(seen.empty());
  EXPECT_EQ(seen.front().done, 0);
  EXPECT_EQ(seen.front().step, "clip_000.trc");
  EXPECT_EQ(seen.back().done, 4);
  for (std::size_t i = 0; i < seen.size(); ++i) {
    EXPECT_EQ(seen[i].total, 4);
    EXPECT_EQ(seen[i].unit, "files");
    EXPECT_GE(seen[i].done, i == 0 ? 0 : seen[i - 1].done);
  }
}

TEST_F(ImportTest, a_file_imported_twice_is_recognised_by_its_bytes) {
  write_trc_folder(sources, 3);
  import_trc({sources});
  const std::string before = described(project.catalog());
  write_trc(sources / "another.trc", 20, 1);
  fs::rename(sources / "another.trc", sources / "renamed.trc");
  // The header holds the file's name, so make the copy a true one.
  fs::copy_file(sources / "clip_001.trc", sources / "renamed.trc", fs::copy_options::overwrite_existing);
  const auto again = import_trc({sources}, "Other name");
  EXPECT_EQ(again.import, 0);
  EXPECT_EQ(again.already_present.size(), 4U);
  EXPECT_THAT(again.problems, IsEmpty());
  EXPECT_EQ(described(project.catalog()), before);
}

TEST_F(ImportTest, copies_within_one_import_come_once) {
  write_trc_folder(sources, 1);
  fs::copy_file(sources / "clip_000.trc", sources / "copy.trc");
  const auto report = import_trc({sources});
  EXPECT_EQ(report.sequences, 1);
  EXPECT_THAT(report.already_present, ElementsAre((sources / "copy.trc").string()));
}

TEST_F(ImportTest, a_removed_import_does_not_count_as_present) {
  write_trc_folder(sources, 2);
  const std::vector<ImportId> first = {import_trc({sources}).import};
  project.set_imports_active(first, false);
  const auto again = import_trc({sources});
  EXPECT_EQ(again.sequences, 2);
  EXPECT_THAT(again.already_present, IsEmpty());
}

TEST_F(ImportTest, an_import_under_an_existing_name_adds_to_that_dataset) {
  write_trc_folder(sources, 4);
  const auto first = import_trc({sources / "clip_000.trc", sources / "clip_001.trc"});
  const auto second = import_trc({sources});
  EXPECT_EQ(first.dataset, second.dataset);
  EXPECT_EQ(second.sequences, 2);
  EXPECT_EQ(second.already_present.size(), 2U);
  EXPECT_EQ(project.catalog().datasets.size(), 1U);
  EXPECT_EQ(project.catalog().sequences.size(), 4U);
  EXPECT_THAT(project.active_imports(first.dataset), ElementsAre(first.import, second.import));
}

TEST_F(ImportTest, without_a_name_the_dataset_gets_the_formats_title) {
  write_trc_folder(sources, 1);
  import_trc({sources}, "");
  EXPECT_EQ(project.catalog().datasets[0].name, reader_named("trc").title);
}

TEST_F(ImportTest, nothing_that_arrives_leaves_no_import) {
  fs::create_directories(sources);
  std::ofstream(sources / "bad.trc") << "bad";
  const auto before = folder_contents(folder);
  const auto report = import_trc({sources});
  EXPECT_EQ(report.import, 0);
  EXPECT_EQ(report.files, 0);
  ASSERT_EQ(report.problems.size(), 1U);
  EXPECT_TRUE(report.problems[0].skipped);
  EXPECT_EQ(folder_contents(folder), before);
}

TEST_F(ImportTest, an_unknown_format_a_missing_path_and_an_empty_folder_are_errors) {
  EXPECT_THROW(
      import_files(project, {.format = "nonsense", .paths = {sources}, .dataset = "", .read = {}}, {}),
      Error);
  EXPECT_THROW(import_trc({scratch / "missing.trc"}), Error);
  fs::create_directories(sources);
  EXPECT_THROW(import_trc({sources}), Error);
  EXPECT_THROW(import_trc({}), Error);
  write_trc_folder(sources, 1);
  EXPECT_THROW(import_trc({sources}, "a/b"), Error);
  EXPECT_TRUE(project.catalog().datasets.empty());
}

TEST_F(ImportTest, cancelled_at_any_time_the_project_is_as_it_was) {
  write_trc_folder(sources, 6);
  add_dataset(project, "Before");
  const auto files = folder_contents(folder);
  const std::string catalog = described(project.catalog());
  int reports = 0;
  for (int stop_at = 1;; ++stop_at) {
    std::stop_source stop;
    reports = 0;
    JobContext context;
    context.stop = stop.get_token();
    context.progress = [&](const Progress&) {
      if (++reports == stop_at) stop.request_stop();
    };
    try {
      import_files(project, {.format = "trc", .paths = {sources}, .dataset = "Walks", .read = {}}, context);
      break;
    } catch (const Cancelled&) {
      EXPECT_EQ(folder_contents(folder), files) << "stopped at report " << stop_at;
      EXPECT_EQ(described(project.catalog()), catalog);
    }
    ASSERT_LT(stop_at, 100);
  }
  EXPECT_GE(reports, 7) << "a report per file and one at the end";
  EXPECT_EQ(project.catalog().sequences.size(), 8U);
}

TEST_F(ImportTest, undoing_and_redoing_an_import_restores_the_model) {
  write_trc_folder(sources, 3);
  add_dataset(project, "Before");
  const Catalog before = project.catalog();
  const std::vector<ImportId> import = {import_trc({sources}).import};
  const Catalog after = project.catalog();
  project.set_imports_active(import, false);
  EXPECT_EQ(described(project.catalog()), described(before));
  EXPECT_EQ(project.catalog().data_revision, before.data_revision);
  project.set_imports_active(import, true);
  EXPECT_EQ(described(project.catalog()), described(after));
  EXPECT_EQ(project.catalog().data_revision, after.data_revision);
}

TEST_F(ImportTest, a_moved_project_finds_the_sources_inside_it) {
  write_trc_folder(folder / "sources", 2);
  import_trc({folder / "sources"});
  EXPECT_EQ(project.catalog().sequences[0].source, "sources/clip_000.trc");
  const fs::path moved = scratch / "moved";
  project = Project::create(scratch / "other");
  fs::rename(folder, moved);
  Project there = Project::open(moved);
  EXPECT_THAT(there.sources(there.catalog().datasets[0].id)[0].paths, ElementsAre(moved / "sources"));
  EXPECT_EQ(reimport_dataset(there, there.catalog().datasets[0].id, {}).size(), 1U);
}

TEST_F(ImportTest, a_reimport_stays_hidden_until_it_replaces_and_can_be_undone) {
  write_trc_folder(sources, 3, 20);
  const DatasetId dataset = import_trc({sources}).dataset;
  const auto old_imports = project.active_imports(dataset);
  project.set_key_frame_override(project.catalog().sequences[0].id, 10);
  project.set_key_frame_override(project.catalog().sequences[1].id, 19);
  const Catalog before = project.catalog();

  write_trc(sources / "clip_001.trc", 15, 50);  // shorter now: its override points beyond the end
  write_trc(sources / "clip_003.trc", 20, 51);
  const auto new_imports = reimport_dataset(project, dataset, {});
  EXPECT_EQ(described(project.catalog()), described(before));

  project.replace_imports(old_imports, new_imports);
  const Catalog after = project.catalog();
  ASSERT_EQ(after.sequences.size(), 4U);
  EXPECT_EQ(after.datasets[0].id, dataset);
  EXPECT_EQ(after.sequences[0].key_frame_override, 10);
  EXPECT_EQ(after.sequences[1].key_frame_override, std::nullopt);
  EXPECT_EQ(after.sequences[1].frames, 15);

  project.replace_imports(new_imports, old_imports);
  EXPECT_EQ(described(project.catalog()), described(before));
  project.replace_imports(old_imports, new_imports);
  EXPECT_EQ(described(project.catalog()), described(after));
}

TEST_F(ImportTest, a_reimport_keeps_verdicts_and_the_repairs_of_poses_that_are_still_the_same) {
  write_trc_folder(sources, 3, 20);
  const DatasetId dataset = import_trc({sources}).dataset;
  const auto old_imports = project.active_imports(dataset);
  const Catalog before = project.catalog();
  const auto id = [&](std::size_t i) { return before.sequences[i].id; };
  give(project, verdict_on(id(0), {2, 5}));
  give(project, verdict_on(id(1), {0, 19}, Verdict::fix_later));
  give(project, verdict_on(id(1), {12, 18}));
  give(project, verdict_on(id(1), {16, 18}));
  std::vector<Repair> repairs;
  for (const std::size_t i : {0, 2}) {
    repairs.push_back(make_repair(
        PoseStore(project.folder()), before.sequences[i],
        {.method = RepairMethod::swap_sides, .sequence = id(i), .frames = {3, 9}, .reviewer = "me"}));
  }
  project.add_repairs(repairs);
  const Catalog judged = project.catalog();
  const std::vector<float> repaired = PoseStore(project.folder()).poses_mm(judged.sequences[0]);

  write_trc(sources / "clip_001.trc", 15, 50);  // shorter now
  write_trc(sources / "clip_002.trc", 20, 51);  // somebody has mended it
  const auto new_imports = reimport_dataset(project, dataset, {});
  EXPECT_TRUE(same_content(project.catalog(), judged)) << "nothing is seen of it yet";
  project.replace_imports(old_imports, new_imports);
  const Catalog after = project.catalog();
  EXPECT_THAT(after.sequences[0].rejected, ElementsAre(FrameRun{2, 5}));
  EXPECT_EQ(PoseStore(project.folder()).poses_mm(after.sequences[0]), repaired);
  EXPECT_THAT(after.sequences[1].rejected, ElementsAre(FrameRun{12, 14}));
  ASSERT_EQ(after.verdicts.size(), 3U) << "one was about frames that are gone";
  EXPECT_EQ(after.verdicts[1].last_frame, 14);
  EXPECT_EQ(after.verdicts[0].at, judged.verdicts[0].at);
  EXPECT_THAT(after.sequences[2].repairs, ::testing::IsEmpty());
  EXPECT_THAT(after.problems, ::testing::Contains(::testing::Field(&ProblemRecord::message,
                                                                   HasSubstr("1 repair of other poses"))));

  project.replace_imports(new_imports, old_imports);
  EXPECT_TRUE(same_content(project.catalog(), judged));
}

TEST_F(ImportTest, two_imports_of_one_growing_folder_are_re_imported_without_a_clash) {
  write_trc_folder(sources, 2);
  import_trc({sources});
  write_trc(sources / "clip_009.trc", 20, 9);
  const DatasetId dataset = import_trc({sources}).dataset;
  const auto old_imports = project.active_imports(dataset);
  ASSERT_EQ(old_imports.size(), 2U);
  project.replace_imports(old_imports, reimport_dataset(project, dataset, {}));
  EXPECT_EQ(project.catalog().sequences.size(), 3U);
}

TEST_F(ImportTest, a_reimport_without_its_source_or_cancelled_changes_nothing) {
  write_trc_folder(sources, 3);
  const DatasetId dataset = import_trc({sources}).dataset;
  const auto files = folder_contents(folder);
  std::stop_source stop;
  JobContext context;
  context.stop = stop.get_token();
  context.progress = [&](const Progress& p) {
    if (p.done == 2) stop.request_stop();
  };
  EXPECT_THROW(reimport_dataset(project, dataset, context), Cancelled);
  fs::remove_all(sources);
  EXPECT_THROW(reimport_dataset(project, dataset, {}), Error);
  EXPECT_EQ(folder_contents(folder), files);
}

TEST_F(ImportTest, human36m_starts_with_its_usual_test_subjects) {
  REQUIRE_SHARED_DATA();
  import_files(
      project,
      {.format = "h36m", .paths = {shared_data() / "same_motion" / "human36m"}, .dataset = "", .read = {}},
      {});
  EXPECT_THAT(project.catalog().datasets.at(0).independent_subjects, ElementsAre("S9", "S11"));
}

TEST_F(ImportTest, names_are_made_fit_for_the_tree) {
  StagedImport staged(project, {.dataset = "Walks", .format = "table"});
  staged.add(swaying_sequence("", "a/b", "", 3));
  EXPECT_THROW(staged.add(swaying_sequence("", "a/b", "", 3)), Error);
  EXPECT_THROW(staged.add(swaying_sequence("S1", "empty", "world", 0)), Error);
  staged.commit(project);
  EXPECT_EQ(project.catalog().sequences.at(0).name, "Walks/unknown/a_b/world");
}

}  // namespace
}  // namespace solopose
