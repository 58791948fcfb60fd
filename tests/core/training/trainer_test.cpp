#include "core/training/trainer.h"

#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <thread>

#include <gmock/gmock.h>
#include <torch/torch.h>

#include "core/base/error.h"
#include "core/network/model_file.h"
#include "core/network/tensor_file.h"
#include "core/training/checkpoint.h"
#include "core/training/training_session.h"
#include "tests/core/samples/sample_project.h"
#include "tests/core/training/child_process.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using namespace solopose::testing;
using ::testing::HasSubstr;

constexpr const char* project_variable = "SOLOPOSE_TEST_PROJECT";
constexpr const char* run_variable = "SOLOPOSE_TEST_RUN";
constexpr const char* step_variable = "SOLOPOSE_TEST_STEP";
constexpr const char* delay_variable = "SOLOPOSE_TEST_DELAY_MS";
/// Set: the same tests once more in mixed precision, as they would run on a GPU (CMakeLists.txt).
constexpr const char* mixed_variable = "SOLOPOSE_TEST_MIXED_PRECISION";

/// Both stages in about a second.
TrainingOptions quick_options(const std::string& name) {
  TrainingOptions options;
  options.name = name;
  options.network.small = {.image_size = 32, .channels = {4, 8, 16}, .blocks = {0, 0, 1}};
  options.network.temporal.width = 16;
  options.network.head.voxels = 8;
  options.network.head.first_channels = 32;
  options.network.head.middle_channels = 8;
  options.data = SampleProject::data_options();
  options.frames_stage = {.steps = 60, .batch = 8, .learning_rate = 4e-3};
  options.clips_stage = {.steps = 45, .batch = 2, .learning_rate = 2e-3};
  options.epoch_steps = 20;
  options.validation_clips = 4;
  options.mixed_precision_on_cpu = !from_environment(mixed_variable).empty();
  return options;
}

EpochRecord train_simply(const fs::path& project, const fs::path& run) {
  TrainingControl control;
  return train(project, run, control, {}, {});
}

std::string error_of(const fs::path& project, const fs::path& run) {
  try {
    train_simply(project, run);
  } catch (const Error& failure) {
    return failure.what();
  }
  return "none";
}

void expect_same_tensors(const fs::path& a, const fs::path& b) {
  const auto left = read_tensors(a).tensors;
  const auto right = read_tensors(b).tensors;
  ASSERT_EQ(left.size(), right.size());
  for (const auto& [name, tensor] : left) {
    ASSERT_TRUE(right.contains(name)) << name;
    EXPECT_TRUE(torch::equal(tensor, right.at(name))) << name;
  }
}

struct TrainerTest : ::testing::Test {
  static void SetUpTestSuite() { project = std::make_unique<SampleProject>(); }
  static void TearDownTestSuite() { project.reset(); }
  static std::unique_ptr<SampleProject> project;

  static fs::path new_run(const TrainingOptions& options) { return create_run(project->folder(), options); }
  /// In a process of its own, killed so many milliseconds after it told of the step.
  static void train_and_kill(const fs::path& run, int step, int delay_ms) {
    ChildProcess child("TrainerChild.DISABLED_trains_until_it_is_killed",
                       {{project_variable, project->folder().string()},
                        {run_variable, run.string()},
                        {step_variable, std::to_string(step)},
                        {delay_variable, std::to_string(delay_ms)}});
    EXPECT_NE(child.wait(), 0);
    EXPECT_EQ(read_run(run).state, RunState::interrupted) << "after step " << step;
  }
  static void train_apart(const fs::path& run) {
    ChildProcess child("TrainerChild.DISABLED_trains",
                       {{project_variable, project->folder().string()}, {run_variable, run.string()}});
    EXPECT_EQ(child.wait(), 0);
  }
  static void train_in_two(const fs::path& run) {
    const std::string port = free_port();
    const auto environment = [&](int rank) {
      return std::vector<std::pair<std::string, std::string>>{{project_variable, project->folder().string()},
                                                              {run_variable, rank == 0 ? run.string() : ""},
                                                              {"RANK", std::to_string(rank)},
                                                              {"WORLD_SIZE", "2"},
                                                              {"MASTER_PORT", port}};
    };
    ChildProcess first("TrainerChild.DISABLED_trains", environment(0));
    ChildProcess second("TrainerChild.DISABLED_trains", environment(1));
    ASSERT_EQ(first.wait(), 0);
    ASSERT_EQ(second.wait(), 0);
  }
};
std::unique_ptr<SampleProject> TrainerTest::project;

