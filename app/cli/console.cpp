#include "app/cli/console.h"

#include <unistd.h>

#include <cstdio>
#include <utility>

#include <fmt/format.h>

#include "core/base/error.h"

namespace solopose {
namespace {

constexpr auto progress_interval = std::chrono::milliseconds(100);

/// The terminal may be gone (it was closed, or somebody logged out): what it is not told ends no work.
void tell(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fflush(stderr);
}

/// What kept the log from being kept, which neither hides how the job ended nor changes it.
std::string keep_log(Project& project, const std::string& name, const char* outcome,
                     const std::string& text) {
  if (project.read_only()) return "";
  try {
    project.append_job_log(name, outcome, text);
    return "";
  } catch (const Error& failure) {
    return failure.what();
  }
}

std::string progress_line(const Progress& p) {
  if (p.total <= 0) return fmt::format("{}  {} {}", p.step, p.done, p.unit);
  const double share = static_cast<double>(p.done) / static_cast<double>(p.total);
  return fmt::format("{:3.0f} %  {} of {} {}  {}", 100 * share, p.done, p.total, p.unit, p.step);
}

}  // namespace

Console::Console(std::stop_token stop) : stop_(std::move(stop)), terminal_(::isatty(STDERR_FILENO) == 1) {}

JobContext Console::job() {
  JobContext context;
  context.stop = stop_;
  context.log = [this](const std::string& line) { say(line); };
  if (terminal_) context.progress = [this](const Progress& p) { show(p); };
  return context;
}

void Console::run_logged(Project& project, const std::string& name,
                         const std::function<void(const JobContext&)>& work) {
  log_.clear();
  try {
    work(job());
  } catch (const Cancelled&) {
    clear_progress();
    keep_log(project, name, "cancelled", log_);
    throw;
  } catch (const Error& failure) {
    clear_progress();
    keep_log(project, name, "failed", log_ + failure.what() + '\n');
    throw;
  }
  clear_progress();
  if (const std::string fault = keep_log(project, name, "finished", log_); !fault.empty())
    say("the log of this is not kept: " + fault);
}

void Console::say(const std::string& line) {
  clear_progress();
  tell(line + '\n');
  log_ += line + '\n';
}

void Console::print(const std::string& text) {
  clear_progress();
  fmt::print("{}", text);
  if (std::fflush(stdout) != 0) throw Error("the result cannot be written to the standard output");
}

void Console::print(const Json& json) {
  print(json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n');
}

void Console::show(const Progress& progress) {
  const auto now = std::chrono::steady_clock::now();
  if (progress_shown_ && now - last_shown_ < progress_interval) return;
  tell("\r\033[K" + progress_line(progress));
  progress_shown_ = true;
  last_shown_ = now;
}

void Console::clear_progress() {
  if (!progress_shown_) return;
  tell("\r\033[K");
  progress_shown_ = false;
}

}  // namespace solopose
