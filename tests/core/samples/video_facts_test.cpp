#include "core/samples/video_facts.h"

#include <fstream>

#include <gmock/gmock.h>

#include "core/samples/sample_set.h"
#include "tests/core/samples/sample_project.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using namespace solopose::testing;

constexpr const char* take = SampleProject::take_without_hip;

/// A film and what is known of it; the film can be broken without the cache noticing.
struct VideoFactsTest : ::testing::Test {
  VideoFacts facts() {
    VideoFactsCache cache(file);
    const VideoFacts found = cache.facts("film", film, {});
    cache.save({"film"});
    return found;
  }
  /// Other bytes, as many and as old: whoever reads them fails.
  void break_film() const {
    const auto time = fs::last_write_time(film);
    const auto size = fs::file_size(film);
    std::ofstream(film, std::ios::binary) << std::string(size, 'x');
    fs::last_write_time(film, time);
  }
  std::string text() const {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  void write(const std::string& text) const { std::ofstream(file, std::ios::binary) << text; }

  SampleProject project;
  fs::path film = project.film(take, "c01");
  TemporaryFolder scratch;
  fs::path file = scratch / "cache" / "videos.json";
};

TEST_F(VideoFactsTest, a_film_is_looked_into_once) {
  const VideoFacts first = facts();
  EXPECT_EQ(first.frames, SampleProject::frames);
  EXPECT_EQ(first.size.width, SampleProject::width);
  EXPECT_EQ(first.size.height, SampleProject::height);
  EXPECT_NEAR(first.fps, 60, 0.1);
  break_film();
  EXPECT_EQ(facts(), first);
}

TEST_F(VideoFactsTest, a_film_of_another_size_or_time_is_looked_into_again) {
  facts();
  project.film_again(take, "c01", 30, 60);
  EXPECT_EQ(facts().frames, 30);
  break_film();
  fs::last_write_time(film, fs::last_write_time(film) + std::chrono::milliseconds(1));
  EXPECT_THROW(facts(), Error);
}

TEST_F(VideoFactsTest, what_is_damaged_is_begun_anew) {
  const VideoFacts whole = facts();
  const std::string good = text();
  std::string wrong_number = good;
  wrong_number.replace(wrong_number.find("\"frames\": 7"), 11, "\"frames\": 9");
  std::string other_version = good;
  other_version.replace(other_version.find("\"version\": 2"), 12, "\"version\": 9");
  for (const std::string& bad :
       {std::string(), std::string("{"), std::string("[]"), std::string(100'000, '['),
        std::string("{\"version\": 2, \"checksum\": 3, \"videos\": null}"), good.substr(0, good.size() / 2),
        wrong_number, other_version}) {
    write(bad);
    EXPECT_EQ(facts(), whole) << bad.substr(0, 80);
    EXPECT_EQ(text(), good) << bad.substr(0, 80);
  }
  write(wrong_number);
  break_film();
  EXPECT_THROW(facts(), Error) << "nothing damaged is believed";
}

TEST_F(VideoFactsTest, a_link_in_the_files_place_is_not_followed) {
  const fs::path elsewhere = scratch / "elsewhere";
  std::ofstream(elsewhere) << "somebody's";
  fs::create_directories(file.parent_path());
  fs::create_symlink(elsewhere, file);
  EXPECT_THROW(facts(), Error);
  EXPECT_EQ(text(), "somebody's");
}

TEST_F(VideoFactsTest, films_that_left_the_project_are_forgotten) {
  facts();
  VideoFactsCache cache(file);
  cache.save({});
  EXPECT_EQ(text().find("film"), std::string::npos);
}

TEST_F(VideoFactsTest, a_projects_samples_are_the_same_from_the_cache) {
  const auto samples = [&] { return SampleSet(project.folder(), SampleProject::data_options(), {}, {}); };
  const std::string first = samples().fingerprint();
  const fs::path kept = project.folder() / "cache" / "videos.json";
  ASSERT_TRUE(fs::exists(kept));
  const auto written = fs::last_write_time(kept);
  EXPECT_EQ(samples().fingerprint(), first);
  EXPECT_EQ(fs::last_write_time(kept), written) << "nothing new, nothing written";
  fs::remove_all(kept.parent_path());
  std::ofstream(kept.parent_path()) << "a file where the folder should be";
  EXPECT_EQ(samples().fingerprint(), first) << "it can be done without";
}

}  // namespace
}  // namespace solopose
