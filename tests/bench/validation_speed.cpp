// How many frames a second a validation of 64^3 volumes measures, pictures and encoder included, beside a
// floor: the head's last matrix product alone, in memory that is kept.
//   build/bin/validation_speed PROJECT [CLIPS [THREADS [ROUNDS]]]

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>

#include "core/network/threads.h"
#include "core/training/validation.h"

namespace {

using namespace solopose;

struct Speed {
  double by_the_wall = 0;  ///< frames a second
  double by_processor = 0;

  void time(double frames, const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    const std::clock_t cpu_start = std::clock();
    work();
    const double wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    const double cpu = static_cast<double>(std::clock() - cpu_start) / CLOCKS_PER_SEC;
    by_the_wall = std::max(by_the_wall, frames / wall);
    by_processor = std::max(by_processor, frames / cpu);
  }
  void print(const char* what) const {
    std::printf("%s: %.1f frames/s, %.1f frames/cpu s\n", what, by_the_wall, by_processor);
  }
};

Speed product_alone(const NetworkOptions& network, int rounds) {
  constexpr std::int64_t frames = 4;
  const HeadSize& head = network.head;
  const torch::Tensor weight = torch::randn({joint_count * head.voxels, head.middle_channels});
  const torch::Tensor bias = torch::randn({joint_count * head.voxels, 1});
  const torch::Tensor places = torch::randn({frames, head.middle_channels, head.voxels * head.voxels});
  torch::Tensor logits = torch::empty({frames, joint_count * head.voxels, head.voxels * head.voxels});
  Speed speed;
  for (int round = 0; round < 5 * rounds; ++round)
    speed.time(frames, [&] { torch::baddbmm_out(logits, bias, weight.expand({frames, -1, -1}), places); });
  return speed;
}

void measure(const std::filesystem::path& project, int clips, int threads, int rounds) {
  set_network_threads(threads);
  const torch::NoGradGuard no_gradient;
  torch::manual_seed(1);
  TrainingOptions options;
  options.network.head.voxels = 64;
  options.validation_clips = clips;
  const SampleSet samples(project, options.data, options.target, {});
  CropStore crops(samples, project / "cache" / "crops", options.network.image_size());
  for (const Split split : {Split::train, Split::validation}) crops.fill(samples.clips(split), {});
  DataParallel processes(ProcessPlace{});
  const Validator validator(samples, &crops, options, processes, torch::kCPU);
  NetworkModule network(options.network);
  const double frames = static_cast<double>(validator.clips().size()) * options.data.clip_frames;
  Speed whole;
  Validation found;
  for (int round = 0; round < rounds; ++round)
    whole.time(frames, [&] { found = validator.measure(*network, nullptr, false, {}); });
  whole.print("validation");
  product_alone(options.network, rounds).print("the head's product alone");
  std::printf("loss %.6f, %.2f mm, %g frames\n", found.loss, found.mpjpe_mm, frames);
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    std::fprintf(stderr, "usage: validation_speed PROJECT [CLIPS [THREADS [ROUNDS]]]\n");
    return 2;
  }
  const auto number = [&](int at, int otherwise) {
    return count > at ? std::atoi(arguments[at]) : otherwise;
  };
  try {
    measure(arguments[1], number(2, 8), number(3, 2), number(4, 5));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}