TEST(TrainerChild, DISABLED_trains) {
  train_simply(from_environment(project_variable), from_environment(run_variable));
}

/// Killed from outside it might have ended first.
TEST(TrainerChild, DISABLED_trains_until_it_is_killed) {
  const std::int64_t step = std::stoll(from_environment(step_variable));
  const std::chrono::milliseconds delay(std::stoll(from_environment(delay_variable)));
  const auto kill = [=](const StepRecord& record) {
    if (record.step < step) return;
    if (delay.count() == 0) ::raise(SIGKILL);
    std::thread([delay] {
      std::this_thread::sleep_for(delay);
      ::raise(SIGKILL);
    }).detach();
  };
  TrainingControl control;
  train(from_environment(project_variable), from_environment(run_variable), control, {kill, {}}, {});
}

TEST_F(TrainerTest, a_run_killed_in_the_middle_of_steps_and_resumed_ends_like_an_unbroken_one) {
  const fs::path unbroken = new_run(quick_options("unbroken"));
  const fs::path killed = new_run(quick_options("killed"));
  train_apart(unbroken);
  // In the first stage, after its last checkpoint but one, and in the second one.
  train_and_kill(killed, 20, 4);
  train_and_kill(killed, 40, 1);
  train_and_kill(killed, 60, 5);
  train_apart(killed);
  expect_same_tensors(unbroken / "best.safetensors", killed / "best.safetensors");
  expect_same_tensors(unbroken / "last.safetensors", killed / "last.safetensors");
  const auto run = read_run(killed);
  EXPECT_EQ(run.state, RunState::finished);
  EXPECT_EQ(run.epochs.size(), read_run(unbroken).epochs.size());
  EXPECT_EQ(run.epochs.back().mpjpe_mm, read_run(unbroken).epochs.back().mpjpe_mm);
  EXPECT_EQ(run.epochs.back().step, 105);
  EXPECT_FALSE(run.worst.empty());
  EXPECT_GT(run.epochs.back().mean_pose_mpjpe_mm, 0);
}

TEST_F(TrainerTest, a_second_stage_killed_before_its_first_checkpoint_begins_with_the_first_ones_best) {
  const fs::path unbroken = new_run(quick_options("unbroken_stages"));
  const fs::path killed = new_run(quick_options("killed_stages"));
  train_apart(unbroken);
  train_and_kill(killed, 80, 0);
  // As if the epoch's best weights had been written already, and its checkpoint not.
  fs::copy_file(unbroken / "best.safetensors", killed / "best.safetensors",
                fs::copy_options::overwrite_existing);
  train_apart(killed);
  expect_same_tensors(unbroken / "last.safetensors", killed / "last.safetensors");
}

TEST_F(TrainerTest, every_step_is_reported_so_that_its_pace_is_known_soon) {
  TrainingControl control;
  std::vector<std::int64_t> reported;
  JobContext context;
  context.progress = [&](const Progress& progress) {
    if (progress.unit == "steps") reported.push_back(progress.done);
  };
  train(project->folder(), new_run(quick_options("reported")), control, {}, context);
  ASSERT_EQ(reported.size(), 105U);
  for (std::size_t step = 0; step < reported.size(); ++step)
    EXPECT_EQ(reported[step], static_cast<std::int64_t>(step) + 1);
}

TEST_F(TrainerTest, steps_of_several_batches_learn_and_go_on_from_the_right_batch) {
  TrainingOptions options = quick_options("accumulated");
  options.accumulate = 3;
  options.frames_stage.batch = 3;
  const fs::path unbroken = new_run(options);
  options.name = "accumulated_killed";
  const fs::path killed = new_run(options);
  train_apart(unbroken);
  train_and_kill(killed, 40, 1);
  train_apart(killed);
  expect_same_tensors(unbroken / "best.safetensors", killed / "best.safetensors");
  const auto run = read_run(unbroken);
  EXPECT_EQ(run.epochs.back().step, 105);
  EXPECT_LT(run.steps.back().loss, run.steps.front().loss);
}

