#pragma once

#include <atomic>
#include <filesystem>
#include <functional>

#include "core/base/job.h"
#include "core/runs/run_folder.h"

namespace solopose {

/// Levers for whoever watches a run; any thread.
class TrainingControl {
 public:
  /// After the step under way, which a checkpoint then holds.
  void pause() { paused_ = true; }
  void resume() { paused_ = false; }
  bool paused() const { return paused_; }
  /// End after the step under way: validate, keep the checkpoint. (A stop of the job's context does not
  /// validate; a checkpoint holds the step under way.)
  void stop_early() { stop_early_ = true; }
  bool stops_early() const { return stop_early_; }
  /// A stop of the job's context that follows is nobody's wish to give the run up: it stays interrupted, as
  /// if the process had died.
  void interrupt() { interrupted_ = true; }
  bool interrupted() const { return interrupted_; }

 private:
  std::atomic<bool> paused_ = false;
  std::atomic<bool> stop_early_ = false;
  std::atomic<bool> interrupted_ = false;
};

/// Called on the training thread.
struct TrainingObserver {
  std::function<void(const StepRecord&)> step;
  std::function<void(const EpochRecord&)> epoch;
  std::function<void(std::int64_t step)> checkpoint = {};  ///< on disk: a resume goes on behind that step
};

/// Run, or resume, what RUN/config.json says on the data of a project. Data-parallel when RANK and WORLD_SIZE
/// are in the environment (torchrun, Slurm, mpirun; see data_parallel.h). Stopped by the job's context it
/// writes a checkpoint after the step under way. A run that was killed or stopped and resumed ends with the
/// weights of one that was not: order of data, optimizer, schedule, averages and random state all come from
/// last.safetensors.
/// @throws Error: unusable data or options, joints outside the volume, no such device, a loss that is not
/// finite, a full disk, a checkpoint of another config or damaged; the last good checkpoint stays. Cancelled.
EpochRecord train(const std::filesystem::path& project_folder, const std::filesystem::path& run_folder,
                  TrainingControl& control, const TrainingObserver& observer, const JobContext& context);

}  // namespace solopose
