#pragma once

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <limits>
#include <sstream>
#include <string>

namespace solopose {

/// Wall-clock seconds that work() takes.
template <typename Work>
double seconds_of(const Work& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// The best of a few rounds: what the machine can do when nothing else disturbs it.
template <typename Work>
double best_seconds_of(int rounds, const Work& work) {
  double best = std::numeric_limits<double>::max();
  for (int round = 0; round < rounds; ++round) best = std::min(best, seconds_of(work));
  return best;
}

/// Start counting the process's peak memory anew, where the kernel lets us (Linux: "5" into clear_refs).
inline void reset_peak_rss() { std::ofstream("/proc/self/clear_refs") << "5"; }

/// Peak resident memory since the last reset, MiB.
inline double peak_rss_mb() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (!line.starts_with("VmHWM:")) continue;
    std::istringstream fields(line.substr(6));
    double kibibytes = 0;
    fields >> kibibytes;
    return kibibytes / 1024;
  }
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

}  // namespace solopose
