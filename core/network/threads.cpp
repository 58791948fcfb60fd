#include "core/network/threads.h"

#include <dlfcn.h>

#include <thread>

#include <fmt/format.h>
#include <torch/torch.h>

#include "core/base/error.h"
#include "core/base/kept_memory.h"
#include "core/network/blas_kernels.h"

namespace solopose {
namespace {

/// Before main, while there is one thread: kernels are not exchanged under who computes with them.
[[maybe_unused]] const bool kernels_are_chosen = choose_blas_kernels();

/// at::set_num_threads would speak for the whole process; OpenMP's own call speaks for this thread.
void set_threads_of_this_thread(int count) {
  using SetThreads = void (*)(int);
  const auto set = reinterpret_cast<SetThreads>(dlsym(RTLD_DEFAULT, "omp_set_num_threads"));
  if (set != nullptr) set(count);
}

/// XNNPACK's convolutions have threads of their own. torch's guard against them is among its symbols, not
/// among Debian's headers.
bool leave_pool_alone(bool alone) {
  using IsLeft = bool (*)();
  using Leave = void (*)(bool);
  const auto is_left =
      reinterpret_cast<IsLeft>(dlsym(RTLD_DEFAULT, "_ZN6caffe219_NoPThreadPoolGuard10is_enabledEv"));
  const auto leave =
      reinterpret_cast<Leave>(dlsym(RTLD_DEFAULT, "_ZN6caffe219_NoPThreadPoolGuard11set_enabledEb"));
  if (is_left == nullptr || leave == nullptr) return alone;
  const bool before = is_left();
  leave(alone);
  return before;
}

}  // namespace

std::string set_network_threads(int threads) {
  if (threads < 0) throw Error(fmt::format("threads: expected 0 or more, found {}", threads));
  const int count =
      threads > 0 ? threads : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  at::set_num_threads(count);
  keep_freed_memory();
  // Which BLAS is loaded is the system's choice (update-alternatives), so it is asked for, not linked.
  using SetThreads = void (*)(int);
  const auto set_blas = reinterpret_cast<SetThreads>(dlsym(RTLD_DEFAULT, "openblas_set_num_threads"));
  if (set_blas == nullptr) return fmt::format("{} torch threads, no OpenBLAS", count);
  set_blas(1);
  return fmt::format("{} torch threads, 1 of OpenBLAS", count);
}

// Asking torch first: on a thread's first use it sets the process's number.
SingleThreaded::SingleThreaded(bool on) : before_(on ? at::get_num_threads() : 0) {
  if (before_ == 0) return;
  set_threads_of_this_thread(1);
  pool_before_ = leave_pool_alone(true);
}

SingleThreaded::~SingleThreaded() {
  if (before_ == 0) return;
  set_threads_of_this_thread(before_);
  leave_pool_alone(pool_before_);
}

}  // namespace solopose
