#include "core/project/verdict.h"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cmath>
#include <csignal>
#include <random>
#include <thread>

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/project/check.h"
#include "core/project/pose_store.h"
#include "core/project/verdict_merge.h"
#include "core/project/verdict_rule.h"
#include "tests/core/project/walks_project.h"
#include "tests/support/verdicts.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using namespace solopose::testing;

void set_active(Project& project, VerdictId id, bool active) {
  project.set_verdicts_active({&id, 1}, active);
}

struct VerdictTest : ::testing::Test, WalksProject {
  std::string refusal_of(const VerdictRecord& verdict) {
    try {
      give(project, verdict);
    } catch (const Error& failure) {
      return failure.what();
    }
    return "";
  }
};

TEST_F(VerdictTest, is_kept_with_everything_that_was_said) {
  VerdictRecord verdict = verdict_on(id(), {3, 9}, Verdict::fix_later, "José 你好");
  verdict.detector = "bone_length";
  verdict.note = "left knee\nlooks wrong";
  verdict.tags = {"knee", "again", "knee"};
  const VerdictId given = give(project, verdict);
  const Catalog catalog = Project::open(folder).catalog();
  ASSERT_EQ(catalog.verdicts.size(), 1U);
  const VerdictRecord& kept = catalog.verdicts[0];
  EXPECT_THAT(kept.tags, ElementsAre("again", "knee"));
  EXPECT_EQ(kept.at.size(), std::string("2024-05-01T12:00:00.000Z").size());
  verdict.id = given;
  verdict.tags = kept.tags;
  verdict.at = kept.at;
  EXPECT_EQ(kept, verdict);
}

TEST_F(VerdictTest, are_all_given_or_none) {
  const std::vector<VerdictRecord> verdicts = {verdict_on(id(), {0, 3}, Verdict::rejected),
                                               verdict_on(4711, {0, 3}, Verdict::rejected)};
  EXPECT_THROW(project.add_verdicts(verdicts), Error);
  EXPECT_THAT(project.catalog().verdicts, IsEmpty());
}

TEST_F(VerdictTest, outside_of_the_sequence_or_by_nobody_is_refused) {
  EXPECT_THAT(refusal_of(verdict_on(id(), {0, 40}, Verdict::rejected)), HasSubstr("has frames 0 to 39"));
  EXPECT_THAT(refusal_of(verdict_on(id(), {-1, 4}, Verdict::rejected)), HasSubstr("-1 to 4"));
  EXPECT_THAT(refusal_of(verdict_on(id(), {5, 4}, Verdict::rejected)), HasSubstr("5 to 4"));
  EXPECT_THAT(refusal_of(verdict_on(id(), {0, 4}, Verdict::rejected, "")), HasSubstr("reviewer"));
  EXPECT_THAT(project.catalog().verdicts, IsEmpty());
}

TEST_F(VerdictTest, taking_back_and_giving_again_restores_the_model_and_its_revision) {
  const Catalog before = project.catalog();
  const VerdictId given = give(project, verdict_on(id(), {3, 9}, Verdict::rejected));
  const Catalog after = project.catalog();
  EXPECT_NE(after.data_revision, before.data_revision);
  for (int round = 0; round < 2; ++round) {
    set_active(project, given, false);
    EXPECT_TRUE(same_content(project.catalog(), before));
    set_active(project, given, true);
    EXPECT_TRUE(same_content(project.catalog(), after));
  }
}

TEST_F(VerdictTest, only_rejection_is_another_data_state) {
  const Catalog before = project.catalog();
  give(project, verdict_on(id(), {3, 9}, Verdict::accepted));
  give(project, verdict_on(id(), {12, 19}, Verdict::fix_later));
  EXPECT_EQ(project.catalog().data_revision, before.data_revision);
  give(project, verdict_on(id(), {3, 9}, Verdict::rejected));
  const Catalog rejected = project.catalog();
  EXPECT_NE(rejected.data_revision, before.data_revision);
  EXPECT_THAT(rejected.sequences[0].rejected, ElementsAre(FrameRun{3, 9}));
  give(project, verdict_on(id(), {0, 39}, Verdict::accepted));
  EXPECT_EQ(project.catalog().data_revision, before.data_revision);
}

TEST_F(VerdictTest, on_an_excluded_sequence_changes_no_data_state) {
  const std::vector<SequenceId> one = {id()};
  project.set_excluded(one, true);
  const Catalog before = project.catalog();
  give(project, verdict_on(one[0], {3, 9}, Verdict::rejected));
  EXPECT_EQ(project.catalog().data_revision, before.data_revision);
  EXPECT_EQ(rejected_frames(project.catalog()), 0);
}

