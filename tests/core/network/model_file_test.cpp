#include "core/network/model_file.h"

#include <sys/resource.h>
#include <unistd.h>

#include <cmath>
#include <fstream>
#include <limits>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/base/fingerprint.h"
#include "core/files/byte_cursor.h"
#include "core/models/clip_image.h"
#include "core/network/losses.h"
#include "core/network/pose_model.h"
#include "core/network/tensor_file.h"
#include "tests/core/weights/clip_fixtures.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

using testing::clip_fixture;
using ::testing::HasSubstr;
using testing::TemporaryFolder;
using ::testing::ThrowsMessage;

ModelDescription model_of(const NetworkOptions& network) {
  ModelDescription description;
  description.network = network;
  description.target = {.frame = TargetFrame::universal, .extent_mm = 2400, .mixture = {.sigma_mm = 60}};
  description.clip_frames = 5;
  description.mean_pose_mm.assign(45, 12.5F);
  description.mean_pose_mm[7] = std::numeric_limits<float>::quiet_NaN();
  description.shoulder_width_mm = 311.25;
  description.torso_length_mm = 480;
  description.frame_preset = "paper";
  description.run = "first \"run\" é";
  description.data_fingerprint = "abc";
  description.step = 1234567890123;
  description.validation_mpjpe_mm = 141.5;
  return description;
}

NetworkOptions small_network() {
  NetworkOptions options = NetworkOptions::tiny();
  options.small = {.image_size = 16, .channels = {4, 6, 8}, .blocks = {0, 1, 1}};
  options.temporal = {.depths = {2},
                      .heads = {2},
                      .width = 8,
                      .mlp_ratio = 2,
                      .window = {2, 2, 2},
                      .pool = 1,
                      .residual = true};
  options.head = {.voxels = 8, .first_channels = 16, .middle_channels = 4};
  return options;
}

NetworkOptions clip_network() {
  NetworkOptions options = NetworkOptions::base();
  options.clip = testing::fixture_clip(ClipActivation::quick_gelu);
  options.temporal = {.depths = {1},
                      .heads = {2},
                      .width = 8,
                      .mlp_ratio = 2,
                      .window = {2, 2, 2},
                      .pool = 1,
                      .residual = false};
  options.head = {.voxels = 6, .first_channels = 8, .middle_channels = 4};
  return options;
}

/// A network as training leaves it: nothing at its first value, running statistics included.
NetworkModule trained_network(const NetworkOptions& options) {
  torch::manual_seed(5);
  NetworkModule network(options);
  const torch::NoGradGuard no_gradient;
  for (torch::Tensor& parameter : network->trained_parameters())
    parameter.add_(0.2 * torch::rand_like(parameter));
  for (int step = 0; step < 3; ++step)
    network(torch::randn({2, 3, 3, options.image_size(), options.image_size()}) * 2 + 1);
  return network;
}

std::vector<Image> random_crops(int count, int size) {
  std::vector<Image> crops;
  for (int i = 0; i < count; ++i) {
    Image crop(size, size, PixelLayout::rgb24);
    for (std::size_t k = 0; k < crop.bytes.size(); ++k)
      crop.bytes[k] =
          static_cast<std::uint8_t>((k * 37 + static_cast<std::size_t>(i) * 101 + k * k / 7) % 256);
    crops.push_back(std::move(crop));
  }
  return crops;
}

TEST(ModelDescriptionTest, json_gives_every_field_back) {
  for (const NetworkOptions& network : {NetworkOptions::tiny(), clip_network(), small_network()}) {
    const ModelDescription description = model_of(network);
    const std::string json = description.to_json();
    const ModelDescription read = ModelDescription::from_json(json);
    EXPECT_EQ(read.to_json(), json);
    EXPECT_TRUE(std::isnan(read.mean_pose_mm[7]));
    EXPECT_EQ(read.run, description.run);
    EXPECT_EQ(read.step, description.step);
    EXPECT_EQ(read.target.frame, TargetFrame::universal);
  }
}

std::string changed(const std::string& from, const std::string& to) {
  std::string json = model_of(small_network()).to_json();
  json.replace(json.find(from), from.size(), to);
  return json;
}

