#include "core/models/model_card.h"

#include <cmath>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/base/fingerprint.h"
#include "core/models/shipped_models.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

class ModelCardTest : public ::testing::Test {
 protected:
  ModelCard read(const std::string& text) const {
    std::ofstream(folder / "card.json") << text;
    return read_model_card(folder / "card.json");
  }
  void expect_refused(const std::string& text, const std::string& named) const {
    EXPECT_THAT([&] { read(text); }, ThrowsMessage<Error>(HasSubstr(named))) << text;
  }
  testing::TemporaryFolder folder;
};

TEST_F(ModelCardTest, tells_the_error_of_each_joint_that_was_measured) {
  const ModelCard card =
      read(R"({"model": "ab12", "measured_on": "a film", "joint_errors_mm": {"pelvis": 0, "neck": 90.5}})");
  EXPECT_EQ(card.model, "ab12");
  EXPECT_EQ(card.measured_on, "a film");
  EXPECT_FLOAT_EQ(card.joint_errors_mm[static_cast<std::size_t>(index_of(Joint::neck))], 90.5F);
  EXPECT_TRUE(std::isnan(card.joint_errors_mm[static_cast<std::size_t>(index_of(Joint::head))]));
  EXPECT_FLOAT_EQ(card.mean_error_mm(), 45.25F);
}

TEST_F(ModelCardTest, is_refused_where_it_is_none) {
  expect_refused("[", "JSON");
  expect_refused("[1]", "JSON");
  expect_refused(R"({"model": 3, "measured_on": "a film", "joint_errors_mm": {}})", "model");
  expect_refused(R"({"model": "a", "joint_errors_mm": {}})", "measured_on");
  expect_refused(R"({"model": "a", "measured_on": "b", "joint_errors_mm": [1]})", "joint_errors_mm");
  expect_refused(R"({"model": "a", "measured_on": "b", "joint_errors_mm": {"neck": -1}})", "neck");
}

/// A model that takes the shipped one's place needs its own: tests/bench/video_model_card.py.
TEST(ShippedModelCard, is_of_the_model_that_is_shipped) {
  const auto model = video_model_file();
  ASSERT_TRUE(model);
  const auto card = card_of_model(fingerprint_of_file(*model));
  ASSERT_TRUE(card) << "run tests/bench/video_model_card.py";
  EXPECT_GT(card->mean_error_mm(), 20);
  EXPECT_LT(card->mean_error_mm(), 252) << "the mean pose's";
  EXPECT_FALSE(card_of_model("0123456789abcdef0123456789abcdef"));
}

}  // namespace
}  // namespace solopose
