#include "core/training/training_session.h"

#include <algorithm>
#include <cmath>
#include <new>
#include <string_view>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "core/augmotion/alignment.h"
#include "core/base/counted.h"
#include "core/base/fingerprint.h"
#include "core/models/picture_resampling.h"
#include "core/network/mixed_precision.h"
#include "core/network/model_file.h"
#include "core/network/tensor_file.h"
#include "core/project/catalog.h"
#include "core/project/project.h"
#include "core/project/project_places.h"
#include "core/samples/batches.h"
#include "core/samples/volume_reach.h"
#include "core/training/gradient_exchange.h"
#include "core/training/run_plan.h"
#include "core/training/start_model.h"
#include "core/training/synchronised_norm.h"

namespace solopose {
namespace {

constexpr int steps_a_line = 20;

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Whether a module, a parameter or a statistic of this name belongs to a part that the run keeps as it is.
bool is_frozen(const std::string& name, const StartOptions& start) {
  return (start.freeze_encoder && name.starts_with("small")) ||
         (start.freeze_temporal && name.starts_with("temporal")) ||
         (start.freeze_head && (name.starts_with("heat_map_head") || name.starts_with("regression_head")));
}

/// The parameters that a stage changes.
std::vector<torch::Tensor> parameters_of(const NetworkModuleImpl& network, const StagePlan& plan,
                                         const StartOptions& start) {
  const bool without_temporal = plan.single_frames && network.options().temporal.residual;
  std::vector<torch::Tensor> parameters;
  for (const auto& item : network.named_parameters()) {
    if (!item.value().requires_grad() || is_frozen(item.key(), start)) continue;
    if (plan.frozen && item.key().starts_with("small.")) continue;
    if (without_temporal && item.key().starts_with("temporal.")) continue;
    parameters.push_back(item.value());
  }
  return parameters;
}

/// Swin decays everything but vectors and these.
std::vector<torch::Tensor> bias_tables(const NetworkModuleImpl& network) {
  std::vector<torch::Tensor> tables;
  for (const auto& item : network.named_parameters()) {
    if (item.key().ends_with(".bias_table")) tables.push_back(item.value());
  }
  return tables;
}

/// Batch norms of parts that the run keeps keep their statistics.
void set_training_mode(NetworkModuleImpl& network, const StagePlan& plan, const StartOptions& start) {
  network.train(!plan.refines);
  for (const auto& part : network.named_children()) {
    if (is_frozen(part.key(), start)) part.value()->eval();
  }
}

/// Running statistics, which weight averages include.
std::vector<torch::Tensor> statistics_of(const NetworkModuleImpl& network, const StagePlan& plan) {
  std::vector<torch::Tensor> statistics;
  if (plan.refines) return statistics;
  for (const auto& item : network.named_buffers()) {
    if (item.value().is_floating_point()) statistics.push_back(item.value());
  }
  return statistics;
}

/// torch has a type for a GPU's memory only.
bool is_out_of_memory(const std::exception& failure) {
  return dynamic_cast<const c10::OutOfMemoryError*>(&failure) != nullptr ||
         dynamic_cast<const std::bad_alloc*>(&failure) != nullptr ||
         std::string_view(failure.what()).find("not enough memory") != std::string_view::npos;
}

SampleSet samples_of(const std::filesystem::path& project_folder, const TrainingOptions& options,
                     const JobContext& context) {
  if (!options.network.sees_pictures())
    return SampleSet(project_folder, options.data, options.target, context, SampleKind::tracks);
  context.report({.step = "Looking into videos", .unit = "videos"});
  return SampleSet(project_folder, options.data, options.target, context);
}

std::optional<CropStore> crops_of(const SampleSet& samples, const ProjectPlaces& places,
                                  const NetworkOptions& network) {
  if (!network.sees_pictures()) return std::nullopt;
  return std::optional<CropStore>(std::in_place, samples, places.crops(), network.image_size(),
                                  resampling_of(network));
}

NetworkModule fresh_network(const TrainingOptions& options) {
  const bool clip = options.network.encoder == EncoderKind::clip;
  // Opened first: what cannot be read is said before a large network is made.
  const auto weights = clip ? WeightFile::open(options.clip_weights) : nullptr;
  torch::manual_seed(options.seed);
  NetworkModule network(options.network);
  network->set_stochastic_depth(options.stochastic_depth);
  if (weights) network->load_clip(*weights);
  return network;
}

}  // namespace

struct TrainingSession::Stage {
  StagePlan plan;
  FlatParameters parameters;
  std::vector<torch::Tensor> statistics;
  GradientExchange exchange;
  AdamW optimizer;
  WeightAverage average;
  Schedule schedule;
  std::unique_ptr<FeatureStore> features;
  std::unique_ptr<BatchSource> loader;

