#include "core/runs/options.h"

#include <gmock/gmock.h>

#include "core/base/error.h"

namespace solopose {
namespace {

using ::testing::HasSubstr;

std::string refusal_of(std::string_view json) {
  try {
    TrainingOptions::from_json(json);
  } catch (const Error& refusal) {
    return refusal.what();
  }
  return "accepted";
}

TEST(TrainingOptions, come_back_from_json_as_they_were) {
  TrainingOptions options = TrainingOptions::preset("base");
  options.name = "a run";
  options.clip_weights = "clip.safetensors";
  options.data.datasets = {"Dancers"};
  options.data.held_out_cameras = {"c01"};
  options.augmentation.colour = 0.125;
  options.schedule = ScheduleKind::plateau;
  options.target.mixture.sides = false;
  options.seed = 1234567890123;
  const std::string json = options.to_json();
  EXPECT_EQ(TrainingOptions::from_json(json).to_json(), json);
}

TEST(TrainingOptions, a_file_says_only_what_differs_from_its_preset) {
  const auto options = TrainingOptions::from_json(
      R"({"preset": "base", "clip_weights": "c", "network": {"head": {"voxels": 32}}, "clips_stage": {"batch": 6}})");
  EXPECT_EQ(options.network.head.voxels, 32);
  EXPECT_EQ(options.network.temporal.width, 192);
  EXPECT_EQ(options.clips_stage.batch, 6);
  EXPECT_EQ(options.clips_stage.steps, TrainingOptions::preset("base").clips_stage.steps);
  EXPECT_EQ(TrainingOptions::from_json("{}").to_json(), TrainingOptions().to_json());
}

TEST(TrainingOptions, are_of_the_preset_whose_network_is_of_their_size) {
  for (const auto& [name, make] : TrainingOptions::presets()) {
    TrainingOptions options = make();
    EXPECT_EQ(options.preset(), name);
    options.network.head.per_joint = false;
    options.seed = 5;
    EXPECT_EQ(options.preset(), name);
    options.network.temporal.depths.push_back(1);
    EXPECT_EQ(options.preset(), "");
  }
}

TEST(TrainingOptions, a_misspelt_key_is_named_at_every_depth) {
  EXPECT_THAT(refusal_of(R"({"learning_rat": 1})"), HasSubstr("learning_rat: unknown key"));
  EXPECT_THAT(refusal_of(R"({"clips_stage": {"step": 1}})"), HasSubstr("clips_stage.step: unknown key"));
  EXPECT_THAT(refusal_of(R"({"network": {"head": {"voxel": 1}}})"),
              HasSubstr("network.head.voxel: unknown key"));
}

TEST(TrainingOptions, wrong_types_and_ranges_are_named) {
  EXPECT_THAT(refusal_of(R"({"epoch_steps": "many"})"), HasSubstr("epoch_steps"));
  EXPECT_THAT(refusal_of(R"({"epoch_steps": 0})"), HasSubstr("epoch_steps"));
  EXPECT_THAT(refusal_of(R"({"clips_stage": 3})"), HasSubstr("clips_stage: expected a JSON object"));
  EXPECT_THAT(refusal_of(R"({"data": {"datasets": "all"}})"), HasSubstr("data.datasets: expected a list"));
  EXPECT_THAT(refusal_of(R"({"schedule": "linear"})"), HasSubstr("schedule: expected cosine or plateau"));
  EXPECT_THAT(refusal_of(R"({"preset": "huge"})"), HasSubstr("preset: expected tiny, base or landmarks"));
  EXPECT_THAT(refusal_of(R"({"data": {"clip_frames": 40}})"),
              HasSubstr("data.clip_frames: expected 1 to 30"));
  EXPECT_THAT(refusal_of(R"({"device": "tpu"})"), HasSubstr("device: expected cpu or cuda"));
  EXPECT_THAT(refusal_of("[1]"), HasSubstr("expected a JSON object"));
  EXPECT_THAT(refusal_of("{"), HasSubstr("not JSON"));
}

TEST(TrainingOptions, options_that_do_not_fit_each_other_are_refused) {
  EXPECT_THAT(refusal_of(R"({"loss": "mean_squared_error"})"), HasSubstr("loss: expected cross_entropy"));
  EXPECT_THAT(refusal_of(R"({"network": {"head": {"kind": "regression"}}})"),
              HasSubstr("mean_squared_error"));
  EXPECT_THAT(refusal_of(R"({"preset": "base"})"), HasSubstr("clip_weights"));
  EXPECT_THAT(refusal_of(R"({"target": {"frame": "universal"}, "augmentation": {"rotate_deg": 5}})"),
              HasSubstr("augmentation.rotate_deg"));
  EXPECT_THAT(refusal_of(R"({"frames_stage": {"steps": 0}, "clips_stage": {"steps": 0}})"),
              HasSubstr("steps"));
}

}  // namespace
}  // namespace solopose
