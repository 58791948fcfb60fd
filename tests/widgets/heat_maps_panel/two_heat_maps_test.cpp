#include <QAction>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QImage>
#include <QLabel>
#include <QSplitter>

#include "core/inspection/heat_map_picture.h"
#include "core/models/shipped_models.h"
#include "core/runs/run_folder.h"
#include "render/heat_map/heat_map_view.h"
#include "tests/core/prediction/small_model.h"
#include "tests/support/filmed_project.h"
#include "tests/support/waiting.h"
#include "tests/widgets/session/session_test_base.h"
#include "widgets/actions/action_registry.h"
#include "widgets/heat_maps_panel/captioned_view.h"
#include "widgets/heat_maps_panel/heat_maps_panel.h"
#include "widgets/heat_maps_panel/model_box.h"
#include "widgets/heat_maps_panel/options_page.h"
#include "widgets/session/pose_cache.h"

namespace solopose::testing {
namespace {

constexpr int frames = 150;

/// Two takes, one of them filmed, and the panel over them.
class TwoHeatMapsTest : public SessionTest {
 protected:
  void SetUp() override {
    write_film(scratch / "front.mp4", frames, 30);
    make_filmed_project(scratch / "project", {filmed_sequence("filmed", frames, 30, {scratch / "front.mp4"}),
                                              filmed_sequence("alone", frames, 30, {})});
    session.openProject(folder());
    ASSERT_TRUE(settle());
    show(panel);
    go_to("filmed", 10);
  }
  static void show(HeatMapsPanel& shown) {
    shown.resize(1000, 640);
    shown.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&shown));
  }
  bool drawn(const HeatMapsPanel& shown) {
    return settle() && wait_for([&] { return shown.isSettled(); });
  }
  void go_to(const std::string& take, std::int64_t frame) {
    const auto& all = session.catalog()->sequences;
    const SequenceRecord& record = *std::ranges::find(all, take, &SequenceRecord::take);
    session.cursor()->setSequence(record.id, record.frames, frame);
    ASSERT_TRUE(drawn(panel));
  }
  void choose(HeatMapSource wanted) {
    for (QComboBox* box : panel.findChildren<QComboBox*>())
      if (box->itemText(0) == "Target") box->setCurrentIndex(static_cast<int>(wanted));
    ASSERT_TRUE(drawn(panel));
  }
  void keep() {
    actions.action("heat.keep-beside")->trigger();
    ASSERT_TRUE(drawn(panel));
    ASSERT_NE(panel.viewBeside(), nullptr);
  }
  /// The pointer comes over the middle of a view, from elsewhere.
  static void point_at_middle(const HeatMapView* of) {
    QWidget* canvas = of->findChild<QWidget*>();
    QTest::mouseMove(canvas, canvas->rect().center() - QPoint(30, 0));
    QTest::mouseMove(canvas, canvas->rect().center());
  }
  static const CaptionedView& captioned(const HeatMapView* view) {
    return *qobject_cast<const CaptionedView*>(view->parentWidget());
  }
  QString left() const { return panel.statusText().section('\n', 0, 0); }
  QString right() const { return panel.statusText().section('\n', 1); }
  static QString without_side(const QString& reading) { return reading.section(": ", 1); }
  static bool tells_value(const QString& reading) { return reading.contains("value"); }

  QWidget host;
  ActionRegistry actions{&host};
  HeatMapsPanel panel{PanelContext{&session, &actions}};
};

TEST_F(TwoHeatMapsTest, one_place_is_read_in_both_whichever_the_pointer_is_over) {
  keep();
  point_at_middle(panel.viewBeside());
  ASSERT_TRUE(wait_for([&] { return tells_value(left()) && tells_value(right()); }))
      << qPrintable(panel.statusText());
  EXPECT_EQ(without_side(left()), without_side(right())) << "the same map twice";
  const CaptionedView& kept = captioned(panel.viewBeside());
  const CaptionedView& current = captioned(panel.view());
  ASSERT_TRUE(kept.marked() && current.marked());
  EXPECT_LT((*kept.marked() - *current.marked()).norm(), 1e-6);

  session.cursor()->setFrame(30);
  ASSERT_TRUE(drawn(panel));
  const HeatMapPicturePtr shown = panel.picture();
  point_at_middle(panel.view());
  ASSERT_TRUE(wait_for([&] { return tells_value(left()) && tells_value(right()); }))
      << qPrintable(panel.statusText());
  const std::array<const CaptionedView*, 2> both{&kept, &current};
  for (const CaptionedView* each : both) EXPECT_TRUE(each->marked());
  QTest::mouseMove(&panel, QPoint(3, 3));
  ASSERT_TRUE(wait_for([&] { return !kept.marked() && !current.marked(); }));
  EXPECT_TRUE(left().contains("Frame 10")) << qPrintable(panel.statusText());
  EXPECT_TRUE(right().contains("Frame 30")) << qPrintable(panel.statusText());
}