TEST(ModelDescriptionTest, what_does_not_belong_is_named) {
  const auto expect_named = [](const std::string& json, const char* name) {
    EXPECT_THAT([&] { ModelDescription::from_json(json); }, ThrowsMessage<Error>(HasSubstr(name))) << json;
  };
  expect_named(changed("\"step\":1234567890123", "\"steps\":3"), "steps");
  expect_named(changed("\"step\":1234567890123", "\"step\":-3"), "step");
  expect_named(changed("\"clip_frames\":5", "\"clip_frames\":\"5\""), "clip_frames");
  expect_named(changed("\"clip_frames\":5", "\"clip_frames\":0"), "clip_frames");
  expect_named(changed("\"clip_frames\":5,", ""), "clip_frames");
  expect_named(changed("12.5,", ""), "mean_pose_mm");
  expect_named(changed("12.5,", "true,"), "mean_pose_mm");
  expect_named(changed("\"extent_mm\":2400", "\"extent_mm\":1"), "extent_mm");
  expect_named(changed("\"image_size\":16", "\"image_size\":17"), "image_size");
  expect_named(changed("\"run\":", "\"run\":[],\"frame_preset\":"), "run");
  expect_named("[]", "model description");
  expect_named("{", "model description");
}

TEST(ModelFileTest, loads_the_weights_and_statistics_it_was_saved_with) {
  const TemporaryFolder folder;
  const auto file = folder / "model.safetensors";
  NetworkModule network = trained_network(small_network());
  save_model(file, model_of(small_network()), network);
  const LoadedModel loaded = load_model(file);
  EXPECT_EQ(loaded.description.to_json(), model_of(small_network()).to_json());
  EXPECT_EQ(read_model_description(file).to_json(), loaded.description.to_json());
  const auto before = model_tensors(network);
  const auto after = model_tensors(loaded.network);
  ASSERT_EQ(before.size(), after.size());
  for (const auto& [name, tensor] : before) EXPECT_TRUE(torch::equal(tensor, after.at(name))) << name;
}

TEST(ModelFileTest, a_tensor_too_few_too_many_or_of_another_shape_is_named) {
  const TemporaryFolder folder;
  const auto file = folder / "model.safetensors";
  const NetworkModule network = trained_network(small_network());
  const std::map<std::string, std::string> metadata = {{"solopose", model_of(small_network()).to_json()}};
  const auto expect_named = [&](const std::map<std::string, torch::Tensor>& tensors, const char* name) {
    write_tensors(file, tensors, metadata);
    EXPECT_THAT([&] { load_model(file); }, ThrowsMessage<FormatError>(HasSubstr(name)));
  };
  auto tensors = model_tensors(network);
  tensors.erase("heat_map_head.out.weight");
  expect_named(tensors, "heat_map_head.out.weight");
  tensors = model_tensors(network);
  tensors["intruder"] = torch::ones({1});
  expect_named(tensors, "intruder");
  tensors = model_tensors(network);
  tensors["heat_map_head.out.bias"] = torch::ones({3});
  expect_named(tensors, "heat_map_head.out.bias");
  tensors = model_tensors(network);
  tensors["heat_map_head.out.bias"] = tensors["heat_map_head.out.bias"].to(torch::kDouble);
  expect_named(tensors, "heat_map_head.out.bias");
}

TEST(ModelFileTest, other_files_and_claims_larger_than_the_file_are_refused) {
  const TemporaryFolder folder;
  const auto file = folder / "model.safetensors";
  write_tensors(file, {{"a", torch::ones({1})}}, {});
  EXPECT_THAT([&] { load_model(file); }, ThrowsMessage<FormatError>(HasSubstr("not a model")));
  EXPECT_THROW(read_model_description(file), FormatError);
  NetworkOptions huge = NetworkOptions::tiny();
  huge.head.first_channels = 65536;
  huge.head.middle_channels = 8192;
  write_tensors(file, {{"a", torch::ones({1})}}, {{"solopose", model_of(huge).to_json()}});
  EXPECT_THAT([&] { load_model(file); }, ThrowsMessage<FormatError>(HasSubstr("as the description says")));
  EXPECT_THROW(load_model(folder / "none"), Error);
}

