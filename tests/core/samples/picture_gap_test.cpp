#include <cmath>

#include <gmock/gmock.h>

#include <fmt/format.h>

#include "core/samples/augmentation.h"
#include "core/samples/clip_loader.h"
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
constexpr int gap_begin = 20, gap_end = 45;

/// Pictures instead of a film, some of which are not there.
fs::path film_with_a_gap(const SampleProject& project) {
  const fs::path film = project.film(SampleProject::take_without_hip, "c03");
  fs::remove(film);
  fs::create_directory(film);
  for (int i = 0; i < SampleProject::frames; ++i) {
    if (i >= gap_begin && i < gap_end) continue;
    write_bitmap(film / fmt::format("img_{:06}.bmp", i), i, SampleProject::width, SampleProject::height);
  }
  return film;
}

TEST(GapInPictures, is_left_out_of_what_is_learnt_and_nothing_else_is) {
  const SampleProject project;
  const fs::path film = film_with_a_gap(project);
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

TEST(GapInPictures, no_picture_that_is_learnt_from_is_grey) {
  constexpr int side = 32, clip_frames = 4;
  constexpr std::size_t picture = 3 * side * side;
  const SampleProject project;
  const fs::path film = film_with_a_gap(project);
  const SampleSet samples(project.folder(), SampleProject::data_options(), {}, {});
  std::uint32_t video = 0;
  while (samples.videos().at(video).file != film) ++video;
  const TemporaryFolder scratch;
  CropStore crops(samples, scratch.path(), side);
  const std::vector<SampleClip> clips{{.video = video, .first_frame = 20},  // wholly within the gap
                                      {.video = video, .first_frame = 40},
                                      {.video = video, .first_frame = 5}};
  crops.fill(clips, {});
  ClipLoader loader(crops, clips, {}, {.frames = clip_frames, .batch = 100, .augment = false});
  const Batch batch = loader.next().value();
  std::vector<float> grey(picture);
  grey_pixels(grey);
  int filled = 0;
  for (std::size_t i = 0; i < 100; ++i) {
    EXPECT_TRUE(batch.first_frames[i] < gap_begin || batch.first_frames[i] > gap_end - clip_frames)
        << batch.first_frames[i] << ": nothing of it can be learnt";
    for (std::size_t f = 0; f < clip_frames; ++f) {
      const std::size_t at = i * clip_frames + f;
      const auto shown = batch.pixels.begin() + static_cast<std::ptrdiff_t>(at * picture);
      EXPECT_FALSE(std::equal(grey.begin(), grey.end(), shown)) << batch.first_frames[i] << " + " << f;
      if (crops.has(video, std::int64_t{batch.first_frames[i]} + static_cast<std::int64_t>(f))) continue;
      ++filled;
      EXPECT_TRUE(std::isnan(batch.targets_mm[at * 3 * joint_count])) << "another frame's picture";
    }
  }
  EXPECT_GT(filled, 0) << "some windows reach into the gap";
}

TEST(GapInPictures, a_frame_is_seen_by_the_nearest_picture_of_its_window) {
  const SampleProject project;
  const fs::path film = film_with_a_gap(project);
  const SampleSet samples(project.folder(), SampleProject::data_options(), {}, {});
  std::uint32_t video = 0;
  while (samples.videos().at(video).file != film) ++video;
  const TemporaryFolder scratch;
  CropStore crops(samples, scratch.path(), 32);
  crops.fill({{.video = video, .first_frame = 0}, {.video = video, .first_frame = 45}}, {});
  EXPECT_EQ(crops.seen_in_place(video, 10, 8, 8), 10);
  EXPECT_EQ(crops.seen_in_place(video, 22, 16, 8), 19);
  EXPECT_EQ(crops.seen_in_place(video, 41, 40, 8), 45);
  EXPECT_EQ(crops.seen_in_place(video, 32, 10, 45), 19) << "of two as near the earlier";
  EXPECT_EQ(crops.seen_in_place(video, 30, 28, 8), 30) << "none is there";
}

}  // namespace
}  // namespace solopose::testing
