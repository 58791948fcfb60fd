#pragma once

#include <chrono>
#include <functional>
#include <stop_token>
#include <string>

#include <nlohmann/json.hpp>

#include "core/base/job.h"
#include "core/project/project.h"

namespace solopose {

/// Keys stay in the order they are written.
using Json = nlohmann::ordered_json;

/// Where a verb's words go: its result to stdout, log and progress to stderr, progress only when that is a
/// terminal.
class Console {
 public:
  explicit Console(std::stop_token stop);

  /// For core's jobs: stops on Ctrl-C, reports here. Valid as long as the console.
  JobContext job();

  /// Run a job on a project and keep its log with the project, whichever way it ends; not with a read-only
  /// one.
  void run_logged(Project& project, const std::string& name,
                  const std::function<void(const JobContext&)>& work);

  /// A line on stderr.
  void say(const std::string& line);
  /// The verb's result, one text or JSON document.
  void print(const std::string& text);
  void print(const Json& json);

 private:
  void show(const Progress& progress);
  void clear_progress();

  std::stop_token stop_;
  bool terminal_ = false;
  bool progress_shown_ = false;
  std::chrono::steady_clock::time_point last_shown_;
  std::string log_;
};

}  // namespace solopose
