#include <sys/stat.h>

#include <csignal>
#include <fstream>

#include <gmock/gmock.h>

#include "core/files/npy.h"
#include "core/project/project.h"
#include "core/project/trash.h"
#include "tests/app/cli/program_run.h"
#include "tests/app/cli/shoulder_width.h"
#include "tests/core/project/project_samples.h"
#include "tests/support/shared_data.h"

namespace {

namespace fs = std::filesystem;
using namespace solopose::testing;
using nlohmann::json;
using ::testing::AllOf;
using ::testing::AnyOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

struct DatasetVerbsTest : ::testing::Test {
  void import_walks() {
    write_trc_folder(sources, 3, 20);
    ASSERT_EQ(run_solopose({"import", project, "--format", "trc", sources, "--name", "Walks"}).exit_code, 0);
  }
  json info() const { return run_solopose({"info", project, "--json"}).json(); }
  ProgramRun set(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"set", project});
    arguments.push_back("--json");
    return run_solopose(arguments);
  }
  TemporaryFolder scratch;
  std::string project = scratch / "project";
  std::string sources = scratch / "sources";
};

TEST_F(DatasetVerbsTest, remove_takes_a_dataset_out_and_leaves_its_files) {
  import_walks();
  const ProgramRun run = run_solopose({"remove", project, "Walks", "--json"});
  ASSERT_EQ(run.exit_code, 0) << run.err;
  EXPECT_EQ(run.json()["sequences"], 3);
  EXPECT_TRUE(info()["datasets"].empty());
  EXPECT_TRUE(fs::exists(sources + "/clip_000.trc"));
  const ProgramRun again =
      run_solopose({"import", project, "--format", "trc", sources, "--name", "Walks", "--json"});
  EXPECT_EQ(again.json()["sequences"], 3) << "what was removed does not count as present";
}

TEST_F(DatasetVerbsTest, remove_of_a_sequence_excludes_it_until_set_takes_it_in_again) {
  import_walks();
  const std::string id = "Walks/unknown/clip_001/world";
  const ProgramRun run = run_solopose({"remove", project, "Walks", "--sequence", id, "--json"});
  ASSERT_EQ(run.exit_code, 0) << run.err;
  EXPECT_EQ(run.json()["sequence"], id);
  const auto aligned = [&] { return run_solopose({"align", project, "--json"}).json()["sequences"].size(); };
  EXPECT_EQ(aligned(), 2U);
  EXPECT_EQ(set({"Walks", "--sequence", id, "--excluded", "off"}).json()["excluded"], false);
  EXPECT_EQ(aligned(), 3U);
}

TEST_F(DatasetVerbsTest, a_dry_run_lists_what_would_arrive_and_makes_no_project) {
  write_trc_folder(sources, 3, 20);
  std::ofstream(sources + "/notes.txt") << "call me";
  const ProgramRun run = run_solopose({"import", project, sources, "--dry-run", "--json"});
  ASSERT_EQ(run.exit_code, 0) << run.err;
  const json plan = run.json();
  ASSERT_EQ(plan["datasets"].size(), 1U);
  EXPECT_EQ(plan["datasets"][0]["format"], "trc");
  EXPECT_EQ(plan["datasets"][0]["sequences"], 3);
  EXPECT_EQ(plan["datasets"][0]["frames"], 60);
  EXPECT_EQ(plan["left_out"], 1);
  EXPECT_EQ(plan["unread"][0]["paths"][0], sources + "/notes.txt");
  EXPECT_FALSE(fs::exists(project));
  std::ofstream(sources + "/bad.trc") << "no markers";
  const ProgramRun text = run_solopose({"import", project, sources, "--dry-run"});
  EXPECT_THAT(text.out,
              AllOf(HasSubstr("notes.txt: no format"), HasSubstr("left out: "), HasSubstr("bad.trc")));
  EXPECT_THAT(text.err, Not(AnyOf(HasSubstr("notes.txt"), HasSubstr("bad.trc")))) << "once is enough";
  fs::remove(sources + "/bad.trc");
  const ProgramRun import = run_solopose({"import", project, sources, "--json"});
  ASSERT_EQ(import.exit_code, 0) << import.err;
  EXPECT_EQ(import.json()["imports"][0]["sequences"], 3) << "without --format each file's own";
}