TEST_F(TrainerTest, a_second_stage_alone_trains_the_encoder_too) {
  TrainingOptions options = quick_options("clips_only");
  options.frames_stage.steps = 0;
  for (const StagePlan& plan : stage_plans(options)) EXPECT_FALSE(plan.frozen || plan.refines);
}

TEST_F(TrainerTest, two_processes_train_one_network_and_one_of_them_writes) {
  TrainingOptions options = quick_options("together");
  options.validation_clips = 0;  // all
  options.synchronise_norms = true;
  const fs::path run = new_run(options);
  train_in_two(run);
  const auto together = read_run(run);
  EXPECT_EQ(together.state, RunState::finished);
  EXPECT_EQ(together.epochs.back().step, 105);
  options.name = "alone";
  const EpochRecord alone = train_simply(project->folder(), new_run(options));
  // The same batches in the same order: what is left are rounding errors that grow.
  EXPECT_NEAR(together.epochs.front().train_loss,
              read_run(project->folder() / "runs" / "alone").epochs.front().train_loss, 2e-3);
  EXPECT_NEAR(together.epochs.back().mpjpe_mm, alone.mpjpe_mm, 0.1 * alone.mpjpe_mm);
  const auto ours = read_model_description(run / "best.safetensors").reliability;
  const auto one = read_model_description(project->folder() / "runs/alone/best.safetensors").reliability;
  ASSERT_TRUE(ours && one);
  EXPECT_EQ(ours->counts, one->counts) << "each answer once";
}

/// In a cube that is too small many joints have no volume, so the processes' parts hardly ever weigh the
/// same.
TEST_F(TrainerTest, parts_of_unequal_weight_have_the_gradients_of_the_whole_through_norms_that_are_shared) {
  TrainingOptions options = quick_options("unequal");
  options.target.extent_mm = 1000;
  options.data.allow_outside = true;
  options.synchronise_norms = true;
  options.frames_stage.steps = options.epoch_steps = 2;
  options.clips_stage.steps = 0;
  const fs::path run = new_run(options);
  train_in_two(run);
  options.name = "unequal_alone";
  const fs::path alone = new_run(options);
  train_simply(project->folder(), alone);
  const torch::Tensor moment = read_checkpoint(run / run_names::checkpoint).tensors.at("moment_1");
  const torch::Tensor whole = read_checkpoint(alone / run_names::checkpoint).tensors.at("moment_1");
  const double tolerance = options.mixed_precision_on_cpu ? 0.15 : 1e-3;  // of the gradient's length
  EXPECT_LT((moment - whole).norm().item<double>(), tolerance * whole.norm().item<double>());
}

TEST_F(TrainerTest, two_processes_whose_norms_see_their_own_part_learn_as_one_does) {
  TrainingOptions options = quick_options("apart");
  const fs::path run = new_run(options);
  train_in_two(run);
  const auto apart = read_run(run);
  EXPECT_EQ(apart.state, RunState::finished);
  options.name = "apart_alone";
  const EpochRecord alone = train_simply(project->folder(), new_run(options));
  const double loss = read_run(project->folder() / "runs/apart_alone").epochs.front().train_loss;
  EXPECT_NEAR(apart.epochs.front().train_loss, loss, 0.05 * loss);
  EXPECT_NE(apart.epochs.front().train_loss, loss) << "four frames have other statistics than eight";
  EXPECT_NEAR(apart.epochs.back().mpjpe_mm, alone.mpjpe_mm, 0.25 * alone.mpjpe_mm);
}

