#include "core/project/output_guard.h"

#include <sys/stat.h>

#include <fstream>

#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/project/import.h"
#include "tests/core/project/project_samples.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using namespace solopose::testing;
using ::testing::HasSubstr;

/// A project of two files beside it, which it was made from.
struct OutputGuardTest : ::testing::Test {
  OutputGuardTest() {
    write_trc_folder(sources, 2);
    Project made = Project::create(project);
    import_files(made, {.format = "trc", .paths = {sources}, .dataset = "Walks", .read = {}}, {});
  }

  static fs::path touched(const fs::path& file) {
    fs::create_directories(file.parent_path());
    std::ofstream(file) << "text";
    return file;
  }

  /// What is said against the output; empty when nothing is.
  static std::string said(const fs::path& out, const OutputGuard& guard) {
    try {
      guard_output(out, guard);
      return "";
    } catch (const Error& error) {
      EXPECT_THAT(error.what(), HasSubstr(out.string()));
      EXPECT_EQ(std::string(error.what()).find('\n'), std::string::npos);
      return error.what();
    }
  }
  std::string said_in_use(const fs::path& out, const std::string& ending) const {
    return said(out, {.project = project, .endings = {ending}});
  }
  std::string said_by_others(const fs::path& out, const std::string& ending) const {
    return said(out, {.endings = {ending}});
  }

  TemporaryFolder scratch;
  fs::path project = scratch / "project";
  fs::path sources = scratch / "sources";
};

TEST_F(OutputGuardTest, new_files_and_earlier_outputs_are_written) {
  touched(scratch / "earlier.npz");
  touched(project / "exports/earlier.npz");
  touched(sources / "earlier.NPZ");
  for (const fs::path& out : {scratch / "new.npz", scratch / "earlier.npz", sources / "new.npz",
                              sources / "earlier.NPZ", project / "new.npz", project / "exports/earlier.npz",
                              project / "runs/new.npz", project / "predictions/mine.npz"}) {
    EXPECT_EQ(said_in_use(out, ".npz"), "") << out;
    EXPECT_EQ(said_by_others(out, ".npz"), "") << out;
  }
  EXPECT_EQ(said(project / "runs/new", {.project = project}), "");
}

TEST_F(OutputGuardTest, a_projects_own_places_are_refused_to_everybody) {
  fs::create_directory_symlink(project, scratch / "link");
  fs::create_symlink(project / "poses/1.h5", scratch / "link.h5");
  for (const char* way : {"project.sqlite", "project.sqlite-wal", "project.sqlite.backup", "poses",
                          "poses/1.h5", "poses/new.h5", "poses/sub/new.h5", "trash/new.h5", "cache/x",
                          "predictions/0123/film.h5", ".", "Poses/new.h5", "exports/../poses/new.h5"}) {
    for (const fs::path& folder : {project, scratch / "link"}) {
      EXPECT_NE(said_in_use(folder / way, ".h5"), "") << way;
      EXPECT_NE(said_by_others(folder / way, ".h5"), "") << way;
      EXPECT_NE(said(folder / way, {}), "") << way << " as a folder";
    }
  }
  EXPECT_NE(said_by_others(scratch / "link.h5", ".h5"), "");
}

TEST_F(OutputGuardTest, a_project_that_has_lost_its_database_is_as_safe) {
  fs::rename(project / "project.sqlite", scratch / "away");
  for (const char* way : {"project.sqlite", "poses/1.h5", "poses/new.h5", "trash/new.h5", "cache/x", "."})
    EXPECT_NE(said_by_others(project / way, ".h5"), "") << way;
  EXPECT_EQ(said_by_others(project / "exports/new.h5", ".h5"), "");
  fs::rename(project / "poses", scratch / "poses away");
  touched(project / "project.sqlite-wal");
  EXPECT_NE(said_by_others(project / "project.sqlite", ".sqlite"), "");
}

TEST_F(OutputGuardTest, people_may_have_a_folder_called_poses) {
  touched(scratch / "mine/poses/walks.h5");
  EXPECT_EQ(said_by_others(scratch / "mine/poses/new.h5", ".h5"), "");
}

TEST_F(OutputGuardTest, hard_links_to_a_projects_files_are_known) {
  fs::create_hard_link(project / "poses/1.h5", scratch / "hard.h5");
  EXPECT_THAT(said_in_use(scratch / "hard.h5", ".h5"), HasSubstr("a file of the project"));
  fs::create_hard_link(project / "project.sqlite", scratch / "hard.csv");
  EXPECT_THAT(said_in_use(scratch / "hard.csv", ".csv"), HasSubstr("a file of the project"));
}

