#include "core/training/data_parallel.h"

#include <filesystem>

#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/network/losses.h"
#include "core/network/mixed_precision.h"
#include "core/network/model_file.h"
#include "core/network/tensor_file.h"
#include "core/runs/process_place.h"
#include "core/training/batch_step.h"
#include "core/training/flat_parameters.h"
#include "core/training/gradient_exchange.h"
#include "core/training/synchronised_norm.h"
#include "tests/core/training/child_process.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

using solopose::testing::ChildProcess;
using solopose::testing::free_port;
using solopose::testing::from_environment;
using solopose::testing::TemporaryFolder;
using ::testing::HasSubstr;

constexpr const char* answer_variable = "SOLOPOSE_TEST_ANSWER";
constexpr const char* own_norms_variable = "SOLOPOSE_TEST_OWN_NORMS";
constexpr const char* buckets_variable = "SOLOPOSE_TEST_BUCKETS";
constexpr const char* mixed_variable = "SOLOPOSE_TEST_MIXED_PRECISION";

std::vector<std::pair<std::string, std::string>> place_of(int rank, const std::string& port,
                                                          const std::filesystem::path& answer) {
  return {{"RANK", std::to_string(rank)},
          {"WORLD_SIZE", "2"},
          {"MASTER_ADDR", "127.0.0.1"},
          {"MASTER_PORT", port},
          {answer_variable, answer.string()}};
}

NetworkOptions small_network() {
  NetworkOptions network;
  network.small = {.image_size = 32, .channels = {4, 8, 16}, .blocks = {0, 1, 0}};
  network.temporal.width = 16;
  network.temporal.residual = false;  // its weights then matter from the first step
  network.head.voxels = 8;
  network.head.first_channels = 32;
  network.head.middle_channels = 8;
  return network;
}

/// Two clips of two frames; the second one lacks joints, so that the halves weigh differently.
Batch batch_of_two() {
  Batch batch;
  batch.clips = 2;
  batch.frames = 2;
  torch::manual_seed(11);
  const torch::Tensor pixels =
      torch::randn({2, 2, 3, 32, 32}) * torch::tensor({1.0, 3.0}).view({2, 1, 1, 1, 1});
  batch.pixels.assign(pixels.data_ptr<float>(), pixels.data_ptr<float>() + pixels.numel());
  const torch::Tensor targets = 900 * (2 * torch::rand({2, 2, joint_count, 3}) - 1);
  batch.targets_mm.assign(targets.data_ptr<float>(), targets.data_ptr<float>() + targets.numel());
  for (std::size_t i = batch.targets_mm.size() - 40; i < batch.targets_mm.size(); ++i)
    batch.targets_mm[i] = NAN;
  return batch;
}

Batch clip_of(const Batch& batch, std::size_t clip) {
  Batch part;
  part.clips = 1;
  part.frames = batch.frames;
  const auto half = [clip](const std::vector<float>& all) {
    const auto count = static_cast<std::ptrdiff_t>(all.size() / 2);
    const auto first = all.begin() + static_cast<std::ptrdiff_t>(clip) * count;
    return std::vector<float>(first, first + count);
  };
  part.pixels = half(batch.pixels);
  part.targets_mm = half(batch.targets_mm);
  return part;
}

using Moment = GradientExchange::Moment;

/// How a step is taken.
struct Way {
  bool mixed = false;
  bool own_norms = false;
  Moment moment = Moment::after_backward;
};

/// The gradient of a step as the trainer takes it, and the statistics it leaves.
std::map<std::string, torch::Tensor> gradient_of(const Batch& batch, DataParallel& processes, Way way) {
  TrainingOptions options;
  options.network = small_network();
  torch::manual_seed(5);
  NetworkModule network(options.network);
  if (!way.own_norms) synchronise_batch_norms(*network, processes);
  FlatParameters flat(network->trained_parameters());
  GradientExchange exchange(flat, processes, way.moment);
  BatchLoss loss;
  {
    const MixedPrecision scope(way.mixed, torch::kCPU);
    loss = loss_of(answers_to(*network, batch, nullptr, false, torch::kCPU), targets_of(batch), options);
  }
  const bool weighed = !way.own_norms && !processes.alone();
  exchange.begin_last_pass(weighed ? 1 : loss.weight);
  (weighed ? loss.mean * loss.weight : loss.mean).backward();
  std::vector<torch::Tensor> statistics;
  for (const torch::Tensor& buffer : network->buffers()) {
    if (buffer.is_floating_point()) statistics.push_back(buffer);
  }
  const torch::Tensor weight = torch::full({1}, loss.weight, torch::kDouble);
  exchange.finish_step(weight, way.own_norms ? statistics : std::vector<torch::Tensor>());
  const double mean_of = processes.alone() ? 1 : weight.item<double>();
  return {{"gradient", flat.gradients() / mean_of},
          {"weight", weight},
          {"first statistics", torch::cat({statistics[0], statistics[1]})},
          {"statistics", torch::cat(statistics)}};
}