TEST_F(TrainerTest, a_model_keeps_how_far_off_its_answers_were_by_confidence) {
  TrainingOptions options = quick_options("reliable");
  options.validation_clips = 0;
  const fs::path run = new_run(options);
  const EpochRecord last = train_simply(project->folder(), run);
  const auto reliability = read_model_description(run / "best.safetensors").reliability;
  ASSERT_TRUE(reliability);
  EXPECT_TRUE(std::ranges::is_sorted(reliability->confidences));
  EXPECT_GT(reliability->median_mm.front(), 0);
  EXPECT_LT(reliability->median_mm.back(), 1.5 * last.best_mpjpe_mm);
  EXPECT_GT(reliability->percentile_90_mm.front(), reliability->median_mm.front());
  options = quick_options("too_few");
  options.validation_clips = 1;
  const fs::path other = new_run(options);
  train_simply(project->folder(), other);
  EXPECT_FALSE(read_model_description(other / "best.safetensors").reliability) << "56 answers tell nothing";
}

TEST_F(TrainerTest, stopping_early_keeps_a_model_that_was_validated) {
  const fs::path run = new_run(quick_options("early"));
  TrainingControl control;
  const auto stop = [&](const StepRecord&) { control.stop_early(); };
  const EpochRecord last = train(project->folder(), run, control, {stop, {}}, {});
  EXPECT_LT(last.step, 105);
  EXPECT_EQ(read_run(run).state, RunState::stopped_early);
  EXPECT_EQ(read_model_description(run / "best.safetensors").run, "early");
  EXPECT_EQ(train_simply(project->folder(), run).step, 105) << "it can go on";
}

TEST_F(TrainerTest, cancelling_keeps_the_last_checkpoint) {
  const fs::path run = new_run(quick_options("cancelled"));
  TrainingControl control;
  std::stop_source stop;
  JobContext context;
  context.stop = stop.get_token();
  const auto cancel = [&](const EpochRecord& epoch) {
    if (epoch.epoch == 2) stop.request_stop();
  };
  EXPECT_THROW(train(project->folder(), run, control, {{}, cancel}, context), Cancelled);
  EXPECT_EQ(read_run(run).state, RunState::cancelled);
  EXPECT_EQ(read_checkpoint(run / "last.safetensors").position.step, 40);
}

/// Stopped as by Ctrl-C as soon as it tells of this step. Returns the step its checkpoint holds.
std::int64_t train_and_stop(const fs::path& project, const fs::path& run, std::int64_t step) {
  TrainingControl control;
  std::stop_source stop;
  JobContext context;
  context.stop = stop.get_token();
  std::int64_t told = 0;
  const TrainingObserver observer{.step =
                                      [&](const StepRecord& record) {
                                        if (record.step >= step) stop.request_stop();
                                      },
                                  .epoch = {},
                                  .checkpoint = [&](std::int64_t held) { told = held; }};
  EXPECT_THROW(train(project, run, control, observer, context), Cancelled);
  EXPECT_EQ(read_checkpoint(run / "last.safetensors").position.step, told);
  EXPECT_EQ(read_run(run).checkpoint_step, told);
  return told;
}

TEST_F(TrainerTest, stopped_before_its_first_validation_it_goes_on_from_the_step_it_had_reached) {
  TrainingOptions options = quick_options("unbroken_long_epochs");
  options.epoch_steps = 50;
  const fs::path unbroken = new_run(options);
  options.name = "stopped_before_validation";
  const fs::path stopped = new_run(options);
  train_simply(project->folder(), unbroken);
  EXPECT_EQ(train_and_stop(project->folder(), stopped, 20), 20);
  EXPECT_TRUE(read_run(stopped).epochs.empty());
  EXPECT_EQ(train_and_stop(project->folder(), stopped, 40), 40);
  train_simply(project->folder(), stopped);
  expect_same_tensors(unbroken / "best.safetensors", stopped / "best.safetensors");
  expect_same_tensors(unbroken / "last.safetensors", stopped / "last.safetensors");
}

TEST_F(TrainerTest, stopped_in_a_validation_it_does_that_one_again_and_ends_like_an_unbroken_one) {
  const fs::path unbroken = new_run(quick_options("unbroken_validations"));
  const fs::path stopped = new_run(quick_options("stopped_in_validation"));
  train_simply(project->folder(), unbroken);
  // In the middle of a stage, at the end of the first one, and at the end of all.
  for (const std::int64_t step : {20, 60, 105}) {
    EXPECT_EQ(train_and_stop(project->folder(), stopped, step), step);
    EXPECT_TRUE(read_checkpoint(stopped / "last.safetensors").position.epoch_due);
  }
  train_simply(project->folder(), stopped);
  expect_same_tensors(unbroken / "best.safetensors", stopped / "best.safetensors");
  expect_same_tensors(unbroken / "last.safetensors", stopped / "last.safetensors");
  EXPECT_EQ(read_run(stopped).epochs.size(), read_run(unbroken).epochs.size());
}