TEST(ModelFileTest, clip_stays_in_its_own_file_and_must_be_the_same) {
  const TemporaryFolder folder;
  const auto file = folder / "model.safetensors";
  NetworkModule network = trained_network(clip_network());
  network->load_clip(*WeightFile::open(clip_fixture("clip.pt")));
  ModelDescription description = model_of(clip_network());
  description.clip_weights = fingerprint_of_file(clip_fixture("clip.pt"));
  save_model(file, description, network);
  for (const auto& [name, tensor] : read_tensors(file).tensors)
    EXPECT_FALSE(name.starts_with("clip.")) << name;
  EXPECT_THAT([&] { load_model(file); }, ThrowsMessage<Error>(HasSubstr("name CLIP's file")));
  EXPECT_THAT([&] { load_model(file, file); }, ThrowsMessage<FormatError>(HasSubstr("fingerprint")));
  const LoadedModel loaded = load_model(file, clip_fixture("clip.pt"));
  const torch::NoGradGuard no_gradient;
  network->eval();
  NetworkModule again = loaded.network;
  again->eval();
  const torch::Tensor frames = torch::randn({1, 2, 3, 18, 18});
  EXPECT_TRUE(torch::equal(network(frames), again(frames)));
}

TEST(ModelFileTest, an_older_clip_ran_with_quick_gelu_and_a_newer_one_says_which) {
  const TemporaryFolder folder;
  const auto file = folder / "model.safetensors";
  NetworkModule network = trained_network(clip_network());
  network->load_clip(*WeightFile::open(clip_fixture("clip.pt")));
  const torch::NoGradGuard no_gradient;
  network->eval();
  const torch::Tensor frames = torch::randn({1, 2, 3, 18, 18});
  const torch::Tensor quick = network(frames);
  const auto answer_of = [&](const std::string& description) {
    write_tensors(file, model_tensors(network), {{"solopose", description}, {"format", "pt"}});
    NetworkModule again = load_model(file, clip_fixture("clip.pt")).network;
    again->eval();
    return again(frames);
  };
  ModelDescription description = model_of(clip_network());
  description.clip_weights = fingerprint_of_file(clip_fixture("clip.pt"));
  std::string older = description.to_json();
  const std::string said = R"(,"activation":"quick_gelu")";
  older.erase(older.find(said), said.size());
  EXPECT_EQ(older.find("activation"), std::string::npos);
  EXPECT_TRUE(torch::equal(answer_of(older), quick));
  EXPECT_TRUE(torch::equal(answer_of(description.to_json()), quick));
  description.network.clip.activation = ClipActivation::gelu;
  EXPECT_GT((answer_of(description.to_json()) - quick).abs().max().item<double>(), 1e-3);
}

TEST(PoseModelTest, answers_as_the_network_it_was_saved_from) {
  const TemporaryFolder folder;
  const auto file = folder / "model.safetensors";
  for (const bool per_joint : {true, false}) {
    NetworkOptions options = small_network();
    options.head.per_joint = per_joint;
    NetworkModule network = trained_network(options);
    const ModelDescription description = model_of(options);
    save_model(file, description, network);
    PoseModel model(file);
    EXPECT_EQ(model.fingerprint(), fingerprint_of_file(file));
    const std::vector<Image> crops = random_crops(6, 16);
    const std::vector<float> features = model.encode(crops);
    ASSERT_EQ(features.size(), static_cast<std::size_t>(6 * model.feature_size()));
    const PredictedPoses poses = model.answer(features, 2, 3);

    std::vector<float> pixels;
    for (const Image& crop : crops) {
      for (std::size_t channel = 0; channel < 3; ++channel) {
        for (std::size_t k = channel; k < crop.bytes.size(); k += 3)
          pixels.push_back((static_cast<float>(crop.bytes[k]) / 255 - clip_mean[channel]) /
                           clip_std[channel]);
      }
    }
    const torch::NoGradGuard no_gradient;
    network->eval();
    const torch::Tensor answers = network(torch::tensor(pixels).view({2, 3, 3, 16, 16})).flatten(0, 1);
    const DecodedPoses expected =
        decode_poses(answers, options, description.target, description.mean_pose_mm);
    ASSERT_EQ(poses.poses_mm.size(), 6U * 45);
    ASSERT_EQ(poses.confidences.size(), 6U * 15);
    // What noise is matched to hangs on rounding: one volume for all joints is held in the decoder's own
    // test.
    if (!per_joint) continue;
    const torch::Tensor found = torch::tensor(poses.poses_mm).view({6, 15, 3});
    EXPECT_LT((found - expected.poses_mm).abs().max().item<float>(), 0.1F);
    EXPECT_LT(
        (torch::tensor(poses.confidences).view({6, 15}) - expected.confidences).abs().max().item<float>(),
        1e-3F);
  }
}

