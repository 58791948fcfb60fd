// Files that share their names, and folders that hold all kinds of things.
#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <random>
#include <set>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/files/npz.h"
#include "core/formats/reader.h"
#include "core/project/gathered_remarks.h"
#include "core/project/import.h"
#include "core/project/pose_store.h"
#include "core/project/track_names.h"
#include "tests/core/project/project_samples.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using namespace solopose::testing;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

struct ImportNames : ::testing::Test {
  ImportReport import(const std::string& format, const std::vector<fs::path>& paths) {
    return import_files(project, {.format = format, .paths = paths, .dataset = "D", .read = {}}, {});
  }
  void trc(const std::string& name, int seed) {
    fs::create_directories((sources / name).parent_path());
    write_trc(sources / name, 8, seed);
  }
  std::vector<std::string> names() {
    std::vector<std::string> all;
    const Catalog catalog = project.catalog();
    for (const SequenceRecord& s : catalog.sequences) all.push_back(s.name);
    return all;
  }
  std::vector<std::string> videos() {
    std::vector<std::string> names;
    const Catalog catalog = project.catalog();
    for (const std::string& video : catalog.sequences.at(0).videos)
      names.push_back(fs::path(video).filename().string());
    return names;
  }
  DatasetId dataset() { return project.catalog().datasets.at(0).id; }
  TemporaryFolder scratch;
  fs::path sources = scratch / "sources";
  Project project = Project::create(scratch / "project");
};

TEST_F(ImportNames, every_format_can_name_the_dataset_that_nobody_named) {
  trc("walk.trc", 1);
  for (const Reader& reader : readers()) {
    const ImportOptions options{
        .format = "trc", .paths = {sources / "walk.trc"}, .dataset = std::string(reader.title), .read = {}};
    Project other = Project::create(scratch / std::string(reader.name));
    EXPECT_EQ(import_files(other, options, {}).sequences, 1) << reader.title;
  }
}

TEST_F(ImportNames, one_file_name_a_subject_arrives_from_every_folder) {
  REQUIRE_SHARED_CASE("same-names");
  const auto report = import("table", {shared_case("same-names") / "tables"});
  EXPECT_EQ(report.sequences, 3);
  const Catalog catalog = project.catalog();
  ASSERT_THAT(catalog.sequences, SizeIs(3));
  const NpzReader expected(shared_case("same-names") / "expected.npz");
  for (const SequenceRecord& sequence : catalog.sequences) {
    EXPECT_EQ(sequence.take, "poses");
    const std::vector<double> right = expected.numbers(sequence.subject).values;
    const std::vector<float> poses = PoseStore(project.folder()).poses_mm(sequence);
    ASSERT_EQ(poses.size(), right.size());
    for (std::size_t i = 0; i < poses.size(); ++i) ASSERT_NEAR(poses[i], right[i], 0.1) << sequence.name;
  }
  const auto again = import("table", {shared_case("same-names") / "tables"});
  EXPECT_EQ(again.import, 0);
  EXPECT_THAT(again.already_present, SizeIs(3));
}

TEST_F(ImportNames, one_file_name_a_day_arrives_from_every_folder) {
  REQUIRE_SHARED_CASE("same-names");
  import("bvh", {shared_case("same-names") / "takes"});
  EXPECT_THAT(names(), ElementsAre("D/unknown/monday_walk/world", "D/unknown/tuesday_walk/world"));
}

TEST_F(ImportNames, no_more_of_the_path_is_taken_than_tells_files_apart) {
  trc("S01/day1/raw/walk.trc", 1);
  trc("S01/day2/raw/walk.trc", 2);
  trc("S02/day1/raw/walk.trc", 3);
  trc("S02/day1/raw/run.trc", 4);
  import("trc", {sources});
  EXPECT_THAT(names(), UnorderedElementsAre("D/S01/day1_walk/world", "D/S01/day2_walk/world",
                                            "D/S02/day1_walk/world", "D/unknown/run/world"));
}

TEST_F(ImportNames, of_several_folders_that_differ_one_that_suffices_is_taken) {
  trc("a/P1/x/walk.trc", 1);
  trc("a/P2/x/walk.trc", 2);
  trc("b/P3/y/walk.trc", 3);
  import("trc", {sources});
  EXPECT_THAT(names(), ElementsAre("D/P1/walk/world", "D/P2/walk/world", "D/P3/walk/world"));
}

