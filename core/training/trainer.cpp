#include "core/training/trainer.h"

#include <fmt/format.h>

#include "core/network/model_file.h"
#include "core/network/threads.h"
#include "core/project/project_places.h"
#include "core/runs/run_lock.h"
#include "core/training/training_session.h"

namespace solopose {
namespace {

/// torch's own messages end in a backtrace.
std::string message_of(const std::exception& failure) {
  if (const auto* from_torch = dynamic_cast<const c10::Error*>(&failure)) {
    return fmt::format("training: {}", from_torch->what_without_backtrace());
  }
  return failure.what();
}

/// What goes wrong while the log is written must not hide what went wrong first.
void note_end(RunLog* log, RunState state, const std::string& error = {}) {
  if (log == nullptr) return;
  try {
    log->state(state, error);
  } catch (const Error&) {
    return;
  }
}

EpochRecord train_logged(const std::filesystem::path& project_folder, const Run& run,
                         TrainingControl& control, const TrainingObserver& observer,
                         const JobContext& context, DataParallel& processes, torch::Device device,
                         RunLog* log) {
  try {
    if (log != nullptr) log->state(RunState::running);
    TrainingSession session(project_folder, run, control, observer, context, processes, device, log);
    const EpochRecord last = session.run();
    if (log != nullptr) log->state(session.stopped_early() ? RunState::stopped_early : RunState::finished);
    return last;
  } catch (const Cancelled&) {
    note_end(log, control.interrupted() ? RunState::interrupted : RunState::cancelled);
    throw;
  } catch (const Error& failure) {
    note_end(log, RunState::failed, failure.what());
    throw;
  } catch (const std::exception& failure) {
    const std::string message = message_of(failure);
    note_end(log, RunState::failed, message);
    throw Error(message);
  }
}

}  // namespace

EpochRecord train(const std::filesystem::path& project_folder, const std::filesystem::path& run_folder,
                  TrainingControl& control, const TrainingObserver& observer, const JobContext& context) {
  const ProcessPlace place = process_place();
  std::optional<RunLock> lock;
  if (place.leads()) {
    read_run(run_folder);  // no lock is laid into a folder that is no run
    lock = RunLock::take(run_folder);
    if (!lock) throw Error(fmt::format("{}: is being trained by another process", run_folder.string()));
  }
  DataParallel processes(place);
  const std::string folder =
      processes.led([&] { return std::filesystem::absolute(read_run(run_folder).folder).string(); });
  const Run run = read_run(folder);
  set_network_threads(run.options.threads);
  std::optional<RunLog> log;
  if (place.leads()) log.emplace(run.folder / run_names::log);
  torch::Device device = torch::kCPU;
  try {
    const bool one_of_several = run.options.device == "cuda" && !processes.alone();
    device = network_device(one_of_several ? fmt::format("cuda:{}", place.local_rank) : run.options.device);
    processes.use(device);
  } catch (const Error& failure) {
    note_end(log ? &*log : nullptr, RunState::failed, failure.what());
    throw;
  }
  return train_logged(project_folder, run, control, observer, context, processes, device,
                      log ? &*log : nullptr);
}

}  // namespace solopose