TEST(PoseModelTest, folded_batch_norms_change_no_answer) {
  const torch::NoGradGuard no_gradient;
  for (const NetworkOptions& options : {small_network(), NetworkOptions::tiny()}) {
    NetworkModule network = trained_network(options);
    network->eval();
    const torch::Tensor frames = torch::randn({1, 3, 3, options.image_size(), options.image_size()});
    const torch::Tensor before = network(frames);
    network->fold_batch_norms();
    for (const auto& item : network->named_buffers()) ADD_FAILURE() << item.key() << " is still there";
    const torch::Tensor after = network(frames);
    EXPECT_LT((after - before).abs().max().item<float>(), 1e-5F * before.abs().max().item<float>());
  }
}

TEST(PoseModelTest, a_window_is_answered_the_same_whoever_asks_and_beside_whatever_else) {
  const TemporaryFolder folder;
  save_model(folder / "m", model_of(small_network()), trained_network(small_network()));
  PoseModel model(folder / "m");
  const std::vector<float> features = model.encode(random_crops(6, 16));
  const PredictedPoses together = model.answer(features, 2, 3);
  PredictedPoses alone;
  const auto half = static_cast<std::ptrdiff_t>(features.size() / 2);
  std::thread([&] { alone = model.answer({features.begin() + half, features.end()}, 1, 3); }).join();
  for (std::size_t i = 0; i < alone.poses_mm.size(); ++i)
    EXPECT_NEAR(alone.poses_mm[i], together.poses_mm[together.poses_mm.size() / 2 + i], 0.05F);
}

TEST(PoseModelTest, wrong_sizes_and_devices_give_one_clear_line) {
  const TemporaryFolder folder;
  save_model(folder / "m", model_of(small_network()), trained_network(small_network()));
  PoseModel model(folder / "m");
  EXPECT_TRUE(model.encode({}).empty());
  EXPECT_TRUE(model.answer({}, 0, 3).poses_mm.empty());
  EXPECT_THROW(model.encode(random_crops(1, 17)), Error);
  EXPECT_THROW(model.answer(std::vector<float>(7), 1, 1), Error);
  EXPECT_THAT([&] { PoseModel(folder / "m", std::nullopt, "toaster"); },
              ThrowsMessage<Error>(HasSubstr("expected cpu or cuda")));
  if (torch::cuda::device_count() > 0) return;
  EXPECT_THAT([&] { PoseModel(folder / "m", std::nullopt, "cuda"); },
              ThrowsMessage<Error>(HasSubstr("no CUDA device")));
}

/// As on a GPU whose memory is full.
TEST(PoseModelTest, more_memory_than_there_is_gives_one_clear_line) {
  const TemporaryFolder folder;
  NetworkOptions options = small_network();
  options.head = {.voxels = 64, .first_channels = 64, .middle_channels = 4};
  save_model(folder / "m", model_of(options), NetworkModule(options));
  PoseModel model(folder / "m");
  constexpr int frames = 200;  // 3 GB of logits
  const std::vector<float> features(static_cast<std::size_t>(frames * model.feature_size()));
  std::uint64_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  rlimit before;
  ASSERT_EQ(::getrlimit(RLIMIT_AS, &before), 0);
  const rlimit little = {pages * static_cast<std::uint64_t>(::getpagesize()) + (1U << 30), before.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_AS, &little), 0);
  std::string message;
  try {
    model.answer(features, 1, frames);
  } catch (const Error& error) {
    message = error.what();
  }
  ASSERT_EQ(::setrlimit(RLIMIT_AS, &before), 0);
  EXPECT_THAT(message, HasSubstr("memory"));
  EXPECT_EQ(message.find('\n'), std::string::npos) << message;
}

TEST(PoseModelTest, a_model_cut_off_anywhere_is_refused) {
  const TemporaryFolder folder;
  save_model(folder / "m", model_of(small_network()), trained_network(small_network()));
  const auto whole = bytes_of_file(folder / "m");
  for (std::size_t length = 0; length < whole.size(); length += whole.size() / 40) {
    std::ofstream(folder / "cut", std::ios::binary)
        .write(reinterpret_cast<const char*>(whole.data()), static_cast<std::streamsize>(length));
    EXPECT_THROW(PoseModel(folder / "cut"), Error) << length;
  }
}

}  // namespace
}  // namespace solopose