void expect_close(const torch::Tensor& a, const torch::Tensor& b, double tolerance, const std::string& what) {
  const double largest = a.abs().max().item<double>();
  ASSERT_GT(largest, 1e-3);
  EXPECT_LT((a - b).abs().max().item<double>(), tolerance * std::max(largest, 1.0)) << what;
}

TEST(DataParallelChild, DISABLED_half_a_batch) {
  const ProcessPlace place = process_place();
  DataParallel processes(place);
  const Way way = {.mixed = !from_environment(mixed_variable).empty(),
                   .own_norms = !from_environment(own_norms_variable).empty(),
                   .moment = from_environment(buckets_variable).empty() ? Moment::after_backward
                                                                        : Moment::during_backward};
  const auto result =
      gradient_of(clip_of(batch_of_two(), static_cast<std::size_t>(place.rank)), processes, way);
  if (place.leads()) write_tensors(from_environment(answer_variable), result, {});
}

/// What two processes with half of the batch each come to.
std::map<std::string, torch::Tensor> gradient_of_two(Way way) {
  const TemporaryFolder scratch;
  const std::string port = free_port();
  const auto environment = [&](int rank) {
    auto variables = place_of(rank, port, scratch / "two");
    variables.emplace_back(mixed_variable, way.mixed ? "1" : "");
    variables.emplace_back(own_norms_variable, way.own_norms ? "1" : "");
    variables.emplace_back(buckets_variable, way.moment == Moment::during_backward ? "1" : "");
    return variables;
  };
  ChildProcess first("DataParallelChild.DISABLED_half_a_batch", environment(0));
  ChildProcess second("DataParallelChild.DISABLED_half_a_batch", environment(1));
  EXPECT_EQ(first.wait(), 0);
  EXPECT_EQ(second.wait(), 0);
  return read_tensors(scratch / "two").tensors;
}

TEST(DataParallel, two_processes_with_half_the_batch_have_the_gradient_of_one_with_the_whole) {
  DataParallel alone{ProcessPlace()};
  const auto whole = gradient_of(batch_of_two(), alone, {});
  for (const Moment moment : {Moment::after_backward, Moment::during_backward}) {
    const auto parts = gradient_of_two({.moment = moment});
    for (const char* name : {"gradient", "statistics"})
      expect_close(whole.at(name), parts.at(name), 1e-5, name);
  }
}

TEST(DataParallel, norms_of_their_own_leave_the_mean_of_what_each_has_seen_and_the_gradients_weighed) {
  DataParallel alone{ProcessPlace()};
  std::vector<std::map<std::string, torch::Tensor>> halves;
  for (const std::size_t clip : {0, 1})
    halves.push_back(gradient_of(clip_of(batch_of_two(), clip), alone, {}));
  const auto both = gradient_of_two({.own_norms = true, .moment = Moment::during_backward});
  const torch::Tensor statistics = (halves[0].at("statistics") + halves[1].at("statistics")) / 2;
  expect_close(statistics, both.at("statistics"), 1e-5, "statistics");
  const double first = halves[0].at("weight").item<double>();
  const double second = halves[1].at("weight").item<double>();
  EXPECT_NE(first, second);
  EXPECT_EQ(both.at("weight").item<double>(), first + second);
  const torch::Tensor gradient =
      (halves[0].at("gradient") * first + halves[1].at("gradient") * second) / (first + second);
  expect_close(gradient, both.at("gradient"), 1e-5, "gradient");
  EXPECT_GT((statistics - gradient_of(batch_of_two(), alone, {}).at("statistics")).abs().max().item<double>(),
            1e-3)
      << "these would be those of all frames";
}

TEST(DataParallel, in_mixed_precision_statistics_stay_exact_and_gradients_close) {
  DataParallel alone{ProcessPlace()};
  const auto whole = gradient_of(batch_of_two(), alone, {.mixed = true});
  const auto parts = gradient_of_two({.mixed = true});
  // The first norm sees the same roundings of the same pixels in both; later ones what those have grown to.
  expect_close(whole.at("first statistics"), parts.at("first statistics"), 1e-5, "first statistics");
  expect_close(whole.at("statistics"), parts.at("statistics"), 1e-2, "statistics");
  EXPECT_GT(torch::cosine_similarity(whole.at("gradient"), parts.at("gradient"), 0).item<double>(), 0.99);
}

