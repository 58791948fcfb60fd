#include "core/files/record_cache.h"

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <functional>
#include <iterator>
#include <numeric>
#include <random>
#include <thread>

#include <gmock/gmock.h>

#include "core/base/error.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using namespace solopose::testing;
using Record = std::vector<std::uint8_t>;

/// What belongs into a frame's record; no byte of it follows from another frame's.
Record record_of(std::int64_t frame, std::size_t bytes) {
  std::mt19937 random(static_cast<unsigned>(frame) + 1);
  Record record(bytes);
  for (auto& byte : record) byte = static_cast<std::uint8_t>(random());
  return record;
}

void expect_record(const RecordRow& cache, std::int64_t frame, std::size_t bytes) {
  const auto found = cache.record(frame);
  EXPECT_EQ(Record(found.begin(), found.end()), record_of(frame, bytes)) << "frame " << frame;
}

pid_t in_child(const std::function<void()>& work) {
  const pid_t child = ::fork();
  if (child != 0) return child;
  try {
    work();
  } catch (...) {
    ::_exit(1);
  }
  ::_exit(0);
}

int status_of(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return status;
}

struct RecordCacheTest : ::testing::Test {
  RecordRow opened(const std::string& key = "video, encoder", std::int64_t frames = 50,
                   std::int64_t bytes = 3000) const {
    return RecordCache(folder, bytes).row(key, frames);
  }

  TemporaryFolder scratch;
  fs::path folder = scratch / "cache" / "crops";
  fs::path rows = folder / "3000.rows";
  fs::path shard = folder / "3000-0.shard";
};

TEST_F(RecordCacheTest, what_was_put_is_there_for_the_next_one_too) {
  {
    RecordRow cache = opened();
    EXPECT_EQ(cache.frames(), 50);
    EXPECT_EQ(cache.missing().size(), 50u);
    for (const int frame : {49, 0, 17}) cache.put(frame, record_of(frame, 3000));
    expect_record(cache, 17, 3000);
  }
  const RecordRow cache = opened();
  for (const int frame : {0, 17, 49}) expect_record(cache, frame, 3000);
  EXPECT_EQ(cache.missing().size(), 47u);
  EXPECT_FALSE(cache.has(1));
  EXPECT_FALSE(cache.has(-1));
  EXPECT_FALSE(cache.has(50));
  EXPECT_THROW(cache.record(1), Error);
  EXPECT_THROW(cache.record(50), Error);
}

