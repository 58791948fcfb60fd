// With SOLOPOSE_ONNX_PYTHON, a Python that has onnxruntime, torch and numpy, their answers are compared, too.
#include "core/exchange/export_model.h"

#include <cstdlib>
#include <fstream>
#include <map>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <onnx/checker.h>
#include <onnx/onnx_pb.h>
#include <torch/script.h>

#include "core/base/error.h"
#include "core/base/fingerprint.h"
#include "core/files/npz.h"
#include "core/network/model_file.h"
#include "tests/core/prediction/small_model.h"
#include "tests/core/weights/clip_fixtures.h"
#include "tests/support/python.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using testing::clip_fixture;
using ::testing::HasSubstr;
using testing::TemporaryFolder;
using testing::write_random_model;

struct ExportModelTest : ::testing::Test {
  TemporaryFolder folder;

  /// Random weights of this network, exported.
  fs::path exported(const NetworkOptions& network, int frames, TargetFrame frame = TargetFrame::camera) {
    const fs::path model = folder / "model.safetensors";
    ModelDescription description = write_random_model(model, frame, 3, network);
    std::optional<fs::path> clip;
    if (network.encoder == EncoderKind::clip) {
      clip = clip_fixture("clip.pt");
      description.clip_weights = fingerprint_of_file(*clip);
      write_model_description(model, description);
    }
    fs::remove_all(folder / "out");
    export_model({model, clip, frames}, folder / "out");
    return folder / "out";
  }
};

/// The fixture's CLIP under a small temporal part.
NetworkOptions through_clip(ClipActivation activation, HeadKind head) {
  NetworkOptions options = NetworkOptions::base();
  options.clip = testing::fixture_clip(activation);
  options.temporal = {.depths = {2, 1},
                      .heads = {2, 4},
                      .width = 8,
                      .mlp_ratio = 2,
                      .window = {2, 2, 2},
                      .pool = 1,
                      .residual = false};
  options.head = {.kind = head, .voxels = 8, .first_channels = 16, .middle_channels = 4};
  return options;
}

/// Both heads, over the small encoder and over CLIP with either activation, with and without a residual
/// temporal part whose tokens do not fill its windows.
std::map<std::string, NetworkOptions> networks() {
  NetworkOptions tiny = NetworkOptions::tiny();
  NetworkOptions regression = tiny;
  regression.head.kind = HeadKind::regression;
  NetworkOptions windows = tiny;
  windows.temporal.residual = false;
  windows.temporal.depths = {2, 2};
  windows.temporal.heads = {2, 4};
  windows.temporal.width = 16;
  windows.temporal.window = {3, 3, 3};
  windows.temporal.pool = 1;
  return {{"heat_maps", tiny},
          {"regression", regression},
          {"shifted_windows", windows},
          {"clip_heat_maps", through_clip(ClipActivation::quick_gelu, HeadKind::heat_map)},
          {"clip_regression", through_clip(ClipActivation::quick_gelu, HeadKind::regression)},
          {"clip_gelu_heat_maps", through_clip(ClipActivation::gelu, HeadKind::heat_map)},
          {"clip_gelu_regression", through_clip(ClipActivation::gelu, HeadKind::regression)}};
}

torch::Tensor tensor_of(const NumberArray& array) {
  std::vector<std::int64_t> shape(array.shape.begin(), array.shape.end());
  return torch::tensor(array.values, torch::kDouble).to(torch::kFloat).view(shape);
}

TEST_F(ExportModelTest, torch_script_says_what_the_program_says) {
  for (const auto& [name, network] : networks()) {
    for (const int frames : {1, 5}) {
      const fs::path out = exported(network, frames);
      const NpzReader example(out / "example.npz");
      torch::jit::Module module = torch::jit::load((out / "model.pt").string());
      const torch::NoGradGuard no_gradient;
      const torch::Tensor found = module.forward({tensor_of(example.numbers("input"))}).toTensor();
      const torch::Tensor right = tensor_of(example.numbers("answer"));
      ASSERT_EQ(found.sizes(), right.sizes()) << name;
      EXPECT_EQ(found.size(1), frames);
      EXPECT_LT((found - right).abs().max().item<double>(), 1e-5 * right.abs().max().item<double>()) << name;
    }
  }
}

