#pragma once

#include <sys/types.h>

#include <string>
#include <utility>
#include <vector>

namespace solopose::testing {

/// This test program once more as a process of its own, running one disabled test ("Suite.DISABLED_name")
/// with more environment variables: something to kill, or to train together with.
class ChildProcess {
 public:
  ChildProcess(const std::string& test, const std::vector<std::pair<std::string, std::string>>& environment);
  /// Killed if it still runs.
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  void kill() const;
  /// Its exit code; -1 when a signal ended it.
  int wait();

 private:
  pid_t process_ = -1;
  int code_ = 0;
};

/// A free TCP port of this machine, as text.
std::string free_port();
/// $NAME, empty when it is not set.
std::string from_environment(const char* name);

}  // namespace solopose::testing
