#pragma once

#include <ctime>
#include <fstream>
#include <string>

#include <unistd.h>

namespace solopose {

/// Since this process was started, loading its libraries included; proc(5), `starttime`.
inline double seconds_since_start() {
  std::ifstream stat("/proc/self/stat");
  std::string field;
  for (int i = 0; i < 22; ++i) stat >> field;
  timespec now{};
  ::clock_gettime(CLOCK_BOOTTIME, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9 -
         std::stod(field) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

}  // namespace solopose