TEST_F(VerdictTest, the_newest_holds_even_when_the_clock_was_set_back) {
  give(project, verdict_on(id(), {0, 9}, Verdict::rejected));
  SQLite::Database((folder / "project.sqlite").string(), SQLite::OPEN_READWRITE)
      .exec(
          "UPDATE verdict SET at = '2999-01-01T00:00:00.000Z'; "
          "DELETE FROM setting WHERE name = 'content_digest'");
  Project later = Project::open(folder);
  give(later, verdict_on(id(), {0, 9}, Verdict::accepted));
  const Catalog catalog = later.catalog();
  EXPECT_EQ(catalog.verdicts.back().verdict, Verdict::accepted);
  EXPECT_THAT(catalog.sequences[0].rejected, IsEmpty());
}

TEST_F(VerdictTest, rejected_frames_are_missing_in_use_and_there_where_they_are_shown) {
  const std::vector<float> whole = PoseStore(folder).poses_mm(project.catalog().sequences[0]);
  give(project, verdict_on(id(), {5, 7}, Verdict::rejected));
  give(project, verdict_on(id(), {39, 39}, Verdict::rejected));
  const Catalog catalog = project.catalog();
  EXPECT_EQ(PoseStore(folder).poses_mm(catalog.sequences[0]), whole);
  EXPECT_EQ(PoseStore(folder).poses_mm(in_use(catalog, Rejected::kept).sequences[0]), whole);
  const Catalog used = in_use(catalog);
  const SequenceRecord& record = used.sequences[0];
  const std::vector<float> left = PoseStore(folder).poses_mm(record);
  for (std::size_t i = 0; i < whole.size(); ++i) {
    const std::size_t frame = i / 45;
    const bool rejected = (frame >= 5 && frame <= 7) || frame == 39;
    if (rejected) {
      EXPECT_TRUE(std::isnan(left[i])) << frame;
    } else {
      EXPECT_EQ(left[i], whole[i]) << frame;
    }
  }
  for (const std::int64_t first : {0, 4, 6, 8, 38}) {
    const std::vector<float> part = PoseStore(folder).poses_mm(record, first, 2);
    for (std::size_t i = 0; i < part.size(); ++i) {
      const float expected = left[static_cast<std::size_t>(first) * 45 + i];
      EXPECT_TRUE(part[i] == expected || (std::isnan(part[i]) && std::isnan(expected)));
    }
  }
}

TEST_F(VerdictTest, a_sequence_rejected_whole_is_not_in_use_unless_rejected_ones_are_kept) {
  give(project, verdict_on(id(), {0, 19}, Verdict::rejected));
  EXPECT_EQ(in_use(project.catalog()).sequences.size(), 2U);
  give(project, verdict_on(id(), {20, 39}, Verdict::rejected));
  const Catalog catalog = project.catalog();
  EXPECT_EQ(catalog.sequences.size(), 2U);
  EXPECT_EQ(in_use(catalog).sequences.size(), 1U);
  EXPECT_EQ(in_use(catalog).sequence(id()), nullptr);
  EXPECT_EQ(in_use(catalog, Rejected::kept).sequences.size(), 2U);
  EXPECT_EQ(rejected_frames(catalog), 40);
  EXPECT_EQ(rejected_frames(catalog, {"Walks"}), 40);
  EXPECT_EQ(rejected_frames(catalog, {"Runs"}), 0);
}

TEST_F(VerdictTest, make_an_alignment_stale_until_they_are_taken_back) {
  AlignmentRecord alignment;
  alignment.options_json = "{}";
  alignment.data_revision = project.catalog().data_revision;
  for (const SequenceRecord& sequence : project.catalog().sequences)
    alignment.sequences.emplace_back().sequence = sequence.id;
  project.save_alignment(alignment);
  const VerdictId given = give(project, verdict_on(id(), {0, 39}, Verdict::rejected));
  EXPECT_TRUE(project.catalog().alignment_is_stale());
  set_active(project, given, false);
  EXPECT_FALSE(project.catalog().alignment_is_stale());
}

TEST_F(VerdictTest, taking_back_one_that_is_not_there_changes_nothing) {
  EXPECT_THROW(set_active(project, 4711, false), Error);
}