TEST_F(DatasetVerbsTest, relink_finds_moved_videos_by_their_names) {
  fs::create_directories(sources + "/pose-3d");
  fs::create_directories(sources + "/videos");
  write_trc(sources + "/pose-3d/walk.trc", 20, 1);
  std::ofstream(sources + "/Calib_a.toml")
      << "[cam_01]\nname = \"cam_01\"\nsize = [640, 480]\nmatrix = [[600, 0, 320], [0, 600, 240], [0, 0, "
         "1]]\n"
         "distortions = [0.0, 0.0, 0.0, 0.0]\nrotation = [0.0, 0.0, 0.0]\ntranslation = [0.0, 0.0, 3.0]\n";
  std::ofstream(sources + "/videos/cam_01.mp4") << "a film";
  ASSERT_EQ(run_solopose({"import", project, "--format", "trc", sources}).exit_code, 0);
  fs::create_directories(sources + "/elsewhere");
  fs::rename(sources + "/videos/cam_01.mp4", sources + "/elsewhere/cam_01.mp4");
  const std::string films = sources + "/elsewhere";
  const json report = run_solopose({"relink", project, "--videos", films, "--json"}).json();
  ASSERT_EQ(report["relinked"].size(), 1U);
  EXPECT_EQ(report["relinked"][0]["after"], films + "/cam_01.mp4");
  EXPECT_TRUE(report["missing"].empty());
  EXPECT_THAT(run_solopose({"relink", project, "--videos", films}).out,
              HasSubstr("0 videos relinked, 0 missing"));
  ASSERT_EQ(run_solopose({"reimport", project, "TRC"}).exit_code, 0);
  const solopose::Catalog again = solopose::Project::open(project).catalog();
  EXPECT_THAT(again.sequences.at(0).videos, ElementsAre(films + "/cam_01.mp4")) << "its file names none now";
}

TEST_F(DatasetVerbsTest, a_dataset_that_is_not_there_is_an_error_that_lists_those_that_are) {
  import_walks();
  for (const char* verb : {"remove", "reimport", "set"}) {
    const ProgramRun run = run_solopose({verb, project, "Runs"});
    EXPECT_EQ(run.exit_code, 1) << verb;
    EXPECT_THAT(run.err, AllOf(HasSubstr("Runs"), HasSubstr("Walks")));
    EXPECT_THAT(run.out, IsEmpty());
  }
  EXPECT_EQ(info()["datasets"].size(), 1U);
}

TEST_F(DatasetVerbsTest, reimport_corrects_the_unit_and_keeps_key_frames) {
  import_walks();
  EXPECT_NEAR(shoulder_width_mm(project), 360, 0.1);
  ASSERT_EQ(set({"Walks", "--sequence", "Walks/unknown/clip_001/world", "--key-frame", "7"}).exit_code, 0);
  const ProgramRun run =
      run_solopose({"reimport", project, "Walks", "--unit", "cm", "--fps", "25", "--json"});
  ASSERT_EQ(run.exit_code, 0) << run.err;
  EXPECT_EQ(run.json()["sequences"], 3);
  EXPECT_NEAR(shoulder_width_mm(project), 3.6, 0.001);
  const solopose::Catalog catalog = solopose::Project::open(project).catalog();
  EXPECT_EQ(catalog.sequence_named("Walks/unknown/clip_001/world")->key_frame_override, 7);
}