TEST_F(ExportModelTest, clips_activation_is_exported_as_the_model_has_it) {
  std::map<ClipActivation, torch::Tensor> answers;
  for (const auto activation : {ClipActivation::quick_gelu, ClipActivation::gelu}) {
    const fs::path out = exported(through_clip(activation, HeadKind::regression), 1);
    const NpzReader example(out / "example.npz");
    torch::jit::Module module = torch::jit::load((out / "model.pt").string());
    answers[activation] = module.forward({tensor_of(example.numbers("input"))}).toTensor();
    std::ifstream text(out / "model.json");
    EXPECT_NE(std::string(std::istreambuf_iterator<char>(text), {})
                  .find(fmt::format("\"activation\": \"{}\"", name_of(activation))),
              std::string::npos);
  }
  const torch::Tensor difference = answers[ClipActivation::gelu] - answers[ClipActivation::quick_gelu];
  EXPECT_GT(difference.abs().max().item<double>(), 1e-3) << "one input, two networks";
}

TEST_F(ExportModelTest, onnx_files_are_legal) {
  for (const auto& [name, network] : networks()) {
    std::ifstream file(exported(network, 5) / "model.onnx", std::ios::binary);
    onnx::ModelProto model;
    ASSERT_TRUE(model.ParseFromIstream(&file)) << name;
    EXPECT_NO_THROW(onnx::checker::check_model(model)) << name;
    EXPECT_EQ(model.graph().input_size(), 1);
    EXPECT_EQ(model.graph().output(0).type().tensor_type().shape().dim(1).dim_value(), 5);
  }
}

/// What a script printed, line by line.
std::string output_of(const std::string& command) {
  std::FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
  std::string text;
  std::array<char, 256> part = {};
  while (std::fgets(part.data(), part.size(), pipe) != nullptr) text += part.data();
  return ::pclose(pipe) == 0 ? text : text + "\nfailed";
}

double number_after(const std::string& text, const std::string& words) {
  const std::size_t at = text.find(words);
  return at == std::string::npos ? 1e9 : std::stod(text.substr(at + words.size()));
}

TEST_F(ExportModelTest, the_python_beside_it_decodes_the_same_poses) {
  REQUIRE_PYTHON("numpy");
  for (const TargetFrame frame : {TargetFrame::camera, TargetFrame::universal}) {
    for (const auto& [name, network] : networks()) {
      const fs::path out = exported(network, 2, frame);
      const std::string text =
          output_of(fmt::format("cd '{}' && /usr/bin/python3 -c \"import numpy, solopose_model as s; e = "
                                "numpy.load('example.npz'); "
                                "print('poses', numpy.abs(s.poses(e['answer']) - e['poses_mm']).max())\"",
                                out.string()));
      EXPECT_LT(number_after(text, "poses "), 0.02) << name << '\n' << text;
    }
  }
}

TEST_F(ExportModelTest, onnxruntime_and_torch_give_the_same_poses) {
  const char* python = std::getenv("SOLOPOSE_ONNX_PYTHON");
  if (python == nullptr) GTEST_SKIP() << "SOLOPOSE_ONNX_PYTHON names no Python with onnxruntime and torch";
  for (const auto& [name, network] : networks()) {
    for (const int frames : {1, 5}) {
      const fs::path out = exported(network, frames);
      for (const char* engine : {"onnx", "torch"}) {
        const std::string text =
            output_of(fmt::format("'{}' '{}' {}", python, (out / "solopose_model.py").string(), engine));
        EXPECT_LT(number_after(text, "answers differ by at most "), 1e-4) << name << ' ' << engine << '\n'
                                                                          << text;
        EXPECT_LT(number_after(text, "poses differ by at most "), 0.02) << name << ' ' << engine;
      }
    }
  }
}

TEST_F(ExportModelTest, what_cannot_be_exported_is_named_and_leaves_nothing) {
  NetworkOptions one_volume = NetworkOptions::tiny();
  one_volume.head.per_joint = false;
  try {
    exported(one_volume, 1);
    FAIL();
  } catch (const Error& failure) {
    EXPECT_THAT(failure.what(), HasSubstr("one heat map for all joints"));
  }
  EXPECT_FALSE(fs::exists(folder / "out"));
  EXPECT_THROW(exported(NetworkOptions::tiny(), -1), Error);
  EXPECT_FALSE(fs::exists(folder / "out"));
}

}  // namespace
}  // namespace solopose