TEST_F(VerdictTest, of_thousands_each_is_there) {
  std::vector<VerdictRecord> many;
  const std::array both = {id(0), id(1)};
  for (int i = 0; i < 5000; ++i)
    many.push_back(verdict_on(both[static_cast<std::size_t>(i % 2)], {i % 40, i % 40}, Verdict::accepted));
  const std::vector<VerdictId> ids = project.add_verdicts(many);
  EXPECT_EQ(std::set<VerdictId>(ids.begin(), ids.end()).size(), many.size());
  const Catalog catalog = Project::open(folder).catalog();
  ASSERT_EQ(catalog.verdicts.size(), many.size());
  for (std::size_t i = 0; i < many.size(); ++i)
    EXPECT_EQ(catalog.verdicts[i].first_frame, many[i].first_frame);
}

/// The same project as somebody sees it who has not followed it.
void expect_as_read_anew(const Project& project) {
  const Catalog followed = project.catalog();
  EXPECT_TRUE(same_content(followed, Project::open(project.folder()).catalog()));
}

TEST_F(VerdictTest, a_catalog_that_follows_verdicts_is_the_one_that_is_read_anew) {
  std::mt19937 random(3);
  std::vector<std::pair<VerdictId, bool>> given;
  Project elsewhere = Project::open(folder);
  for (int round = 0; round < 60; ++round) {
    const std::int64_t first = static_cast<std::int64_t>(random() % 40);
    const VerdictRecord verdict = verdict_on(
        id(random() % 2), {first, 39}, static_cast<Verdict>(random() % 3), random() % 2 == 0 ? "me" : "you");
    const auto kind = random() % 8;
    if (kind < 4) {
      given.emplace_back(give(project, verdict), true);
    } else if (kind == 4) {
      give(elsewhere, verdict);  // behind its back
    } else if (kind == 5) {
      project.set_excluded(std::array{id(0)}, random() % 2 == 0);
    } else if (!given.empty()) {
      auto& [which, active] = given[random() % given.size()];
      active = !active;
      set_active(project, which, active);
    }
    expect_as_read_anew(project);
    expect_as_read_anew(elsewhere);
  }
}

TEST_F(VerdictTest, a_catalog_forgets_verdicts_of_a_transaction_that_failed) {
  give(project, verdict_on(id(), {0, 9}, Verdict::accepted));
  const Catalog before = project.catalog();
  const auto fails = [&] {
    project.atomically([&] {
      give(project, verdict_on(id(), {3, 9}, Verdict::rejected));
      EXPECT_EQ(project.catalog().verdicts.size(), 2U);
      throw Error("enough");
    });
  };
  EXPECT_THROW(fails(), Error);
  EXPECT_TRUE(same_content(project.catalog(), before));
  project.atomically([&] { give(project, verdict_on(id(), {3, 9}, Verdict::rejected)); });
  EXPECT_EQ(project.catalog().sequences[0].rejected_frames(), 7);
  expect_as_read_anew(project);
}

// Two reviewers

struct VerdictMergeTest : VerdictTest {
  VerdictMergeTest() {
    fs::copy(folder, other_folder, fs::copy_options::recursive);
    other.emplace(Project::open(other_folder));
  }
  std::vector<VerdictConflict> conflicts() const { return verdict_conflicts(project.catalog()); }

  fs::path other_folder = scratch / "other";
  std::optional<Project> other;
};

TEST_F(VerdictMergeTest, brings_the_others_verdicts_over_with_reviewer_and_time_once) {
  give(project, verdict_on(id(), {0, 9}, Verdict::accepted, "me"));
  give(*other, verdict_on(id(), {5, 14}, Verdict::rejected, "you"));
  give(*other, verdict_on(id(1), {0, 39}, Verdict::fix_later, "you"));
  const auto before = folder_contents(other_folder);
  const VerdictMerge merge = merge_verdicts(project, other_folder);
  EXPECT_EQ(merge.added.size(), 2U);
  EXPECT_EQ(folder_contents(other_folder), before) << "the other is only read";
  const Catalog merged = project.catalog();
  ASSERT_EQ(merged.verdicts.size(), 3U);
  EXPECT_EQ(merged.verdicts[1].reviewer, "you");
  EXPECT_EQ(merged.verdicts[1].at, other->catalog().verdicts[0].at);

  const VerdictMerge again = merge_verdicts(project, other_folder);
  EXPECT_THAT(again.added, IsEmpty());
  EXPECT_EQ(again.already_here, 2);
  EXPECT_TRUE(same_content(project.catalog(), merged));
}