TEST_F(ImportNames, do_not_depend_on_the_order_of_the_files) {
  std::vector<NamedTrack> tracks;
  for (const char* folder : {"/m/S1/a", "/m/S1/b", "/m/S2/a", "/n/S2/a", "/n/S3"}) {
    for (const char* view : {"cam1", "cam2"})
      tracks.push_back({"unknown", "walk", view, std::string(folder) + "/walk.npz"});
  }
  tracks.pop_back();  // one view fewer
  const auto named = [](std::vector<NamedTrack> some) {
    tell_apart(some, {});
    std::map<std::string, std::string> by_source;
    for (const auto& track : some) by_source[track.source.string() + track.view] = track.name();
    return by_source;
  };
  const auto first = named(tracks);
  std::set<std::string> distinct;
  for (const auto& [source, name] : first) distinct.insert(name);
  EXPECT_EQ(distinct.size(), tracks.size());
  std::mt19937 random(1);
  for (int i = 0; i < 20; ++i) {
    std::shuffle(tracks.begin(), tracks.end(), random);
    EXPECT_EQ(named(tracks), first);
  }
  const std::string one_view = first.at("/m/S1/a/walk.npzcam1");
  EXPECT_EQ(first.at("/m/S1/a/walk.npzcam2"), one_view.substr(0, one_view.rfind('/')) + "/cam2")
      << "views of one take stay together";
}

TEST_F(ImportNames, folders_that_are_added_later_change_no_earlier_name) {
  trc("monday/walk.trc", 1);
  import("trc", {sources});
  EXPECT_THAT(names(), ElementsAre("D/unknown/walk/world"));
  trc("tuesday/walk.trc", 2);
  EXPECT_EQ(import("trc", {sources}).sequences, 1);
  EXPECT_THAT(names(), ElementsAre("D/unknown/tuesday_walk/world", "D/unknown/walk/world"));
  trc("wednesday/walk.trc", 3);
  trc("thursday/walk.trc", 4);
  EXPECT_EQ(import("trc", {sources}).sequences, 2);
  EXPECT_THAT(names(), ElementsAre("D/unknown/thursday_walk/world", "D/unknown/tuesday_walk/world",
                                   "D/unknown/walk/world", "D/unknown/wednesday_walk/world"));
}

TEST_F(ImportNames, a_third_folder_is_named_like_two_that_came_together) {
  trc("monday/walk.trc", 1);
  trc("tuesday/walk.trc", 2);
  import("trc", {sources});
  trc("friday/walk.trc", 3);
  import("trc", {sources / "friday"});
  EXPECT_THAT(names(), ElementsAre("D/unknown/friday_walk/world", "D/unknown/monday_walk/world",
                                   "D/unknown/tuesday_walk/world"));
}

TEST_F(ImportNames, files_of_one_folder_are_told_apart_by_their_own_names) {
  fs::create_directories(sources);
  for (const char* file : {"first.npz", "second.npz"}) {
    NpzWriter out(sources / file);
    std::vector<float> poses(2 * 45);
    for (std::size_t i = 0; i < poses.size(); ++i)
      poses[i] = static_cast<float>(i) + (file[0] == 'f' ? 0 : 7);
    out.add("names", std::vector<std::string>{"A/S1/walk/world", "B/S1/walk/world"});
    out.add<float>("0", poses, {2, 15, 3});
    out.add<float>("1", poses, {2, 15, 3});
    out.finish();
  }
  EXPECT_EQ(import("table", {sources}).sequences, 4);
  EXPECT_THAT(names(), UnorderedElementsAre("D/S1/first_walk/world", "D/S1/first_walk_2/world",
                                            "D/S1/second_walk/world", "D/S1/second_walk_2/world"));
}

TEST_F(ImportNames, a_file_that_has_changed_since_is_not_mixed_with_what_it_was) {
  trc("walk.trc", 1);
  import("trc", {sources});
  trc("walk.trc", 2);
  const auto report = import("trc", {sources});
  EXPECT_EQ(report.import, 0);
  ASSERT_THAT(report.problems, SizeIs(1));
  EXPECT_THAT(report.problems[0].message, HasSubstr("reimport"));
}

TEST_F(ImportNames, a_reimport_keeps_names_and_key_frames_whatever_came_since) {
  trc("monday/walk.trc", 1);
  import("trc", {sources});
  trc("tuesday/walk.trc", 2);
  import("trc", {sources / "tuesday"});
  trc("wednesday/walk.trc", 3);
  const std::vector<std::string> before = names();
  const Catalog catalog = project.catalog();
  project.set_key_frame_override(catalog.sequence_named("D/unknown/walk/world")->id, 5);
  project.set_key_frame_override(catalog.sequence_named("D/unknown/tuesday_walk/world")->id, 6);
  project.replace_imports(project.active_imports(dataset()), reimport_dataset(project, dataset(), {}));
  const Catalog after = project.catalog();
  EXPECT_EQ(after.sequence_named("D/unknown/walk/world")->key_frame_override, 5);
  EXPECT_EQ(after.sequence_named("D/unknown/tuesday_walk/world")->key_frame_override, 6);
  EXPECT_NE(after.sequence_named("D/unknown/wednesday_walk/world"), nullptr);
  EXPECT_THAT(after.sequences, SizeIs(3));
}

