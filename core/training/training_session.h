#pragma once

#include <chrono>
#include <memory>
#include <optional>

#include "core/project/project_places.h"
#include "core/runs/run_log.h"
#include "core/training/checkpoint.h"
#include "core/training/data_parallel.h"
#include "core/training/optimizer.h"
#include "core/training/stage_plan.h"
#include "core/training/trainer.h"
#include "core/training/validation.h"
#include "core/training/weight_average.h"

namespace solopose {

/// One process's side of a training run. Only for .cpp files that may see torch.
class TrainingSession {
 public:
  TrainingSession(const std::filesystem::path& project_folder, const Run& run, TrainingControl& control,
                  const TrainingObserver& observer, const JobContext& context, DataParallel& processes,
                  torch::Device device, RunLog* log);
  ~TrainingSession();

  /// To the end. @throws as train() does.
  EpochRecord run();
  bool stopped_early() const { return stopped_early_; }

 private:
  /// What belongs to the stage under way.
  struct Stage;

  std::unique_ptr<Stage> begin_stage(const StagePlan& plan);
  std::unique_ptr<BatchSource> loader_of(const Stage& stage) const;
  void take_best_weights();
  void run_stage(const StagePlan& plan, const Checkpoint* resumed);
  void say_plan() const;
  std::vector<SampleClip> decoded_before_the_start() const;
  const CropStore* crops() const { return crops_ ? &*crops_ : nullptr; }
  std::string encoder_name() const;
  void forget_features();
  void take_step(Stage& stage);
  /// Of a step's batches in this process.
  struct StepSums {
    double weight = 0;  ///< see BatchLoss
    double loss = 0;    ///< means times weights
    std::int64_t frames = 0;
  };
  /// Into the stage's gradients: of the mean loss of one batch on one process, else of losses times weights.
  StepSums add_gradients(Stage& stage);
  /// `last` of a step: the others' part of it may be told from here on.
  void add_gradients_of(Stage& stage, const Batch& batch, bool last, StepSums& sums);
  StepSums add_gradients_that_fit(Stage& stage);
  bool in_parts() const { return options_.accumulate > 1 || pieces_ > 1; }
  double train_step(Stage& stage);
  void record_step(Stage& stage, double loss);
  [[noreturn]] void stop(Stage& stage);
  void end_epoch(Stage& stage);
  Validation measured(Stage& stage);
  void keep_best(Stage& stage, const Validation& validation);
  void wait_while_paused(Stage& stage);

  std::optional<Checkpoint> saved_checkpoint() const;
  void restore_stage(Stage& stage, const Checkpoint& checkpoint);
  void save_checkpoint(Stage& stage);
  ModelDescription description(const Validation& validation) const;
  void share_weights();

  Run run_;
  const TrainingOptions& options_;
  TrainingControl& control_;
  const TrainingObserver& observer_;
  const JobContext& context_;
  DataParallel& processes_;
  torch::Device device_;
  RunLog* log_;  ///< null in all processes but the leader
  ProjectPlaces places_;
  SampleSet samples_;
  std::optional<CropStore> crops_;  ///< none with landmarks, which have no pictures
  Validator validator_;
  NetworkModule network_;
  std::string config_;
  std::string data_fingerprint_;
  std::string clip_fingerprint_;
  TrainingPosition position_;
  bool stopped_early_ = false;
  bool stop_asked_ = false;
  bool paused_ = false;
  int pieces_ = 1;  ///< of a batch, so that each finds room in memory

  // Since the last line of the log.
  double line_loss_ = 0;
  std::int64_t line_steps_ = 0;
  std::int64_t line_frames_ = 0;
  double line_seconds_ = 0;
};

}  // namespace solopose
