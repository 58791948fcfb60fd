#include "core/augmotion/clips.h"
#include "core/project/project.h"
#include "core/project/repair_makers.h"
#include "core/project/verdict_merge.h"
#include "tests/support/verdicts.h"
#include "tests/widgets/session/session_test_base.h"
#include "widgets/session/pose_cache.h"

namespace solopose::testing {
namespace {

/// One edit that a person can ask for; `texts` is what stands behind "Undo".
struct EditCase {
  const char* name;
  const char* text;
  std::function<void(Session&, const TemporaryFolder&)> ask;
};

void PrintTo(const EditCase& edit, std::ostream* out) { *out << edit.name; }

DatasetId id_of(const Session& session, const std::string& name) {
  for (const DatasetRecord& record : session.catalog()->datasets)
    if (record.name == name) return record.id;
  return 0;
}

AlignOptions other_options() {
  AlignOptions options;
  options.key_frame.clusters = 5;
  options.key_frame.tolerance_deg = 3;
  options.mode = KeyFrameMode::per_take;
  return options;
}

const std::vector<EditCase>& edit_cases() {
  static const std::vector<EditCase> cases{
      {"import_files", "import into jump",
       [](Session& s, const TemporaryFolder& scratch) {
         s.importFiles(table_import("jump", {write_poses(scratch / "jump.npz", 200, 9)}));
       }},
      {"import_into_existing", "import into walk",
       [](Session& s, const TemporaryFolder& scratch) {
         s.importFiles(table_import("walk", {write_poses(scratch / "more.npz", 200, 9)}));
       }},
      {"remove", "remove walk", [](Session& s, const TemporaryFolder&) { s.remove({id_of(s, "walk")}, {}); }},
      {"remove_and_exclude", "remove walk and exclude dance/unknown/three/world",
       [](Session& s, const TemporaryFolder&) {
         s.remove({id_of(s, "walk")}, {s.catalog()->sequence_named("dance/unknown/three/world")->id});
       }},
      {"exclude_one", "exclude walk/unknown/one/world",
       [](Session& s, const TemporaryFolder&) { s.setExcluded({s.catalog()->sequences.front().id}, true); }},
      {"exclude_several", "exclude 2 sequence(s)",
       [](Session& s, const TemporaryFolder&) {
         s.setExcluded({s.catalog()->sequences[0].id, s.catalog()->sequences[1].id}, true);
       }},
      {"reimport", "re-import walk",
       [](Session& s, const TemporaryFolder&) { s.reimportDataset(id_of(s, "walk")); }},
      {"rename", "rename walk to stroll",
       [](Session& s, const TemporaryFolder&) { s.renameDataset(id_of(s, "walk"), " stroll "); }},
      {"independent_test", "make walk an independent test",
       [](Session& s, const TemporaryFolder&) { s.setIndependentTest(id_of(s, "walk"), true); }},
      {"clip_options", "change clips and splits",
       [](Session& s, const TemporaryFolder&) {
         ClipOptions options;
         options.length = 20;
         options.group = SplitGroup::clip;
         s.setClipOptions(options);
       }},
      {"align_options", "change alignment options",
       [](Session& s, const TemporaryFolder&) { s.setAlignOptions(other_options()); }},
      {"align", "align",
       [](Session& s, const TemporaryFolder&) {
         AlignOptions options;
         options.preset = FramePreset::section_3_2;
         s.align(options);
       }},
      {"key_frame", "use frame 7 of walk/unknown/one/world as key frame",
       [](Session& s, const TemporaryFolder&) { s.setKeyFrame(s.catalog()->sequences.front().id, 7); }},
      {"reject_frames", "reject frames 30 to 90 of walk/unknown/one/world",
       [](Session& s, const TemporaryFolder&) {
         s.judge({verdict_on(s.catalog()->sequences.front().id, {30, 90})});
       }},
      {"reject_a_sequence", "reject walk/unknown/one/world",
       [](Session& s, const TemporaryFolder&) {
         s.judge({verdict_on(s.catalog()->sequences.front().id, {0, 239})});
       }},
      {"judge_several", "judge 2 stretch(es) of frames in 2 sequence(s)",
       [](Session& s, const TemporaryFolder&) {
         s.judge({verdict_on(s.catalog()->sequences[0].id, {3, 3}, Verdict::accepted),
                  verdict_on(s.catalog()->sequences[2].id, {0, 99}, Verdict::fix_later)});
       }},
      {"swap_sides", "swap the sides in frames 10 to 20 of walk/unknown/one/world",
       [](Session& s, const TemporaryFolder&) {
         s.repair({{.method = RepairMethod::swap_sides,
                    .sequence = s.catalog()->sequences[0].id,
                    .frames = {10, 20},
                    .reviewer = "me"}});
       }},
      {"repair_several", "interpolate 2 stretch(es) of frames of walk/unknown/one/world",
       [](Session& s, const TemporaryFolder&) {
         s.repair({{.method = RepairMethod::interpolate,
                    .sequence = s.catalog()->sequences[0].id,
                    .frames = {10, 12},
                    .reviewer = "me"},
                   {.method = RepairMethod::interpolate,
                    .sequence = s.catalog()->sequences[0].id,
                    .frames = {11, 14},
                    .reviewer = "me"}});
       }},
  };
  return cases;
}

class SessionUndoTest : public SessionTest, public ::testing::WithParamInterface<EditCase> {};

TEST_P(SessionUndoTest, undo_and_redo_bring_the_whole_project_back) {
  open();
  const std::string before = catalog_text(session);
  GetParam().ask(session, scratch);
  ASSERT_TRUE(settle());
  ASSERT_EQ(failures.count(), 0) << failure().toStdString();
  const std::string after = catalog_text(session);
  EXPECT_NE(after, before);
  ASSERT_EQ(session.undoStack()->count(), 1);
  EXPECT_EQ(session.undoStack()->undoText(), GetParam().text);
  QSignalSpy told(&session, &Session::told);
  const auto expect_told = [&](const QString& words) {
    ASSERT_EQ(told.count(), 1);
    EXPECT_EQ(told.takeFirst()[0].toString(), words + GetParam().text);
  };
  for (int round = 0; round < 2; ++round) {
    session.undoStack()->undo();
    ASSERT_TRUE(settle());
    expect_told("Undone: ");
    EXPECT_EQ(catalog_text(session), before) << "undo " << round;
    session.undoStack()->redo();
    ASSERT_TRUE(settle());
    expect_told("Redone: ");
    EXPECT_EQ(catalog_text(session), after) << "redo " << round;
  }
  EXPECT_EQ(failures.count(), 0);
  EXPECT_EQ(catalog_text(Project::open(scratch / "project").catalog()), catalog_text(*session.catalog()));
}

INSTANTIATE_TEST_SUITE_P(Edits, SessionUndoTest, ::testing::ValuesIn(edit_cases()),
                         [](const auto& edit) { return std::string(edit.param.name); });

using SessionHistoryTest = SessionTest;

TEST_F(SessionHistoryTest, verdicts_and_repairs_that_are_taken_back_come_again_with_undo) {
  open();
  session.judge({verdict_on(first().id, {3, 9}), verdict_on(first().id, {12, 19})});
  session.repair(
      {{.method = RepairMethod::blank, .sequence = first().id, .frames = {3, 9}, .reviewer = "me"}});
  ASSERT_TRUE(settle());
  const std::string before = catalog_text(session);
  session.withdrawVerdicts({session.catalog()->verdicts[1].id});
  session.withdrawRepairs({first().repairs.front()->id});
  ASSERT_TRUE(settle());
  EXPECT_EQ(session.undoStack()->text(2),
            "take 1 verdict(s) back on frames 12 to 19 of walk/unknown/one/world");
  EXPECT_EQ(session.undoStack()->text(3), "take 1 repair(s) back in frames 3 to 9 of walk/unknown/one/world");
  EXPECT_EQ(session.catalog()->verdicts.size(), 1U);
  EXPECT_TRUE(first().repairs.empty());
  session.undoStack()->undo();
  session.undoStack()->undo();
  ASSERT_TRUE(settle());
  EXPECT_EQ(catalog_text(session), before);
}

TEST_F(SessionHistoryTest, a_verdict_is_on_disk_when_the_session_is_idle) {
  open();
  session.judge({verdict_on(first().id, {3, 9})});
  ASSERT_TRUE(settle());
  EXPECT_EQ(catalog_text(Project::open(scratch / "project").catalog()), catalog_text(*session.catalog()));
}

TEST_F(SessionHistoryTest, merging_another_copy_is_one_step_and_tells_what_came_of_it) {
  open();
  std::filesystem::copy(scratch / "project", scratch / "copy", std::filesystem::copy_options::recursive);
  {
    Project copy = Project::open(scratch / "copy");
    give(copy, verdict_on(first().id, {3, 9}, Verdict::rejected, "you"));
    give(copy, verdict_on(first().id, {20, 29}, Verdict::accepted, "you"));
  }
  const std::string before = catalog_text(session);
  std::vector<std::size_t> added;
  QObject::connect(&session, &Session::verdictsMerged, &session,
                   [&](const VerdictMerge& merge) { added.push_back(merge.added.size()); });
  session.mergeVerdicts(folder("copy"));
  ASSERT_TRUE(settle());
  EXPECT_EQ(session.catalog()->verdicts.size(), 2U);
  session.mergeVerdicts(folder("copy"));
  ASSERT_TRUE(settle());
  EXPECT_EQ(added, (std::vector<std::size_t>{2, 0}));
  ASSERT_EQ(session.undoStack()->count(), 1);
  session.undoStack()->undo();
  ASSERT_TRUE(settle());
  EXPECT_EQ(catalog_text(session), before);
}

TEST_F(SessionHistoryTest, poses_are_never_those_of_before_a_repair_or_its_undo) {
  open();
  const auto poses = [&]() -> PosesPtr {
    static_cast<void>(session.poses()->poses(first()));
    EXPECT_TRUE(settle());
    return session.poses()->poses(first());
  };
  const std::vector<float> source = *poses();
  QSignalSpy changed(&session, &Session::posesChanged);
  session.repair(
      {{.method = RepairMethod::swap_sides, .sequence = first().id, .frames = {0, 239}, .reviewer = "me"}});
  ASSERT_TRUE(settle());
  EXPECT_EQ(changed.count(), 1);
  const SequenceRecord repaired = first();
  const auto x_of = [](const std::vector<float>& track, Joint joint) {
    return track.at(static_cast<std::size_t>(index_of(joint)) * 3);
  };
  EXPECT_EQ(x_of(*poses(), Joint::left_hip), x_of(source, Joint::right_hip));
  SequenceRecord ghost = repaired;
  ghost.repairs.clear();
  ASSERT_NE(session.poses()->poses(ghost), nullptr) << "the pose before is still here";
  EXPECT_EQ(session.poses()->poses(ghost)->at(1), source.at(1));
  session.undoStack()->undo();
  ASSERT_TRUE(settle());
  EXPECT_EQ(changed.count(), 2);
  EXPECT_TRUE(
      std::ranges::equal(*poses(), source, [](float a, float b) { return a == b || (a != a && b != b); }));
}

TEST_F(SessionHistoryTest, a_repair_that_cannot_be_is_said_and_leaves_no_step) {
  open();
  const std::string before = catalog_text(session);
  session.repair(
      {{.method = RepairMethod::copy_previous, .sequence = first().id, .frames = {0, 3}, .reviewer = "me"}});
  session.judge({verdict_on(first().id, {0, 240})});
  ASSERT_TRUE(settle());
  EXPECT_EQ(failures.count(), 2);
  EXPECT_EQ(session.undoStack()->count(), 0);
  EXPECT_EQ(catalog_text(session), before);
}

TEST_F(SessionHistoryTest, all_edits_in_a_row_are_undone_to_the_beginning_and_redone_to_the_end) {
  open();
  std::vector<std::string> states{catalog_text(session)};
  for (const char* name : {"rename", "align_options", "key_frame", "clip_options"}) {
    const auto edit = std::ranges::find(edit_cases(), std::string(name),
                                        [](const EditCase& e) { return std::string(e.name); });
    if (std::string(name) == "key_frame")
      session.setKeyFrame(first().id, 11);
    else
      edit->ask(session, scratch);
    ASSERT_TRUE(settle());
    states.push_back(catalog_text(session));
  }
  ASSERT_EQ(session.undoStack()->count(), 4);
  for (int i = 4; i-- > 0;) {
    session.undoStack()->undo();
    ASSERT_TRUE(settle());
    EXPECT_EQ(catalog_text(session), states[static_cast<std::size_t>(i)]) << "after undoing edit " << i;
  }
  for (int i = 0; i < 4; ++i) session.undoStack()->redo();  // without waiting between them
  ASSERT_TRUE(settle());
  EXPECT_EQ(catalog_text(session), states.back());
  session.undoStack()->setIndex(1);  // a jump in the history
  ASSERT_TRUE(settle());
  EXPECT_EQ(catalog_text(session), states[1]);
}

TEST_F(SessionHistoryTest, edits_asked_for_at_once_happen_in_order) {
  open();
  const DatasetId walk = dataset("walk");
  session.renameDataset(walk, "b");
  session.renameDataset(walk, "c");
  session.setIndependentTest(walk, true);
  ASSERT_TRUE(settle());
  EXPECT_EQ(session.catalog()->dataset(walk)->name, "c");
  EXPECT_EQ(session.undoStack()->count(), 3);
  session.undoStack()->undo();
  session.undoStack()->undo();
  ASSERT_TRUE(settle());
  EXPECT_EQ(session.catalog()->dataset(walk)->name, "b");
}

TEST_F(SessionHistoryTest, an_edit_that_changes_nothing_leaves_no_trace) {
  open();
  session.renameDataset(dataset("walk"), "walk");
  session.setIndependentTest(dataset("walk"), false);
  session.setClipOptions({});
  session.setKeyFrame(first().id, std::nullopt);
  session.setAlignOptions(session.alignOptions());
  ASSERT_TRUE(settle());
  EXPECT_EQ(session.undoStack()->count(), 0);
  EXPECT_EQ(failures.count(), 0);
}

TEST_F(SessionHistoryTest, a_failing_edit_is_reported_and_not_put_on_the_stack) {
  open();
  const std::string before = catalog_text(session);
  session.renameDataset(dataset("walk"), "dance");
  session.renameDataset(dataset("walk"), "a/b");
  session.setKeyFrame(first().id, 100'000);
  session.remove({4711}, {});
  ASSERT_TRUE(settle());
  EXPECT_EQ(failures.count(), 4);
  EXPECT_EQ(session.undoStack()->count(), 0);
  EXPECT_EQ(catalog_text(session), before);
}

TEST_F(SessionHistoryTest, a_failed_undo_leaves_the_stack_where_the_project_is) {
  open();
  const DatasetId walk = dataset("walk");
  const DatasetId dance = dataset("dance");
  session.setIndependentTest(dance, true);
  session.renameDataset(walk, "stroll");
  session.setIndependentTest(walk, true);
  ASSERT_TRUE(settle());
  Project::open(scratch / "project").rename_dataset(dance, "walk");  // somebody else takes the old name
  QSignalSpy told(&session, &Session::told);
  session.undoStack()->undo();
  session.undoStack()->undo();  // this one fails …
  session.undoStack()->undo();  // … so this must not happen either
  ASSERT_TRUE(settle());
  EXPECT_EQ(failures.count(), 1);
  EXPECT_EQ(told.count(), 1) << "only what has happened is said to be undone";
  EXPECT_EQ(session.undoStack()->index(), 2);
  EXPECT_EQ(session.catalog()->dataset(walk)->name, "stroll");
  EXPECT_TRUE(session.catalog()->dataset(dance)->independent_test);
  Project::open(scratch / "project").rename_dataset(dance, "waltz");
  session.undoStack()->undo();  // now it can be done
  ASSERT_TRUE(settle());
  EXPECT_EQ(session.undoStack()->index(), 1);
  EXPECT_EQ(session.catalog()->dataset(walk)->name, "walk");
}

TEST_F(SessionHistoryTest, options_without_an_alignment_wait_for_the_first_one) {
  open(false);
  session.setAlignOptions(other_options());
  ASSERT_TRUE(settle());
  EXPECT_EQ(session.alignOptions().key_frame.clusters, 5);
  EXPECT_FALSE(session.catalog()->alignment);
  session.undoStack()->undo();
  ASSERT_TRUE(settle());
  EXPECT_EQ(session.alignOptions().key_frame.clusters, 3);
  session.undoStack()->redo();
  session.align(other_options());
  ASSERT_TRUE(settle());
  EXPECT_EQ(session.alignOptions().to_json(), other_options().to_json());
}

TEST_F(SessionHistoryTest, the_first_alignment_can_be_undone_and_done_again) {
  open(false);
  const std::string before = catalog_text(session);
  session.align(other_options());
  ASSERT_TRUE(settle());
  const std::string after = catalog_text(session);
  ASSERT_TRUE(session.catalog()->alignment);
  ASSERT_EQ(session.undoStack()->count(), 1);
  session.undoStack()->undo();
  ASSERT_TRUE(settle());
  EXPECT_EQ(catalog_text(session), before);
  EXPECT_FALSE(Project::open(scratch / "project").catalog().alignment);
  session.undoStack()->redo();
  ASSERT_TRUE(settle());
  EXPECT_EQ(catalog_text(session), after);
}

}  // namespace
}  // namespace solopose::testing