TEST_F(DatasetVerbsTest, reimport_says_which_sequences_could_not_be_read_again_and_fails) {
  import_walks();
  fs::remove(sources + "/clip_001.trc");
  std::ofstream(sources + "/clip_002.trc") << "damaged";
  const ProgramRun run = run_solopose({"reimport", project, "Walks", "--json"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_EQ(run.json()["sequences"], 1);
  EXPECT_THAT(run.json()["gone"].get<std::vector<std::string>>(),
              ElementsAre("Walks/unknown/clip_001/world", "Walks/unknown/clip_002/world"));
  EXPECT_THAT(run.err, AllOf(HasSubstr("gone: Walks/unknown/clip_001/world"), HasSubstr("in the trash")));
  solopose::Project opened = solopose::Project::open(project);
  EXPECT_EQ(solopose::trash_of(opened).imports.size(), 1U);
  const ProgramRun again = run_solopose({"reimport", project, "Walks", "--json"});
  EXPECT_EQ(again.exit_code, 0) << "nothing more has gone";
  EXPECT_TRUE(again.json()["gone"].empty());
}

TEST_F(DatasetVerbsTest, reimport_gives_way_to_who_changed_the_dataset_meanwhile) {
  import_walks();
  const std::string large = sources + "/large.trc";
  write_trc(large, 60'000, 1);
  solopose::Project opened = solopose::Project::open(project);
  const auto dataset = opened.catalog().datasets.at(0).id;
  const auto pose_files = [&] { return std::distance(fs::directory_iterator(project + "/poses"), {}); };
  const auto before = pose_files();
  bool removed = false;
  const ProgramRun run = run_program(SOLOPOSE_PROGRAM, {"reimport", project, "Walks"}, [&] {
    if (!removed && pose_files() > before) {
      opened.set_imports_active(opened.active_imports(dataset), false);
      removed = true;
    }
    return false;
  });
  ASSERT_TRUE(removed);
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.err, HasSubstr("meanwhile"));
  EXPECT_TRUE(info()["datasets"].empty());
}

TEST_F(DatasetVerbsTest, reimport_of_files_that_are_gone_changes_nothing) {
  import_walks();
  const json before = info();
  fs::remove_all(sources);
  const ProgramRun run = run_solopose({"reimport", project, "Walks", "--unit", "cm"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.err, HasSubstr(sources));
  EXPECT_EQ(info(), before);
}

TEST_F(DatasetVerbsTest, set_changes_what_it_is_told_and_reports_the_state) {
  import_walks();
  const json named =
      set({"Walks", "--name", "Gaits", "--independent", "on", "--independent-subjects", "unknown"}).json();
  EXPECT_EQ(named["dataset"], "Gaits");
  EXPECT_EQ(named["independent"], true);
  EXPECT_THAT(named["independent_subjects"].get<std::vector<std::string>>(), ElementsAre("unknown"));
  EXPECT_EQ(info()["datasets"][0]["name"], "Gaits");
  EXPECT_EQ(set({"Gaits", "--independent", "off"}).json()["independent"], false);
  EXPECT_TRUE(set({"Gaits", "--independent-subjects", ""}).json()["independent_subjects"].empty());

  const json framed = set({"Gaits", "--sequence", "unknown/clip_000/world", "--key-frame", "3"}).json();
  EXPECT_EQ(framed["sequence"], "Gaits/unknown/clip_000/world");
  EXPECT_EQ(framed["key_frame"], 3);
  EXPECT_EQ(set({"Gaits", "--sequence", "unknown/clip_000/world", "--key-frame", "auto"}).json()["key_frame"],
            "auto");
}

TEST_F(DatasetVerbsTest, a_key_frame_that_is_set_moves_what_is_aligned_at_once) {
  import_walks();
  const std::string id = "Walks/unknown/clip_001/world";
  const auto aligned = [&] {
    const solopose::Catalog catalog = solopose::Project::open(project).catalog();
    return *catalog.alignment->of(catalog.sequence_named(id)->id);
  };
  ASSERT_EQ(run_solopose({"align", project}).exit_code, 0);
  const auto chosen = aligned();
  const std::int64_t other = chosen.key_frame == 7 ? 8 : 7;
  ASSERT_EQ(set({"Walks", "--sequence", id, "--key-frame", std::to_string(other)}).exit_code, 0);
  EXPECT_EQ(aligned().key_frame, other);
  EXPECT_EQ(info()["stale"], false);
  ASSERT_EQ(set({"Walks", "--sequence", id, "--key-frame", "auto"}).exit_code, 0);
  EXPECT_EQ(aligned(), chosen);

  ASSERT_EQ(run_solopose({"align", project, "--key-frame", "3"}).exit_code, 0);
  const ProgramRun refused = set({"Walks", "--sequence", id, "--key-frame", "7"});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.err, HasSubstr("frame 3 of every sequence"));
}

TEST_F(DatasetVerbsTest, set_refuses_what_cannot_be_and_changes_nothing) {
  import_walks();
  const json before = info();
  for (const auto& [arguments, code, why] :
       std::vector<std::tuple<std::vector<std::string>, int, std::string>>{
           {{"Walks", "--name", "a/b"}, 1, "a/b"},
           {{"Walks", "--name", ""}, 1, "name"},
           {{"Walks", "--sequence", "unknown/none/world", "--key-frame", "3"}, 1, "unknown/none/world"},
           {{"Walks", "--sequence", "unknown/clip_000/world", "--key-frame", "20", "--name", "New"},
            1,
            "0 to 19"},
           {{"Walks", "--name", "a/b", "--sequence", "unknown/clip_000/world", "--excluded", "on"}, 1, "a/b"},
           {{"Walks", "--sequence", "unknown/clip_000/world"}, 2, "--key-frame"},
           {{"Walks", "--excluded", "on"}, 2, "--sequence"},
           {{"Walks", "--key-frame", "3"}, 2, "--sequence"},
           {{"Walks", "--sequence", "unknown/clip_000/world", "--key-frame", "-1"}, 2, "key-frame"},
           {{"Walks", "--independent-subjects", "unknown,S9"},
            1,
            "subject \"S9\" is not in dataset Walks; there are unknown"},
           {{"Walks", "--independent", "maybe"}, 2, "maybe"}}) {
    const ProgramRun run = set(arguments);
    EXPECT_EQ(run.exit_code, code) << why << run.err;
    EXPECT_THAT(run.err, HasSubstr(why));
  }
  EXPECT_EQ(info(), before);
}

TEST_F(DatasetVerbsTest, the_mapping_in_imports_help_works) {
  const std::string help = run_solopose({"import", "--help"}).out;
  const std::size_t begin = help.find("{\n");
  const std::size_t end = help.find("\n  }", begin);
  ASSERT_NE(end, std::string::npos) << help;
  const std::string example = help.substr(begin, end + 4 - begin);
  ASSERT_TRUE(json::accept(example)) << example;
  std::ofstream(scratch / "map.json") << example;
  // hips, neck, shoulders, hips, ankles of a standing person, metres, z up, left along +x.
  const std::vector<float> pose = {0,    0, 0.95F, 0,     0, 1.5F,  0.2F, 0, 1.5F, -0.2F, 0, 1.5F,
                                   0.1F, 0, 0.95F, -0.1F, 0, 0.95F, 0.1F, 0, 0.1F, -0.1F, 0, 0.1F};
  std::vector<float> poses;
  for (int f = 0; f < 4; ++f) poses.insert(poses.end(), pose.begin(), pose.end());
  std::ofstream(scratch / "poses.npy", std::ios::binary) << solopose::npy_bytes<float>(poses, {4, 8, 3});
  const ProgramRun run = run_solopose({"import", project, "--format", "table", scratch / "poses.npy",
                                       "--mapping", scratch / "map.json", "--json"});
  ASSERT_EQ(run.exit_code, 0) << run.err;
  EXPECT_EQ(run.json()["frames"], 4);
  EXPECT_TRUE(run.json()["problems"].empty()) << run.out;
  const json aligned = run_solopose({"align", project, "--json"}).json();
  EXPECT_NEAR(aligned["Ms_mm"].get<double>(), 400, 0.1);
  EXPECT_NEAR(aligned["Msp_mm"].get<double>(), 550, 0.1);
}

TEST_F(DatasetVerbsTest, an_import_lists_what_it_did_not_read_and_why) {
  write_trc_folder(sources, 1);
  for (const char* name : {"a.jpg", "b.jpg", "notes.txt", "._clip_000.trc", ".DS_Store"})
    std::ofstream(sources + "/" + name) << name;
  const json report = run_solopose({"import", project, "--format", "trc", sources, "--json"}).json();
  ASSERT_EQ(report["unread"].size(), 2U) << report;
  EXPECT_EQ(report["unread"][0]["ending"], ".jpg");
  EXPECT_EQ(report["unread"][0]["files"], 2);
  EXPECT_EQ(report["unread"][0]["reason"], "pictures, not motion");
  EXPECT_EQ(report["unread"][1]["ending"], ".txt");
  fs::remove_all(project);
  EXPECT_THAT(run_solopose({"import", project, "--format", "trc", sources}).err,
              AllOf(HasSubstr("not read: 2 files .jpg"), HasSubstr("notes.txt")));
}

TEST_F(DatasetVerbsTest, a_pipe_by_its_path_is_refused_at_once_and_said_once) {
  fs::create_directories(sources);
  ASSERT_EQ(::mkfifo((sources + "/pipe.trc").c_str(), 0600), 0);
  const ProgramRun run = run_solopose({"import", project, "--format", "trc", sources + "/pipe.trc"});
  EXPECT_EQ(run.exit_code, 1);
  const std::size_t first = run.err.find("a FIFO");
  ASSERT_NE(first, std::string::npos) << run.err;
  EXPECT_EQ(run.err.find("a FIFO", first + 1), std::string::npos) << run.err;
  EXPECT_EQ(run.out.find("a FIFO"), std::string::npos) << run.out;
}

TEST_F(DatasetVerbsTest, a_pipe_as_a_configuration_is_named_once) {
  import_walks();
  const std::string pipe = scratch / "config.json";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  const ProgramRun run = run_solopose({"train", project, "--config", pipe});
  EXPECT_EQ(run.exit_code, 1);
  const std::size_t first = run.err.find(pipe);
  ASSERT_NE(first, std::string::npos) << run.err;
  EXPECT_EQ(run.err.find(pipe, first + 1), std::string::npos) << run.err;
}

TEST_F(DatasetVerbsTest, the_same_training_may_be_asked_for_again_where_it_came_to_nothing) {
  import_walks();  // has no videos, so that no training begins
  const std::vector<std::string> arguments = {"train", project, "--preset", "tiny", "--out", scratch / "run"};
  const ProgramRun first = run_solopose(arguments);
  EXPECT_EQ(first.exit_code, 1);
  EXPECT_FALSE(fs::exists(scratch / "run")) << first.err;
  EXPECT_EQ(run_solopose(arguments).err, first.err);
  std::vector<std::string> others = arguments;
  others.insert(others.end(), {"--seed", "4711"});
  EXPECT_EQ(run_solopose(others).err, first.err) << "nothing is there that could be in the way";
}

/// A table that takes no room on the disk and time to read.
std::string write_large_table(const fs::path& file, std::uintmax_t bytes) {
  fs::create_directories(file.parent_path());
  std::ofstream(file) << "a_x,a_y,a_z\n";
  fs::resize_file(file, bytes);
  return file.string();
}

TEST_F(DatasetVerbsTest, a_signal_to_end_ends_an_import_while_it_reads_one_large_file) {
  const std::string large = write_large_table(fs::path(sources) / "large.csv", std::uintmax_t{6} << 30);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    const ProgramRun run = run_program(
        SOLOPOSE_PROGRAM, {"import", project, "--format", "table", large},
        [&] { return fs::exists(project + "/poses"); }, signal);
    EXPECT_EQ(run.exit_code, 1) << signal;
    EXPECT_THAT(run.err, HasSubstr("cancelled"));
    EXPECT_FALSE(fs::exists(project)) << "what a cancelled import made is taken back";
  }
}

TEST_F(DatasetVerbsTest, a_signal_that_the_program_was_started_to_ignore_stays_ignored) {
  const std::string large = write_large_table(fs::path(sources) / "large.csv", std::uintmax_t{200} << 20);
  const std::string command = "trap '' HUP; exec " + std::string(SOLOPOSE_PROGRAM) + " import '" + project +
                              "' --format table '" + large + "'";
  const ProgramRun run = run_program(
      "/bin/sh", {"-c", command}, [&] { return fs::exists(project + "/poses"); }, SIGHUP);
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.err, AllOf(HasSubstr("large.csv"), ::testing::Not(HasSubstr("cancelled"))));
}

}  // namespace
