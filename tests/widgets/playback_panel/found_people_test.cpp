#include <gmock/gmock.h>
#include <QSignalSpy>
#include <QUndoStack>

#include "core/landmarks/landmark_weights.h"
#include "core/prediction/kept_prediction.h"
#include "tests/widgets/playback_panel/playback_window.h"
#include "widgets/playback_panel/replaced_poses.h"
#include "widgets/session/job_runner.h"
#include "widgets/theme/theme.h"

namespace solopose::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr int frames = 30;
constexpr qint64 shown_frame = 12;
constexpr double crop_side = 100;

/// A prediction by landmarks of a film in which two people were found, the second of whom was followed.
class FoundPeopleTest : public PlaybackWindowTest {
 protected:
  void SetUp() override {
    open_filmed_project("project", frames);
    session.cursor()->setFrame(shown_frame);
    ASSERT_TRUE(drawn());
    prediction = shifted_prediction(filmed, 0, "aaaa1111", 50);
    prediction.people = {standing_at({80, 60}), standing_at({220, 90})};
    prediction.chosen = 1;
    prediction.exchanged.assign(frames, 0);
    prediction.traits = FilmTraits{};
  }
  static PersonPath standing_at(const Eigen::Vector2d& place) {
    PersonPath path;
    for (std::int64_t frame = 0; frame < frames; frame += 6) {
      path.frames.push_back(frame);
      path.crops.push_back({place, crop_side});
    }
    return path;
  }
  void show() {
    panel.data()->predictions()->put(std::make_shared<const Prediction>(prediction));
    ASSERT_TRUE(drawn());
  }
  void click(const QPointF& pixel) {
    QTest::mouseClick(view(), Qt::LeftButton, {}, view()->fromPicture(pixel).toPoint());
  }
  bool is_corner(const Eigen::Vector2d& point) const {
    constexpr double half = 0.8 * crop_side / 2;
    return std::ranges::any_of(prediction.people, [&](const PersonPath& person) {
      return ((point - person.crops.front().centre_px).cwiseAbs().array() - half).abs().maxCoeff() < 1e-6;
    });
  }
  std::vector<Stroke> square_lines() const {
    std::vector<Stroke> lines = view()->strokes();
    std::erase_if(lines, [this](const Stroke& line) { return !is_corner(line.from) || !is_corner(line.to); });
    return lines;
  }
  QString sides_plot() const {
    QString marks;
    for (const TimelinePlot& plot : timeline.ruler()->plots()) {
      if (plot.name != "Sides exchanged") continue;
      for (const float value : *plot.curves.at(0).values) marks += value > 0.5F ? '1' : '0';
    }
    return marks;
  }

  Prediction prediction;
};

TEST_F(FoundPeopleTest, have_squares_of_which_the_followed_ones_stands_out) {
  show();
  const std::vector<Stroke> lines = square_lines();
  double chosen = 0;
  double other = 0;
  int dark = 0;
  for (const Stroke& line : lines) {
    double& width = line.from.x() > 150 ? chosen : other;
    width = std::max(width, line.width);
    dark += line.rgba[0] + line.rgba[1] + line.rgba[2] < 60 ? 1 : 0;
  }
  EXPECT_EQ(lines.size(), 16U) << "two squares, each line with a dark one under it";
  EXPECT_EQ(dark, 8) << "for pictures that are as light as the line";
  EXPECT_GT(chosen, 1.3 * other);
  prediction.people.resize(1);
  prediction.chosen = 0;
  show();
  EXPECT_TRUE(square_lines().empty()) << "there is no choice to be made";
}