TEST_F(TrainerTest, a_stop_that_nobody_wished_for_is_an_interruption_to_be_resumed) {
  const fs::path run = new_run(quick_options("interrupted"));
  TrainingControl control;
  std::stop_source stop;
  JobContext context;
  context.stop = stop.get_token();
  const auto close_the_window = [&](const EpochRecord&) {
    control.interrupt();
    stop.request_stop();
  };
  EXPECT_THROW(train(project->folder(), run, control, {{}, close_the_window}, context), Cancelled);
  EXPECT_EQ(read_run(run).state, RunState::interrupted);
  EXPECT_EQ(train_simply(project->folder(), run).step, 105);
}

TEST_F(TrainerTest, a_pause_holds_the_run_and_a_checkpoint_holds_what_it_has) {
  const fs::path run = new_run(quick_options("paused"));
  TrainingControl control;
  const auto pause = [&](const EpochRecord& epoch) {
    if (epoch.epoch == 1) control.pause();
  };
  std::jthread resumer([&](const std::stop_token& over) {
    while (read_run(run).state != RunState::paused) {
      if (over.stop_requested()) return;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    EXPECT_EQ(read_checkpoint(run / "last.safetensors").position.step, 21) << "the step that heard of it";
    control.resume();
  });
  EXPECT_EQ(train(project->folder(), run, control, {{}, pause}, {}).step, 105);
  EXPECT_EQ(read_run(run).state, RunState::finished);
}

TEST_F(TrainerTest, a_stage_ends_when_nothing_gets_better) {
  TrainingOptions options = quick_options("no_progress");
  options.early_stop_epochs = 2;
  options.frames_stage = {.steps = 1000, .batch = 2, .learning_rate = 1e-9};
  options.clips_stage.steps = 0;
  options.epoch_steps = 5;
  options.weight_average = 0;
  const EpochRecord last = train_simply(project->folder(), new_run(options));
  EXPECT_LT(last.step, 1000);
  EXPECT_EQ(last.epochs_without_progress, 2);
}

TEST_F(TrainerTest, a_checkpoint_that_does_not_fit_is_refused_and_named) {
  const fs::path run = new_run(quick_options("changed"));
  train_simply(project->folder(), run);
  const fs::path last = run / "last.safetensors";
  const std::string intact = [&] {
    std::ifstream in(last, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  }();

  TrainingOptions options = quick_options("changed");
  options.seed = 2;
  std::ofstream(run / "config.json") << options.to_json();
  EXPECT_THAT(error_of(project->folder(), run), HasSubstr("is from another config: seed"));
  std::ofstream(run / "config.json") << quick_options("changed").to_json();

  fs::resize_file(last, fs::file_size(last) / 2);
  EXPECT_THAT(error_of(project->folder(), run), HasSubstr("last.safetensors"));
  EXPECT_EQ(read_run(run).state, RunState::failed);
  std::ofstream(last, std::ios::binary) << intact;
  EXPECT_EQ(error_of(project->folder(), run), "none");
}

TEST_F(TrainerTest, a_loss_that_is_not_finite_ends_the_run_and_leaves_the_checkpoint) {
  const fs::path run = new_run(quick_options("not_finite"));
  TrainingControl control;
  const auto stop = [&](const EpochRecord&) { control.stop_early(); };
  train(project->folder(), run, control, {{}, stop}, {});
  const fs::path last = run / "last.safetensors";
  Checkpoint poisoned = read_checkpoint(last);
  poisoned.tensors.at("model.heat_map_head.out.bias").fill_(std::numeric_limits<float>::quiet_NaN());
  write_checkpoint(last, poisoned);
  const auto before = fs::last_write_time(last);
  EXPECT_THAT(error_of(project->folder(), run), HasSubstr("loss is not finite"));
  EXPECT_EQ(read_run(run).state, RunState::failed);
  EXPECT_THAT(read_run(run).error, HasSubstr("step 2"));
  EXPECT_EQ(fs::last_write_time(last), before);
}

TEST(TrainerChild, DISABLED_runs_out_of_disk) {
  std::signal(SIGXFSZ, SIG_IGN);
  TrainingControl control;
  const auto fill_up = [](const EpochRecord& epoch) {
    const rlimit few_bytes = {5000, 5000};
    if (epoch.epoch == 2) ::setrlimit(RLIMIT_FSIZE, &few_bytes);
  };
  try {
    train(from_environment(project_variable), from_environment(run_variable), control, {{}, fill_up}, {});
    FAIL() << "nothing was written?";
  } catch (const Error& failure) {
    EXPECT_THAT(failure.what(), HasSubstr(".safetensors: cannot be written"));
  }
}

TEST_F(TrainerTest, a_full_disk_leaves_the_last_good_checkpoint) {
  const fs::path run = new_run(quick_options("full_disk"));
  ChildProcess child("TrainerChild.DISABLED_runs_out_of_disk",
                     {{project_variable, project->folder().string()}, {run_variable, run.string()}});
  EXPECT_EQ(child.wait(), 0);
  EXPECT_EQ(read_checkpoint(run / "last.safetensors").position.step, 40);
  EXPECT_NO_THROW(load_model(run / "best.safetensors"));
  EXPECT_EQ(train_simply(project->folder(), run).step, 105) << "with room again it goes on";
}

TEST_F(TrainerTest, a_missing_device_is_one_clear_line) {
  if (torch::cuda::is_available()) GTEST_SKIP() << "there is a CUDA device";
  TrainingOptions options = quick_options("on_cuda");
  options.device = "cuda";
  const std::string error = error_of(project->folder(), new_run(options));
  EXPECT_THAT(error, HasSubstr("cuda"));
  EXPECT_EQ(error.find('\n'), std::string::npos);
}

TEST_F(TrainerTest, a_video_that_went_away_is_told_to_whoever_resumes) {
  const SampleProject other;
  const fs::path run = create_run(other.folder(), quick_options("missing_video"));
  train_simply(other.folder(), run);
  fs::remove(other.film(SampleProject::take_without_hip, "c01"));
  EXPECT_THAT(error_of(other.folder(), run), HasSubstr("other data"));
}

TEST_F(TrainerTest, a_finished_run_is_given_more_steps) {
  const fs::path run = new_run(quick_options("extended"));
  EXPECT_EQ(train_simply(project->folder(), run).step, 105);
  EXPECT_THROW(extend_run(run, 105), Error);
  EXPECT_THROW(extend_run(run, 90), Error);
  extend_run(run, 145);
  EXPECT_EQ(read_run(run).options.clips_stage.steps, 85);
  EXPECT_EQ(train_simply(project->folder(), run).step, 145);
  EXPECT_EQ(read_run(run).state, RunState::finished);
  // Of 20 steps each, counted from the stage's beginning: 45 steps end a third one early, 85 a fifth.
  EXPECT_EQ(read_run(run).epochs.back().epoch, 3 + 3 + 3);
}

TEST_F(TrainerTest, a_run_begins_with_a_models_weights_and_leaves_frozen_parts_as_they_are) {
  const fs::path first = new_run(quick_options("taken_from"));
  const EpochRecord trained = train_simply(project->folder(), first);
  const auto source = read_tensors(first / "best.safetensors").tensors;

  TrainingOptions options = quick_options("begun_with");
  options.start.model = first / "best.safetensors";
  options.seed = 2;
  options.weight_average = 0;
  options.frames_stage.steps = 0;
  options.clips_stage = {.steps = 1, .batch = 2, .learning_rate = 1e-9};
  // A batch's statistics are nearly those that were kept: the score is nearly the model's.
  EXPECT_NEAR(train_simply(project->folder(), new_run(options)).best_mpjpe_mm, trained.best_mpjpe_mm,
              0.2 * trained.best_mpjpe_mm);

  options = quick_options("encoder_kept");
  options.start = {.model = first / "best.safetensors", .part = StartPart::encoder, .freeze_encoder = true};
  options.network.head.middle_channels = 4;
  options.frames_stage.steps = 20;
  options.clips_stage.steps = 20;
  const fs::path run = new_run(options);
  train_simply(project->folder(), run);
  int kept = 0;
  for (const auto& [name, tensor] : read_tensors(run / "best.safetensors").tensors) {
    if (!name.starts_with("small.")) continue;
    EXPECT_TRUE(torch::equal(tensor, source.at(name))) << name;
    ++kept;
  }
  EXPECT_GT(kept, 10);
  options.start.part = StartPart::whole;
  options.name = "of_another_size";
  EXPECT_THAT(error_of(project->folder(), new_run(options)), HasSubstr("heat_map_head"));

  options = quick_options("temporal_alone");
  options.start = {.model = first / "best.safetensors", .freeze_encoder = true, .freeze_head = true};
  options.frames_stage.steps = 0;
  options.clips_stage.steps = 10;
  const fs::path alone = new_run(options);
  train_simply(project->folder(), alone);
  const auto after = read_tensors(alone / "best.safetensors").tensors;
  for (const auto& [name, tensor] : source) {
    const bool temporal = name.starts_with("temporal.") && tensor.is_floating_point();
    EXPECT_TRUE(temporal || torch::equal(tensor, after.at(name))) << name;
  }
  EXPECT_FALSE(torch::equal(source.at("temporal.stages.0.blocks.0.out.weight"),
                            after.at("temporal.stages.0.blocks.0.out.weight")));
}

/// A machine whose memory is full, so often, for whoever wants the answers to more frames at once.
class SmallMemory final : public c10::Allocator {
 public:
  static constexpr std::size_t answer_bytes = std::size_t{15} * 8 * 8 * 8 * 4;

  SmallMemory(std::size_t most_frames, int refusals)
      : most_bytes_(most_frames * answer_bytes),
        refusals_(refusals),
        usual_(c10::GetAllocator(c10::DeviceType::CPU)) {
    c10::SetAllocator(c10::DeviceType::CPU, this, 100);
  }
  ~SmallMemory() override { c10::SetAllocator(c10::DeviceType::CPU, usual_, 100); }
#if TORCH_VERSION_MAJOR >= 2
  at::DataPtr allocate(std::size_t bytes) override { return given(bytes); }
  void copy_data(void* to, const void* from, std::size_t bytes) const override {
    std::memcpy(to, from, bytes);
  }
#else
  at::DataPtr allocate(std::size_t bytes) const override { return given(bytes); }
#endif
  at::DeleterFnPtr raw_deleter() const override { return usual_->raw_deleter(); }
  int refused() const { return refused_; }

 private:
  at::DataPtr given(std::size_t bytes) const {
    if (bytes % answer_bytes == 0 && bytes > most_bytes_ && refused_ < refusals_) {
      ++refused_;
      TORCH_CHECK_WITH(OutOfMemoryError, false, "the test's memory is full");
    }
    return usual_->allocate(bytes);
  }

  std::size_t most_bytes_;
  int refusals_;
  mutable std::atomic<int> refused_ = 0;
  c10::Allocator* usual_;
};

TEST_F(TrainerTest, a_batch_that_memory_has_no_room_for_goes_through_in_pieces) {
  TrainingOptions options = quick_options("small_memory");
  options.frames_stage = {.steps = 20, .batch = 16, .learning_rate = 1e-9};
  options.clips_stage.steps = 0;
  options.start.freeze_encoder = options.start.freeze_temporal =
      true;  // the same statistics however it is cut
  std::vector<std::string> said;
  JobContext context;
  context.log = [&](const std::string& line) { said.push_back(line); };
  const fs::path run = new_run(options);
  {
    const SmallMemory memory(15, 1);
    TrainingControl control;
    train(project->folder(), run, control, {}, context);
    EXPECT_EQ(memory.refused(), 1);
  }
  EXPECT_THAT(said, ::testing::Contains(
                        HasSubstr("step 1: out of memory with 16 frames at once; from here on in 2")));
  EXPECT_EQ(read_run(run).state, RunState::finished);
  options.name = "large_memory";
  train_simply(project->folder(), new_run(options));
  const auto whole = read_run(project->folder() / "runs" / "large_memory");
  EXPECT_NEAR(read_run(run).steps.front().loss, whole.steps.front().loss, 0.02 * whole.steps.front().loss);
}

TEST_F(TrainerTest, memory_that_has_no_room_for_one_clip_is_one_clear_line) {
  TrainingOptions options = quick_options("no_memory");
  options.clips_stage.steps = 0;
  const fs::path run = new_run(options);
  const SmallMemory memory(0, 1000);
  const std::string error = error_of(project->folder(), run);
  EXPECT_THAT(error, HasSubstr("step 1: out of memory with 1 frame at once; the last checkpoint stays"));
  EXPECT_EQ(error.find('\n'), std::string::npos);
}

TEST_F(TrainerTest, a_run_that_draws_few_frames_decodes_those_and_is_the_same_run) {
  const SampleProject other;
  TrainingOptions options = quick_options("few_frames");
  options.frames_stage.steps = 5;
  options.clips_stage.steps = 2;
  const fs::path run = create_run(other.folder(), options);
  train_simply(other.folder(), run);
  const SampleSet samples(other.folder(), options.data, options.target, {});
  CropStore crops(samples, ProjectPlaces(other.folder()).crops(), options.network.image_size());
  EXPECT_GT(crops.lacking(samples.clips(Split::train)), 200);
  crops.fill(samples.clips(Split::train), {});
  EXPECT_EQ(crops.lacking(samples.clips(Split::train)), 0);
  options.name = "all_decoded";
  const fs::path again = create_run(other.folder(), options);
  train_simply(other.folder(), again);
  expect_same_tensors(run / "last.safetensors", again / "last.safetensors");
}

TEST_F(TrainerTest, what_a_run_takes_is_said_before_it_begins) {
  std::vector<std::string> said;
  JobContext context;
  context.log = [&](const std::string& line) { said.push_back(line); };
  TrainingOptions options = quick_options("told");
  options.frames_stage.steps = 5;
  options.clips_stage.steps = 0;
  TrainingControl control;
  train(project->folder(), new_run(options), control, {}, context);
  EXPECT_THAT(said, ::testing::Contains(::testing::AllOf(HasSubstr("million parameters"),
                                                         HasSubstr(" 5 steps"), HasSubstr("on disk"))));
}

TEST_F(TrainerTest, end_to_end_and_the_ablations_learn_too) {
  for (const bool regression : {false, true}) {
    TrainingOptions options = quick_options(regression ? "regression" : "one_volume");
    options.stages = StageKind::end_to_end;
    options.clips_stage = {.steps = 40, .batch = 2, .learning_rate = 2e-3};
    options.network.temporal.residual = false;
    options.network.head.per_joint = false;
    if (regression) {
      options.network.head.kind = HeadKind::regression;
      options.loss = LossKind::mean_squared_error;
    }
    const fs::path run = new_run(options);
    train_simply(project->folder(), run);
    const auto done = read_run(run);
    EXPECT_LT(done.steps.back().loss, done.steps.front().loss) << options.name;
    // One volume for all joints has no peaks yet after so few steps, and joints without a peak are missing.
    EXPECT_TRUE(!regression || std::isfinite(done.epochs.back().mpjpe_mm));
  }
}

TEST_F(TrainerTest, one_clip_is_learnt_to_less_than_ten_millimetres) {
  TrainingOptions options = quick_options("one_clip");
  options.network = NetworkOptions::tiny();
  options.data.clips = {
      .length = 8, .step = 100, .group = SplitGroup::clip, .train_share = 0.17, .validation_share = 0};
  options.data.clip_frames = 8;
  options.data.held_out_cameras = {"c03"};
  options.augmentation = {
      .flip = false, .shift = 0, .scale = 0, .colour = 0, .occlude = 0, .cached_variants = 0};
  options.frames_stage = {.steps = 300, .batch = 8, .learning_rate = 4e-3};
  options.clips_stage = {.steps = 60, .batch = 1, .learning_rate = 1e-3};
  options.weight_average = 0.9;
  options.epoch_steps = 100;
  EXPECT_LT(train_simply(project->folder(), new_run(options)).best_mpjpe_mm, 10);
}

}  // namespace
}  // namespace solopose