TEST_F(ImportNames, a_reimport_takes_corrected_options_and_keeps_them) {
  trc("walk.trc", 1);
  import("trc", {sources});
  const std::vector<float> before = PoseStore(project.folder()).poses_mm(project.catalog().sequences[0]);
  ReadOptions corrected;
  corrected.millimetres_per_unit = 25.4;
  for (int times = 0; times < 2; ++times) {
    project.replace_imports(project.active_imports(dataset()),
                            reimport_dataset(project, dataset(), {}, corrected));
    corrected = {};
    const std::vector<float> after = PoseStore(project.folder()).poses_mm(project.catalog().sequences[0]);
    ASSERT_EQ(after.size(), before.size());
    EXPECT_NEAR(after[0] / before[0], after[1] / before[1], 1e-4);
    EXPECT_GT(std::abs(after[1] / before[1] - 1), 0.01) << "the second time, too";
  }
}

TEST_F(ImportNames, a_reimport_lists_files_that_are_gone) {
  trc("a.trc", 1);
  trc("b.trc", 2);
  import("trc", {sources});
  fs::remove(sources / "b.trc");
  project.replace_imports(project.active_imports(dataset()), reimport_dataset(project, dataset(), {}));
  const Catalog catalog = project.catalog();
  EXPECT_THAT(catalog.sequences, SizeIs(1));
  ASSERT_THAT(catalog.problems,
              ::testing::Contains(::testing::Field(
                  &ProblemRecord::message, AllOf(HasSubstr("b.trc"), HasSubstr("was in the dataset")))));
}

TEST_F(ImportNames, a_linked_folder_is_read_like_another) {
  REQUIRE_SHARED_CASE("linked-folder");
  fs::copy(shared_case("linked-folder"), sources,
           fs::copy_options::recursive | fs::copy_options::copy_symlinks);
  fs::permissions(sources / "data", fs::perms::owner_all);
  fs::remove(sources / "data/more");
  fs::create_symlink("../elsewhere", sources / "data/more");
  fs::create_symlink("..", sources / "data/up");
  import("bvh", {sources / "data"});
  EXPECT_THAT(names(), ElementsAre("D/unknown/one/world", "D/unknown/two/world"));
  const Catalog catalog = project.catalog();
  for (const SequenceRecord& sequence : catalog.sequences) EXPECT_EQ(sequence.frames, 6);
}

TEST_F(ImportNames, companions_of_files_are_as_if_they_were_not_there) {
  REQUIRE_SHARED_CASE("companion-files");
  const auto report = import("trc", {shared_case("companion-files") / "session/pose-3d"});
  EXPECT_EQ(report.sequences, 1);
  EXPECT_TRUE(std::ranges::none_of(report.problems, &ProblemRecord::skipped));
  EXPECT_THAT(report.unread, IsEmpty());
  EXPECT_THAT(videos(), ElementsAre("cam1.mp4", "cam2.mp4"));
}

TEST_F(ImportNames, videos_with_a_percent_in_their_names_are_bound) {
  REQUIRE_SHARED_CASE("percent-in-a-name");
  import("trc", {shared_case("percent-in-a-name") / "pose-3d/walk.trc"});
  EXPECT_THAT(videos(), ElementsAre("50% cam1.mp4", "50% cam2.mp4"));
}

TEST_F(ImportNames, what_a_folder_held_beside_is_listed_by_kind_with_its_reason) {
  trc("walk.trc", 1);
  for (const char* name :
       {"a.JPG", "b.jpg", "film.mp4", "notes.txt", "all.zip", "poses.npz", "readme", "._walk.trc"})
    std::ofstream(sources / name) << name;
  ASSERT_EQ(::mkfifo((sources / "pipe.trc").c_str(), 0600), 0);
  fs::create_symlink("gone.trc", sources / "broken.trc");
  const auto report = import("trc", {sources});
  EXPECT_EQ(report.sequences, 1);
  std::vector<std::string> sentences;
  for (const UnreadFiles& kind : report.unread) sentences.push_back(kind.sentence());
  EXPECT_THAT(
      sentences,
      UnorderedElementsAre(AllOf(HasSubstr("2 files .jpg"), HasSubstr("pictures")),
                           AllOf(HasSubstr("film.mp4"), HasSubstr("films")),
                           AllOf(HasSubstr("notes.txt"), HasSubstr("does not look like TRC")),
                           AllOf(HasSubstr("all.zip"), HasSubstr("unpack")),
                           AllOf(HasSubstr("poses.npz"), HasSubstr("--format table")), HasSubstr("readme")));
  std::vector<std::string> left_out;
  for (const ProblemRecord& problem : report.problems) {
    if (problem.skipped) left_out.push_back(problem.message);
  }
  EXPECT_THAT(left_out, ElementsAre(AllOf(HasSubstr("broken.trc"), HasSubstr("a link to nothing")),
                                    AllOf(HasSubstr("pipe.trc"), HasSubstr("a FIFO"))));
}

