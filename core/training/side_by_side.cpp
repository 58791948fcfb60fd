#include "core/training/side_by_side.h"

#include <exception>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "core/network/threads.h"

namespace solopose {
namespace {

/// A source as several lanes see it: none gets a batch any more once one has failed.
class SharedSource {
 public:
  explicit SharedSource(BatchSource& source) : source_(source) {}

  void take_all(const std::function<void(const Batch&)>& work) {
    try {
      while (const auto batch = next()) work(*batch);
    } catch (...) {
      const std::scoped_lock lock(guard_);
      if (!failure_) failure_ = std::current_exception();
    }
  }
  void rethrow() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  std::optional<Batch> next() {
    const std::scoped_lock lock(guard_);
    return failure_ ? std::nullopt : source_.next();
  }

  BatchSource& source_;
  std::mutex guard_;
  std::exception_ptr failure_;
};

}  // namespace

void for_each_batch(BatchSource& source, int lanes, const std::function<void(const Batch&)>& work) {
  if (lanes <= 1) {
    while (const auto batch = source.next()) work(*batch);
    return;
  }
  SharedSource shared(source);
  {
    std::vector<std::jthread> threads;
    for (int lane = 0; lane < lanes; ++lane) {
      threads.emplace_back([&] {
        const SingleThreaded alone;
        shared.take_all(work);
      });
    }
  }
  shared.rethrow();
}

}  // namespace solopose
