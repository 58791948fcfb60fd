// The same inputs into LiteRT (PyPI ai-edge-litert, numpy) and into the studio's networks.
// SOLOPOSE_LITERT_PYTHON names a Python that has both; /usr/bin/python3 otherwise.
#include <cstdlib>
#include <fstream>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/landmarks/landmark_reading.h"
#include "core/landmarks/landmark_weights.h"
#include "core/landmarks/person_finder.h"
#include "core/landmarks/tflite_network.h"
#include "core/video/video_reader.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {
namespace {

using Outputs = std::vector<std::vector<float>>;

constexpr int frames = 50;
constexpr int finder_side = 224;

/// Frames spread over two films of people who move, and crops as they follow from what is found.
struct Views {
  std::vector<float> finder_inputs;
  std::vector<float> landmark_inputs;
  std::vector<TurnedCrop> crops;
};

Views views_of_films(const LandmarkWeights& weights) {
  const PersonFinder finder(weights.finder);
  Views views;
  TurnedCrop crop;
  for (const char* name : {"basketball.mp4", "sports2d_walk.mp4"}) {
    VideoReader video(shared_data() / "video" / name);
    for (int i = 0; i < frames / 2; ++i) {
      const Image picture = video.frame(i * video.frames() / (frames / 2));
      const Eigen::Vector2d size(picture.width, picture.height);
      const auto input = sampled(picture, {size / 2, size.maxCoeff(), 0}, finder_side, Beyond::black, -1, 1);
      views.finder_inputs.insert(views.finder_inputs.end(), input.begin(), input.end());
      if (const auto people = finder.find(picture); !people.empty()) crop = people.front().crop;
      const auto body = sampled(picture, crop, landmark_input_side, Beyond::edge, 0, 1);
      views.landmark_inputs.insert(views.landmark_inputs.end(), body.begin(), body.end());
      views.crops.push_back(crop);
    }
  }
  return views;
}

struct LitertTest : ::testing::Test {
  TemporaryFolder folder;
  std::optional<LandmarkWeights> weights = landmark_weights();

  void SetUp() override {
    REQUIRE_SHARED_DATA();
    if (!weights) GTEST_SKIP() << "no weights of BlazePose: run resources/fetch-blazepose with a network";
    if (!are_known(*weights)) GTEST_SKIP() << "other weights than those of mediapipe 0.10.21";
  }

  /// LiteRT's outputs, each of all inputs one after another; empty without LiteRT.
  Outputs litert(const std::filesystem::path& model, const std::vector<float>& inputs, int outputs) const {
    std::ofstream(folder / "inputs", std::ios::binary)
        .write(reinterpret_cast<const char*>(inputs.data()),
               static_cast<std::streamsize>(inputs.size() * sizeof(float)));
    const char* given = std::getenv("SOLOPOSE_LITERT_PYTHON");
    const std::string command =
        fmt::format("'{}' '{}' '{}' '{}' '{}' 2>'{}'", given ? given : "/usr/bin/python3",
                    SOLOPOSE_LITERT_ORACLE, model.string(), (folder / "inputs").string(),
                    (folder / "litert").string(), (folder / "errors").string());
    if (std::system(command.c_str()) != 0) return {};
    Outputs results(outputs);
    for (int i = 0; i < outputs; ++i) {
      std::ifstream file(folder / fmt::format("litert.{}.f32", i), std::ios::binary);
      float number = 0;
      while (file.read(reinterpret_cast<char*>(&number), sizeof(number))) results[i].push_back(number);
    }
    return results;
  }
};

/// The i-th input's share.
Outputs share(const Outputs& all, std::size_t i, std::size_t count) {
  Outputs one;
  for (const std::vector<float>& each : all) {
    const std::size_t size = each.size() / count;
    one.emplace_back(each.begin() + static_cast<std::ptrdiff_t>(i * size),
                     each.begin() + static_cast<std::ptrdiff_t>((i + 1) * size));
  }
  return one;
}

std::span<const float> share(const std::vector<float>& all, std::size_t i, std::size_t count) {
  return std::span(all).subspan(i * (all.size() / count), all.size() / count);
}

TEST_F(LitertTest, landmarks_are_those_of_litert) {
  const Views views = views_of_films(*weights);
  Outputs theirs = litert(weights->landmarks, views.landmark_inputs, 5);
  if (theirs.empty()) GTEST_SKIP() << "no python3 with ai-edge-litert and numpy";
  theirs.erase(theirs.begin() + 2);  // where the body covers the picture, which nothing reads
  const TfliteNetwork network(weights->landmarks, {1, landmark_input_side, landmark_input_side, 3},
                              {{0, {1, 195}}, {1, {1, 1}}, {3, {1, 64, 64, 39}}, {4, {1, 117}}});
  double picture_px = 0;
  double world_mm = 0;
  double score = 0;
  for (std::size_t i = 0; i < frames; ++i) {
    const BodyLandmarks ours =
        landmarks_from(network.run(share(views.landmark_inputs, i, frames)), views.crops[i]);
    const BodyLandmarks right = landmarks_from(share(theirs, i, frames), views.crops[i]);
    for (int k = 0; k < landmark_count; ++k) {
      picture_px = std::max(picture_px, (ours.picture_px[k] - right.picture_px[k]).head<2>().norm());
      world_mm = std::max(world_mm, (ours.world_mm[k] - right.world_mm[k]).norm());
    }
    score = std::max(score, std::abs(ours.score - right.score));
  }
  EXPECT_LT(picture_px, 0.01);
  EXPECT_LT(world_mm, 0.1);
  EXPECT_LT(score, 1e-3);
  RecordProperty("largest_px", fmt::format("{}", picture_px));
  RecordProperty("largest_mm", fmt::format("{}", world_mm));
}

TEST_F(LitertTest, the_person_finders_numbers_are_those_of_litert) {
  const Views views = views_of_films(*weights);
  const Outputs theirs = litert(weights->finder, views.finder_inputs, 2);
  if (theirs.empty()) GTEST_SKIP() << "no python3 with ai-edge-litert and numpy";
  const TfliteNetwork network(weights->finder, {1, finder_side, finder_side, 3},
                              {{0, {1, 2254, 12}}, {1, {1, 2254, 1}}});
  for (std::size_t i = 0; i < frames; ++i) {
    const Outputs ours = network.run(share(views.finder_inputs, i, frames));
    const Outputs right = share(theirs, i, frames);
    for (std::size_t k = 0; k < ours.size(); ++k) {
      for (std::size_t n = 0; n < ours[k].size(); ++n)
        ASSERT_NEAR(ours[k][n], right[k][n], 0.01) << "frame " << i << ", output " << k << ", number " << n;
    }
  }
}

}  // namespace
}  // namespace solopose::testing
