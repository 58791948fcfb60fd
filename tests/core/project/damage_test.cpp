#include <atomic>
#include <chrono>
#include <fstream>
#include <random>
#include <thread>

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/files/hdf5_file.h"
#include "core/project/check.h"
#include "core/project/pose_store.h"
#include "core/project/staged_import.h"
#include "core/project/trash.h"
#include "tests/core/project/project_samples.h"
#include "tests/support/bytes.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using namespace solopose::testing;

struct DamageTest : ::testing::Test {
  DamageTest() {
    Project project = Project::create(folder);
    add_dataset(project, "Walks");
    add_dataset(project, "Runs", 5);
    AlignmentRecord alignment;
    alignment.options_json = "{}";
    alignment.shoulder_width_mm = 345.25;
    alignment.torso_length_mm = 512.5;
    project.save_alignment(alignment);
    project.set_setting("clip_options", "{\"length\": 30}");
  }

  /// All that a project says, numbers too; an Error when something cannot be read.
  std::string everything() const {
    const Project project = Project::open(folder);
    const Catalog catalog = project.catalog();
    std::string all = described(catalog) + project.setting("clip_options");
    for (const SequenceRecord& sequence : catalog.sequences) {
      const auto positions = PoseStore(folder).positions_mm(sequence);
      all.append(reinterpret_cast<const char*>(positions.data()), positions.size() * sizeof(float));
    }
    return all;
  }

  std::string error() const {
    try {
      everything();
    } catch (const Error& failure) {
      return failure.what();
    }
    return "";
  }

  static const CheckFinding& damage_of(const CheckReport& report) {
    const auto found = std::ranges::find(report.findings, CheckFinding::Kind::damage, &CheckFinding::kind);
    static const CheckFinding none;
    return found == report.findings.end() ? none : *found;
  }

  TemporaryFolder scratch;
  fs::path folder = scratch / "project";
  fs::path pose_file = folder / "poses" / "1.h5";
  fs::path database = folder / "project.sqlite";
};

TEST_F(DamageTest, two_bytes_changed_anywhere_in_a_pose_file_are_an_error_that_names_file_and_sequence) {
  const std::string before = everything();
  const std::string whole = bytes_of(pose_file);
  std::mt19937 random(11);
  for (int i = 0; i < 200; ++i) {
    std::string bytes = whole;
    for (int b = 0; b < 2; ++b) bytes[random() % bytes.size()] ^= static_cast<char>(1 + random() % 255);
    write_bytes(pose_file, bytes);
    const std::string failure = error();
    EXPECT_THAT(failure, HasSubstr(pose_file.string()));
    EXPECT_THAT(failure, HasSubstr("Walks/S1/walk/"));
    EXPECT_FALSE(check_project(folder, {}).whole());
  }
  write_bytes(pose_file, whole);
  EXPECT_EQ(everything(), before);
  EXPECT_TRUE(check_project(folder, {}).whole());
}

TEST_F(DamageTest, a_pose_file_that_is_cut_zeroed_swapped_or_gone_is_an_error) {
  const std::string whole = bytes_of(pose_file);
  const std::string other = bytes_of(folder / "poses" / "2.h5");
  std::vector<std::string> damaged = {"",
                                      "no HDF5",
                                      whole.substr(0, whole.size() / 2),
                                      std::string(whole.size(), '\0'),
                                      whole + "more",
                                      whole.substr(1)};
  std::string zeroed = whole;
  zeroed.replace(4096, 4096, 4096, '\0');
  damaged.push_back(zeroed);
  for (const std::string& bytes : damaged) {
    write_bytes(pose_file, bytes);
    EXPECT_THAT(error(), HasSubstr(pose_file.string()));
  }
  fs::remove(pose_file);
  EXPECT_THAT(error(), HasSubstr(pose_file.string()));
}

TEST_F(DamageTest, tracks_of_another_name_are_not_taken_for_an_imports_own) {
  Project project = Project::open(folder);
  StagedImport other(project, {.dataset = "Others", .format = "table"});
  other.add(swaying_sequence("S2", "jump", "a", 40));
  other.add(swaying_sequence("S2", "jump", "b", 40));
  other.commit(project);
  fs::copy_file(folder / "poses" / "3.h5", pose_file, fs::copy_options::overwrite_existing);
  EXPECT_THAT(error(), HasSubstr("expected track S1/walk/a, found S2/jump/a"));
}