TEST_F(RecordCacheTest, takes_room_only_for_what_is_there) {
  RecordCache cache(folder, 20'000);
  cache.row("film", 100'000).put(99'999, record_of(99'999, 20'000));
  cache.sync();
  struct stat facts {};
  ASSERT_EQ(::stat((folder / "20000-0.shard").c_str(), &facts), 0);
  EXPECT_GT(facts.st_size, 2'000'000'000);
  EXPECT_LT(facts.st_blocks * 512, 1'000'000);
}

TEST_F(RecordCacheTest, another_key_or_count_is_another_row) {
  RecordRow a = opened("a"), b = opened("b"), longer = opened("a", 60);
  a.put(3, record_of(3, 3000));
  EXPECT_TRUE(a.has(3));
  EXPECT_FALSE(b.has(3));
  EXPECT_FALSE(longer.has(3));
}

/// More rows than a process may have mappings of; one of them lies in two shards.
TEST_F(RecordCacheTest, many_rows_are_few_mappings) {
  constexpr std::int64_t frames = 150'000;
  const auto mappings = [] {
    std::ifstream maps("/proc/self/maps");
    return std::count(std::istreambuf_iterator<char>(maps), {}, '\n');
  };
  const auto before = mappings();
  RecordCache cache(folder, 100);
  std::vector<RecordRow> kept;
  for (int i = 0; i < 3000; ++i) kept.push_back(cache.row(std::to_string(i), 10));
  for (int i = 0; i < 8; ++i) kept.push_back(cache.row("long " + std::to_string(i), frames));
  EXPECT_LT(mappings() - before, 20);
  for (std::size_t i = 0; i < kept.size(); ++i) {
    const std::int64_t last = kept[i].frames() - 1;
    kept[i].put(0, record_of(static_cast<std::int64_t>(i), 100));
    for (std::int64_t frame = last - last % 20'000; frame > 0; frame -= 20'000)
      kept[i].put(frame, record_of(frame, 100));
  }
  EXPECT_TRUE(fs::exists(folder / "100-1.shard"));
  const RecordRow first = RecordCache(folder, 100).row("0", 10);
  expect_record(first, 0, 100);
  for (int i = 0; i < 8; ++i) {
    const RecordRow row = RecordCache(folder, 100).row("long " + std::to_string(i), frames);
    for (std::int64_t frame = 20'000; frame < frames; frame += 20'000) expect_record(row, frame, 100);
    EXPECT_EQ(row.missing().size(), static_cast<std::size_t>(frames) - 8);
  }
}

TEST_F(RecordCacheTest, what_will_never_be_there_is_remembered) {
  opened().put_absent(4);
  RecordRow again = opened();
  EXPECT_TRUE(again.is_absent(4));
  EXPECT_FALSE(again.lists(4));
  EXPECT_FALSE(again.has(4));
  EXPECT_EQ(again.missing().size(), 49u);
  EXPECT_FALSE(again.is_absent(5));
  EXPECT_FALSE(opened("another").is_absent(4));
  EXPECT_THROW(again.record(4), Error);
}

TEST_F(RecordCacheTest, a_record_of_another_size_is_refused) {
  RecordRow cache = opened();
  EXPECT_THROW(cache.put(0, record_of(0, 2999)), Error);
  EXPECT_THROW(cache.put(50, record_of(0, 3000)), Error);
  EXPECT_THROW(opened("k", -1, 10), Error);
  EXPECT_THROW(opened("k", 10, 0), Error);
  EXPECT_THROW(opened("k", std::int64_t{1} << 60, std::int64_t{1} << 60), Error);
}

TEST_F(RecordCacheTest, an_empty_video_has_an_empty_cache) {
  EXPECT_TRUE(opened("k", 0, 10).missing().empty());
}

TEST_F(RecordCacheTest, goes_on_writing_after_a_sync) {
  RecordCache cache(folder, 3000);
  RecordRow row = cache.row("film", 50);
  row.put(0, record_of(0, 3000));
  cache.sync();
  row.put(1, record_of(1, 3000));
  RecordCache moved = std::move(cache);
  moved.sync();
  RecordRow moved_row = std::move(row);
  expect_record(moved_row, 0, 3000);
  expect_record(moved_row, 1, 3000);
}

/// No record is taken for another, whatever is wrong; and a row goes on. Where the rows are lost, the only
/// one gets its old place, and finds what is there.
TEST_F(RecordCacheTest, truncated_damaged_and_foreign_files_count_as_missing) {
  const auto damage_and_reopen = [&](const fs::path& file, bool all_gone,
                                     const std::function<void()>& damage) {
    {
      RecordRow row = opened();
      for (int frame = 0; frame < 50; ++frame) row.put(frame, record_of(frame, 3000));
    }
    damage();
    RecordRow row = opened();
    for (int frame = 0; frame < 50; ++frame) {
      if (row.has(frame)) expect_record(row, frame, 3000);
      EXPECT_FALSE(all_gone && row.has(frame)) << file << " " << frame;
    }
    row.put(7, record_of(7, 3000));
    expect_record(row, 7, 3000);
    expect_record(opened(), 7, 3000);
  };
  for (const fs::path& file : {shard, rows}) {
    damage_and_reopen(file, false, [&] { fs::resize_file(file, fs::file_size(file) / 2); });
    damage_and_reopen(file, file == shard, [&] { fs::resize_file(file, 10); });
    damage_and_reopen(file, file == shard, [&] { fs::resize_file(file, 0); });
    damage_and_reopen(file, false, [&] { std::ofstream(file, std::ios::app) << "more"; });
    damage_and_reopen(file, file == shard, [&] { std::fstream(file, std::ios::in | std::ios::out) << "X"; });
    damage_and_reopen(file, file == shard, [&] { std::ofstream(file) << "a text"; });
    damage_and_reopen(file, file == shard, [&] { fs::remove(file); });
  }
}

TEST_F(RecordCacheTest, a_record_with_a_wrong_byte_counts_as_missing) {
  {
    RecordRow row = opened();
    for (int frame = 0; frame < 50; ++frame) row.put(frame, record_of(frame, 3000));
  }
  {
    std::fstream bytes(shard, std::ios::in | std::ios::out);
    bytes.seekg(-1, std::ios::end);
    const char last = static_cast<char>(bytes.get());
    bytes.seekp(-1, std::ios::end);
    bytes.put(static_cast<char>(last ^ 1));
  }
  RecordRow row = opened();
  EXPECT_TRUE(row.lists(49));
  EXPECT_FALSE(row.has(49));
  EXPECT_TRUE(row.has(48));
  EXPECT_EQ(row.missing(), (std::vector<std::int64_t>{49}));
  row.put(49, record_of(49, 3000));
  expect_record(row, 49, 3000);
}

TEST_F(RecordCacheTest, whoever_has_a_file_that_is_begun_anew_keeps_what_was_there) {
  RecordRow before = opened();
  before.put(5, record_of(5, 3000));
  std::fstream(rows, std::ios::in | std::ios::out) << "X";
  std::fstream(shard, std::ios::in | std::ios::out) << "X";
  const RecordRow after = opened();
  EXPECT_FALSE(after.has(5));
  expect_record(before, 5, 3000);
  before.put(6, record_of(6, 3000));
  expect_record(before, 6, 3000);
}

TEST_F(RecordCacheTest, killed_at_any_moment_no_record_is_wrong) {
  constexpr std::int64_t frames = 4000;
  constexpr std::size_t bytes = 20'000;
  std::size_t there = 0;
  for (int round = 0; round < 8; ++round) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const pid_t child = in_child([&] {
      RecordRow cache = opened("film", frames, bytes);
      const auto missing = cache.missing();
      if (!missing.empty()) cache.put(missing[0], record_of(missing[0], bytes));
      if (::write(ends[1], "x", 1) != 1) ::_exit(1);
      for (const auto frame : missing) cache.put(frame, record_of(frame, bytes));
      ::pause();  // a parent that is late must find somebody to kill
    });
    char byte = 0;
    ASSERT_EQ(::read(ends[0], &byte, 1), 1);
    std::this_thread::sleep_for(std::chrono::microseconds(500 + 1700 * round));
    ::kill(child, SIGKILL);
    ASSERT_TRUE(WIFSIGNALED(status_of(child)));
    ::close(ends[0]);
    ::close(ends[1]);
    const RecordRow cache = opened("film", frames, bytes);
    const std::size_t now = static_cast<std::size_t>(frames) - cache.missing().size();
    EXPECT_GE(now, there);
    there = now;
    for (std::int64_t frame = 0; frame < frames; ++frame) {
      if (cache.has(frame)) expect_record(cache, frame, bytes);
    }
  }
  EXPECT_GT(there, 0u);
}

TEST_F(RecordCacheTest, two_processes_and_four_threads_fill_one_file) {
  constexpr std::int64_t frames = 400;
  const auto fill = [&](bool backwards) {
    RecordRow cache = opened("film", frames, 3000);
    std::vector<std::jthread> threads;
    for (int t = 0; t < 2; ++t) {
      threads.emplace_back([&, t] {
        for (std::int64_t i = t; i < frames; ++i) {
          const std::int64_t frame = backwards ? frames - 1 - i : i;
          cache.put(frame, record_of(frame, 3000));
        }
      });
    }
  };
  const pid_t first = in_child([&] { fill(false); });
  const pid_t second = in_child([&] { fill(true); });
  EXPECT_EQ(status_of(first), 0);
  EXPECT_EQ(status_of(second), 0);
  const RecordRow cache = opened("film", frames, 3000);
  EXPECT_TRUE(cache.missing().empty());
  for (std::int64_t frame = 0; frame < frames; ++frame) expect_record(cache, frame, 3000);
}

TEST_F(RecordCacheTest, what_one_process_puts_another_that_has_it_open_sees) {
  const RecordRow cache = opened();
  EXPECT_FALSE(cache.has(8));
  EXPECT_EQ(status_of(in_child([&] { opened().put(8, record_of(8, 3000)); })), 0);
  expect_record(cache, 8, 3000);
}

/// A limit of the file's size stands for the full disk: write says so instead of a signal at some later time.
TEST_F(RecordCacheTest, no_room_is_an_error_and_no_crash) {
  opened("film", 1000, 20'000).put(1, record_of(1, 20'000));
  const pid_t child = in_child([&] {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{100'000, 100'000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    RecordRow cache = opened("film", 1000, 20'000);
    try {
      cache.put(999, record_of(999, 20'000));
    } catch (const Error& error) {
      const bool named = std::string(error.what()).find(".shard: cannot be written") != std::string::npos;
      ::_exit(named && !cache.has(999) && cache.has(1) ? 7 : 2);
    }
  });
  const int status = status_of(child);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 7);
}

TEST_F(RecordCacheTest, a_folder_that_cannot_be_made_is_named) {
  std::ofstream(scratch / "cache") << "a file";
  try {
    opened();
    FAIL() << "a file was taken for a folder";
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), ::testing::HasSubstr((scratch / "cache").string()));
  }
}

}  // namespace
}  // namespace solopose
