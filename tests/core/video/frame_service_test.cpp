#include "core/video/frame_service.h"

#include <chrono>
#include <filesystem>
#include <vector>

#include <gmock/gmock.h>

#include "tests/core/video/test_video.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

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
  for (int i = 0; i < 20; ++i) {
    FrameService service(VideoReader(file_), {}, inbox_.receiver());
    service.request(299);
  }
}

}  // namespace
}  // namespace solopose::testing