TEST_F(TwoHeatMapsTest, each_reading_has_its_own_maps_value) {
  write_random_model(scratch / "m.safetensors");
  panel.modelBox()->addFile(folder("m.safetensors"));
  keep();
  choose(HeatMapSource::prediction);
  ASSERT_NE(panel.picture(), nullptr) << qPrintable(panel.statusText());
  for (const HeatMapView* view : {panel.viewBeside(), static_cast<HeatMapView*>(panel.view())}) {
    point_at_middle(view);
    ASSERT_TRUE(wait_for([&] { return tells_value(left()) && tells_value(right()); }))
        << qPrintable(panel.statusText());
    EXPECT_NE(left().section("value", 1), right().section("value", 1));
    const Eigen::Vector3d place = *captioned(panel.view()).marked();
    const Grid& grid = panel.picture()->volume.grid;
    const Eigen::Vector3d voxel = grid.voxel_of(place);
    EXPECT_TRUE(right().contains(QStringLiteral("voxel %1, %2, %3")
                                     .arg(std::lround(voxel.x()))
                                     .arg(std::lround(voxel.y()))
                                     .arg(std::lround(voxel.z()))))
        << qPrintable(right());
    // The camera sees both cursors at one place of its picture.
    const auto seen = [](const CaptionedView& of) {
      return of.view()->camera().project(*of.marked())->pixel;
    };
    EXPECT_LT((seen(captioned(panel.viewBeside())) - seen(captioned(panel.view()))).norm(), 0.5);
  }
}

TEST_F(TwoHeatMapsTest, target_and_prediction_are_seen_from_one_side_whichever_frame_they_are_in) {
  write_random_model(scratch / "m.safetensors");
  panel.modelBox()->addFile(folder("m.safetensors"));
  keep();
  session.cursor()->setFrame(130);  // the person has turned since
  choose(HeatMapSource::prediction);
  ASSERT_NE(panel.picture(), nullptr) << qPrintable(panel.statusText());
  ASSERT_TRUE(panel.picture()->in_crop_space);
  // The film's camera stands in front: the dataset's up is the picture's up, its y comes towards the camera.
  const Eigen::Matrix3d camera = film_camera("front").rotation;
  const OrbitCamera& kept = panel.viewBeside()->camera();
  const OrbitCamera& shown = panel.view()->camera();
  EXPECT_LT((camera * kept.backward() - shown.backward()).norm(), 0.05);
  EXPECT_LT((camera * kept.upward() - shown.upward()).norm(), 0.05);
  EXPECT_NEAR(kept.distance_mm, shown.distance_mm, 1);
  // Where one shows its pelvis the other does; the picture's perspective is in one of them.
  const auto pelvis_px = [](const HeatMapView& view, const Eigen::Vector3d& pelvis) {
    return view.camera().project(pelvis)->pixel;
  };
  const auto pelvis_of = [](const std::vector<float>& pose) {
    return Eigen::Vector3d(pose[0], pose[1], pose[2]);
  };
  const PosesPtr poses = session.poses()->poses(*session.catalog()->sequence(session.cursor()->sequence()));
  const auto kept_pose = pose_at(*poses, 10);
  EXPECT_LT((pelvis_px(*panel.viewBeside(), pelvis_of({kept_pose.begin(), kept_pose.end()})) -
             pelvis_px(*panel.view(), pelvis_of(panel.picture()->pose_mm)))
                .norm(),
            6);
  const Eigen::Vector2d middle(panel.view()->width() / 2.0, panel.view()->height() / 2.0);
  EXPECT_LT(std::abs(pelvis_px(*panel.view(), pelvis_of(panel.picture()->pose_mm)).x() - middle.x()),
            panel.view()->width() / 12.0)
      << "what was looked at is looked at";
  actions.action("heat.view-front")->trigger();
  actions.action("heat.reset-view")->trigger();
  ASSERT_TRUE(drawn(panel));
  EXPECT_LT((camera * kept.backward() - shown.backward()).norm(), 0.05);
}