TEST_F(ImportNames, a_pipe_or_device_that_is_given_by_its_path_is_one_error) {
  fs::create_directories(sources);
  ASSERT_EQ(::mkfifo((sources / "pipe").c_str(), 0600), 0);
  for (const fs::path& path : {sources / "pipe", fs::path("/dev/zero")}) {
    for (const Reader& reader : readers()) {
      const auto report = import(std::string(reader.name), {path});
      EXPECT_EQ(report.import, 0);
      ASSERT_THAT(report.problems, SizeIs(1));
      EXPECT_THAT(report.problems[0].message, HasSubstr("expected a regular file"));
    }
  }
}

TEST_F(ImportNames, a_folder_without_a_file_of_the_format_says_what_it_held) {
  fs::create_directories(sources);
  for (const char* name : {"a.jpg", "b.jpg"}) std::ofstream(sources / name) << name;
  try {
    import("trc", {sources});
    FAIL();
  } catch (const Error& failure) {
    EXPECT_THAT(failure.what(), HasSubstr("2 files .jpg"));
  }
}

TEST(gathered_remarks, say_once_what_files_share) {
  const auto remark = [](const std::string& file, const std::string& message) {
    return ProblemRecord{0, 0, file, message, false};
  };
  std::vector<ProblemRecord> problems;
  for (int i = 0; i < 240; ++i) {
    const std::string file = fmt::format("/d/{:03}.bvh", i);
    problems.push_back(
        remark(file, fmt::format("unit guessed: centimetres (it is then 1.{} m tall); --unit overrides it",
                                 i == 7 ? 52 : 70 + i % 3)));
    if (i % 100 == 0) problems.push_back(remark(file, "3 rows are missing"));
    if (i == 5) problems.push_back({0, 0, file, "damaged", true});
    if (i == 6) problems.push_back(remark(file, fmt::format("{} rows are missing", i)));
  }
  const auto gathered = gathered_remarks(problems);
  ASSERT_THAT(gathered, SizeIs(4));
  EXPECT_THAT(
      gathered[0].message,
      AllOf(HasSubstr("in 240 files: unit guessed: centimetres (it is then 1.52 to 1.72 m tall); --unit"),
            HasSubstr("000.bvh"), HasSubstr("and 228 more")));
  EXPECT_EQ(gathered[0].file, "/d");
  EXPECT_THAT(gathered[1].message, HasSubstr("in 3 files: 3 rows are missing (000.bvh, 100.bvh, 200.bvh)"));
  EXPECT_TRUE(gathered[2].skipped);
  EXPECT_EQ(gathered[3].message, "6 rows are missing")
      << "another number is another remark, unless it is a guess";
}

TEST(gathered_remarks, about_different_rates_stay_apart) {
  std::vector<ProblemRecord> problems;
  for (const int rate : {30, 120, 30})
    problems.push_back({0, 0, fmt::format("/d/{}.bvh", problems.size()),
                        fmt::format("--fps {} makes it round", rate), false});
  const auto gathered = gathered_remarks(problems);
  ASSERT_THAT(gathered, SizeIs(2));
  EXPECT_THAT(gathered[0].message, HasSubstr("in 2 files: --fps 30"));
  EXPECT_EQ(gathered[1].message, "--fps 120 makes it round");
}

TEST(gathered_remarks, of_one_file_stay_with_it) {
  const std::vector<ProblemRecord> problems = {{0, 0, "/d/a.csv", "unit guessed; --unit 1", false},
                                               {0, 0, "/d/a.csv", "unit guessed; --unit 2", false},
                                               {0, 0, "/d/a.csv", "another", false}};
  const auto gathered = gathered_remarks(problems);
  ASSERT_THAT(gathered, SizeIs(2));
  EXPECT_EQ(gathered[0].message, "unit guessed; --unit 1 to 2");
  EXPECT_EQ(gathered[0].file, "/d/a.csv");
}

}  // namespace
}  // namespace solopose
