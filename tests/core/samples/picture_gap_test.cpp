#include <gmock/gmock.h>

#include <fmt/format.h>

#include "core/samples/crop_store.h"
#include "core/samples/sample_set.h"
#include "tests/core/samples/sample_project.h"
#include "tests/core/video/test_video.h"

namespace solopose::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::Contains;
using ::testing::HasSubstr;

// Longer than what a store puts up with from a decoder that fails.
TEST(GapInPictures, is_left_out_of_what_is_learnt_and_nothing_else_is) {
  constexpr int gap_begin = 20, gap_end = 45;
  const SampleProject project;
  const fs::path film = project.film(SampleProject::take_without_hip, "c03");
  fs::remove(film);
  fs::create_directory(film);
  for (int i = 0; i < SampleProject::frames; ++i) {
    if (i >= gap_begin && i < gap_end) continue;
    write_bitmap(film / fmt::format("img_{:06}.bmp", i), i, SampleProject::width, SampleProject::height);
  }
  const SampleSet samples(project.folder(), SampleProject::data_options(), {}, {});
  std::uint32_t video = 0;
  while (samples.videos().at(video).file != film) ++video;
  EXPECT_EQ(samples.videos()[video].frames, SampleProject::frames);

  const TemporaryFolder scratch;
  CropStore crops(samples, scratch.path(), 32);
  std::vector<std::string> said;
  const std::vector<SampleClip> clips{{.video = video, .first_frame = 0},
                                      {.video = video, .first_frame = 20},
                                      {.video = video, .first_frame = 40},
                                      {.video = video, .first_frame = 50}};
  crops.fill(clips,
             {.progress = {}, .stop = {}, .log = [&](const std::string& line) { said.push_back(line); }});
  for (int i = 0; i < SampleProject::frames; ++i)
    EXPECT_EQ(crops.has(video, i), i < gap_begin || i >= gap_end) << i;
  EXPECT_THAT(said, Contains(HasSubstr("25 of 70 frames have no picture")));
}

}  // namespace
}  // namespace solopose::testing
