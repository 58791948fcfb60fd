#include "core/prediction/prediction_job.h"

#include <cmath>

#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/project/project_places.h"
#include "tests/core/prediction/small_model.h"
#include "tests/support/filmed_project.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t frames = 24;

/// A film of somebody whose track is known, and a random model.
struct PredictionJob : ::testing::Test {
  PredictionJob() {
    write_random_model(scratch / "m.safetensors");
    write_film(scratch / "front.mp4", frames, 30);
    order.options.model = scratch / "m.safetensors";
    order.options.video = scratch / "front.mp4";
    order.track = track_at(30, 30);
  }
  FilmedTrack track_at(double track_rate, double video_rate) const {
    return {.camera = camera_for_size(film.cameras[0], film_width, film_height),
            .poses_mm = std::make_shared<const std::vector<float>>(film.positions_mm),
            .frame = CoordinateFrame::world,
            .map = FrameMap(track_rate, video_rate, frames)};
  }

  TemporaryFolder scratch;
  const Sequence film = filmed_sequence("walk", frames, 30, {scratch / "front.mp4"});
  PredictionOrder order;
};

TEST_F(PredictionJob, the_true_poses_say_where_the_person_is) {
  order.person = PersonSource::truth;
  const std::vector<Crop> crops = crops_of(order, 2600);
  ASSERT_EQ(std::ssize(crops), frames);
  EXPECT_NEAR(crops[0].side_px, 350 * 2600.0 / 4000, 10) << "focal length times extent over distance";
  order.options.first = 5;
  order.options.count = 3;
  EXPECT_EQ(std::ssize(crops_of(order, 2600)), 3);
  EXPECT_EQ(crops_of(order, 2600)[0].centre_px, crops[5].centre_px);
}

TEST_F(PredictionJob, a_crop_that_was_drawn_goes_for_all_and_a_detector_gets_none) {
  order.person = PersonSource::drawn;
  order.drawn = Crop{{100, 80}, 60};
  ASSERT_EQ(crops_of(order, 2600).size(), 1U);
  EXPECT_EQ(crops_of(order, 2600)[0].side_px, 60);
  order.person = PersonSource::detector;
  EXPECT_TRUE(crops_of(order, 2600).empty());
  order.person = PersonSource::truth;
  order.track.reset();
  EXPECT_THROW(crops_of(order, 2600), Error);
}

TEST_F(PredictionJob, a_track_of_another_clock_is_seen_by_time) {
  const FilmedTrack slow = track_at(30, 60);  // the film has two frames for each of the track's
  EXPECT_EQ(slow.shared_frames(), frames) << "the film ends first";
  const std::vector<float> seen = slow.seen_mm(0, frames);
  const std::vector<float> same = order.track->seen_mm(0, frames);
  for (std::size_t i = 0; i < static_cast<std::size_t>(pose_floats); ++i) {
    const float expected = same[i + 5 * static_cast<std::size_t>(pose_floats)];
    const float found = seen[i + 10 * static_cast<std::size_t>(pose_floats)];
    EXPECT_TRUE(found == expected || (std::isnan(found) && std::isnan(expected)));
  }
  EXPECT_EQ(track_at(60, 30).shared_frames(), frames / 2) << "the track ends first";
  EXPECT_TRUE(std::isnan(track_at(60, 30).seen_mm(frames / 2, 1)[0]));
}

TEST_F(PredictionJob, what_is_predicted_is_kept_with_the_project) {
  order.person = PersonSource::truth;
  order.project_folder = scratch / "project";
  order.options.count = 10;
  std::int64_t told = 0;
  const Prediction made =
      run_prediction(order, [&](const Prediction&, std::int64_t, std::int64_t) { ++told; }, {});
  EXPECT_GE(told, 1);
  const auto kept = predictions_of(order.project_folder, order.options.video);
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(read_prediction(kept[0]).frames(), 10);
  EXPECT_EQ(made.frames(), 10);
  EXPECT_FALSE(fs::is_empty(ProjectPlaces(order.project_folder).features()));
  order.project_folder.clear();
  const Prediction loose = run_prediction(order, {}, {});
  EXPECT_THAT(loose.confidences, ::testing::Pointwise(::testing::FloatNear(1e-6F), made.confidences));
}

}  // namespace
}  // namespace solopose::testing