TEST_F(TwoHeatMapsTest, each_says_what_it_is_and_both_are_of_one_size) {
  write_random_model(scratch / "m.safetensors");
  panel.modelBox()->addFile(folder("m.safetensors"));
  keep();
  EXPECT_LE(std::abs(panel.viewBeside()->width() - panel.view()->width()), 1);
  EXPECT_EQ(panel.viewBeside()->height(), panel.view()->height());
  choose(HeatMapSource::prediction);
  session.cursor()->setFrame(30);
  ASSERT_TRUE(drawn(panel));
  const QString of_kept = captioned(panel.viewBeside()).caption().whole();
  const QString of_shown = captioned(panel.view()).caption().whole();
  for (const char* each : {"Target", "Frame 10", "All joints", "filmed", "dataset frame", "Widening"})
    EXPECT_TRUE(of_kept.contains(each)) << each << " in " << qPrintable(of_kept);
  for (const char* each :
       {"Prediction", "Frame 30", "All joints", "filmed", "frame of camera front", "m.safetensors"})
    EXPECT_TRUE(of_shown.contains(each)) << each << " in " << qPrintable(of_shown);
  EXPECT_EQ(panel.viewBeside()->height(), panel.view()->height());
  panel.resize(500, 640);
  ASSERT_TRUE(drawn(panel));
  for (const HeatMapView* view : {panel.viewBeside(), static_cast<HeatMapView*>(panel.view())})
    for (const QLabel* line : captioned(view).findChildren<QLabel*>())
      EXPECT_LE(line->fontMetrics().horizontalAdvance(line->text()), line->contentsRect().width())
          << "shortened, not cut off: " << qPrintable(line->text());
}

TEST_F(TwoHeatMapsTest, the_saved_picture_holds_both_with_their_captions) {
  keep();
  session.cursor()->setFrame(30);
  ASSERT_TRUE(drawn(panel));
  panel.saveScreenshot(folder("both.png"));
  ASSERT_TRUE(drawn(panel));
  const QImage saved(folder("both.png"));
  const QImage kept = panel.viewBeside()->picture();
  const QImage shown = panel.view()->picture();
  ASSERT_GE(saved.width(), kept.width() + shown.width());
  const int captions = saved.height() - shown.height();
  ASSERT_GT(captions, 20);
  const auto same = [](const QImage& a, const QImage& b) {
    return a.convertToFormat(QImage::Format_RGB32) == b.convertToFormat(QImage::Format_RGB32);
  };
  EXPECT_TRUE(same(saved.copy(QRect(QPoint(0, captions), kept.size())), kept));
  EXPECT_TRUE(same(saved.copy(QRect(QPoint(saved.width() - shown.width(), captions), shown.size())), shown));
  const auto written = [&](int from, int to) {
    int inked = 0;
    for (int x = from; x < to; ++x)
      for (int y = 0; y < captions; ++y) inked += saved.pixel(x, y) != saved.pixel(0, 0) ? 1 : 0;
    return inked;
  };
  EXPECT_GT(written(0, kept.width()), 100);
  EXPECT_GT(written(saved.width() - shown.width(), saved.width()), 100);
}

TEST_F(TwoHeatMapsTest, what_is_moved_in_the_kept_one_moves_in_the_other_and_in_the_fields) {
  keep();
  panel.viewBeside()->setSliceVoxel(1, 20);
  ASSERT_TRUE(drawn(panel));
  EXPECT_TRUE(wait_for([&] { return panel.view()->sliceVoxels()[1] == 20; }));
  const Grid& grid = panel.picture()->volume.grid;
  const auto labels = panel.optionsPage()->findChildren<QLabel*>();
  const auto label = std::ranges::find(labels, QStringLiteral("Slice y"), &QLabel::text);
  ASSERT_NE(label, labels.end());
  EXPECT_NEAR(qobject_cast<QDoubleSpinBox*>((*label)->buddy())->value(),
              grid.origin_mm.y() + 20 * grid.spacing_mm.y(), 0.06);
  OrbitCamera camera = panel.viewBeside()->camera();
  camera.orbit(80, 10);
  camera.zoom(2);
  panel.viewBeside()->setCamera(camera);
  EXPECT_TRUE(wait_for([&] {
    return std::abs(panel.view()->camera().azimuth - camera.azimuth) < 1e-6 &&
           std::abs(panel.view()->camera().distance_mm - camera.distance_mm) < 1e-3;
  }));
}

TEST_F(TwoHeatMapsTest, the_kept_one_comes_back_with_the_view) {
  keep();
  go_to("alone", 25);
  const QJsonObject state = panel.viewState();
  QWidget other_host;
  ActionRegistry other_actions(&other_host);
  HeatMapsPanel again({&session, &other_actions});
  again.setViewState(state);
  EXPECT_EQ(again.viewState()["kept"], state["kept"]) << "before it has been made";
  show(again);
  ASSERT_TRUE(drawn(again));
  ASSERT_NE(again.viewBeside(), nullptr);
  EXPECT_TRUE(other_actions.action("heat.keep-beside")->isChecked());
  const QString caption = captioned(again.viewBeside()).caption().whole();
  EXPECT_EQ(caption, captioned(panel.viewBeside()).caption().whole());
  EXPECT_TRUE(caption.contains("Frame 10")) << qPrintable(caption);
  EXPECT_EQ(again.picture()->query.frame, 25);
  EXPECT_EQ(again.viewState()["kept"], state["kept"]);
  again.setViewState(QJsonObject());
  EXPECT_EQ(again.viewBeside(), nullptr) << "a view without one";
}

