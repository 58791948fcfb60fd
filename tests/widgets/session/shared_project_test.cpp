// Two windows, or a window and a program, on one project.
#include <chrono>
#include <thread>

#include "core/augmotion/clips.h"
#include "core/project/project.h"
#include "tests/widgets/session/session_test_base.h"

namespace solopose::testing {
namespace {

struct SharedProjectTest : SessionTest {
  void SetUp() override {
    open();
    other.openProject(folder());
    ASSERT_TRUE(settle(other));
  }
  /// As the next look of the session's own watch would.
  bool look(Session& which) {
    which.lookForChanges();
    return settle(which);
  }
  Session other;
  QSignalSpy other_failures{&other, &Session::failed};
};

TEST_F(SharedProjectTest, what_one_changes_the_other_shows_by_itself_and_says_once) {
  QSignalSpy told(&other, &Session::changedElsewhere);
  session.renameDataset(dataset("walk"), "stroll");
  ASSERT_TRUE(wait_for([&] { return other.catalog()->datasets.front().name == "stroll"; }));
  EXPECT_EQ(catalog_text(other), catalog_text(session));
  EXPECT_EQ(told.count(), 1);
  ASSERT_TRUE(look(other));
  EXPECT_EQ(told.count(), 1);
}

TEST_F(SharedProjectTest, what_changes_nothing_that_is_seen_is_not_told) {
  QSignalSpy told(&other, &Session::changedElsewhere);
  QSignalSpy changed(&other, &Session::catalogChanged);
  Project::open(scratch / "project").append_job_log("elsewhere", "finished", "");
  ASSERT_TRUE(look(other));
  EXPECT_EQ(told.count(), 0);
  EXPECT_EQ(changed.count(), 0);
}

TEST_F(SharedProjectTest, ones_own_jobs_are_no_news) {
  QSignalSpy told(&session, &Session::changedElsewhere);
  session.importFiles(table_import("jump", {write_poses(scratch / "jump.npz", 200, 9)}));
  while (!session.isIdle()) {
    session.lookForChanges();
    QTest::qWait(5);
  }
  EXPECT_EQ(session.catalog()->datasets.size(), 3U);
  EXPECT_EQ(told.count(), 0);
}

TEST_F(SharedProjectTest, a_sequence_that_another_removed_takes_the_cursor_with_it) {
  other.cursor()->setSequence(other.catalog()->sequences.front().id, 240);
  session.remove({dataset("walk")}, {});
  ASSERT_TRUE(settle());
  ASSERT_TRUE(look(other));
  ASSERT_EQ(other.catalog()->datasets.size(), 1U);
  EXPECT_EQ(other.cursor()->sequence(), other.catalog()->sequences.front().id);
}

TEST_F(SharedProjectTest, an_edit_of_what_another_removed_says_so_and_shows_the_project_as_it_is) {
  const DatasetId walk = dataset("walk");
  const SequenceId sequence = first().id;
  session.remove({walk}, {});
  ASSERT_TRUE(settle());
  const std::vector<std::function<void()>> edits{
      [&] { other.renameDataset(walk, "stroll"); }, [&] { other.setKeyFrame(sequence, 5); },
      [&] { other.setExcluded({sequence}, true); }, [&] { other.remove({walk}, {}); },
      [&] { other.setIndependentTest(walk, true); }};
  for (const auto& edit : edits) {
    const auto before = other_failures.count();
    edit();
    ASSERT_TRUE(settle(other));
    EXPECT_EQ(other_failures.count(), before + 1);
    EXPECT_TRUE(other_failures.last().first().toString().contains("no longer in the project"));
  }
  EXPECT_EQ(catalog_text(other), catalog_text(session));
  EXPECT_EQ(other.undoStack()->count(), 0);
}

/// Asked for in one window, changed in the other, undone in the first.
struct Overtaken {
  const char* name;
  std::function<void(Session&)> first;
  std::function<void(Session&)> second;
};
void PrintTo(const Overtaken& edit, std::ostream* out) { *out << edit.name; }

const DatasetRecord& front(Session& s) { return s.catalog()->datasets.front(); }

struct OvertakenTest : SharedProjectTest, ::testing::WithParamInterface<Overtaken> {};

TEST_P(OvertakenTest, an_undo_that_would_destroy_anothers_edit_is_refused_and_leaves_the_way_free) {
  session.renameDataset(dataset("dance"), "waltz");
  ASSERT_TRUE(settle());
  GetParam().first(session);
  ASSERT_TRUE(settle());
  ASSERT_EQ(session.undoStack()->count(), 2);
  ASSERT_TRUE(look(other));
  GetParam().second(other);
  ASSERT_TRUE(settle(other));
  ASSERT_EQ(other_failures.count(), 0) << other_failures.last().first().toString().toStdString();
  const std::string wanted = catalog_text(other);

  int steps_told = -1;
  const QUndoStack* stack = session.undoStack();
  const QObject witness;
  QObject::connect(stack, &QUndoStack::indexChanged, &witness, [&] { steps_told = stack->count(); });
  session.undoStack()->undo();
  ASSERT_TRUE(settle());
  ASSERT_EQ(failures.count(), 1);
  EXPECT_TRUE(failure().startsWith("Not undone: ")) << failure().toStdString();
  EXPECT_EQ(catalog_text(session), wanted);
  EXPECT_EQ(catalog_text(Project::open(scratch / "project").catalog()), catalog_text(*other.catalog()));
  // The refused step is gone, the one before it can be undone.
  EXPECT_EQ(session.undoStack()->count(), 1);
  EXPECT_EQ(steps_told, 1) << "menus follow";
  session.undoStack()->undo();
  ASSERT_TRUE(settle());
  EXPECT_EQ(failures.count(), 1);
  EXPECT_NE(dataset("dance"), 0);
}

INSTANTIATE_TEST_SUITE_P(
    Edits, OvertakenTest,
    ::testing::Values(
        Overtaken{"rename", [](Session& s) { s.renameDataset(front(s).id, "stroll"); },
                  [](Session& s) { s.renameDataset(front(s).id, "amble"); }},
        Overtaken{"independent", [](Session& s) { s.setIndependentTest(front(s).id, true); },
                  [](Session& s) { s.setIndependentTest(front(s).id, false); }},
        Overtaken{"exclude", [](Session& s) { s.setExcluded({s.catalog()->sequences.front().id}, true); },
                  [](Session& s) { s.setExcluded({s.catalog()->sequences.front().id}, false); }},
        Overtaken{"key_frame", [](Session& s) { s.setKeyFrame(s.catalog()->sequences.front().id, 7); },
                  [](Session& s) { s.setKeyFrame(s.catalog()->sequences.front().id, 9); }},
        Overtaken{"removed_meanwhile",
                  [](Session& s) { s.setKeyFrame(s.catalog()->sequences.front().id, 7); },
                  [](Session& s) { s.remove({front(s).id}, {}); }},
        Overtaken{"clip_options",
                  [](Session& s) {
                    ClipOptions options;
                    options.length = 20;
                    s.setClipOptions(options);
                  },
                  [](Session& s) {
                    ClipOptions options;
                    options.length = 25;
                    s.setClipOptions(options);
                  }},
        Overtaken{"align",
                  [](Session& s) {
                    AlignOptions options;
                    options.preset = FramePreset::section_3_2;
                    s.align(options);
                  },
                  [](Session& s) {
                    AlignOptions options;
                    options.key_frame.clusters = 4;
                    s.align(options);
                  }}),
    [](const auto& edit) { return std::string(edit.param.name); });

TEST_F(SharedProjectTest, a_redo_that_would_destroy_anothers_edit_is_refused_too) {
  session.renameDataset(dataset("walk"), "stroll");
  ASSERT_TRUE(settle());
  session.undoStack()->undo();
  ASSERT_TRUE(settle());
  ASSERT_TRUE(look(other));
  other.renameDataset(other.catalog()->datasets.front().id, "amble");
  ASSERT_TRUE(settle(other));
  session.undoStack()->redo();
  ASSERT_TRUE(settle());
  EXPECT_TRUE(failure().startsWith("Not redone: "));
  EXPECT_EQ(session.catalog()->datasets.front().name, "amble");
  EXPECT_EQ(session.undoStack()->count(), 0);
}

TEST_F(SharedProjectTest, a_reimport_gives_way_to_what_another_brought_meanwhile) {
  const auto pose_files = [this] {
    return std::distance(std::filesystem::directory_iterator(scratch / "project/poses"), {});
  };
  const auto before = Project::open(scratch / "project").active_imports(dataset("walk"));
  const auto files = pose_files();
  session.reimportDataset(dataset("walk"));
  // Nothing that was read is taken over before this thread goes back to its events.
  while (!std::filesystem::exists(scratch / "project/poses/3.h5") || pose_files() > files + 1)
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  Project elsewhere = Project::open(scratch / "project");
  const ImportReport more =
      import_files(elsewhere, table_import("walk", {write_poses(scratch / "more.npz", 200, 9)}), {});
  ASSERT_TRUE(settle());
  ASSERT_EQ(failures.count(), 1);
  EXPECT_TRUE(failure().contains("while its files were read again")) << failure().toStdString();
  const auto now = elsewhere.active_imports(dataset("walk"));
  EXPECT_EQ(now.size(), before.size() + 1);
  EXPECT_EQ(now.back(), more.import);
  ASSERT_TRUE(look(other));
  EXPECT_EQ(catalog_text(session), catalog_text(other));
}

TEST_F(SharedProjectTest, a_key_frame_that_another_chose_while_an_alignment_ran_is_in_it) {
  const SequenceId sequence = first().id;
  session.align({});
  Project elsewhere = Project::open(scratch / "project");
  elsewhere.set_key_frame_override(sequence, 11);
  ASSERT_TRUE(settle());
  EXPECT_EQ(session.catalog()->alignment->of(sequence)->key_frame, 11);
}

}  // namespace
}  // namespace solopose::testing
