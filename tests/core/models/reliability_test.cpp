#include "core/models/reliability.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/models/model_description.h"

namespace solopose {
namespace {

using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

constexpr float unknown = std::numeric_limits<float>::quiet_NaN();

/// What a made-up model says and how far it is off: by exponential errors, of which half are below the median
/// that its confidence stands for, and nine of ten below log2(10) times that.
struct MadeUpAnswers {
  std::vector<float> confidences;
  std::vector<float> errors_mm;

  static double median_mm(double confidence, int joint) { return scale(joint) * (120 - 100 * confidence); }
  static double scale(int joint) {
    if (joint == index_of(Joint::left_wrist)) return 1.6;
    return joint == index_of(Joint::right_hip) ? 0.5 : 1;
  }

  explicit MadeUpAnswers(int poses) {
    std::mt19937 random(3);
    std::uniform_real_distribution<double> any(0, 1);
    for (int pose = 0; pose < poses; ++pose) {
      for (int joint = 0; joint < joint_count; ++joint) {
        const double confidence = any(random);
        const double error = median_mm(confidence, joint) * -std::log2(1 - any(random));
        confidences.push_back(static_cast<float>(confidence));
        errors_mm.push_back(joint == 0 ? 0 : static_cast<float>(error));
      }
    }
  }
};

TEST(Reliability, of_a_model_whose_errors_are_known_is_found_again) {
  const MadeUpAnswers answers(20'000);
  const Reliability found = reliability_of(answers.confidences, answers.errors_mm).value();
  EXPECT_EQ(found.confidences.size(), reliability_bins);
  EXPECT_THAT(found.counts, Each(14'000));
  for (const Joint joint : {Joint::left_wrist, Joint::right_hip, Joint::head}) {
    for (const double confidence : {0.1, 0.4, 0.7, 0.95}) {
      const double truth = MadeUpAnswers::median_mm(confidence, index_of(joint));
      EXPECT_NEAR(found.expected_mm(confidence, joint), truth, 0.05 * truth) << confidence;
      EXPECT_NEAR(found.nearly_all_within_mm(confidence, joint), std::log2(10.0) * truth, 0.17 * truth)
          << confidence;
    }
  }
  EXPECT_EQ(found.expected_mm(0.5, Joint::pelvis), 0) << "errors are relative to it";
}

TEST(Reliability, never_expects_more_of_the_surer_and_stays_flat_beyond_what_was_seen) {
  MadeUpAnswers answers(200);
  std::ranges::reverse(answers.errors_mm);  // confidence says nothing now
  std::ranges::for_each(answers.confidences,
                        [](float& confidence) { confidence = 0.2F + 0.5F * confidence; });
  const Reliability found = reliability_of(answers.confidences, answers.errors_mm).value();
  EXPECT_TRUE(std::ranges::is_sorted(found.median_mm, std::greater()));
  EXPECT_TRUE(std::ranges::is_sorted(found.percentile_90_mm, std::greater()));
  EXPECT_EQ(found.expected_mm(0, Joint::head), found.expected_mm(0.2, Joint::head));
  EXPECT_EQ(found.expected_mm(1, Joint::head), found.expected_mm(0.7, Joint::head));
  EXPECT_TRUE(std::isnan(found.expected_mm(double{unknown}, Joint::head)));
}

TEST(Reliability, of_answers_that_are_all_equally_sure_is_one_figure) {
  MadeUpAnswers answers(500);
  std::ranges::fill(answers.confidences, 1.0F);
  const Reliability found = reliability_of(answers.confidences, answers.errors_mm).value();
  EXPECT_THAT(found.median_mm, Each(found.median_mm.front()));
  EXPECT_THAT(found.counts, Each(7'000));
  EXPECT_EQ(found.expected_mm(0.3, Joint::neck), found.expected_mm(1, Joint::neck));
}

TEST(Reliability, comes_from_known_answers_only) {
  const MadeUpAnswers answers(500);
  MadeUpAnswers with_gaps = answers;
  for (int gap = 0; gap < 3 * joint_count; ++gap) {
    with_gaps.confidences.push_back(gap % 2 == 0 ? unknown : 0.5F);
    with_gaps.errors_mm.push_back(gap % 2 == 0 ? 1e4F : unknown);
  }
  EXPECT_EQ(reliability_of(with_gaps.confidences, with_gaps.errors_mm),
            reliability_of(answers.confidences, answers.errors_mm));
  EXPECT_FALSE(reliability_of(std::span(answers.confidences).first(28 * joint_count),
                              std::span(answers.errors_mm).first(28 * joint_count)))
      << "392 answers are too few for 20 bins";
  EXPECT_THROW(reliability_of(answers.confidences, std::span(answers.errors_mm).first(15)), Error);
}

constexpr const char* old_model =
    R"({"network":{"preset":"tiny"},"target":{},"clip_frames":8,"mean_pose_mm":[]})";

TEST(Reliability, is_kept_with_a_model_and_older_models_have_none) {
  ModelDescription model = ModelDescription::from_json(old_model);
  EXPECT_FALSE(model.reliability);
  EXPECT_FALSE(ModelDescription::from_json(model.to_json()).reliability);
  const MadeUpAnswers answers(500);
  model.reliability = reliability_of(answers.confidences, answers.errors_mm);
  EXPECT_EQ(ModelDescription::from_json(model.to_json()).reliability, model.reliability);
}

TEST(Reliability, that_is_damaged_is_refused_by_name) {
  ModelDescription model = ModelDescription::from_json(old_model);
  const MadeUpAnswers answers(500);
  const Reliability whole = reliability_of(answers.confidences, answers.errors_mm).value();
  const auto expect_refused = [&](const auto& damage, const char* named) {
    Reliability damaged = whole;
    damage(damaged);
    model.reliability = damaged;
    EXPECT_THAT([&] { ModelDescription::from_json(model.to_json()); },
                ThrowsMessage<Error>(HasSubstr(named)));
  };
  expect_refused([](Reliability& one) { std::ranges::reverse(one.confidences); }, "confidences");
  expect_refused([](Reliability& one) { one.median_mm.clear(); }, "median_mm");
  expect_refused([](Reliability& one) { one.percentile_90_mm[3] = unknown; }, "percentile_90_mm");
  expect_refused([](Reliability& one) { one.counts.pop_back(); }, "counts");
  expect_refused([](Reliability& one) { one.joint_scale[2] = -1; }, "joint_scale");
}

}  // namespace
}  // namespace solopose
