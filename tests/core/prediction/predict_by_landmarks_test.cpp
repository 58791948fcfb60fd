#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/landmarks/landmark_weights.h"
#include "core/prediction/predict.h"
#include "tests/core/prediction/small_model.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

/// A model that has learnt nothing, on a real film.
class PredictByLandmarks : public ::testing::Test {
 protected:
  void SetUp() override {
    REQUIRE_SHARED_DATA();
    if (!landmark_weights()) GTEST_SKIP() << "no weights of the landmark network";
    testing::write_random_model(folder / "m.safetensors", TargetFrame::camera, 1,
                                NetworkOptions::landmarks());
    options.model = folder / "m.safetensors";
    options.video = testing::shared_data() / "video" / "sports2d_walk.mp4";
    options.first = 45;  // the walker is in the picture

    options.count = 90;
  }

  testing::TemporaryFolder folder;
  PredictOptions options;
};

TEST_F(PredictByLandmarks, follows_who_is_found_and_hands_out_what_there_is_on_the_way) {
  std::vector<std::int64_t> shown;
  const Prediction prediction = predict(
      options, [&](const Prediction&, std::int64_t, std::int64_t count) { shown.push_back(count); }, {});
  EXPECT_EQ(prediction.frames(), 90);
  ASSERT_TRUE(prediction.chosen);
  const PersonPath& path = prediction.people.at(*prediction.chosen);
  EXPECT_GE(path.frames.front(), 45);
  EXPECT_LT(path.frames.back(), 135);
  EXPECT_GT(path.crops.front().centre_px.x() - path.crops.back().centre_px.x(), 500)
      << "the one who walks to the left, not the one who stays on the roof";
  EXPECT_EQ(prediction.exchanged.size(), 90U);
  ASSERT_TRUE(prediction.traits);
  EXPECT_LT(prediction.traits->at(0), 0.2) << "the walker is hardly ever lost";
  EXPECT_EQ(prediction.crops.size(), 90U);
  EXPECT_THAT(shown, ::testing::ElementsAre(64, 90));
}

TEST_F(PredictByLandmarks, follows_who_is_pointed_at_or_says_that_nobody_is_there) {
  const Prediction anybody = predict(options, {}, {});
  const PersonPath& path = anybody.people.at(*anybody.chosen);
  options.person = PersonPoint{path.crops.front().centre_px, path.frames.front()};
  EXPECT_EQ(predict(options, {}, {}).chosen, anybody.chosen);
  options.person = PersonPoint{{-4000, 3}, path.frames.front()};
  EXPECT_THAT([&] { predict(options, {}, {}); }, ThrowsMessage<Error>(HasSubstr("nobody was found at")));
}

TEST_F(PredictByLandmarks, takes_a_crop_for_where_the_person_is) {
  const Prediction found = predict(options, {}, {});
  const PersonPath& path = found.people.at(*found.chosen);
  options.count = 10;
  options.first = path.frames.front();
  options.crops = {path.crops.front()};
  const Prediction given = predict(options, {}, {});
  EXPECT_EQ(given.people.size(), 1U);
  EXPECT_LT(given.traits->at(0), 0.2);
}

}  // namespace
}  // namespace solopose