TEST_F(FoundPeopleTest, are_followed_when_somebody_clicks_on_them) {
  show();
  const auto before = session.jobs()->jobs().size();
  click({220, 90});
  click({300, 20});
  EXPECT_EQ(session.jobs()->jobs().size(), before) << "the one who is followed, and nobody";
  click({80, 60});
  ASSERT_EQ(session.jobs()->jobs().size(), before + 1);
  ASSERT_TRUE(wait_for([this] { return !session.jobs()->busy(); }));
  const JobHandle* job = session.jobs()->jobs().first();
  EXPECT_THAT(job->title().toStdString(), HasSubstr("project-front.mp4"));
  // There is nobody in the film: the message tells where somebody was looked for.
  const std::string error = job->error().toStdString();
  EXPECT_THAT(error, landmark_weights() ? HasSubstr("in frame 12") : HasSubstr("BlazePose"));
  if (landmark_weights()) {
    EXPECT_THAT(error, ::testing::ContainsRegex("found at \\((79|80|81), (59|60|61)\\)"));
  }
}

TEST_F(FoundPeopleTest, keep_their_poses_where_nobody_else_can_be_followed) {
  show();
  click({80, 60});
  Prediction half = prediction;
  half.chosen = 0;
  half.people.clear();
  panel.data()->predictions()->put(std::make_shared<const Prediction>(half));  // as far as the job has come
  ASSERT_TRUE(wait_for([this] { return !session.jobs()->busy(); }));
  ASSERT_TRUE(drawn());
  EXPECT_EQ(square_lines().size(), 16U);
}

TEST_F(FoundPeopleTest, come_back_with_an_undo_once_somebody_else_is_followed) {
  const auto poses = [this](int chosen) {
    prediction.chosen = chosen;
    return std::make_shared<const Prediction>(prediction);
  };
  const PredictionPtr before = poses(1);
  const PredictionPtr after = poses(0);
  Predictions* shown = panel.data()->predictions();
  const std::filesystem::path project = scratch / "project";
  solopose::keep_prediction(*after, project, {});
  shown->put(after);
  const auto chosen_here = [&] { return shown->models().front().of(before->video)->chosen; };
  const auto chosen_on_disk = [&] {
    return read_prediction(predictions_of(project, before->video).front()).chosen;
  };
  QSignalSpy told(&session, &Session::told);
  record_replaced_poses(&session, shown->inbox(), before, after);
  ASSERT_TRUE(settle());
  EXPECT_EQ(chosen_here(), 0U);
  session.undo();
  ASSERT_TRUE(wait_for([&] { return chosen_here() == 1 && !told.isEmpty(); }));
  EXPECT_EQ(chosen_on_disk(), 1U);
  EXPECT_THAT(told.takeFirst()[0].toString().toStdString(), HasSubstr("Undone: follow another person in"));
  session.undoStack()->redo();
  ASSERT_TRUE(wait_for([&] { return chosen_here() == 0; }));
  ASSERT_TRUE(settle());
  EXPECT_EQ(chosen_on_disk(), 0U);
}

TEST_F(FoundPeopleTest, are_counted_under_the_picture_beside_what_is_unlike_known_films) {
  show();
  EXPECT_THAT(panel.statusText().toStdString(), HasSubstr("2 people found"));
  EXPECT_THAT(panel.statusText().toStdString(), Not(HasSubstr("small")));
  (*prediction.traits)[static_cast<std::size_t>(FilmTrait::tiny)] = 0.9;
  (*prediction.traits)[static_cast<std::size_t>(FilmTrait::several_people)] = 0.5;
  show();
  EXPECT_THAT(panel.statusText().toStdString(), HasSubstr("The person is small in the picture"));
  EXPECT_THAT(panel.statusText().toStdString(), HasSubstr("Others stand close"));
}

TEST_F(FoundPeopleTest, have_their_exchanged_sides_marked_on_the_timeline) {
  show();
  EXPECT_TRUE(sides_plot().isEmpty());
  std::fill_n(prediction.exchanged.begin() + 5, 10, std::uint8_t{1});
  show();
  EXPECT_EQ(sides_plot(), "000001111111111000000000000000");
}

}  // namespace
}  // namespace solopose::testing