TEST_F(TwoHeatMapsTest, a_kept_prediction_comes_back_and_one_whose_model_is_gone_says_so) {
  TrainingOptions options;
  options.name = "first";
  const auto run = create_run(scratch / "project", options);
  write_random_model(run / "best.safetensors");
  panel.modelBox()->addFile(QString::fromStdString((run / "best.safetensors").string()));
  choose(HeatMapSource::prediction);
  keep();
  choose(HeatMapSource::target);
  const QJsonObject state = panel.viewState();
  panel.setViewState(QJsonObject());
  ASSERT_EQ(panel.viewBeside(), nullptr);
  panel.setViewState(state);
  ASSERT_TRUE(drawn(panel));
  ASSERT_NE(panel.viewBeside(), nullptr);
  EXPECT_TRUE(captioned(panel.viewBeside()).caption().whole().contains("first"));

  std::filesystem::remove_all(run);
  QSignalSpy said(&session, &Session::errorShown);
  panel.setViewState(state);
  ASSERT_TRUE(drawn(panel));
  EXPECT_EQ(panel.viewBeside(), nullptr);
  ASSERT_EQ(said.count(), 1);
  EXPECT_TRUE(said[0][0].toString().contains("the model first is not there any more"))
      << qPrintable(said[0][0].toString());
}

TEST_F(TwoHeatMapsTest, models_are_kept_by_names_that_survive) {
  choose(HeatMapSource::prediction);
  EXPECT_EQ(panel.viewState()["model"], (QJsonObject{{"shipped", "demo"}})) << "the default that was in use";
  TrainingOptions options;
  options.name = "first";
  const auto run = create_run(scratch / "project", options);
  write_random_model(run / "best.safetensors");
  panel.modelBox()->addFile(QString::fromStdString((run / "best.safetensors").string()));
  ASSERT_TRUE(drawn(panel));
  const QJsonObject state = panel.viewState();
  EXPECT_EQ(state["model"], (QJsonObject{{"run", "first"}}));

  QJsonObject by_demo = state;
  by_demo["model"] = QJsonObject{{"shipped", "demo"}};
  panel.setViewState(by_demo);
  ASSERT_TRUE(drawn(panel));
  EXPECT_EQ(panel.modelBox()->model()->file, *demo_model_file()) << "though there is a run";
  QJsonObject old = state;
  old["model"] = "runs/first/best.safetensors";
  panel.setViewState(old);
  ASSERT_TRUE(drawn(panel));
  EXPECT_EQ(panel.modelBox()->modelName(), "first") << "as files once held it";
}

TEST_F(TwoHeatMapsTest, a_model_that_is_gone_is_not_replaced_by_another) {
  QJsonObject state = panel.viewState();
  state["model"] = QJsonObject{{"run", "first"}};
  state["source"] = static_cast<int>(HeatMapSource::prediction);
  panel.setViewState(state);
  ASSERT_TRUE(drawn(panel));
  EXPECT_FALSE(panel.modelBox()->model());
  EXPECT_EQ(panel.picture(), nullptr);
  EXPECT_TRUE(panel.statusText().contains("The model first is not there any more"))
      << qPrintable(panel.statusText());
  EXPECT_EQ(panel.viewState()["model"], state["model"]);
}

TEST_F(TwoHeatMapsTest, what_was_to_be_kept_goes_with_its_project_though_it_never_came) {
  keep();
  const QJsonObject state = panel.viewState();
  ASSERT_TRUE(state["kept"].isObject());
  panel.hide();
  panel.setViewState(state);
  EXPECT_EQ(panel.viewState()["kept"], state["kept"]);
  session.closeProject();
  ASSERT_TRUE(settle());
  EXPECT_TRUE(panel.viewState()["kept"].isNull());
}

TEST_F(TwoHeatMapsTest, the_kept_one_is_read_though_the_other_cannot_be_made) {
  keep();
  go_to("alone", 10);
  choose(HeatMapSource::prediction);
  ASSERT_EQ(panel.picture(), nullptr);
  point_at_middle(panel.viewBeside());
  EXPECT_TRUE(wait_for([&] { return tells_value(left()); })) << qPrintable(panel.statusText());
  EXPECT_TRUE(right().contains("no video")) << qPrintable(panel.statusText());
}

}  // namespace
}  // namespace solopose::testing