TEST_F(VerdictMergeTest, both_ways_gives_both_the_same_verdicts) {
  give(project, verdict_on(id(), {0, 9}, Verdict::accepted, "me"));
  give(*other, verdict_on(id(), {5, 14}, Verdict::rejected, "you"));
  merge_verdicts(project, other_folder);
  merge_verdicts(*other, folder);
  const auto said = [](const Catalog& catalog) {
    std::vector<std::string> all;
    for (const VerdictRecord& v : catalog.verdicts)
      all.push_back(
          fmt::format("{} {} {} {} {}", v.first_frame, v.last_frame, name_of(v.verdict), v.reviewer, v.at));
    return all;
  };
  EXPECT_EQ(said(project.catalog()), said(other->catalog()));
  EXPECT_EQ(project.catalog().sequences[0].rejected, other->catalog().sequences[0].rejected);
}

TEST_F(VerdictMergeTest, finds_sequences_by_name_whatever_their_numbers) {
  Project fresh = Project::create(scratch / "fresh");
  add_dataset(fresh, "Other");
  add_dataset(fresh, "Walks");
  const SequenceRecord there = *fresh.catalog().sequence_named("Walks/S1/walk/b");
  ASSERT_NE(there.id, project.catalog().sequence_named(there.name)->id);
  give(fresh, verdict_on(there.id, {0, 9}, Verdict::rejected, "you"));
  give(fresh, verdict_on(fresh.catalog().sequences[0].id, {0, 9}, Verdict::rejected, "you"));
  const VerdictMerge merge = merge_verdicts(project, scratch / "fresh");
  EXPECT_EQ(merge.added.size(), 1U);
  EXPECT_THAT(merge.left_out, ElementsAre("Other/S1/walk/a is not in this project: 1 verdict"));
  EXPECT_THAT(project.catalog().sequence_named("Walks/S1/walk/b")->rejected, ElementsAre(FrameRun{0, 9}));
}

TEST_F(VerdictMergeTest, what_was_taken_back_here_stays_so) {
  const VerdictId given = give(project, verdict_on(id(), {0, 9}, Verdict::accepted, "me"));
  merge_verdicts(*other, folder);
  set_active(project, given, false);
  EXPECT_EQ(merge_verdicts(project, other_folder).already_here, 1);
  EXPECT_THAT(project.catalog().verdicts, IsEmpty());
}

TEST_F(VerdictMergeTest, lists_disagreements_until_somebody_gives_a_newer_verdict_in_either_copy) {
  give(project, verdict_on(id(), {0, 9}, Verdict::accepted, "me"));
  give(*other, verdict_on(id(), {5, 14}, Verdict::rejected, "you"));
  merge_verdicts(project, other_folder);
  ASSERT_EQ(conflicts().size(), 1U);
  EXPECT_EQ(conflicts()[0].frames, (FrameRun{5, 9}));

  const VerdictId settling = give(project, verdict_on(id(), {5, 9}, Verdict::accepted, "me"));
  EXPECT_THAT(conflicts(), IsEmpty());
  EXPECT_EQ(project.catalog().verdicts.back().settles.size(), 2U);
  set_active(project, settling, false);
  EXPECT_EQ(conflicts().size(), 1U);
  set_active(project, settling, true);

  merge_verdicts(*other, folder);
  EXPECT_THAT(verdict_conflicts(other->catalog()), IsEmpty()) << "what settles comes over, too";
}

TEST_F(VerdictMergeTest, reads_one_of_an_earlier_version_and_leaves_it_so) {
  give(project, verdict_on(id(), {0, 9}, Verdict::accepted, "me"));
  other.reset();
  SQLite::Database((other_folder / "project.sqlite").string(), SQLite::OPEN_READWRITE)
      .exec(
          "DROP TABLE verdict; DROP TABLE repair; PRAGMA user_version = 2; "
          "DELETE FROM setting WHERE name = 'content_digest'");
  const auto before = folder_contents(other_folder);
  EXPECT_THAT(merge_verdicts(project, other_folder).added, IsEmpty());
  EXPECT_EQ(folder_contents(other_folder), before);
}

TEST_F(VerdictMergeTest, with_what_is_no_project_says_so_and_changes_nothing) {
  const Catalog before = project.catalog();
  EXPECT_THROW(merge_verdicts(project, scratch / "nothing"), Error);
  EXPECT_TRUE(same_content(project.catalog(), before));
}