TEST_F(DamageTest, a_pose_file_of_an_earlier_version_without_checksums_opens) {
  const std::string before = everything();
  const Catalog catalog = Project::open(folder).catalog();
  std::vector<std::vector<float>> tracks;
  for (const auto& sequence : catalog.sequences)
    if (sequence.import == 1) tracks.push_back(PoseStore(folder).positions_mm(sequence));
  {
    Hdf5File old = Hdf5File::create(pose_file);
    for (std::size_t i = 0; i < 2; ++i) {
      auto dataset = old.write<float>("sequences/" + std::to_string(i), {40, 15, 3}, tracks[i]);
      dataset.set_attribute("name", i == 0 ? "S1/walk/a" : "S1/walk/b");
    }
  }
  EXPECT_EQ(everything(), before);
  const CheckReport report = check_project(folder, {});
  EXPECT_TRUE(report.whole());
  ASSERT_FALSE(report.findings.empty());
  EXPECT_THAT(report.findings[0].what, HasSubstr("no checksums"));
}

TEST_F(DamageTest, a_damaged_database_is_an_error_or_still_says_the_truth_and_nothing_is_deleted) {
  const std::string before = everything();
  const std::string whole = bytes_of(database);
  const auto poses = folder_contents(folder / "poses");
  std::mt19937 random(17);
  int wrong = 0;
  for (int i = 0; i < 60; ++i) {
    std::string bytes = whole;
    const std::size_t at = random() % bytes.size();
    if (i % 3 == 0) bytes[at] ^= static_cast<char>(1 + random() % 255);
    if (i % 3 == 1) bytes.resize(at);
    if (i % 3 == 2) bytes.replace(at / 4096 * 4096, 4096, 4096, '\0');
    write_bytes(database, bytes);
    try {
      if (everything() != before) {
        ++wrong;
        ADD_FAILURE() << "round " << i << " at " << at;
      }
    } catch (const Error& failure) {
      EXPECT_THAT(failure.what(), HasSubstr(folder.string()));
    }
    EXPECT_EQ(folder_contents(folder / "poses"), poses) << "round " << i;
    for (const char* ending : {"-wal", "-shm"}) fs::remove(database.string() + ending);
  }
  write_bytes(database, whole);
  EXPECT_EQ(everything(), before);
}

TEST_F(DamageTest, a_number_changed_behind_the_studios_back_is_said_and_can_be_accepted) {
  const auto execute = [&](const std::string& statement) {
    SQLite::Database(database.string(), SQLite::OPEN_READWRITE).exec(statement);
  };
  execute("UPDATE alignment SET shoulder_width_mm = 400");
  EXPECT_THAT(error(), HasSubstr("does not match its checksum"));
  EXPECT_FALSE(check_project(folder, {}).whole());
  execute("DELETE FROM setting WHERE name = 'content_digest'");
  EXPECT_EQ(error(), "");
  Project::open(folder).set_setting("any", "1");
  EXPECT_EQ(error(), "");
  execute("UPDATE sequence SET frames_per_second = 51");
  EXPECT_THAT(error(), HasSubstr("does not match its checksum"));
}

TEST_F(DamageTest, every_kind_of_edit_keeps_the_checksum_true) {
  const auto reopened = [&](const auto& edit) {
    {
      Project project = Project::open(folder);
      edit(project);
    }
    EXPECT_EQ(error(), "");
  };
  reopened([](Project& p) { p.rename_dataset(1, "Gaits"); });
  reopened([](Project& p) { p.set_key_frame_override(1, 3); });
  reopened([](Project& p) { p.set_setting("clip_options", "{}"); });
  reopened([](Project& p) { p.append_job_log("import", "finished", "text"); });
  reopened([](Project& p) {
    AlignmentRecord alignment;
    alignment.options_json = "{}";
    p.save_alignment(alignment);
  });
  reopened([](Project& p) { p.clear_alignment(); });
  reopened([](Project& p) {
    p.set_setting("a", "1");
    EXPECT_THROW(p.atomically([&] {
      p.set_setting("a", "2");
      throw Error("changed my mind");
    }),
                 Error);
    p.set_setting("b", "3");
  });
  reopened([](Project& p) {
    const ImportId runs = 2;
    p.set_imports_active(std::span(&runs, 1), false);
    empty_trash(p, trash_of(p));  // deletes rows of other tables with it
  });
  reopened([](Project& p) { add_dataset(p, "Jumps", 9); });
}

