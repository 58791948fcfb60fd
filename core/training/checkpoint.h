#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <map>
#include <optional>
#include <string>

#include <torch/torch.h>

#include "core/runs/run_folder.h"
#include "core/runs/schedule.h"

namespace solopose {

/// How far a run has come: all of its state that is not a tensor.
struct TrainingPosition {
  int stage = 0;                ///< into the run's stages
  std::int64_t stage_step = 0;  ///< steps done of it
  bool stage_ended = false;     ///< by its steps, or for want of progress
  bool epoch_due = false;       ///< its steps are done, its validation is not
  std::int64_t step = 0;        ///< over all stages
  int epoch = 0;                ///< done, over all stages
  double best_mpjpe_mm = std::numeric_limits<double>::infinity();
  int epochs_without_progress = 0;
  double seconds = 0;
  double loss_sum = 0;  ///< of the epoch under way
  std::int64_t loss_steps = 0;
  PlateauState plateau;
  std::int64_t optimizer_steps = 0;
  std::int64_t average_updates = 0;
  std::optional<EpochRecord> last_epoch;
};

/// RUN/last.safetensors: everything a resume needs. Only for .cpp files that may see torch.
struct Checkpoint {
  TrainingPosition position;
  std::map<std::string, torch::Tensor> tensors;
  std::string config;            ///< see config_that_matters()
  std::string data_fingerprint;  ///< SampleSet::fingerprint()
};

/// @throws Error (disk full: the older file stays).
void write_checkpoint(const std::filesystem::path& file, const Checkpoint& checkpoint);
/// @throws Error, FormatError when it is not one, or damaged.
Checkpoint read_checkpoint(const std::filesystem::path& file);

/// The options that a run's weights follow from, as JSON: without name, notes, threads and device, the model
/// that it began with, and the stages' steps, of which there may be more one day.
std::string config_that_matters(const TrainingOptions& options);
/// @throws Error naming the first option that differs, or saying that the data does.
void require_same_origin(const std::filesystem::path& file, const Checkpoint& checkpoint,
                         const std::string& config, const std::string& data_fingerprint);

/// @throws FormatError when it is missing or of another shape or type.
void restore(const torch::Tensor& tensor, const Checkpoint& checkpoint, const std::string& name,
             const std::filesystem::path& file);

}  // namespace solopose