  Stage(const StagePlan& stage_plan, NetworkModuleImpl& network, const TrainingOptions& options,
        DataParallel& processes, torch::Device device)
      : plan(stage_plan),
        parameters(parameters_of(network, stage_plan, options.start), bias_tables(network)),
        statistics(statistics_of(network, stage_plan)),
        exchange(parameters, processes, GradientExchange::best_moment(device)),
        optimizer(parameters, options),
        average(parameters, statistics, options.weight_average),
        schedule(options, stage_plan.options) {}
};

TrainingSession::TrainingSession(const std::filesystem::path& project_folder, const Run& run,
                                 TrainingControl& control, const TrainingObserver& observer,
                                 const JobContext& context, DataParallel& processes, torch::Device device,
                                 RunLog* log)
    : run_(run),
      options_(run_.options),
      control_(control),
      observer_(observer),
      context_(context),
      processes_(processes),
      device_(device),
      log_(log),
      places_(project_folder),
      samples_(samples_of(project_folder, options_, context)),
      crops_(crops_of(samples_, places_, options_.network)),
      validator_(samples_, crops(), options_, processes, device),
      network_(fresh_network(options_)),
      config_(config_that_matters(options_)),
      data_fingerprint_(samples_.fingerprint()) {
  if (samples_.clips(Split::train).empty()) throw Error("training: no clip is in the training split");
  if (samples_.clips(Split::validation).empty()) {
    context.note("No clip is in the validation split: validated on training clips");
  }
  if (options_.network.encoder == EncoderKind::clip) {
    clip_fingerprint_ = fingerprint_of_file(options_.clip_weights);
  }
  network_->to(device_);
  if (options_.synchronise_norms) synchronise_batch_norms(*network_, processes_);
  processes_.led([this] {
    say_plan();
    if (!crops_) return std::string();
    if (options_.network.head.kind == HeadKind::heat_map)
      require_joints_inside(samples_, options_.data.allow_outside, context_);
    crops_->fill(decoded_before_the_start(), context_);
    return std::string();
  });
}

TrainingSession::~TrainingSession() = default;

/// Where a run draws as many frames as there are to decode, each video is best decoded from front to back;
/// where it draws fewer, each is decoded when it is drawn.
std::vector<SampleClip> TrainingSession::decoded_before_the_start() const {
  std::vector<SampleClip> clips = samples_.clips(Split::train);
  if (crops_->lacking(clips) > frames_drawn(options_)) clips.clear();
  clips.insert(clips.end(), validator_.clips().begin(), validator_.clips().end());
  return clips;
}

/// What the run will take.
void TrainingSession::say_plan() const {
  std::int64_t learnt = 0;
  for (const torch::Tensor& parameter : network_->trained_parameters()) learnt += parameter.numel();
  const std::int64_t to_decode = crops_ ? crops_->lacking(samples_.clips(Split::train)) : 0;
  const std::int64_t crop_bytes =
      crops_ ? std::int64_t{3} * crops_->stored_size() * crops_->stored_size() : 0;
  context_.note(text_of(plan_of(options_, learnt, to_decode, crop_bytes, device_)));
}

EpochRecord TrainingSession::run() {
  const std::vector<StagePlan> plans = stage_plans(options_);
  const std::optional<Checkpoint> checkpoint = saved_checkpoint();
  if (checkpoint) position_ = checkpoint->position;
  const int patience = options_.early_stop_epochs;
  const bool has_given_up = patience > 0 && position_.epochs_without_progress >= patience;
  if (position_.stage + 1 == std::ssize(plans) && position_.stage_step < plans.back().options.steps &&
      !has_given_up)
    position_.stage_ended = false;  // it was given more steps
  if (log_ != nullptr) log_->resumed(position_.step);
  if (checkpoint) context_.note(fmt::format("Going on from step {}", position_.step));
  const Checkpoint* resumed = checkpoint ? &*checkpoint : nullptr;
  while (position_.stage < std::ssize(plans) && !stopped_early_) {
    const StagePlan& plan = plans[static_cast<std::size_t>(position_.stage)];
    if (!position_.stage_ended) run_stage(plan, resumed);
    resumed = nullptr;
    if (!position_.stage_ended) break;
    if (position_.stage + 1 == std::ssize(plans)) break;
    const TrainingPosition before = std::exchange(position_, {});
    position_.stage = before.stage + 1;
    position_.step = before.step;
    position_.epoch = before.epoch;
    position_.seconds = before.seconds;
    position_.last_epoch = before.last_epoch;
    // A residual temporal part begins as nothing, so the stages' figures compare.
    if (options_.network.temporal.residual) position_.best_mpjpe_mm = before.best_mpjpe_mm;
  }
  return position_.last_epoch.value_or(EpochRecord());
}

std::unique_ptr<TrainingSession::Stage> TrainingSession::begin_stage(const StagePlan& plan) {
  auto stage = std::make_unique<Stage>(plan, *network_, options_, processes_, device_);
  set_training_mode(*network_, plan, options_.start);
  if (plan.frozen) {
    stage->features = std::make_unique<FeatureStore>(*crops_, options_.augmentation, *network_,
                                                     encoder_name(), places_.features(), device_);
  }
  stage->loader = loader_of(*stage);
  return stage;
}

/// From the step to come on.
std::unique_ptr<BatchSource> TrainingSession::loader_of(const Stage& stage) const {
  const StagePlan& plan = stage.plan;
  LoaderOptions order;
  if (stage.features) order.content = BatchContent::references;
  order.frames = plan.single_frames ? 1 : options_.data.clip_frames;
  order.batch = plan.options.batch;
  order.rank = processes_.rank();
  order.world = processes_.world();
  // Stages draw their own orders.
  order.seed = options_.seed + (static_cast<std::uint64_t>(plan.number) << 32);
  order.first_batch = position_.stage_step * options_.accumulate;
  order.threads = options_.loader_threads;
  return batches_of(samples_, crops(), samples_.clips(Split::train), options_.augmentation, order);
}

void TrainingSession::take_best_weights() {
  const auto file = run_.folder / run_names::best_model;
  processes_.led([&] {
    LoadedModel best =
        load_model(file, clip_fingerprint_.empty() ? std::nullopt : std::optional(options_.clip_weights));
    set_model_tensors(network_, model_tensors(best.network), file);
    return std::string();
  });
}

void TrainingSession::share_weights() {
  for (const auto& [name, tensor] : model_tensors(network_)) processes_.broadcast(tensor);
}

void TrainingSession::run_stage(const StagePlan& plan, const Checkpoint* resumed) {
  if (resumed != nullptr) {
    for (const auto& [name, tensor] : model_tensors(network_)) {
      restore(tensor, *resumed, "model." + name, run_.folder / run_names::checkpoint);
    }
  } else if (plan.refines && position_.stage > 0) {
    take_best_weights();
  } else if (position_.step == 0 && !options_.start.model.empty()) {
    take_weights(network_, options_.start, clip_fingerprint_);
  }
  share_weights();
  const auto stage = begin_stage(plan);
  if (resumed != nullptr) {
    restore_stage(*stage, *resumed);
  } else if (position_.stage > 0) {
    // Its first epoch overwrites the best weights, which a resumed run would then begin the stage with.
    save_checkpoint(*stage);
  }
  while (!position_.stage_ended) {
    if (!position_.epoch_due) take_step(*stage);
    if (stop_asked_) stop(*stage);
    if (position_.epoch_due) end_epoch(*stage);
    if (stopped_early_ || position_.stage_ended) break;
    wait_while_paused(*stage);
  }
  const bool over = position_.stage_ended || stopped_early_;
  if (over && stage->features && clip_fingerprint_.empty()) forget_features();
}

std::string TrainingSession::encoder_name() const {
  return clip_fingerprint_.empty() ? encoder_fingerprint(*network_)
                                   : clip_encoder_name(clip_fingerprint_, options_.network.clip);
}

void TrainingSession::forget_features() {
  // An encoder that was trained here is this run's alone: nobody else will ask for its features. The others
  // may still be bringing theirs to disk.
  processes_.sum(torch::zeros({1}));
  if (!processes_.leads()) return;
  std::error_code ignored;
  std::filesystem::remove_all(FeatureCache::place(places_.features(), encoder_name(), FeaturePrecision::half),
                              ignored);
}

void TrainingSession::take_step(Stage& stage) {
  stop_asked_ = processes_.alone() && context_.stop.stop_requested();
  if (stop_asked_) return;
  const Clock::time_point start = Clock::now();
  const double loss = train_step(stage);
  const double seconds = seconds_since(start);
  position_.seconds += seconds;
  line_seconds_ += seconds;
  record_step(stage, loss);
  position_.epoch_due = stopped_early_ || position_.stage_step == stage.plan.options.steps ||
                        position_.stage_step % options_.epoch_steps == 0;
}

void TrainingSession::add_gradients_of(Stage& stage, const Batch& batch, bool last, StepSums& sums) {
  BatchLoss loss;
  {
    const MixedPrecision mixed(in_mixed_precision(options_, device_), device_.type());
    const torch::Tensor answers =
        answers_to(*network_, batch, stage.features.get(), stage.plan.single_frames, device_);
    loss = loss_of(answers, targets_of(batch), options_);
  }
  // As it comes a loss goes back without a pass over the logits, so a batch alone is weighed afterwards;
  // not through norms that are shared, where gradients of several processes meet.
  const bool weighed = in_parts() || (options_.synchronise_norms && !processes_.alone());
  if (last) stage.exchange.begin_last_pass(weighed ? 1 : loss.weight);
  (weighed ? loss.mean * loss.weight : loss.mean).backward();
  sums.weight += loss.weight;
  if (loss.weight > 0) sums.loss += loss.mean.item<double>() * loss.weight;
  sums.frames += std::int64_t{batch.clips} * batch.frames;
}

TrainingSession::StepSums TrainingSession::add_gradients(Stage& stage) {
  StepSums sums;
  stage.parameters.zero_gradients();
  stage.exchange.begin_step();
  for (int number = 0; number < options_.accumulate; ++number) {
    const Batch batch = stage.loader->next().value();
    const bool last = number + 1 == options_.accumulate;
    if (pieces_ == 1) {
      add_gradients_of(stage, batch, last, sums);
      continue;
    }
    const int at_once = (batch.clips + pieces_ - 1) / pieces_;
    for (int first = 0; first < batch.clips; first += at_once) {
      const int clips = std::min(at_once, batch.clips - first);
      add_gradients_of(stage, clips_of(batch, first, clips), last && first + clips == batch.clips, sums);
    }
  }
  return sums;
}

/// Where memory is too small for a batch, it goes through in halves, quarters, …, whose gradients add up. The
/// step is begun anew: part of its gradients is there.
TrainingSession::StepSums TrainingSession::add_gradients_that_fit(Stage& stage) {
  while (true) {
    try {
      return add_gradients(stage);
    } catch (const std::exception& failure) {
      if (!is_out_of_memory(failure)) throw;
    }
    const int clips = stage.plan.options.batch / processes_.world();
    const int at_once = (clips + pieces_ - 1) / pieces_;
    // Synchronised norms want as many passes in every process.
    if (at_once < 2 || (options_.synchronise_norms && !processes_.alone())) {
      throw Error(
          fmt::format("training: step {}: out of memory with {} at once; the last checkpoint stays. Fewer "
                      "clips a step{}, "
                      "fewer frames or a smaller network need less",
                      position_.step + 1, counted(at_once, stage.plan.single_frames ? "frame" : "clip"),
                      processes_.alone() ? "" : " with more batches a step (--accumulate)"));
    }
    pieces_ *= 2;
    context_.note(fmt::format("training: step {}: out of memory with {} at once; from here on in {} pieces",
                              position_.step + 1,
                              counted(at_once, stage.plan.single_frames ? "frame" : "clip"), pieces_));
    stage.loader = loader_of(stage);
  }
}

double TrainingSession::train_step(Stage& stage) {
  const StepSums sums = add_gradients_that_fit(stage);
  // What all processes must agree on. They stop together or not at all.
  const torch::Tensor votes =
      torch::tensor({sums.weight, sums.loss, control_.stops_early() ? 1.0 : 0.0,
                     context_.stop.stop_requested() ? 1.0 : 0.0, control_.paused() ? 1.0 : 0.0},
                    torch::kDouble);
  const auto own_statistics = options_.synchronise_norms ? std::vector<torch::Tensor>() : stage.statistics;
  stage.exchange.finish_step(votes, own_statistics);
  const double* agreed = votes.data_ptr<double>();
  stopped_early_ = agreed[2] > 0;
  stop_asked_ = agreed[3] > 0;
  paused_ = agreed[4] > 0;
  const double weight = std::max(agreed[0], 1.0);
  const double mean = agreed[1] / weight;
  const std::string where = fmt::format("training: step {} (learning rate {:.3g})", position_.step + 1,
                                        stage.schedule.rate(position_.stage_step));
  if (!std::isfinite(mean)) {
    throw Error(fmt::format(
        "{}: the loss is not finite; the last checkpoint stays. A lower learning rate may help", where));
  }
  if (in_parts() || !processes_.alone()) stage.parameters.gradients().div_(weight);
  const double norm = stage.optimizer.step(stage.schedule.rate(position_.stage_step));
  if (!std::isfinite(norm)) {
    throw Error(fmt::format(
        "{}: a gradient is not finite; the last checkpoint stays. A lower learning rate may help", where));
  }
  stage.average.update();
  ++position_.stage_step;
  ++position_.step;
  position_.loss_sum += mean;
  ++position_.loss_steps;
  line_frames_ += sums.frames * processes_.world();
  return mean;
}

void TrainingSession::record_step(Stage& stage, double loss) {
  context_.report({.step = stage.plan.number == 0 ? "Training on frames" : "Training on clips",
                   .done = position_.step,
                   .total = options_.steps(),
                   .unit = "steps"});
  line_loss_ += loss;
  ++line_steps_;
  const std::int64_t every = std::min(steps_a_line, options_.epoch_steps);
  if (position_.stage_step % every != 0 && position_.stage_step != stage.plan.options.steps) return;
  const StepRecord record = {.stage = stage.plan.number,
                             .step = position_.step,
                             .loss = line_loss_ / static_cast<double>(line_steps_),
                             .learning_rate = stage.schedule.rate(position_.stage_step - 1),
                             .frames_per_second = static_cast<double>(line_frames_) / line_seconds_,
                             .seconds = position_.seconds};
  line_loss_ = line_seconds_ = 0;
  line_steps_ = line_frames_ = 0;
  if (log_ != nullptr) log_->write(record);
  if (observer_.step) observer_.step(record);
}

/// Whole steps only: what a resume goes on from is what an unbroken run would have had.
void TrainingSession::stop(Stage& stage) {
  save_checkpoint(stage);
  throw Cancelled();
}

Validation TrainingSession::measured(Stage& stage) {
  JobContext context = context_;
  if (!processes_.alone()) context.stop = {};  // they stop together, at the next step's vote
  try {
    Validation validation =
        validator_.measure(*network_, stage.features.get(), stage.plan.single_frames, context);
    set_training_mode(*network_, stage.plan, options_.start);
    return validation;
  } catch (const Cancelled&) {
    stage.average.exchange();
    stop(stage);
  }
}

void TrainingSession::end_epoch(Stage& stage) {
  const Clock::time_point start = Clock::now();
  stage.average.exchange();
  const Validation validation = measured(stage);
  const bool first = std::isinf(position_.best_mpjpe_mm);
  const bool progress = validation.mpjpe_mm < position_.best_mpjpe_mm;
  if (progress || first) keep_best(stage, validation);
  stage.average.exchange();
  position_.epoch_due = false;
  position_.stage_ended = position_.stage_step == stage.plan.options.steps;
  position_.epochs_without_progress = progress ? 0 : position_.epochs_without_progress + 1;
  stage.schedule.epoch_ended(progress);
  ++position_.epoch;
  const int patience = options_.early_stop_epochs;
  if (patience > 0 && position_.epochs_without_progress >= patience) position_.stage_ended = true;
  position_.seconds += seconds_since(start);
  position_.last_epoch = EpochRecord{
      .stage = stage.plan.number,
      .epoch = position_.epoch,
      .step = position_.step,
      .train_loss = position_.loss_sum / static_cast<double>(std::max<std::int64_t>(position_.loss_steps, 1)),
      .validation_loss = validation.loss,
      .mpjpe_mm = validation.mpjpe_mm,
      .mean_pose_mpjpe_mm = validation.mean_pose_mpjpe_mm,
      .best_mpjpe_mm = position_.best_mpjpe_mm,
      .epochs_without_progress = position_.epochs_without_progress,
      .seconds = position_.seconds};
  position_.loss_sum = 0;
  position_.loss_steps = 0;
  // The log first: killed in between, the epoch is said again; the other way round it would never be said.
  if (log_ != nullptr) log_->write(*position_.last_epoch);
  save_checkpoint(stage);
  if (const std::string trouble = crops_ ? crops_->trouble() : ""; !trouble.empty())
    context_.note("crops: " + trouble);
  if (observer_.epoch) observer_.epoch(*position_.last_epoch);
}

void TrainingSession::keep_best(Stage& stage, const Validation& validation) {
  if (std::isfinite(validation.mpjpe_mm)) position_.best_mpjpe_mm = validation.mpjpe_mm;
  if (!processes_.leads()) return;
  if (stage.features) stage.features->sync();
  save_model(run_.folder / run_names::best_model, description(validation), network_);
  write_worst_clips(run_.folder, validation.worst);
}

void TrainingSession::wait_while_paused(Stage& stage) {
  if (!paused_) return;
  save_checkpoint(stage);
  if (log_ != nullptr) log_->state(RunState::paused);
  while (paused_) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    // A pause in one process holds all of them.
    const torch::Tensor votes = torch::tensor({control_.paused() && !control_.stops_early() ? 1.0 : 0.0,
                                               context_.stop.stop_requested() ? 1.0 : 0.0},
                                              torch::kDouble);
    processes_.sum(votes);
    if (votes[1].item<double>() > 0) throw Cancelled();  // the checkpoint is there
    paused_ = votes[0].item<double>() > 0;
  }
  if (log_ != nullptr) log_->state(RunState::running);
}

