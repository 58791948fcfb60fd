#pragma once

#include <atomic>
#include <filesystem>
#include <thread>

#include "core/runs/run_log.h"
#include "core/training/trainer.h"
#include "tests/support/scripted_run.h"

namespace solopose::testing {

/// A trainer that learns nothing, but follows the levers and writes what the real one writes: as many steps
/// as the options say, an epoch every ten.
inline EpochRecord scripted_training(const std::filesystem::path&, const std::filesystem::path& run,
                                     TrainingControl& control, const TrainingObserver& observer,
                                     const JobContext& context) {
  RunLog log(run / "log.jsonl");
  log.state(RunState::running);
  const std::int64_t steps = read_run(run).options.steps();
  EpochRecord last;
  for (std::int64_t step = 1; step <= steps; ++step) {
    do {
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
      if (context.stop.stop_requested())
        log.state(control.interrupted() ? RunState::interrupted : RunState::cancelled);
      context.throw_if_stopped();
    } while (control.paused() && !control.stops_early());
    log.write(scripted_step(step));
    observer.step(scripted_step(step));
    if (step % 10 == 0 || control.stops_early()) {
      last = scripted_epoch(step);
      log.write(last);
      observer.epoch(last);
    }
    if (control.stops_early()) {
      log.state(RunState::stopped_early);
      return last;
    }
  }
  log.state(RunState::finished);
  return last;
}

/// A run as it stands on the disk after `steps` steps.
inline std::filesystem::path finished_run(const std::filesystem::path& project, TrainingOptions options,
                                          std::int64_t steps) {
  const std::filesystem::path run = create_run(project, options);
  RunLog log(run / "log.jsonl");
  for (std::int64_t step = 1; step <= steps; ++step) {
    log.write(scripted_step(step));
    if (step % 10 == 0) log.write(scripted_epoch(step));
  }
  log.state(RunState::finished);
  return run;
}

}  // namespace solopose::testing