TEST_F(OutputGuardTest, what_a_project_was_made_from_is_refused_however_it_is_called) {
  const fs::path source = sources / "clip_000.trc";
  fs::create_symlink(source, scratch / "soft.trc");
  fs::create_hard_link(source, scratch / "hard.trc");
  fs::create_directory_symlink(sources, scratch / "linked");
  for (const fs::path& out :
       {source, scratch / "soft.trc", scratch / "hard.trc", scratch / "linked/clip_000.trc",
        sources / "../sources/./clip_000.trc", fs::relative(source)})
    EXPECT_THAT(said_in_use(out, ".trc"), HasSubstr("was made from")) << out;
  EXPECT_EQ(said_in_use(sources / "clip_777.trc", ".trc"), "");
}

TEST_F(OutputGuardTest, sources_inside_a_project_are_safe_from_those_who_do_not_use_it_and_from_undo) {
  write_trc_folder(project / "sources", 1, 30);
  {
    Project made = Project::open(project);
    import_files(made, {.format = "trc", .paths = {project / "sources"}, .dataset = "Inside", .read = {}},
                 {});
    made.set_imports_active(made.active_imports(made.catalog().datasets.back().id), false);
  }
  EXPECT_THAT(said_by_others(project / "sources/clip_000.trc", ".trc"), HasSubstr("was made from"));
  touched(project / "sources/export.trc");
  EXPECT_EQ(said_by_others(project / "sources/export.trc", ".trc"), "");
  std::ofstream(project / "project.sqlite") << "damaged";
  EXPECT_THAT(said_by_others(project / "sources/export.trc", ".trc"), HasSubstr("may belong to a project"));
  EXPECT_EQ(said_by_others(project / "sources/new.trc", ".trc"), "");
}

TEST_F(OutputGuardTest, a_jobs_inputs_are_refused_also_as_outputs_that_are_not_there_yet) {
  const fs::path video = touched(scratch / "film.mp4");
  const fs::path pictures = touched(scratch / "pictures/000.mp4").parent_path();
  fs::create_hard_link(video, scratch / "other.mp4");
  const OutputGuard guard{
      .inputs = {{video, "the video"}, {pictures, "the pictures"}, {scratch / "new.mp4", "the first"}, {}},
      .endings = {".mp4"}};
  EXPECT_THAT(said(video, guard), HasSubstr("is the video itself"));
  EXPECT_THAT(said(scratch / "other.mp4", guard), HasSubstr("is the video itself"));
  EXPECT_THAT(said(scratch / "pictures/000.mp4", guard), HasSubstr("a file of the pictures"));
  EXPECT_THAT(said(scratch / "x/../new.mp4", guard), HasSubstr("is the first itself"));
  EXPECT_EQ(said(scratch / "pictures/001.mp4", guard), "");
  EXPECT_THAT(said(pictures, {.inputs = guard.inputs}), HasSubstr("is the pictures itself"));
}

TEST_F(OutputGuardTest, models_runs_and_files_of_other_kinds_are_refused) {
  touched(scratch / "run/config.json");
  touched(scratch / "run/log.jsonl");
  touched(scratch / "run/notes.txt");
  touched(scratch / "run/mine.csv");
  EXPECT_THAT(said_by_others(touched(scratch / "model.safetensors"), ".safetensors"), HasSubstr("a model"));
  EXPECT_THAT(said(touched(scratch / "clip.pt"), {}), HasSubstr("a model"));
  EXPECT_THAT(said_by_others(scratch / "run/notes.txt", ".txt"), HasSubstr("training run"));
  EXPECT_EQ(said_by_others(scratch / "run/mine.csv", ".csv"), "");
  for (const char* other : {"Calib.toml", "mapping.txt", "paper.docx", "noending", "film.mp4"})
    EXPECT_THAT(said_by_others(touched(scratch / other), ".csv"), HasSubstr("no .csv file")) << other;
}

TEST_F(OutputGuardTest, devices_and_folders_are_no_files) {
  ASSERT_EQ(::mkfifo((scratch / "pipe.csv").c_str(), 0600), 0);
  fs::create_directory(scratch / "folder.csv");
  for (const fs::path& out :
       {scratch / "pipe.csv", scratch / "folder.csv", fs::path("/dev/full"), fs::path("/dev/stdout")})
    EXPECT_NE(said_by_others(out, ".csv"), "") << out;
}

}  // namespace
}  // namespace solopose
