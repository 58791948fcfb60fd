#include "core/network/pose_model.h"

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/base/fingerprint.h"
#include "core/models/clip_image.h"
#include "core/models/network_size.h"
#include "core/network/flat_features.h"
#include "core/network/logit_volume.h"
#include "core/network/losses.h"
#include "core/network/model_file.h"
#include "core/network/threads.h"

namespace solopose {
namespace {

constexpr double multiply_adds_of_small = 100e6;  ///< a frame; some milliseconds of one core

/// Crops to what the network takes, (1, frames, 3, size, size).
torch::Tensor pixels_of(std::span<const Image> crops, int size) {
  const auto bytes = static_cast<std::int64_t>(size) * size * 3;
  torch::Tensor raw = torch::empty({static_cast<std::int64_t>(crops.size()), size, size, 3}, torch::kByte);
  std::uint8_t* row = raw.data_ptr<std::uint8_t>();
  for (const Image& crop : crops) {
    if (crop.width != size || crop.height != size || crop.layout != PixelLayout::rgb24) {
      throw Error(fmt::format("pose model: expected crops of {} x {} pixels in rgb24, found {} x {}", size,
                              size, crop.width, crop.height));
    }
    row = std::copy_n(crop.bytes.data(), bytes, row);
  }
  const auto of_channels = [](const std::array<float, 3>& values) {
    return torch::tensor({values[0], values[1], values[2]}).view({3, 1, 1});
  };
  constexpr float white = 255;
  return raw.permute({0, 3, 1, 2})
      .to(torch::kFloat)
      .contiguous()
      .sub_(white * of_channels(clip_mean))
      .div_(white * of_channels(clip_std))
      .unsqueeze(0);
}

std::vector<float> numbers_of(const torch::Tensor& tensor) {
  const torch::Tensor plain = tensor.to(torch::kCPU, torch::kFloat).contiguous();
  const float* first = plain.data_ptr<float>();
  return {first, first + plain.numel()};
}

/// torch's own messages (a GPU whose memory is full) end in a backtrace; people need their first line.
template <typename Work>
auto in_one_line(const Work& work) {
  try {
    return work();
  } catch (const c10::Error& failure) {
    const std::string text = failure.what_without_backtrace();
    throw Error(fmt::format("pose model: the network cannot answer: {}", text.substr(0, text.find('\n'))));
  }
}

}  // namespace

struct PoseModel::Model {
  ModelDescription description;
  std::string fingerprint;
  torch::Device device = torch::kCPU;
  NetworkModule network = nullptr;
  bool small = false;  ///< is done before other threads have been woken

  torch::Tensor answers(std::span<const float> features, int windows, int frames);
  PredictedPoses decoded(const torch::Tensor& answers_of_frames) const;
};

/// (windows, frames, ...) as the head gives them; undefined without frames.
torch::Tensor PoseModel::Model::answers(std::span<const float> features, int windows, int frames) {
  const std::int64_t numbers = solopose::feature_size(description.network);
  const std::int64_t expected = std::int64_t{windows} * frames * numbers;
  if (windows < 0 || frames < 0 || static_cast<std::int64_t>(features.size()) != expected) {
    throw Error(fmt::format("pose model: {} windows of {} frames have {} numbers, found {}", windows, frames,
                            expected, features.size()));
  }
  if (expected == 0) return {};
  const torch::Tensor flat = torch::empty({windows, frames, numbers});
  std::ranges::copy(features, flat.data_ptr<float>());
  return network->answer(frame_features(flat.to(device), description.network));
}

PredictedPoses PoseModel::Model::decoded(const torch::Tensor& answers_of_frames) const {
  const DecodedPoses poses =
      decode_poses(answers_of_frames, description.network, description.target, description.mean_pose_mm);
  return {numbers_of(poses.poses_mm), numbers_of(poses.confidences)};
}

PoseModel::PoseModel(const std::filesystem::path& file,
                     const std::optional<std::filesystem::path>& clip_weights, const std::string& device)
    : model_(std::make_unique<Model>()) {
  model_->device = network_device(device);
  LoadedModel loaded = load_model(file, clip_weights);
  model_->description = std::move(loaded.description);
  model_->fingerprint = fingerprint_of_file(file);
  model_->network = std::move(loaded.network);
  model_->network->eval();
  model_->network->fold_batch_norms();
  model_->network->to(model_->device);
  const NetworkSize size = network_size(model_->description.network, model_->description.clip_frames);
  model_->small = size.multiply_adds() < multiply_adds_of_small;
}

PoseModel::~PoseModel() = default;
PoseModel::PoseModel(PoseModel&&) noexcept = default;

const ModelDescription& PoseModel::description() const { return model_->description; }

const std::string& PoseModel::fingerprint() const { return model_->fingerprint; }

std::int64_t PoseModel::feature_size() const { return solopose::feature_size(model_->description.network); }

std::vector<float> PoseModel::encode(std::span<const Image> crops) {
  if (crops.empty()) return {};
  if (!model_->description.network.sees_pictures())
    throw Error("pose model: this model sees landmarks, not pictures: they are its features");
  const SingleThreaded alone(model_->small);
  const torch::InferenceMode inference;
  return in_one_line([&] {
    const torch::Tensor pixels = pixels_of(crops, model_->description.network.image_size());
    return numbers_of(flat_features(model_->network->encode(pixels.to(model_->device))));
  });
}

PredictedPoses PoseModel::answer(std::span<const float> features, int windows, int frames) {
  const SingleThreaded alone(model_->small);
  const torch::InferenceMode inference;
  return in_one_line([&] {
    const torch::Tensor answers = model_->answers(features, windows, frames);
    return answers.defined() ? model_->decoded(answers.flatten(0, 1)) : PredictedPoses{};
  });
}

PredictedHeatMap PoseModel::heat_map(std::span<const float> features, int frames, int frame,
                                     std::optional<Joint> joint) {
  if (frame < 0 || frame >= frames)
    throw Error(fmt::format("pose model: expected a frame of a window of {}, found {}", frames, frame));
  const SingleThreaded alone(model_->small);
  const torch::InferenceMode inference;
  return in_one_line([&]() -> PredictedHeatMap {
    const torch::Tensor answer = model_->answers(features, 1, frames)[0].narrow(0, frame, 1);
    return {volume_of_logits(answer[0], model_->description, joint), model_->decoded(answer)};
  });
}

}  // namespace solopose
