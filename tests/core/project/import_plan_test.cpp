#include "core/project/import_plan.h"

#include <algorithm>
#include <fstream>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/formats/remembered_mapping.h"
#include "core/project/dataset_summary.h"
#include "tests/core/project/project_samples.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAreArray;
using namespace solopose::testing;

struct ImportPlanTest : ::testing::Test {
  ImportPlan plan(const std::vector<fs::path>& paths, const std::string& format = "") {
    return plan_import(&project, {.format = format, .paths = paths, .dataset = "", .read = {}}, {});
  }
  std::vector<ImportReport> import(const std::vector<fs::path>& paths) {
    return import_all(project, {.format = "", .paths = paths, .dataset = "", .read = {}}, {});
  }

  TemporaryFolder scratch;
  fs::path folder = scratch / "project";
  fs::path sources = scratch / "sources";
  Project project = Project::create(folder);
};

/// A table as people keep it: a header that names joints, a row a frame.
void write_table(const fs::path& file, int seed) {
  std::ofstream out(file);
  const char* joints[] = {"pelvis",     "right_hip",  "right_knee",     "right_ankle", "left_hip",
                          "left_knee",  "left_ankle", "neck",           "head",        "left_shoulder",
                          "left_elbow", "left_wrist", "right_shoulder", "right_elbow", "right_wrist"};
  const int height[] = {950, 950, 500, 90, 950, 500, 90, 1500, 1700, 1450, 1200, 1000, 1450, 1200, 1000};
  out << "time";
  for (const char* joint : joints) out << ',' << joint << "_x," << joint << "_y," << joint << "_z";
  for (int frame = 0; frame < 4; ++frame) {
    out << "\n" << 0.02 * frame;
    for (const int up : height) out << ',' << seed + frame << ',' << up << ",0";
  }
  out << "\n";
}

/// The same with joints that are called j0, j1, …
void write_foreign_table(const fs::path& file, int seed) {
  std::ofstream out(file);
  const int height[] = {950, 950, 500, 90, 950, 500, 90, 1500, 1700, 1450, 1200, 1000, 1450, 1200, 1000};
  out << "time";
  for (int joint = 0; joint < 15; ++joint) out << fmt::format(",j{0}_x,j{0}_y,j{0}_z", joint);
  for (int frame = 0; frame < 4; ++frame) {
    out << "\n" << 0.02 * frame;
    for (const int up : height) out << ',' << seed + frame << ',' << up << ",0";
  }
  out << "\n";
}

// A rig that was mapped once: its next file comes in by itself, and the plan says by what.
TEST_F(ImportPlanTest, a_rig_whose_mapping_is_remembered_arrives_by_it) {
  fs::create_directories(sources);
  write_foreign_table(sources / "first.csv", 10);
  write_foreign_table(sources / "second.csv", 20);
  EXPECT_EQ(plan({sources}).sequences(), 0);

  JointSet set{"custom", {}, {}, {}};
  for (int j = 0; j < joint_count; ++j) {
    set.joints.push_back(fmt::format("j{}", j));
    set.canonical[static_cast<std::size_t>(j)] = {j};
  }
  const fs::path mappings = scratch / "joint-mappings";
  remember_mapping(mappings, set);
  ReadOptions read;
  read.mapping = mappings;
  const ImportPlan by_mapping =
      plan_import(&project, {.format = "", .paths = {sources}, .dataset = "", .read = read}, {});
  EXPECT_EQ(by_mapping.sequences(), 2);
  ASSERT_EQ(by_mapping.datasets.size(), 1U);
  EXPECT_TRUE(std::ranges::any_of(by_mapping.datasets[0].problems, [](const ProblemRecord& problem) {
    return !problem.skipped && problem.message.find("remembered for this rig") != std::string::npos;
  }));
  forget_mappings(mappings);
  EXPECT_EQ(
      plan_import(&project, {.format = "", .paths = {sources}, .dataset = "", .read = read}, {}).sequences(),
      0);
}

