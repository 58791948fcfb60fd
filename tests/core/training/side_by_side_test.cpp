#include "core/training/side_by_side.h"

#include <atomic>
#include <barrier>
#include <mutex>
#include <set>
#include <thread>

#include <gtest/gtest.h>
#include <torch/torch.h>

#include "core/base/error.h"

namespace solopose {
namespace {

/// So many batches, which are told apart by their numbers.
class Numbers final : public BatchSource {
 public:
  explicit Numbers(std::int64_t count) : count_(count) {}
  std::optional<Batch> next() override {
    if (given == count_) return std::nullopt;
    Batch batch;
    batch.number = given++;
    return batch;
  }
  std::int64_t given = 0;

 private:
  std::int64_t count_;
};

TEST(SideBySideTest, each_batch_comes_to_one_lane) {
  for (const int lanes : {1, 2, 5}) {
    Numbers source(40);
    std::mutex guard;
    std::multiset<std::int64_t> seen;
    for_each_batch(source, lanes, [&](const Batch& batch) {
      const std::scoped_lock lock(guard);
      seen.insert(batch.number);
    });
    EXPECT_EQ(seen.size(), 40U) << lanes;
    EXPECT_EQ(std::set(seen.begin(), seen.end()).size(), 40U) << lanes;
  }
}

/// No lane could pass the barrier if they took turns.
TEST(SideBySideTest, lanes_work_at_the_same_time_and_each_computes_alone) {
  Numbers source(30);
  std::barrier all_here(3);
  std::atomic<int> most_threads = 0;
  for_each_batch(source, 3, [&](const Batch&) {
    if (at::get_num_threads() > most_threads) most_threads = at::get_num_threads();
    all_here.arrive_and_wait();
  });
  EXPECT_EQ(most_threads, 1);
}

TEST(SideBySideTest, one_lane_is_the_calling_thread_with_all_of_its_threads) {
  Numbers source(3);
  const int threads = at::get_num_threads();
  for_each_batch(source, 1, [&, caller = std::this_thread::get_id()](const Batch&) {
    EXPECT_EQ(std::this_thread::get_id(), caller);
    EXPECT_EQ(at::get_num_threads(), threads);
  });
}

TEST(SideBySideTest, what_goes_wrong_in_a_lane_ends_all_of_them_and_is_thrown) {
  for (const int lanes : {1, 3}) {
    Numbers source(1'000'000);
    EXPECT_THROW(for_each_batch(source, lanes,
                                [](const Batch& batch) {
                                  if (batch.number == 7) throw Error("as asked");
                                }),
                 Error);
    EXPECT_LT(source.given, 1'000'000) << lanes;
  }
}

}  // namespace
}  // namespace solopose
