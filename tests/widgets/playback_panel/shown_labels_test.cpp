#include "tests/widgets/playback_panel/playback_window.h"

namespace solopose::testing {
namespace {

/// A take filmed by one camera, with 2D labels that lie on the joints but for one wrist, which is 40 pixels
/// beside it in the calibration's picture, of twice the film's size.
class ShownLabelsTest : public PlaybackWindowTest {
 protected:
  void open(const std::string& name, bool labelled) {
    const auto film = scratch / (name + "-front.mp4");
    write_film(film, 10, 30);
    filmed = filmed_sequence("filmed", 10, 30, {film});
    if (labelled) filmed.image_points = {labels()};
    make_filmed_project(scratch / name, {filmed});
    session.openProject(folder(name));
    ASSERT_TRUE(drawn());
  }
  ImagePoints labels() const {
    const Camera& camera = filmed.cameras[0];
    ImagePoints made{camera.name, {}};
    for (std::size_t i = 0; i < filmed.positions_mm.size(); i += 3) {
      const Eigen::Vector3d joint = Eigen::Vector3f(filmed.positions_mm.data() + i).cast<double>();
      Eigen::Vector2d pixel = project_to_pixel(camera, camera_from_world(camera, joint));
      if (i / 3 % joint_count == std::size_t(index_of(Joint::left_wrist))) pixel.x() += 40;
      made.points_px.push_back(static_cast<float>(pixel.x()));
      made.points_px.push_back(static_cast<float>(pixel.y()));
    }
    return made;
  }
  /// Lines of about that length among what is drawn.
  int lines_of(double pixels) const {
    return static_cast<int>(std::ranges::count_if(view()->strokes(), [&](const Stroke& stroke) {
      return std::abs((stroke.to - stroke.from).norm() - pixels) < 0.6;
    }));
  }
};

TEST_F(ShownLabelsTest, a_key_shows_labels_and_how_far_they_are_from_the_joints) {
  open("labelled", true);
  const std::size_t without = view()->strokes().size();
  press(Qt::Key_2, Qt::ShiftModifier);
  ASSERT_TRUE(action("video.show-labels")->isChecked());
  ASSERT_TRUE(drawn());
  EXPECT_EQ(view()->strokes().size(), without + std::size_t{3} * joint_count)
      << "a line and a ring, of two discs, for each joint";
  const int lines = lines_of(20);
  EXPECT_GE(lines, 1) << "40 pixels of the calibration's picture are 20 of the film's";
  press(Qt::Key_2, Qt::ShiftModifier);
  ASSERT_TRUE(drawn());
  EXPECT_EQ(view()->strokes().size(), without);
  EXPECT_EQ(lines_of(20), lines - 1);
}

TEST_F(ShownLabelsTest, without_labels_nothing_is_added) {
  open("plain", false);
  const std::size_t without = view()->strokes().size();
  action("video.show-labels")->trigger();
  ASSERT_TRUE(drawn());
  EXPECT_EQ(view()->strokes().size(), without);
}

TEST_F(ShownLabelsTest, the_switch_is_part_of_the_view) {
  open("labelled", true);
  EXPECT_FALSE(action("video.show-labels")->isChecked());
  QJsonObject state = panel.viewState();
  state["labels"] = true;
  panel.setViewState(state);
  EXPECT_TRUE(action("video.show-labels")->isChecked());
}

}  // namespace
}  // namespace solopose::testing