// 490 marker files, 490 tables and 20 files that are nobody's motion, in folders of all depths.
TEST_F(ImportPlanTest,
       of_a_thousand_mixed_files_all_that_can_be_read_is_and_each_of_the_twenty_others_has_its_reason) {
  for (int i = 0; i < 490; ++i) {
    const fs::path place = sources / fmt::format("day_{}", i % 7) / fmt::format("subject_{}", i % 5);
    fs::create_directories(place);
    write_trc(place / fmt::format("walk_{:03}.trc", i), 4, i + 1);
    write_table(place / fmt::format("run_{:03}.csv", i), 1000 + i);
  }
  const std::vector<std::pair<std::string, std::string>> foreign = {
      {"notes.txt", "call me"},
      {"paper.pdf", "%PDF-1.4"},
      {"README.md", "# read me"},
      {"index.html", "<html>"},
      {"setup.py", "import os"},
      {"body.obj", "v 0 0 0"},
      {"scan.ply", "ply\n"},
      {"video.mp4", "not really"},
      {"photo.jpg", "\xff\xd8\xff"},
      {"archive.zip", "PK"},
      {"model.onnx", "onnx"},
      {"weights.pt", "PK"},
      {"sound.wav", "RIFF"},
      {"log.log", "line"},
      {"config.ini", "[a]"},
      {"noext", "data"},
      {"broken.trc", "PathFileType\t4\nnonsense\n"},
      {"empty.trc", ""},
      {"words.csv", "name,age\nAnn,3\n"},
      {"empty.csv", ""}};
  ASSERT_EQ(foreign.size(), 20U);
  std::vector<std::string> expected;
  for (const auto& [name, text] : foreign) {
    const fs::path file = sources / "day_3" / name;
    std::ofstream(file) << text;
    expected.push_back(file.string());
  }

  const ImportPlan planned = plan({sources});
  EXPECT_EQ(planned.sequences(), 980);
  EXPECT_EQ(planned.left_out(), 20);
  std::vector<std::string> listed;
  for (const UnreadFiles& kind : planned.unread) {
    EXPECT_FALSE(kind.reason.empty());
    if (kind.paths.empty()) listed.push_back(kind.example.string());
    for (const fs::path& path : kind.paths) listed.push_back(path.string());
  }
  for (const PlannedDataset& dataset : planned.datasets) {
    for (const ProblemRecord& problem : dataset.problems) {
      if (!problem.skipped) continue;
      EXPECT_THAT(problem.message, HasSubstr(fs::path(problem.file).filename().string()));
      listed.push_back(problem.file);
    }
  }
  EXPECT_THAT(listed, UnorderedElementsAreArray(expected));
  EXPECT_TRUE(project.catalog().sequences.empty()) << "nothing is written";

  const std::vector<ImportReport> reports = import({sources});
  std::int64_t arrived = 0;
  for (const ImportReport& report : reports) arrived += report.sequences;
  EXPECT_EQ(arrived, 980);
  EXPECT_EQ(project.catalog().sequences.size(), 980U);
}

TEST_F(ImportPlanTest, says_of_each_dataset_what_an_import_then_brings) {
  write_trc_folder(sources / "a", 3, 20);
  const ImportPlan planned = plan({sources});
  ASSERT_EQ(planned.datasets.size(), 1U);
  const PlannedDataset& dataset = planned.datasets[0];
  EXPECT_EQ(dataset.format, "trc");
  EXPECT_EQ(dataset.files, 3);
  EXPECT_EQ(dataset.sequences, 3);
  EXPECT_EQ(dataset.frames, 60);
  EXPECT_EQ(dataset.takes.size(), 3U);
  EXPECT_THAT(dataset.views, ElementsAre("world"));
  EXPECT_THAT(dataset.ups, ElementsAre("y"));
  EXPECT_GT(dataset.smallest_mm, 1400);
  EXPECT_LT(dataset.tallest_mm, 2100);
  EXPECT_TRUE(std::ranges::any_of(dataset.problems, [](const ProblemRecord& problem) {
    return problem.message.find("up axis guessed") != std::string::npos;
  })) << "the reason of a guess";
  const std::vector<ImportReport> reports = import({sources});
  ASSERT_EQ(reports.size(), 1U);
  EXPECT_EQ(reports[0].sequences, dataset.sequences);
  EXPECT_EQ(reports[0].frames, dataset.frames);
  const ImportPlan again = plan({sources});
  EXPECT_EQ(again.sequences(), 0);
  EXPECT_EQ(again.datasets[0].already_present.size(), 3U);
}

TEST_F(ImportPlanTest, a_summary_of_the_dataset_stays_and_names_what_was_left_out) {
  write_trc_folder(sources, 3, 20);
  std::ofstream(sources / "clip_001.trc") << "PathFileType\t4\nnonsense\n";
  const std::vector<ImportReport> reports = import({sources});
  const std::string summary = dataset_summary(Project::open(folder).catalog(), reports.at(0).dataset, folder);
  EXPECT_THAT(summary, HasSubstr("2 sequences, 40 frames"));
  EXPECT_THAT(summary, HasSubstr("Left out (1)\n  " + (sources / "clip_001.trc").string()));
  EXPECT_THAT(summary, HasSubstr("up axis guessed"));
  EXPECT_EQ(dataset_summary(project.catalog(), 999, folder), "");
}