TEST(DataParallelChild, DISABLED_waits_for_the_other) {
  DataParallel processes(process_place());
  const torch::Tensor one = torch::ones({1});
  try {
    processes.sum(one);
    if (processes.leads()) std::_Exit(0);
    processes.sum(one);
    FAIL() << "nobody is there any more";
  } catch (const Error& failure) {
    EXPECT_THAT(failure.what(), HasSubstr("another process ended"));
  }
}

TEST(DataParallel, a_process_that_died_is_an_error_not_a_wait) {
  const TemporaryFolder scratch;
  const std::string port = free_port();
  ChildProcess first("DataParallelChild.DISABLED_waits_for_the_other", place_of(0, port, scratch / "x"));
  ChildProcess second("DataParallelChild.DISABLED_waits_for_the_other", place_of(1, port, scratch / "x"));
  EXPECT_EQ(first.wait(), 0);
  EXPECT_EQ(second.wait(), 0);
}

TEST(DataParallelChild, DISABLED_the_leader_fails) {
  DataParallel processes(process_place());
  EXPECT_EQ(processes.led([] { return std::string("told"); }), "told");
  try {
    processes.led([]() -> std::string { throw Error("no video"); });
    FAIL() << "the leader failed";
  } catch (const Error& failure) {
    EXPECT_STREQ(failure.what(), "no video");
  }
  processes.led([] { return std::string(); });
}

TEST(DataParallel, what_the_leader_says_or_where_it_fails_all_hear) {
  const TemporaryFolder scratch;
  const std::string port = free_port();
  ChildProcess first("DataParallelChild.DISABLED_the_leader_fails", place_of(0, port, scratch / "x"));
  ChildProcess second("DataParallelChild.DISABLED_the_leader_fails", place_of(1, port, scratch / "x"));
  EXPECT_EQ(first.wait(), 0);
  EXPECT_EQ(second.wait(), 0);
}

/// Variables of a test, taken back at its end.
class Variables {
 public:
  void set(const char* name, const char* value) {
    ::setenv(name, value, 1);
    names_.push_back(name);
  }
  ~Variables() {
    for (const char* name : names_) ::unsetenv(name);
  }

 private:
  std::vector<const char*> names_;
};

TEST(ProcessPlace, is_what_torchrun_mpirun_or_srun_say) {
  EXPECT_EQ(process_place().world, 1);
  {
    Variables variables;
    variables.set("OMPI_COMM_WORLD_RANK", "2");
    variables.set("OMPI_COMM_WORLD_SIZE", "4");
    EXPECT_EQ(process_place().rank, 2);
    EXPECT_EQ(process_place().world, 4);
    variables.set("OMPI_COMM_WORLD_LOCAL_SIZE", "4");
    EXPECT_EQ(process_place().address, "127.0.0.1");
    variables.set("OMPI_COMM_WORLD_LOCAL_SIZE", "2");
    EXPECT_THROW(process_place(), Error) << "two machines, and nobody said which one leads";
    variables.set("RANK", "1");
    variables.set("WORLD_SIZE", "3");
    variables.set("MASTER_PORT", "1234");
    variables.set("MASTER_ADDR", "node7");
    EXPECT_EQ(process_place().rank, 1);
    EXPECT_EQ(process_place().world, 3);
    EXPECT_EQ(process_place().port, 1234);
    EXPECT_EQ(process_place().address, "node7");
    EXPECT_FALSE(process_place().leads());
  }
  Variables variables;
  variables.set("SLURM_PROCID", "1");
  variables.set("SLURM_NTASKS", "2");
  EXPECT_EQ(process_place().world, 1) << "a shell in an allocation is no task";
  variables.set("SLURM_STEP_ID", "0");
  EXPECT_EQ(process_place().rank, 1);
  variables.set("SLURM_NNODES", "2");
  EXPECT_THROW(process_place(), Error) << "on two nodes somebody must say where the first process is";
}

TEST(ProcessPlace, numbers_out_of_range_are_named) {
  Variables variables;
  variables.set("WORLD_SIZE", "2");
  variables.set("RANK", "2");
  try {
    process_place();
    FAIL();
  } catch (const Error& failure) {
    EXPECT_THAT(failure.what(), HasSubstr("RANK: expected a whole number from 0 to 1"));
  }
}

}  // namespace
}  // namespace solopose
