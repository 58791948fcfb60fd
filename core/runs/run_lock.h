#pragma once

#include <filesystem>
#include <optional>

namespace solopose {

/// Held by the process that trains a run; the kernel's, so a killed process holds none. That tells a running
/// run from one that was interrupted.
class RunLock {
 public:
  /// None when another process has it. @throws Error when the folder cannot be written.
  static std::optional<RunLock> take(const std::filesystem::path& run_folder);
  /// Whether somebody holds it. Only asks: whoever wants to take it meanwhile gets it.
  static bool is_held(const std::filesystem::path& run_folder);

  RunLock(RunLock&& other) noexcept;
  RunLock& operator=(RunLock&& other) noexcept;
  ~RunLock();

 private:
  explicit RunLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

}  // namespace solopose
