#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include "core/runs/run_folder.h"

namespace solopose {

// RUN/log.jsonl: one JSON object a line, only ever appended to. "event" is created {time}, state {state,
// error}, step, epoch (fields of the records), checkpoint {step}, resumed {step}: what was said of later
// steps is void, they come again.

/// What a log says of its run.
struct RunHistory {
  std::string created;
  RunState state = RunState::queued;
  std::string error;
  std::vector<StepRecord> steps;
  std::vector<EpochRecord> epochs;
  std::int64_t checkpoint_step = 0;
};

/// A last line cut off by a kill is left out; no file is a queued run. @throws FormatError naming the
/// line, or what stands there instead of a file.
RunHistory read_run_log(const std::filesystem::path& file);

/// Appends, a line at once. @throws Error naming the file when it cannot be written.
class RunLog {
 public:
  /// A last line that was cut off is taken away first. @throws FormatError where a link stands.
  explicit RunLog(std::filesystem::path file);

  void created(const std::string& utc);
  void state(RunState state, const std::string& error = {});
  void resumed(std::int64_t step);
  void checkpoint(std::int64_t step);
  void write(const StepRecord& record);
  void write(const EpochRecord& record);

 private:
  void append(const std::string& line);

  std::filesystem::path file_;
  std::ofstream out_;
};

}  // namespace solopose
