#include "core/base/parallel.h"

#include <memory>
#include <mutex>

#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_for.h>

namespace solopose {
namespace {

std::mutex guard;
std::unique_ptr<tbb::global_control> limit;

}  // namespace

void parallel_for(std::int64_t count, const std::function<void(std::int64_t)>& body) {
  tbb::parallel_for(std::int64_t{0}, count, body);
}

void set_thread_count(int threads) {
  const std::lock_guard lock(guard);
  limit.reset();
  if (threads > 0) {
    limit = std::make_unique<tbb::global_control>(tbb::global_control::max_allowed_parallelism,
                                                  static_cast<std::size_t>(threads));
  }
}

int thread_count() {
  return static_cast<int>(tbb::global_control::active_value(tbb::global_control::max_allowed_parallelism));
}

}  // namespace solopose
