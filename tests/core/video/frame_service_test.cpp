#include "core/video/frame_service.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <random>
#include <vector>

#include <gmock/gmock.h>
#include <unistd.h>

#include "tests/core/video/test_video.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

/// Memory of this process that is in use, bytes.
std::size_t resident_bytes() {
  std::size_t all = 0, resident = 0;
  std::ifstream("/proc/self/statm") >> all >> resident;
  return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

/// What a service handed out, with a way to wait for it.
class Inbox {
 public:
  FrameService::Receiver receiver() {
    return [this](const ServedFrame& frame) {
      const std::scoped_lock lock(mutex_);
      frames_.push_back(frame);
      changed_.notify_all();
    };
  }
  /// The answer to a request, its previews left out.
  ServedFrame wait_for(std::int64_t number) {
    std::unique_lock lock(mutex_);
    const auto answered = [&] {
      return !frames_.empty() && frames_.back().wanted == number && frames_.back().shown == number;
    };
    return changed_.wait_for(lock, 20s, answered) ? frames_.back()
                                                  : ServedFrame{-1, -1, nullptr, "no answer"};
  }
  void forget() {
    const std::scoped_lock lock(mutex_);
    frames_.clear();
  }
  std::vector<ServedFrame> all() const {
    const std::scoped_lock lock(mutex_);
    return frames_;
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<ServedFrame> frames_;
};

class FrameServiceTest : public ::testing::Test {
 protected:
  void SetUp() override { write_test_video(file_, {}); }

  TemporaryFolder folder_;
  std::filesystem::path file_ = folder_ / "numbers.mp4";
  Inbox inbox_;
};

TEST_F(FrameServiceTest, serves_the_latest_request_and_forgets_the_others) {
  FrameService service(VideoReader(file_), {}, inbox_.receiver());
  for (int i = 0; i < 2000; ++i) service.request(i * 37 % 300);
  service.request(123);
  const auto served = inbox_.wait_for(123);
  ASSERT_TRUE(served.image) << served.error;
  EXPECT_EQ(number_in(*served.image), 123);
  EXPECT_LT(inbox_.all().size(), 1000U);
  for (const auto& frame : inbox_.all()) EXPECT_EQ(number_in(*frame.image), frame.shown);
}

TEST_F(FrameServiceTest, shows_the_key_frame_before_a_far_frame) {
  FrameService service(VideoReader(file_), {.frames_ahead = 0}, inbox_.receiver());
  service.request(240);
  ASSERT_TRUE(inbox_.wait_for(240).image);
  const auto served = inbox_.all();
  ASSERT_EQ(served.size(), 2U);
  EXPECT_EQ(served[0].wanted, 240);
  EXPECT_EQ(served[0].shown, 0);
  EXPECT_EQ(number_in(*served[0].image), 0);
  service.request(241);
  ASSERT_TRUE(inbox_.wait_for(241).image);
  EXPECT_EQ(inbox_.all().size(), 3U) << "a step needs no preview";
}

TEST_F(FrameServiceTest, decodes_ahead_in_the_direction_of_travel) {
  FrameService service(VideoReader(file_), {.frames_ahead = 5}, inbox_.receiver());
  const auto becomes_ready = [&](std::int64_t number) {
    for (int i = 0; i < 1000 && !service.picture(number); ++i) std::this_thread::sleep_for(10ms);
    return service.picture(number) != nullptr;
  };
  service.request(50);
  EXPECT_TRUE(becomes_ready(55));
  EXPECT_FALSE(service.picture(49));
  service.request(40);
  EXPECT_TRUE(becomes_ready(35));
  EXPECT_EQ(number_in(*service.picture(35)), 35);
}

TEST_F(FrameServiceTest, keeps_its_memory) {
  constexpr std::size_t budget = 10 * 128 * 64 * 4;
  FrameService service(VideoReader(file_), {.picture_bytes = budget}, inbox_.receiver());
  for (int i = 0; i < 150; ++i) {
    const int number = i * 101 % 300;
    service.request(number);
    ASSERT_TRUE(inbox_.wait_for(number).image);
    ASSERT_LE(service.picture_bytes(), budget);
  }
}

TEST_F(FrameServiceTest, has_something_near_any_frame_at_once) {
  FrameServiceOptions options;
  options.frames_ahead = 0;
  options.thumbnails.most_bytes = std::size_t{8} << 20;
  FrameService service(VideoReader(file_), options, inbox_.receiver());
  constexpr std::int64_t spacing = 13;  // half a second
  const auto is_near = [&service](std::int64_t number) {
    const NearPicture found = service.nearest(number);
    return found.image && std::abs(found.number - number) < spacing;
  };
  for (const std::int64_t number : {299, 150, 20, 0}) {
    for (int i = 0; i < 2000 && !is_near(number); ++i) std::this_thread::sleep_for(10ms);
    const NearPicture found = service.nearest(number);
    ASSERT_TRUE(found.image);
    EXPECT_TRUE(found.small);
    EXPECT_EQ(number_in(*found.image), found.number);
    EXPECT_LT(std::abs(found.number - number), spacing);
  }
  service.request(237);
  ASSERT_TRUE(inbox_.wait_for(237).image);
  EXPECT_EQ(inbox_.all().size(), 1U) << "a key frame on the way would be farther off than the thumbnail";
  const NearPicture exact = service.nearest(237);
  EXPECT_EQ(exact.number, 237);
  EXPECT_FALSE(exact.small);
  EXPECT_EQ(service.nearest(238).number, 237) << "the finished picture is the nearest";
  EXPECT_TRUE(service.nearest(100).small);
}

TEST_F(FrameServiceTest, frames_stay_exact_while_thumbnails_are_made) {
  FrameServiceOptions options;
  options.thumbnails = {std::size_t{8} << 20, 64, 0.04};
  FrameService service(VideoReader(file_), options, inbox_.receiver());
  for (int i = 0; i < 60; ++i) {
    const int number = i * 101 % 300;
    service.request(number);
    const ServedFrame served = inbox_.wait_for(number);
    ASSERT_TRUE(served.image) << served.error;
    ASSERT_EQ(number_in(*served.image), number);
  }
}

// An hour of random seeks, shortened: were anything kept for each, it would show after hundreds of them too.
TEST(FrameServiceMemory, stays_bounded_over_random_seeks) {
  constexpr std::size_t budget = std::size_t{2} << 20;
  const TemporaryFolder folder;
  const auto file = folder / "seeks.mp4";
  write_test_video(file, {.frames = 300, .width = 320, .height = 192, .gop = 12});  // 100 MB of pictures
  VideoReaderOptions decoded;
  decoded.cache_bytes = budget;
  FrameServiceOptions options;
  options.picture_bytes = budget;
  options.thumbnails.most_bytes = budget;
  Inbox inbox;
  FrameService service(VideoReader(file, decoded), options, inbox.receiver());
  std::mt19937 random(11);
  const auto seek = [&](int times) {
    for (int i = 0; i < times; ++i) {
      const auto number = static_cast<std::int64_t>(random() % 300);
      service.request(number);
      ASSERT_TRUE(inbox.wait_for(number).image);
      inbox.forget();
      ASSERT_LE(service.picture_bytes(), budget);
      ASSERT_LE(service.thumbnail_bytes(), budget);
    }
  };
  seek(150);
  const std::size_t before = resident_bytes();
  seek(600);
  const std::size_t after = resident_bytes();
#ifndef __SANITIZE_ADDRESS__  // it keeps what was freed
  EXPECT_LT(after, before + 3 * budget) << "three caches of " << budget << " bytes";
#else
  EXPECT_GT(after, before / 2);
#endif
}

TEST_F(FrameServiceTest, tells_what_is_wrong_and_goes_on) {
  FrameService service(VideoReader(file_), {.frames_ahead = 0}, inbox_.receiver());
  service.request(1000);
  EXPECT_THAT(inbox_.wait_for(1000).error, HasSubstr("expected one from 0 to 299, found 1000"));
  service.request(5);
  ASSERT_TRUE(inbox_.wait_for(5).image);
  std::filesystem::remove(file_);
  service.request(200);
  EXPECT_THAT(inbox_.wait_for(200).error, HasSubstr("numbers.mp4: can no longer be read"));
  service.request(5);
  EXPECT_TRUE(inbox_.wait_for(5).image);
}

TEST_F(FrameServiceTest, stops_in_the_middle_of_work) {
  FrameServiceOptions options;
  options.thumbnails.most_bytes = std::size_t{8} << 20;
  for (int i = 0; i < 20; ++i) {
    FrameService service(VideoReader(file_), options, inbox_.receiver());
    service.request(299);
  }
}

}  // namespace
}  // namespace solopose::testing
