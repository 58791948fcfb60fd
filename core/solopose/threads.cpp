#include "core/solopose/threads.h"

#include <dlfcn.h>
#include <malloc.h>

#include <thread>

#include <torch/torch.h>

#include "core/base/error.h"

namespace solopose {
namespace {

/// Every step frees its tensors and asks for the same ones again. By default much of that goes back to the
/// system in between, and taking it anew costs a training step an eighth of its time in page faults.
void keep_freed_memory() {
#if defined(__GLIBC__)
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 256 << 20);
#endif
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

}  // namespace solopose