TEST_F(DamageTest, a_check_finds_a_whole_project_whole_and_changes_nothing) {
  const auto before = folder_contents(folder);
  const CheckReport report = check_project(folder, {});
  EXPECT_TRUE(report.whole());
  EXPECT_EQ(report.imports, 2);
  EXPECT_EQ(report.sequences, 4);
  EXPECT_EQ(report.pose_files, 2);
  EXPECT_TRUE(report.findings.empty());
  EXPECT_EQ(folder_contents(folder), before);
}

TEST_F(DamageTest, an_edit_stands_in_the_database_itself_and_a_log_that_stays_behind_is_empty) {
  Project project = Project::open(folder);
  project.rename_dataset(1, "Gaits");
  add_dataset(project, "Jumps", 9);
  const std::string expected = described(project.catalog());
  EXPECT_EQ(fs::file_size(database.string() + "-wal"), 0U);
  const fs::path copy = scratch / "copy";
  fs::create_directory(copy);
  fs::copy_file(database, copy / "project.sqlite");
  EXPECT_EQ(described(Project::open(copy).catalog()), expected);
}

TEST_F(DamageTest, somebody_who_is_reading_is_not_waited_for_by_an_edit) {
  Project project = Project::open(folder);
  SQLite::Database other(database.string(), SQLite::OPEN_READONLY);
  SQLite::Statement reading(other, "SELECT name FROM dataset");
  ASSERT_TRUE(reading.executeStep());
  const auto start = std::chrono::steady_clock::now();
  project.rename_dataset(1, "Gaits");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10)) << "SQLite would wait for 20";
  EXPECT_EQ(project.catalog().datasets[0].name, "Gaits");
}

TEST_F(DamageTest, a_database_is_told_to_be_replaced_together_with_its_logs) {
  write_bytes(database, "damaged");
  EXPECT_THAT(damage_of(check_project(folder, {})).advice, HasSubstr("project.sqlite-wal"));
}

/// A database as SQLite makes it by itself, as VACUUM INTO does for a backup.
void take_write_ahead_log_from(const fs::path& database) {
  SQLite::Database sql(database.string(), SQLite::OPEN_READWRITE);
  ASSERT_EQ(sql.execAndGet("PRAGMA journal_mode = DELETE").getString(), "delete");
}

TEST_F(DamageTest, a_backup_without_a_write_ahead_log_has_one_once_it_is_opened_so_readers_block_nobody) {
  take_write_ahead_log_from(database);
  Project project = Project::open(folder);
  SQLite::Database other(database.string(), SQLite::OPEN_READONLY);
  EXPECT_EQ(other.execAndGet("PRAGMA journal_mode").getString(), "wal");
  SQLite::Statement reading(other, "SELECT name FROM dataset");
  ASSERT_TRUE(reading.executeStep());
  project.rename_dataset(1, "Gaits");
  EXPECT_EQ(project.catalog().datasets[0].name, "Gaits");
}

TEST_F(DamageTest, a_journal_that_a_killed_writer_left_is_part_of_what_is_checked) {
  take_write_ahead_log_from(database);
  const fs::path killed = scratch / "killed";
  {
    SQLite::Database writer(database.string(), SQLite::OPEN_READWRITE);
    writer.exec("PRAGMA cache_size = 1; BEGIN; UPDATE dataset SET name = 'half done'");
    for (int i = 0; i < 200; ++i)
      writer.exec("INSERT INTO job_log (job, outcome, text) VALUES ('a', 'b', hex(randomblob(2000)))");
    fs::copy(folder, killed, fs::copy_options::recursive);
  }
  ASSERT_GT(fs::file_size(killed / "project.sqlite-journal"), 0U);
  const auto before = folder_contents(killed);
  const CheckReport report = check_project(killed, {});
  EXPECT_TRUE(report.whole()) << damage_of(report).what;
  EXPECT_EQ(folder_contents(killed), before);
}

TEST_F(DamageTest, a_check_while_others_write_is_of_one_moment) {
  std::atomic<bool> done = false;
  std::jthread writer([&] {
    Project project = Project::open(folder);
    for (int i = 0; !done; ++i) project.set_setting("cursor", std::to_string(i));
  });
  std::jthread importer([&] {
    Project project = Project::open(folder);
    for (int i = 0; !done && i < 20; ++i) add_dataset(project, fmt::format("More {}", i), i);
  });
  for (int i = 0; i < 20; ++i) {
    const CheckReport report = check_project(folder, {});
    EXPECT_TRUE(report.whole()) << damage_of(report).where << ": " << damage_of(report).what;
  }
  done = true;
}