// Rows that no studio has written

struct HostileVerdictTest : VerdictTest {
  HostileVerdictTest() { give(project, verdict_on(id(), {3, 9}, Verdict::rejected)); }
  std::string said_of(const std::string& statement) {
    SQLite::Database((folder / "project.sqlite").string(), SQLite::OPEN_READWRITE)
        .exec(statement + "; DELETE FROM setting WHERE name = 'content_digest'");
    try {
      static_cast<void>(Project::open(folder).catalog());
    } catch (const Error& failure) {
      return failure.what();
    }
    return "";
  }
};

TEST_F(HostileVerdictTest, is_said_to_be_damage_with_row_field_expected_and_found) {
  EXPECT_THAT(said_of("UPDATE verdict SET last_frame = 40"),
              HasSubstr("verdict 1: last_frame: expected 3 to 39, found 40"));
  EXPECT_THAT(said_of("UPDATE verdict SET last_frame = 2"), HasSubstr("expected 3 to 39, found 2"));
  EXPECT_THAT(said_of("UPDATE verdict SET last_frame = 9, first_frame = -9223372036854775808"),
              HasSubstr("first_frame: expected 0 to 39, found -9223372036854775808"));
  EXPECT_THAT(said_of("UPDATE verdict SET first_frame = 0, last_frame = 9223372036854775807"),
              HasSubstr("last_frame"));
  EXPECT_THAT(said_of("UPDATE verdict SET last_frame = 9, verdict = 'shrug'"), HasSubstr("found shrug"));
  EXPECT_THAT(said_of("UPDATE verdict SET verdict = 'rejected', tags = '{'"), HasSubstr("damaged"));
  EXPECT_THAT(said_of("UPDATE verdict SET tags = '[7]'"), HasSubstr("damaged"));
  EXPECT_THAT(said_of("UPDATE verdict SET tags = '[]', settles = '[\"x\"]'"), HasSubstr("damaged"));
  EXPECT_THAT(said_of("UPDATE verdict SET settles = '[]', at = 'tomorrow'"), HasSubstr("found tomorrow"));
  EXPECT_THAT(said_of("UPDATE verdict SET at = '2024-05-01T12:00:00.000Z', reviewer = ''"),
              HasSubstr("reviewer"));
  EXPECT_EQ(said_of("UPDATE verdict SET reviewer = 'x', settles = '[4711, 1]'"), "");
  said_of("UPDATE verdict SET sequence = 'a'");
  EXPECT_FALSE(check_project(folder, {}).whole());
}

// No verdict that was given is lost

TEST(VerdictKillTest, none_that_was_given_before_a_kill_is_lost) {
  const TemporaryFolder scratch;
  const fs::path folder = scratch / "project";
  SequenceId first = 0;
  {
    Project project = Project::create(folder);
    add_dataset(project, "Walks");
    first = project.catalog().sequences[0].id;
  }  // SQLite's connections must not be open where a process forks
  std::mt19937 random(50);
  VerdictId last_seen = 0;
  int killed_between = 0;
  for (int round = 0; round < 50; ++round) {
    int given[2];
    ASSERT_EQ(::pipe(given), 0);
    const pid_t child = ::fork();
    if (child == 0) {
      Project working = Project::open(folder);
      for (;;) {
        const VerdictId id = give(working, verdict_on(first, {round % 40, 39}, Verdict::rejected));
        if (::write(given[1], &id, sizeof id) != sizeof id) ::_exit(1);
      }
    }
    ::close(given[1]);
    VerdictId told = 0;
    ASSERT_EQ(::read(given[0], &told, sizeof told), static_cast<ssize_t>(sizeof told));
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 20'000));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    std::vector<VerdictId> all = {told};
    while (::read(given[0], &told, sizeof told) == static_cast<ssize_t>(sizeof told)) all.push_back(told);
    ::close(given[0]);
    std::set<VerdictId> kept;
    for (const VerdictRecord& verdict : Project::open(folder).catalog().verdicts) kept.insert(verdict.id);
    for (const VerdictId each : all) EXPECT_TRUE(kept.contains(each)) << "round " << round;
    if (*kept.rbegin() > all.back()) ++killed_between;  // on disk, and nobody was told yet
    EXPECT_GT(all.front(), last_seen);
    last_seen = all.back();
  }
  EXPECT_TRUE(check_project(folder, {}).whole());
  RecordProperty("kills_between_disk_and_answer", killed_between);
}

}  // namespace
}  // namespace solopose