TEST_F(ImportPlanTest, a_calibration_that_is_stated_gives_cameras_and_their_videos_by_name) {
  write_trc_folder(sources, 2, 20);
  fs::create_directories(scratch / "rig/videos");
  std::ofstream calibration(scratch / "rig/cameras.toml");
  for (const char* name : {"left", "right", "top"}) {
    calibration << '[' << name << "]\nsize = [640, 480]\nmatrix = [[600, 0, 320], [0, 600, 240], [0, 0, 1]]\n"
                << "distortions = [0.0, 0.0, 0.0, 0.0]\nrotation = [0.0, 0.0, 0.0]\ntranslation = [0.0, "
                << name[0] % 7 << ".0, 3.0]\n";
  }
  calibration.close();
  for (const char* film : {"right.mp4", "left.mp4"}) std::ofstream(scratch / "rig/videos" / film) << film;
  ReadOptions read;
  read.calibration = scratch / "rig/cameras.toml";
  import_all(project, {.format = "", .paths = {sources}, .dataset = "", .read = read}, {});
  const Catalog catalog = project.catalog();
  ASSERT_EQ(catalog.sequences.size(), 2U);
  for (const SequenceRecord& track : catalog.sequences) {
    ASSERT_EQ(track.cameras.size(), 2U) << "the third has no video";
    for (std::size_t c = 0; c < 2; ++c) EXPECT_EQ(fs::path(track.videos[c]).stem(), track.cameras[c].name);
  }
  ReadOptions wrong;
  wrong.calibration = sources / "clip_000.trc";
  EXPECT_THROW(import_all(project, {.format = "", .paths = {sources}, .dataset = "", .read = wrong}, {}),
               Error);
}

TEST_F(ImportPlanTest, finds_the_datasets_of_a_folder_of_downloads_by_itself) {
  REQUIRE_SHARED_DATA();
  const ImportPlan planned = plan({shared_data() / "same_motion"});
  std::map<std::string, const PlannedDataset*> datasets;
  for (const PlannedDataset& dataset : planned.datasets) datasets[dataset.format] = &dataset;
  ASSERT_TRUE(datasets.contains("mpi_inf_3dhp"));
  const PlannedDataset& mpi = *datasets.at("mpi_inf_3dhp");
  EXPECT_THAT(mpi.subjects, ElementsAre("S1", "S2", "TS1", "TS2"));
  EXPECT_EQ(mpi.sequences, 2 * 14 + 2);
  EXPECT_EQ(mpi.views.size(), 14U);
  EXPECT_EQ(mpi.calibrated, 2 * 14 + 2);
  EXPECT_EQ(mpi.missing_videos.size(), mpi.videos.size());
  EXPECT_EQ(datasets.at("mads")->sequences, 2);
  EXPECT_EQ(datasets.at("h36m")->format, "h36m");
}

TEST_F(ImportPlanTest, what_aist_ignores_is_left_out_by_name_and_read_with_the_switch) {
  REQUIRE_SHARED_DATA();
  fs::create_directories(sources / "keypoints3d");
  fs::create_directories(sources / "cameras");
  const char* name = "gBR_sBM_cAll_d04_mBR0_ch03";
  fs::copy(shared_data() / "aistpp/keypoints3d" / (std::string(name) + ".pkl"), sources / "keypoints3d");
  fs::copy(shared_data() / "aistpp/cameras/setting1.json", sources / "cameras");
  std::ofstream(sources / "cameras/mapping.txt") << name << " setting1\n";
  std::ofstream(sources / "ignore_list.txt") << name << "\n";
  const ImportPlan without = plan({sources});
  ASSERT_EQ(without.datasets.size(), 1U);
  EXPECT_EQ(without.sequences(), 0);
  EXPECT_EQ(without.left_out(), 1);
  EXPECT_THAT(without.datasets[0].problems.at(0).message, HasSubstr("ignore_list.txt"));
  ReadOptions read;
  read.with_ignored = true;
  const ImportPlan with =
      plan_import(&project, {.format = "", .paths = {sources}, .dataset = "", .read = read}, {});
  EXPECT_EQ(with.sequences(), 1);
  EXPECT_EQ(with.datasets[0].calibrated, 1) << "mapping.txt leads to the cameras";
  EXPECT_THAT(with.unread, IsEmpty()) << "what a reader looks into is not listed";
}

TEST_F(ImportPlanTest, a_path_that_is_not_there_is_an_error_and_a_stop_stops) {
  EXPECT_THROW(plan({scratch / "missing"}), Error);
  write_trc_folder(sources, 3);
  std::stop_source stop;
  stop.request_stop();
  JobContext context;
  context.stop = stop.get_token();
  EXPECT_THROW(plan_import(nullptr, {.format = "", .paths = {sources}, .dataset = "", .read = {}}, context),
               Cancelled);
}

}  // namespace
}  // namespace solopose
