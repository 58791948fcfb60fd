#include <gmock/gmock.h>

#include "core/models/prediction.h"
#include "core/project/catalog.h"
#include "core/project/pose_store.h"
#include "tests/widgets/playback_panel/playback_window.h"
#include "widgets/session/job_runner.h"

namespace solopose::testing {
namespace {

constexpr int frames = 20;

/// A video that was opened before there was a project, with its poses.
class FilmIntoProject : public PlaybackWindowTest {
 protected:
  void SetUp() override {
    const auto film = scratch / "mine.mp4";
    write_film(film, frames, 30);
    filmed = filmed_sequence("mine", frames, 30, {film});
    panel.openVideo(QString::fromStdString(film));
    ASSERT_TRUE(wait_for([this] { return session.cursor()->onLooseVideo(); }));
    ASSERT_TRUE(wait_for([this] { return !session.jobs()->jobs().isEmpty() && !session.jobs()->busy(); }))
        << "it is predicted at once, and nobody is in it";
    prediction = shifted_prediction(filmed, 0, "aaaa1111", 0);
    panel.data()->predictions()->put(std::make_shared<const Prediction>(prediction));
    ASSERT_TRUE(drawn());
    Project::create(scratch / "project");
  }
  std::filesystem::path kept() const {
    return prediction_file(scratch / "project", "aaaa1111", prediction.video);
  }

  Prediction prediction;
};

TEST_F(FilmIntoProject, is_kept_with_the_project_that_is_opened_next_and_plays_on_in_it) {
  session.openProject(folder());
  ASSERT_TRUE(settle());
  ASSERT_TRUE(wait_for([this] { return std::filesystem::exists(kept()) && !session.jobs()->busy(); }));
  ASSERT_TRUE(wait_for([this] { return session.cursor()->onLooseVideo(); }));
  ASSERT_TRUE(drawn());
  EXPECT_EQ(read_prediction(kept()).confidences, prediction.confidences);
  EXPECT_FALSE(view()->strokes().empty()) << "with its poses";
}

TEST_F(FilmIntoProject, becomes_a_sequence_of_it_by_one_command_and_goes_again_by_undo) {
  EXPECT_FALSE(action("video.add-to-project")->isEnabled()) << "there is no project";
  session.openProject(folder());
  ASSERT_TRUE(settle());
  ASSERT_TRUE(wait_for([this] { return !session.jobs()->busy(); }));
  ASSERT_TRUE(drawn());
  ASSERT_TRUE(action("video.add-to-project")->isEnabled());
  action("video.add-to-project")->trigger();
  ASSERT_TRUE(wait_for([this] { return session.catalog()->sequences.size() == 1; }));
  ASSERT_TRUE(drawn());
  const SequenceRecord& added = session.catalog()->sequences.front();
  EXPECT_EQ(added.name, "Predicted films/unknown/mine/camera");
  EXPECT_EQ(added.frames, frames);
  EXPECT_DOUBLE_EQ(added.frames_per_second, 30);
  ASSERT_EQ(added.cameras.size(), 1U);
  EXPECT_EQ(added.cameras.front().intrinsics, prediction.camera.intrinsics);
  ASSERT_TRUE(wait_for([&] { return session.cursor()->sequence() == added.id; })) << "and is shown";
  EXPECT_FALSE(session.cursor()->onLooseVideo());
  const PoseStore store(scratch / "project");
  const std::vector<float> kept = store.poses_mm(added);
  ASSERT_EQ(kept.size(), prediction.poses_mm.size());
  for (std::size_t i = 0; i < kept.size(); ++i)
    EXPECT_TRUE(kept[i] == prediction.poses_mm[i] || std::isnan(prediction.poses_mm[i])) << i;
  ASSERT_TRUE(drawn());
  EXPECT_NE(view(), nullptr) << "with its film";
  session.undo();
  ASSERT_TRUE(wait_for([this] { return session.catalog()->sequences.empty(); }));
}

TEST_F(FilmIntoProject, stays_out_of_it_once_it_has_been_closed) {
  action("video.close")->trigger();
  ASSERT_TRUE(settle());
  session.openProject(folder());
  ASSERT_TRUE(settle());
  EXPECT_FALSE(session.cursor()->onLooseVideo());
  EXPECT_FALSE(std::filesystem::exists(kept()));
}

}  // namespace
}  // namespace solopose::testing
