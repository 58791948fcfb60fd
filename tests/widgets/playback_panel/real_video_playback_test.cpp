#include <QAction>
#include <QComboBox>
#include <QPushButton>

#include "core/formats/sequence.h"
#include "core/models/shipped_models.h"
#include "core/project/import.h"
#include "core/project/project.h"
#include "render/video/video_view.h"
#include "tests/widgets/session/session_test_base.h"
#include "widgets/actions/action_registry.h"
#include "widgets/cursor/playback.h"
#include "widgets/playback_panel/playback_data.h"
#include "widgets/playback_panel/playback_panel.h"
#include "widgets/playback_panel/predict_page.h"
#include "widgets/playback_panel/skeletons_page.h"
#include "widgets/playback_panel/video_stage.h"
#include "widgets/timeline/timeline.h"
#include "widgets/timeline/timeline_lanes.h"

namespace solopose::testing {
namespace {

/// Real people instead of drawn ones. Pictures go to the folder in PLAYBACK_PICTURES.
class RealVideoPlaybackTest : public SessionTest {
 protected:
  void SetUp() override {
    REQUIRE_SHARED_DATA();
    ASSERT_TRUE(demo_model_file()) << "the demo model comes with the sources";
    panel.resize(1100, 700);
    panel.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&panel));
  }
  bool drawn() {
    return settle() && QTest::qWaitFor([this] { return panel.isSettled(); }, 30'000);
  }
  void predict_few_frames(qint64 first) {
    session.cursor()->setFrame(first);
    playback.markIn();
    session.cursor()->setFrame(first + 23);
    playback.markOut();
    PredictPage* page = panel.predictPage();
    panel.showPage(page);
    ASSERT_TRUE(drawn());
    page->modelChoice()->setCurrentIndex(page->modelChoice()->findText("Demo model"));
    page->rangeChoice()->setCurrentIndex(1);
    ASSERT_TRUE(page->order());
    EXPECT_TRUE(page->noteText().contains("real video"));
    page->startButton()->click();
    ASSERT_TRUE(drawn());
    ASSERT_EQ(session.jobs()->jobs().last()->outcome(), JobOutcome::finished)
        << qPrintable(session.jobs()->jobs().last()->error());
    session.cursor()->setFrame(first + 12);
    ASSERT_TRUE(drawn());
    ASSERT_EQ(panel.data()->predictions()->models().size(), 1);
  }
  void keep_picture(const QString& name) {
    const QString target = qEnvironmentVariable("PLAYBACK_PICTURES");
    QTest::qWait(300);
    if (!target.isEmpty())
      panel.screen()->grabWindow(panel.winId()).save(QStringLiteral("%1/%2.png").arg(target, name));
  }

  QWidget host;
  ActionRegistry actions{&host};
  Playback playback{session.cursor()};
  TimelineLanes lanes;
  PanelContext context{&session, &actions, &playback, &lanes};
  Timeline timeline{context};
  PlaybackPanel panel{context};
};

TEST_F(RealVideoPlaybackTest, poses_of_pose2sim_lie_in_all_four_videos) {
  {
    Project project = Project::create(scratch / "project");
    ImportOptions options;
    options.format = "trc";
    options.paths = {shared_data() / "pose2sim" / "pose-3d" / "S00_P00_T01_BalancingTrial_0-100.trc"};
    import_files(project, options, {});
  }
  session.openProject(folder());
  ASSERT_TRUE(settle());
  const SequenceRecord track = first();
  session.cursor()->setSequence(track.id, track.frames, 50);
  actions.action("video.grid")->trigger();
  ASSERT_TRUE(drawn());
  ASSERT_EQ(panel.data()->views().size(), 4);
  const PosesPtr truth = panel.data()->truthOf(panel.data()->views().front());
  ASSERT_NE(truth, nullptr);
  for (const PlaybackView& view : panel.data()->views()) {
    const ViewGeometry geometry = panel.data()->geometryOf(view);
    ASSERT_TRUE(geometry.camera()) << qPrintable(view.title);
    const PictureSize shown = panel.data()->factsOf(view)->size;
    const QSize size(shown.width, shown.height);
    const auto pixels = geometry.pixels(geometry.in_view_frame(pose_at(*truth, 50)));
    for (std::size_t joint = 0; joint < joint_count; ++joint) {
      EXPECT_TRUE(QRectF(QPointF(0, 0), size).contains(pixels[2 * joint], pixels[2 * joint + 1]))
          << qPrintable(view.title) << " joint " << joint;
    }
    EXPECT_GT(pixels[2 * index_of(Joint::left_ankle) + 1], pixels[2 * index_of(Joint::head) + 1] + 100);
  }
  EXPECT_EQ(static_cast<PersonSource>(panel.predictPage()->personChoice()->currentIndex()),
            PersonSource::truth);
  keep_picture("pose2sim-truth");
  predict_few_frames(38);
  EXPECT_NE(panel.data()->metrics()->models.size(), 0);
  keep_picture("pose2sim-grid");
  actions.action("video.grid")->trigger();
  ASSERT_TRUE(drawn());
  keep_picture("pose2sim-one");
}

TEST_F(RealVideoPlaybackTest, videos_without_calibration_play_and_predict) {
  Project::create(scratch / "project");
  session.openProject(folder());
  ASSERT_TRUE(settle());
  for (const char* name : {"sports2d_walk.mp4", "basketball.mp4"}) {
    panel.openVideo(QString::fromStdString((shared_data() / "video" / name).string()));
    ASSERT_TRUE(QTest::qWaitFor([&] {
      const PlaybackView* view = panel.data()->mainView();
      return view != nullptr && view->file.filename() == name && panel.isSettled();
    }));
    EXPECT_TRUE(panel.statusText().contains(QStringLiteral("camera not known").replace(' ', QChar::Nbsp)));
    EXPECT_EQ(static_cast<PersonSource>(panel.predictPage()->personChoice()->currentIndex()),
              PersonSource::detector);
    predict_few_frames(20);
    EXPECT_EQ(panel.stage()->mainView()->number(), 32);
    keep_picture(QString::fromLatin1(name).section('.', 0, 0));
  }
  EXPECT_TRUE(failures.isEmpty()) << qPrintable(failure());
}

}  // namespace
}  // namespace solopose::testing
