#include <fstream>
#include <thread>

#include <QDeadlineTimer>
#include <QEventLoop>
#include <QTimer>

#include "core/augmotion/export.h"
#include "core/project/project.h"
#include "tests/support/thread_meter.h"
#include "tests/widgets/session/session_test_base.h"
#include "widgets/session/pose_cache.h"

namespace solopose::testing {
namespace {

class SessionJobsTest : public SessionTest {
 protected:
  std::vector<std::filesystem::path> many_files(int count, std::int64_t frames) {
    std::vector<std::filesystem::path> files;
    for (int i = 0; i < count; ++i)
      files.push_back(write_poses(scratch / ("many_" + std::to_string(i) + ".npz"), frames, i));
    return files;
  }

  void create() {
    session.createProject(folder());
    ASSERT_TRUE(settle());
  }
};

/// Waits in a plain event loop: QTest's waiting sleeps 10 ms at a time.
void run_until_idle(Session& session) {
  QEventLoop loop;
  QObject::connect(&session, &Session::idle, &loop, &QEventLoop::quit);
  QTimer::singleShot(60'000, &loop, &QEventLoop::quit);
  loop.exec();
}

TEST_F(SessionJobsTest, the_first_import_is_aligned_by_itself) {
  create();
  QSignalSpy imported(&session, &Session::imported);
  session.importFiles(table_import("walk", many_files(3, 120)));
  ASSERT_TRUE(settle());
  ASSERT_EQ(failures.count(), 0) << failure().toStdString();
  ASSERT_EQ(imported.count(), 1);
  const auto report = imported.front().front().value<ImportReport>();
  EXPECT_EQ(report.sequences, 3);
  EXPECT_EQ(report.frames, 360);
  ASSERT_TRUE(session.catalog()->alignment);
  EXPECT_FALSE(session.catalog()->alignment_is_stale());
  EXPECT_EQ(session.catalog()->alignment->sequences.size(), 3U);
  EXPECT_EQ(session.cursor()->sequence(), first().id);
  EXPECT_EQ(session.undoStack()->count(), 1) << "the import; its alignment follows from it";
}

TEST_F(SessionJobsTest, later_imports_leave_the_alignment_stale) {
  open();
  const std::string before = session.catalog()->alignment->options_json;
  session.importFiles(table_import("jump", many_files(2, 100)));
  ASSERT_TRUE(settle());
  EXPECT_TRUE(session.catalog()->alignment_is_stale());
  EXPECT_EQ(
      session.catalog()->alignment->of(session.catalog()->sequence_named("jump/unknown/many_0/world")->id),
      nullptr);
  session.undoStack()->undo();
  ASSERT_TRUE(settle());
  EXPECT_FALSE(session.catalog()->alignment_is_stale());
}

TEST_F(SessionJobsTest, bad_files_are_listed_and_the_others_arrive) {
  create();
  auto files = many_files(2, 60);
  files.push_back(scratch / "bad.npz");
  std::ofstream(files.back()) << "no zip";
  QSignalSpy imported(&session, &Session::imported);
  session.importFiles(table_import("walk", files));
  ASSERT_TRUE(settle());
  EXPECT_EQ(failures.count(), 0);
  EXPECT_EQ(session.catalog()->sequences.size(), 2U);
  ASSERT_EQ(imported.count(), 1);
  const auto problems = imported.front().front().value<ImportReport>().problems;
  EXPECT_EQ(std::ranges::count(problems, true, &ProblemRecord::skipped), 1);
}

TEST_F(SessionJobsTest, an_import_of_nothing_readable_says_why_and_changes_nothing) {
  create();
  std::ofstream(scratch / "bad.npz") << "no zip";
  session.importFiles(table_import("walk", {scratch / "bad.npz"}));
  ASSERT_TRUE(settle());
  ASSERT_EQ(failures.count(), 1);
  EXPECT_TRUE(failure().contains("bad.npz")) << failure().toStdString();
  EXPECT_EQ(session.undoStack()->count(), 0);
  EXPECT_TRUE(session.catalog()->datasets.empty());
}

TEST_F(SessionJobsTest, a_failing_job_is_reported_and_logged_in_the_project) {
  open();
  const std::string before = catalog_text(session);
  session.importFiles(table_import("x", {scratch / "missing.npz"}));
  ASSERT_TRUE(settle());
  ASSERT_EQ(failures.count(), 1);
  EXPECT_TRUE(failure().contains("missing.npz"));
  ASSERT_EQ(session.jobs()->jobs().size(), 1);
  EXPECT_EQ(session.jobs()->jobs().front()->outcome(), JobOutcome::failed);
  EXPECT_EQ(catalog_text(session), before);
  const auto logs = Project::open(scratch / "project").job_logs();
  ASSERT_FALSE(logs.empty());
  EXPECT_EQ(logs.back().outcome, "failed");
  EXPECT_NE(logs.back().text.find("missing.npz"), std::string::npos);
}

TEST_F(SessionJobsTest, a_cancelled_import_leaves_the_project_as_it_was) {
  open();
  const std::string before = catalog_text(session);
  const auto files = many_files(40, 3000);
  // Asked for as soon as something is done: signals come ten times a second, and all may be done by then.
  QObject::connect(session.jobs(), &JobRunner::jobAdded, &session, [](JobHandle* job) {
    const QDeadlineTimer limit(60'000);
    while (job->done() == 0 && !limit.hasExpired()) std::this_thread::yield();
    job->cancel();
  });
  session.importFiles(table_import("many", files));
  ASSERT_TRUE(settle());
  ASSERT_EQ(session.jobs()->jobs().size(), 1);
  EXPECT_EQ(session.jobs()->jobs().front()->outcome(), JobOutcome::cancelled);
  EXPECT_EQ(failures.count(), 0) << "somebody changed their mind: nothing failed";
  EXPECT_EQ(catalog_text(session), before);
  EXPECT_EQ(catalog_text(Project::open(scratch / "project").catalog()), catalog_text(*session.catalog()));
  EXPECT_EQ(session.undoStack()->count(), 0);
}

TEST_F(SessionJobsTest, only_the_last_of_many_quick_option_changes_counts) {
  open();
  for (int clusters = 2; clusters <= 6; ++clusters) {
    AlignOptions options = session.alignOptions();
    options.key_frame.clusters = clusters;
    session.setAlignOptions(options);
  }
  ASSERT_TRUE(settle());
  EXPECT_EQ(session.alignOptions().key_frame.clusters, 6);
  for (const SequenceAlignment& aligned : session.catalog()->alignment->sequences)
    EXPECT_EQ(aligned.cluster_sizes.size(), 6U);
  while (session.undoStack()->canUndo()) session.undoStack()->undo();
  ASSERT_TRUE(settle());
  EXPECT_EQ(session.alignOptions().key_frame.clusters, 3);
  EXPECT_EQ(failures.count(), 0);
}

TEST_F(SessionJobsTest, realigning_keeps_ms_msp_preset_and_ratio) {
  open();
  const AlignmentRecord before = *session.catalog()->alignment;
  session.remove({dataset("dance")}, {});
  AlignOptions options;
  options.key_frame.clusters = 4;
  options.preset = FramePreset::section_3_2;
  options.ratio = FrameRatio::literal;
  session.setAlignOptions(options);
  ASSERT_TRUE(settle());
  const AlignmentRecord& after = *session.catalog()->alignment;
  EXPECT_EQ(after.shoulder_width_mm, before.shoulder_width_mm);
  EXPECT_EQ(after.torso_length_mm, before.torso_length_mm);
  EXPECT_EQ(after.reference_mm, before.reference_mm);
  EXPECT_EQ(session.alignOptions().preset, FramePreset::paper);
  EXPECT_EQ(session.alignOptions().ratio, FrameRatio::measured);
  EXPECT_EQ(session.alignOptions().key_frame.clusters, 4);
}

TEST_F(SessionJobsTest, a_job_begins_after_the_edits_asked_for_before_it) {
  open();
  for (int i = 0; i < 20; ++i) session.renameDataset(dataset("walk"), QString("walk %1").arg(i));
  const DatasetId walk = dataset("walk");
  session.renameDataset(walk, "last");
  session.importFiles(table_import("last", many_files(1, 60)));
  ASSERT_TRUE(settle());
  ASSERT_EQ(failures.count(), 0) << failure().toStdString();
  EXPECT_EQ(session.catalog()->datasets.size(), 2U) << "the files went into the renamed dataset";
}

TEST_F(SessionJobsTest, a_key_frame_realigns_its_sequence_at_once) {
  open();
  const SequenceId id = first().id;
  const std::int64_t other = session.catalog()->alignment->of(id)->key_frame + 5;
  session.setKeyFrame(id, other);
  ASSERT_TRUE(settle());
  EXPECT_EQ(session.catalog()->alignment->of(id)->key_frame, other);
  EXPECT_EQ(session.catalog()->sequence(id)->key_frame_override, other);
  EXPECT_TRUE(session.jobs()->jobs().isEmpty()) << "a short edit, not a job";
}

TEST_F(SessionJobsTest, a_key_frame_set_while_an_alignment_runs_is_not_lost) {
  open();
  const SequenceId id = first().id;
  AlignOptions options;
  options.key_frame.clusters = 4;
  session.align(options);
  session.setKeyFrame(id, 13);
  ASSERT_TRUE(settle());
  EXPECT_EQ(session.alignOptions().key_frame.clusters, 4);
  EXPECT_EQ(session.catalog()->alignment->of(id)->key_frame, 13);
  while (session.undoStack()->canUndo()) session.undoStack()->undo();
  ASSERT_TRUE(settle());
  EXPECT_EQ(session.alignOptions().key_frame.clusters, 3);
  EXPECT_NE(session.catalog()->alignment->of(id)->key_frame, 13);
}

TEST_F(SessionJobsTest, reimport_keeps_the_cursor_on_the_sequence_of_the_same_name) {
  open();
  const SequenceRecord second = session.catalog()->sequences[1];
  session.cursor()->setSequence(second.id, second.frames, 42);
  session.reimportDataset(second.dataset);
  ASSERT_TRUE(settle());
  ASSERT_EQ(failures.count(), 0) << failure().toStdString();
  const SequenceRecord* now = session.catalog()->sequence(session.cursor()->sequence());
  ASSERT_NE(now, nullptr);
  EXPECT_NE(now->id, second.id);
  EXPECT_EQ(now->name, second.name);
  EXPECT_EQ(session.cursor()->frame(), 42);
}

TEST_F(SessionJobsTest, removing_the_cursors_dataset_moves_it_to_the_first_sequence) {
  open();
  session.remove({dataset("walk")}, {});
  ASSERT_TRUE(settle());
  EXPECT_EQ(session.cursor()->sequence(), first().id);
  session.remove({dataset("dance")}, {});
  ASSERT_TRUE(settle());
  EXPECT_EQ(session.cursor()->sequence(), 0);
}

TEST_F(SessionJobsTest, export_writes_the_file) {
  open();
  session.exportPoses(folder("out.npz"), {.frame = ExportFrame::universal});
  ASSERT_TRUE(settle());
  EXPECT_EQ(failures.count(), 0) << failure().toStdString();
  EXPECT_TRUE(std::filesystem::exists(scratch / "out.npz"));
  EXPECT_EQ(session.undoStack()->count(), 0);
}

TEST_F(SessionJobsTest, closing_the_project_stops_its_jobs) {
  open();
  session.importFiles(table_import("many", many_files(40, 3000)));
  session.closeProject();
  ASSERT_TRUE(settle());
  EXPECT_EQ(session.jobs()->jobs().front()->outcome(), JobOutcome::cancelled);
  EXPECT_FALSE(session.hasProject());
}

TEST_F(SessionJobsTest, a_session_that_goes_away_cancels_its_jobs_and_keeps_its_edits) {
  make_project(scratch / "project");
  const auto files = many_files(60, 1000);
  {
    Session short_lived;
    short_lived.openProject(folder());
    ASSERT_TRUE(settle(short_lived));
    short_lived.renameDataset(short_lived.catalog()->datasets.front().id, "asked for");
    short_lived.importFiles(table_import("many", files));
  }
  const Catalog catalog = Project::open(scratch / "project").catalog();
  EXPECT_EQ(catalog.datasets.size(), 2U);
  EXPECT_EQ(catalog.datasets.front().name, "asked for");
}

TEST_F(SessionJobsTest, the_event_loop_stays_alive_while_much_is_imported_and_aligned) {
  create();
  const auto files = many_files(60, 3000);
  const ThreadMeter meter;
  session.importFiles(table_import("many", files));
  run_until_idle(session);
  EXPECT_TRUE(session.catalog()->alignment);
  EXPECT_LT(meter.longest_work_share(), 0.15) << "import and alignment are another thread's";
  EXPECT_LT(meter.longest_stall_share(), 0.25) << "nor does it wait for them";
  EXPECT_GT(meter.rounds(), 30);
}

TEST_F(SessionJobsTest, the_event_loop_stays_alive_while_real_recordings_are_imported) {
  REQUIRE_SHARED_DATA();
  create();
  ImportOptions options;
  options.format = "aist";
  options.paths = {shared_data() / "aistpp"};
  const ThreadMeter meter;
  session.importFiles(options);
  run_until_idle(session);
  const double share = meter.longest_work_share();
  ASSERT_EQ(failures.count(), 0) << failure().toStdString();
  EXPECT_FALSE(session.catalog()->sequences.empty());
  EXPECT_TRUE(session.catalog()->alignment);
  EXPECT_LT(share, 0.25) << "import and alignment are another thread's";
}

TEST_F(SessionJobsTest, a_reimport_names_what_could_not_be_read_again) {
  open();
  std::vector<Rereading> told;
  QObject::connect(&session, &Session::reread,
                   [&](const Rereading& rereading) { told.push_back(rereading); });
  session.reimportDataset(dataset("walk"));
  ASSERT_TRUE(settle());
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].dataset, "walk");
  EXPECT_EQ(told[0].sequences, 2);
  EXPECT_TRUE(told[0].gone.isEmpty());
  write_poses(scratch / "takes/one.npz", 200, 7);
  write_poses(scratch / "takes/two.npz", 200, 8);
  session.importFiles(table_import("takes", {scratch / "takes"}));
  ASSERT_TRUE(settle());
  const std::string before = catalog_text(session);
  std::filesystem::remove(scratch / "takes/two.npz");
  session.reimportDataset(dataset("takes"));
  ASSERT_TRUE(settle());
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told[1].gone, QStringList{"takes/unknown/two/world"});
  session.undoStack()->undo();
  ASSERT_TRUE(settle());
  EXPECT_EQ(catalog_text(session), before);
}

}  // namespace
}  // namespace solopose::testing
