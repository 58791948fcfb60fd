#include "core/engine/engine.h"

#include <array>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/models/shipped_models.h"
#include "core/video/video_reader.h"
#include "tests/core/video/test_video.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::ThrowsMessage;

/// The libraries among what this process has in memory.
std::string loaded() {
  std::ifstream maps("/proc/self/maps");
  return {std::istreambuf_iterator<char>(maps), {}};
}

std::string printed_by(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::string text;
  std::array<char, 4096> part{};
  while (const std::size_t count = std::fread(part.data(), 1, part.size(), pipe.get()))
    text.append(part.data(), count);
  return text;
}

// Run by the tests below, each in a process of its own: here one may have loaded it for another.
TEST(EngineChild, DISABLED_loads_it) {
  EXPECT_THAT(loaded(), AllOf(Not(HasSubstr("libtorch")), Not(HasSubstr("libopencv_imgcodecs"))));
  try {
    engine();
    std::cout << "loaded\n";
  } catch (const Error& failure) {
    std::cout << failure.what() << '\n';
    return;
  }
  EXPECT_THAT(loaded(), AllOf(HasSubstr("libtorch"), HasSubstr("libopencv_imgcodecs")));
}

std::string child_of(const std::filesystem::path& program) {
  return printed_by(fmt::format("'{}' --gtest_also_run_disabled_tests --gtest_filter=EngineChild.* 2>&1",
                                program.string()));
}

TEST(Engine, is_loaded_when_it_is_first_asked_for) {
  EXPECT_THAT(child_of(std::filesystem::read_symlink("/proc/self/exe")),
              AllOf(HasSubstr("loaded\n"), HasSubstr("[  PASSED  ] 1 test")));
}

TEST(Engine, says_where_it_was_expected_when_it_is_not_there) {
  const TemporaryFolder scratch;
  std::filesystem::create_directories(scratch / "bin");
  std::filesystem::copy_file("/proc/self/exe", scratch / "bin" / "program");
  const std::string file = (scratch / "lib" / "solopose" / "solopose-engine.so").string();
  EXPECT_THAT(child_of(scratch / "bin" / "program"), HasSubstr(file + ": expected the library"));
}

TEST(Engine, its_errors_are_the_programs_errors) {
  const TemporaryFolder scratch;
  PredictionOrder order;
  order.options.model = *demo_model_file();
  order.options.video = scratch / "none.mp4";
  EXPECT_THAT([&] { engine().run_prediction(order, {}, {}); }, ThrowsMessage<Error>(HasSubstr("none.mp4")));
}

TEST(Engine, makes_films_and_is_stopped_as_core_is) {
  const TemporaryFolder scratch;
  write_test_video(scratch / "video.mp4", {.frames = 5, .width = 64, .height = 48});
  FilmOptions options;
  options.video = scratch / "video.mp4";
  options.out = scratch / "film.mp4";
  std::stop_source stop;
  stop.request_stop();
  JobContext stopped;
  stopped.stop = stop.get_token();
  EXPECT_THROW(engine().make_film(options, stopped), Cancelled);
  EXPECT_FALSE(std::filesystem::exists(options.out));
  engine().make_film(options, {});
  EXPECT_EQ(VideoReader(options.out).frames(), 5);
}

}  // namespace
}  // namespace solopose::testing
