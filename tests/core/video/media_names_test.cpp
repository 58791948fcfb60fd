#include "core/video/media_names.h"

#include <fstream>

#include <gtest/gtest.h>

#include "tests/support/shared_data.h"

namespace solopose::testing {
namespace {

TEST(MediaNames, tell_videos_and_pictures_by_their_endings) {
  for (const auto* name : {"a.mp4", "A.MTS", "50% b.MoV", "x.y.m2ts", "c.wmv"})
    EXPECT_TRUE(is_video_name(name)) << name;
  for (const auto* name : {"mp4", "a.mp4.txt", "a.jpg", "a", ".mp4", ""})
    EXPECT_FALSE(is_video_name(name)) << name;
  for (const auto* name : {"a.JPG", "a.jpeg", "b.tif", "c.webp"}) EXPECT_TRUE(is_picture_name(name)) << name;
  EXPECT_TRUE(is_hidden_name("folder/._cam1.mp4"));
  EXPECT_FALSE(is_hidden_name(".folder/cam1.mp4"));
}

TEST(LocatedVideo, is_the_file_of_that_name_and_a_pattern_only_where_there_is_none) {
  const TemporaryFolder folder;
  const auto located = [&](const std::string& name) { return located_video(folder.path(), name); };
  EXPECT_EQ(located("pictures/img_%06d.jpg"), folder / "pictures");
  EXPECT_EQ(located("pictures/img_%d.png"), folder / "pictures");
  EXPECT_EQ(located("videos/50% cam1.mp4"), folder / "videos/50% cam1.mp4") << "missing or not";
  EXPECT_EQ(located("videos/50%d.mp4"), folder / "videos/50%d.mp4");
  EXPECT_EQ(located("100%.jpg"), folder / "100%.jpg");
  EXPECT_EQ(located("/elsewhere/a.mp4"), "/elsewhere/a.mp4");
  std::ofstream(folder / "img_%06d.jpg") << "a picture of that name";
  EXPECT_EQ(located("img_%06d.jpg"), folder / "img_%06d.jpg");
}

}  // namespace
}  // namespace solopose::testing