TEST_F(DamageTest, a_check_leaves_no_write_ahead_log_beside_the_index_of_one) {
  std::ofstream(database.string() + "-shm");
  check_project(folder, {});
  EXPECT_FALSE(fs::exists(database.string() + "-wal"));
}

TEST_F(DamageTest, a_check_says_what_is_lost_and_how_it_is_rescued) {
  std::string bytes = bytes_of(pose_file);
  const auto positions = PoseStore(folder).positions_mm(Project::open(folder).catalog().sequences[0]);
  const auto at = bytes.find(std::string(reinterpret_cast<const char*>(positions.data()), 12));
  ASSERT_NE(at, std::string::npos);
  bytes[at] ^= 1;
  write_bytes(pose_file, bytes);
  fs::remove(folder / "poses" / "2.h5");
  std::ofstream(folder / "poses" / "mine.h5") << "mine";
  const auto before = folder_contents(folder);

  const CheckReport report = check_project(folder, {});
  EXPECT_FALSE(report.whole());
  EXPECT_EQ(damage_of(report).where, "poses/1.h5");
  EXPECT_THAT(damage_of(report).what, HasSubstr("do not match their checksum"));
  EXPECT_EQ(std::ranges::count(report.findings, CheckFinding::Kind::damage, &CheckFinding::kind), 2);
  EXPECT_EQ(std::ranges::count(report.findings, "poses/2.h5", &CheckFinding::where), 1);
  EXPECT_EQ(std::ranges::count(report.findings, "poses/mine.h5", &CheckFinding::where), 1);
  for (const CheckFinding& finding : report.findings)
    EXPECT_TRUE(finding.kind == CheckFinding::Kind::note || !finding.advice.empty()) << finding.where;
  EXPECT_EQ(folder_contents(folder), before);
}

TEST_F(DamageTest, a_check_works_without_a_database_that_can_be_read) {
  write_bytes(database, "damaged");
  const CheckReport report = check_project(folder, {});
  EXPECT_EQ(damage_of(report).where, "project.sqlite");
  EXPECT_THAT(damage_of(report).advice, HasSubstr("backup"));
  EXPECT_EQ(report.pose_files, 2);
  fs::remove(database);
  EXPECT_FALSE(check_project(folder, {}).whole());
  EXPECT_THROW(check_project(scratch / "nothing", {}), Error);
}

TEST_F(DamageTest, when_some_sources_are_gone_a_check_says_which) {
  {
    Project project = Project::open(folder);
    const fs::path here = scratch / "here.csv";
    write_bytes(here, "text");
    StagedImport staged(project,
                        {.dataset = "Half", .format = "table", .paths = {here, scratch / "gone.csv"}});
    staged.add(swaying_sequence("S1", "walk", "a", 10));
    staged.commit(project);
  }
  const auto note = check_project(folder, {}).findings.at(0);
  EXPECT_THAT(note.what, HasSubstr("only a part"));
  EXPECT_THAT(note.what, ::testing::Not(HasSubstr("here.csv")));
  fs::remove(folder / "poses/3.h5");
  const CheckReport report = check_project(folder, {});
  EXPECT_THAT(damage_of(report).advice, HasSubstr("some of its sources are gone: "));
  EXPECT_THAT(damage_of(report).advice, HasSubstr("gone.csv"));
  EXPECT_THAT(damage_of(report).advice, HasSubstr("again from " + (scratch / "here.csv").string()));
  EXPECT_THAT(damage_of(report).advice, ::testing::Not(HasSubstr("its sources are there")));
}

TEST_F(DamageTest, missing_videos_and_sources_are_notes) {
  Project project = Project::open(folder);
  StagedImport staged(project, {.dataset = "Filmed", .format = "table", .paths = {scratch / "gone.csv"}});
  Sequence sequence = swaying_sequence("S1", "walk", "a", 10);
  sequence.videos = {(scratch / "gone.mp4").string()};
  staged.add(sequence);
  staged.commit(project);
  const CheckReport report = check_project(folder, {});
  EXPECT_TRUE(report.whole());
  ASSERT_EQ(report.findings.size(), 2U);
  EXPECT_THAT(report.findings[0].what, HasSubstr("gone.csv"));
  EXPECT_THAT(report.findings[1].what, HasSubstr("gone.mp4"));
}

}  // namespace
}  // namespace solopose