std::optional<Checkpoint> TrainingSession::saved_checkpoint() const {
  const auto file = run_.folder / run_names::checkpoint;
  if (!std::filesystem::exists(file)) return std::nullopt;
  Checkpoint checkpoint = read_checkpoint(file);
  require_same_origin(file, checkpoint, config_, data_fingerprint_);
  return checkpoint;
}

void TrainingSession::restore_stage(Stage& stage, const Checkpoint& checkpoint) {
  const auto file = run_.folder / run_names::checkpoint;
  const auto restore_buffer = [&](const torch::Tensor& buffer, const std::string& name) {
    const torch::Tensor numbers = torch::empty_like(buffer);
    restore(numbers, checkpoint, name, file);
    stage.parameters.from_file_order(numbers, buffer);
  };
  restore_buffer(stage.optimizer.moment_1, "moment_1");
  restore_buffer(stage.optimizer.moment_2, "moment_2");
  for (std::size_t i = 0; i < stage.average.values.size(); ++i) {
    const std::string name = fmt::format("average.{}", i);
    if (i == 0) {
      restore_buffer(stage.average.values[i], name);  // of the parameters; of statistics the others
    } else {
      restore(stage.average.values[i], checkpoint, name, file);
    }
  }
  stage.optimizer.steps = position_.optimizer_steps;
  stage.average.updates = position_.average_updates;
  stage.schedule.set_plateau(position_.plateau);
  at::Generator generator = at::detail::getDefaultCPUGenerator();
  const torch::Tensor random = generator.get_state();
  restore(random, checkpoint, "random", file);
  generator.set_state(random);
}

