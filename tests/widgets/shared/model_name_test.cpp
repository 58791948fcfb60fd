#include "widgets/shared/model_name.h"

#include <gtest/gtest.h>

#include "core/base/fingerprint.h"
#include "core/models/model_description.h"
#include "core/models/shipped_models.h"

namespace solopose {
namespace {

TEST(ModelName, is_the_runs_and_not_that_which_all_best_models_have) {
  EXPECT_EQ(model_name("/data/project/runs/no sides/best.safetensors"), "no sides");
  EXPECT_EQ(model_name("/data/somebody.safetensors"), "somebody.safetensors");
  EXPECT_EQ(model_name("best.safetensors"), "best.safetensors");
  EXPECT_EQ(model_name(std::filesystem::path()), "");
}

/// In a list of files, and beside what one of them has said, when only its description is left.
TEST(ModelName, of_a_model_that_comes_with_the_studio_is_the_same_everywhere) {
  for (const auto& [file, name] :
       {std::pair(demo_model_file(), "Demo model"), std::pair(video_model_file(), "Video model")}) {
    ASSERT_TRUE(file);
    EXPECT_EQ(model_name(*file), name);
    EXPECT_EQ(model_name(ModelDescription(), fingerprint_of_file(*file)), name);
  }
  ModelDescription description;
  description.run = "no sides";
  EXPECT_EQ(model_name(description, "0123456789abcdef"), "no sides");
  EXPECT_EQ(model_name(ModelDescription(), "0123456789abcdef"), "Model 01234567");
}

}  // namespace
}  // namespace solopose