void TrainingSession::save_checkpoint(Stage& stage) {
  position_.plateau = stage.schedule.plateau();
  position_.optimizer_steps = stage.optimizer.steps;
  position_.average_updates = stage.average.updates;
  if (stage.features) stage.features->sync();
  if (!processes_.leads()) return;
  Checkpoint checkpoint{position_, {}, config_, data_fingerprint_};
  for (const auto& [name, tensor] : model_tensors(network_)) checkpoint.tensors["model." + name] = tensor;
  checkpoint.tensors["moment_1"] = stage.parameters.in_file_order(stage.optimizer.moment_1);
  checkpoint.tensors["moment_2"] = stage.parameters.in_file_order(stage.optimizer.moment_2);
  for (std::size_t i = 0; i < stage.average.values.size(); ++i) {
    const torch::Tensor& mean = stage.average.values[i];
    checkpoint.tensors[fmt::format("average.{}", i)] = i == 0 ? stage.parameters.in_file_order(mean) : mean;
  }
  checkpoint.tensors["random"] = at::detail::getDefaultCPUGenerator().get_state();
  write_checkpoint(run_.folder / run_names::checkpoint, checkpoint);
  if (log_ != nullptr) log_->checkpoint(position_.step);
  if (observer_.checkpoint) observer_.checkpoint(position_.step);
}

ModelDescription TrainingSession::description(const Validation& validation) const {
  ModelDescription description;
  description.network = options_.network;
  description.target = options_.target;
  description.clip_frames = options_.data.clip_frames;
  description.mean_pose_mm = samples_.mean_pose_mm();
  if (const auto& alignment = samples_.catalog().alignment) {
    description.shoulder_width_mm = alignment->shoulder_width_mm;
    description.torso_length_mm = alignment->torso_length_mm;
    description.frame_preset = name_of(AlignOptions::from_json(alignment->options_json).preset);
  }
  description.run = run_.name();
  description.data_fingerprint = data_fingerprint_;
  description.clip_weights = clip_fingerprint_;
  description.step = position_.step;
  description.validation_mpjpe_mm = validation.mpjpe_mm;
  description.reliability = validation.reliability;
  return description;
}

}  // namespace solopose
