#include "core/samples/clip_loader.h"

#include <fstream>
#include <map>
#include <numeric>
#include <set>

#include <gmock/gmock.h>

#include "core/augmotion/alignment.h"
#include "core/project/catalog.h"
#include "core/samples/clip_order.h"
#include "core/samples/frame_variants.h"
#include "core/video/video_reader.h"
#include "tests/core/samples/sample_project.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using namespace solopose::testing;
using ::testing::Contains;
using ::testing::Each;
using ::testing::HasSubstr;

constexpr int image_size = 64;

/// Everything the tests read only: made once.
struct Fixture {
  SampleProject project;
  SampleSet samples{project.folder(), SampleProject::data_options(), {}, {}};
  CropStore crops{samples, project.folder() / "cache" / "crops", image_size};
  std::vector<SampleClip> clips = samples.clips(Split::train);

  Fixture() {
    for (const Split split : {Split::train, Split::validation, Split::test})
      crops.fill(samples.clips(split), {});
  }
};

struct ClipLoaderTest : ::testing::Test {
  static void SetUpTestSuite() { fixture = std::make_unique<Fixture>(); }
  static void TearDownTestSuite() { fixture.reset(); }
  static std::unique_ptr<Fixture> fixture;

  static ClipLoader loader(const LoaderOptions& options, const AugmentationOptions& changes = {}) {
    return ClipLoader(fixture->crops, fixture->clips, changes, options);
  }
};
std::unique_ptr<Fixture> ClipLoaderTest::fixture;

std::vector<Batch> batches_of(ClipLoader loader, int count) {
  std::vector<Batch> batches;
  for (int i = 0; i < count; ++i) batches.push_back(loader.next().value());
  return batches;
}

bool same_floats(const std::vector<float>& a, const std::vector<float>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0;
}

void expect_same(const Batch& a, const Batch& b) {
  EXPECT_EQ(a.number, b.number);
  EXPECT_EQ(a.clips, b.clips);
  EXPECT_EQ(a.videos, b.videos);
  EXPECT_EQ(a.first_frames, b.first_frames);
  EXPECT_EQ(a.variants, b.variants);
  EXPECT_TRUE(same_floats(a.pixels, b.pixels));
  EXPECT_TRUE(same_floats(a.targets_mm, b.targets_mm));
}

/// Where markers are in the pictures against where the targets have the joints; counts those seen.
int expect_markers_at_targets(const Batch& batch, bool flipped_names) {
  const std::size_t picture = 3 * image_size * image_size;
  int seen = 0;
  for (std::size_t i = 0; i < static_cast<std::size_t>(batch.clips * batch.frames); ++i) {
    if (std::isnan(batch.targets_mm[i * 45])) continue;
    for (const Marker& marker : markers) {
      const auto place = marker_in(std::span(batch.pixels).subspan(i * picture, picture), image_size, marker);
      if (!place) continue;
      const auto joint =
          static_cast<std::size_t>(index_of(flipped_names ? mirrored(marker.joint) : marker.joint));
      const float* target = batch.targets_mm.data() + i * 45 + joint * 3;
      const Eigen::Vector2d expected =
          Eigen::Vector2d(target[0], target[1]) / 2600 + Eigen::Vector2d::Constant(0.5);
      EXPECT_NEAR(place->x(), expected.x(), 0.6 / image_size);
      EXPECT_NEAR(place->y(), expected.y(), 0.6 / image_size);
      ++seen;
    }
  }
  return seen;
}

TEST_F(ClipLoaderTest, the_crop_is_what_prediction_would_cut_out) {
  const SampleVideo& video = fixture->samples.videos()[fixture->clips[0].video];
  VideoReader reader(video.file);
  for (const std::int64_t frame : {0, 11, 37}) {
    const Image picture =
        cropped(reader.frame(frame), fixture->samples.crop(fixture->clips[0].video, frame), image_size);
    const auto stored = fixture->crops.stored(fixture->clips[0].video, frame);
    ASSERT_EQ(fixture->crops.stored_size(), 80);
    for (std::size_t y = 0; y < image_size; ++y) {
      for (std::size_t x = 0; x < image_size * 3; ++x)
        ASSERT_NEAR(stored[(y + 8) * 240 + 24 + x], picture.bytes[y * image_size * 3 + x], 1);
    }
  }
}

TEST_F(ClipLoaderTest, joints_are_where_their_targets_say) {
  LoaderOptions options;
  options.shuffle = options.augment = false;
  ClipLoader plain = loader(options);
  int seen = 0;
  while (const auto batch = plain.next()) seen += expect_markers_at_targets(*batch, false);
  EXPECT_GT(seen, 50);
}

TEST_F(ClipLoaderTest, joints_are_where_their_targets_say_in_augmented_pictures_too) {
  AugmentationOptions changes{.flip = false, .rotate_deg = 15, .colour = 0.1, .occlude = 0};
  LoaderOptions options{.frames = 3};
  int seen = 0;
  for (const Batch& batch : batches_of(loader(options, changes), 5))
    seen += expect_markers_at_targets(batch, false);
  EXPECT_GT(seen, 200);
}

TEST_F(ClipLoaderTest, flipped_pictures_have_flipped_names) {
  const AugmentationOptions changes{.cached_variants = 0};
  LoaderOptions options{.content = BatchContent::references};
  int flipped = 0;
  for (Batch& batch : batches_of(loader(options, changes), 4)) {
    EXPECT_TRUE(batch.pixels.empty());
    for (std::size_t i = 0; i < batch.videos.size(); ++i) {
      Batch one;
      one.clips = one.frames = 1;
      one.pixels =
          variant_pixels(fixture->crops, changes, batch.videos[i], batch.first_frames[i], batch.variants[i]);
      one.targets_mm.assign(batch.targets_mm.begin() + static_cast<std::ptrdiff_t>(i) * 45,
                            batch.targets_mm.begin() + static_cast<std::ptrdiff_t>(i + 1) * 45);
      const int seen = expect_markers_at_targets(one, batch.variants[i] == 1);
      if (batch.variants[i] == 1) flipped += seen;
    }
  }
  EXPECT_GT(flipped, 20);
}

TEST_F(ClipLoaderTest, batches_are_the_same_however_many_threads_and_wherever_it_starts) {
  LoaderOptions options{.frames = 2, .batch = 5, .seed = 9};
  const auto expected = batches_of(loader(options), 9);
  options.threads = 3;
  options.prefetch = 7;
  const auto threaded = batches_of(loader(options), 9);
  options.first_batch = 4;
  options.threads = 1;
  const auto resumed = batches_of(loader(options), 5);
  for (std::size_t i = 0; i < 9; ++i) expect_same(expected[i], threaded[i]);
  for (std::size_t i = 0; i < 5; ++i) expect_same(expected[i + 4], resumed[i]);
  options.seed = 10;
  EXPECT_NE(batches_of(loader(options), 1)[0].first_frames, resumed[0].first_frames);
}

TEST_F(ClipLoaderTest, processes_share_a_batch_as_one_would_have_it) {
  LoaderOptions options{.batch = 6};
  const auto whole = batches_of(loader(options), 3);
  for (const int world : {2, 3}) {
    options.world = world;
    for (options.rank = 0; options.rank < world; ++options.rank) {
      const auto parts = batches_of(loader(options), 3);
      for (std::size_t b = 0; b < 3; ++b) {
        ASSERT_EQ(parts[b].clips, 6 / world);
        for (int clip = 0; clip < parts[b].clips; ++clip) {
          const auto in_whole = static_cast<std::size_t>(clip * world + options.rank);
          EXPECT_EQ(parts[b].videos[static_cast<std::size_t>(clip)], whole[b].videos[in_whole]);
          EXPECT_EQ(std::memcmp(parts[b].targets_mm.data() + clip * 45,
                                whole[b].targets_mm.data() + in_whole * 45, 45 * sizeof(float)),
                    0);
        }
      }
    }
  }
}

TEST_F(ClipLoaderTest, a_pass_has_every_clip_once_and_the_next_another_order) {
  LoaderOptions options{.frames = 4, .batch = 1, .augment = false};
  const int count = static_cast<int>(fixture->clips.size());
  EXPECT_EQ(loader(options).batches_per_pass(), count);
  const auto batches = batches_of(loader(options), 2 * count);
  std::vector<std::uint32_t> order[2];
  for (int i = 0; i < 2 * count; ++i)
    order[i / count].push_back(batches[static_cast<std::size_t>(i)].videos[0]);
  EXPECT_NE(order[0], order[1]);
  std::map<std::uint32_t, int> expected;
  for (const SampleClip& clip : fixture->clips) ++expected[clip.video];
  for (const auto& pass : order) {
    std::map<std::uint32_t, int> found;
    for (const std::uint32_t video : pass) ++found[video];
    EXPECT_EQ(found, expected);
  }
  for (const Batch& batch : batches) {
    const auto fits = [&](const SampleClip& clip) {
      return clip.video == batch.videos[0] && batch.first_frames[0] >= clip.first_frame &&
             batch.first_frames[0] + 4 <= clip.first_frame + 20;
    };
    EXPECT_TRUE(std::ranges::any_of(fixture->clips, fits));
  }
}

TEST_F(ClipLoaderTest, unshuffled_each_clip_comes_once_in_order_by_its_middle) {
  LoaderOptions options{.frames = 4, .batch = 7, .shuffle = false, .augment = false, .threads = 2};
  ClipLoader all = loader(options);
  std::size_t next = 0;
  std::int64_t batches = 0;
  while (const auto batch = all.next()) {
    EXPECT_EQ(batch->number, batches++);
    EXPECT_EQ(batch->root_relative_mm.size(), batch->targets_mm.size());
    for (std::size_t i = 0; i < batch->videos.size(); ++i, ++next) {
      EXPECT_EQ(batch->videos[i], fixture->clips[next].video);
      EXPECT_EQ(batch->first_frames[i], fixture->clips[next].first_frame + 8);
    }
  }
  EXPECT_EQ(next, fixture->clips.size());
  EXPECT_EQ(batches, all.batches_per_pass());
  EXPECT_FALSE(all.next());
}

TEST_F(ClipLoaderTest, windows_without_anything_to_learn_are_drawn_again) {
  const auto& videos = fixture->samples.videos();
  std::vector<SampleClip> poor;
  for (std::uint32_t v = 0; v < videos.size(); ++v) {
    if (!fixture->samples.is_usable(v, 25))
      poor.push_back({.video = v, .first_frame = 20, .split = Split::train});
  }
  ASSERT_EQ(poor.size(), 2u);
  fixture->crops.fill(poor, {});
  ClipLoader half_empty(fixture->crops, poor, {}, {.batch = 200, .augment = false});
  const Batch batch = half_empty.next().value();
  int missing = 0;
  for (std::size_t i = 0; i < 200; ++i) missing += std::isnan(batch.targets_mm[i * 45]) ? 1 : 0;
  EXPECT_LT(missing, 5) << "half of the clip's frames have no pelvis";
}

TEST_F(ClipLoaderTest, references_say_which_variant_has_which_targets) {
  const AugmentationOptions changes{.cached_variants = 3};
  EXPECT_EQ(variant_count(changes), 5);
  const LoaderOptions options{.content = BatchContent::references, .frames = 2, .batch = 60};
  const Batch batch = batches_of(loader(options, changes), 1)[0];
  std::set<int> variants(batch.variants.begin(), batch.variants.end());
  EXPECT_EQ(variants, (std::set{0, 1, 2, 3, 4}));
  for (std::size_t i = 0; i < 60; ++i) {
    const Augmentation a = variant_augmentation(fixture->crops, changes, batch.videos[i], batch.variants[i]);
    ClipTruth truth = fixture->samples.truth(batch.videos[i], batch.first_frames[i], 2);
    augment_crop_targets(a, 2600, truth.targets_mm);
    EXPECT_EQ(std::memcmp(truth.targets_mm.data(), batch.targets_mm.data() + i * 90, 90 * sizeof(float)), 0);
  }
  std::set<std::string> keys;
  for (const std::uint32_t video : {0u, 1u}) {
    for (int variant = 0; variant < 5; ++variant)
      keys.insert(variant_key(fixture->crops, changes, video, variant));
  }
  EXPECT_EQ(keys.size(), 10u);
  EXPECT_THROW(variant_key(fixture->crops, changes, 0, 5), Error);
}

TEST_F(ClipLoaderTest, what_goes_wrong_on_a_thread_is_thrown_to_whoever_asks) {
  const SampleClip beyond{.video = 0, .first_frame = 1000, .split = Split::train};
  ClipLoader broken(fixture->crops, {beyond}, {}, {});
  EXPECT_THROW(broken.next(), Error);
  EXPECT_THROW(ClipLoader(fixture->crops, {}, {}, {}), Error);
  EXPECT_THROW(loader({.frames = 5}), Error);
  EXPECT_THROW(loader({.batch = 5, .world = 2}), Error);
  EXPECT_THROW(loader({.rank = 1}), Error);
}

/// Fresh pages cost more than the pictures that are made in them.
TEST_F(ClipLoaderTest, pictures_are_made_in_the_memory_of_batches_that_are_gone) {
  ClipLoader few = loader({.batch = 4, .prefetch = 2});
  std::set<const float*> places;
  for (int i = 0; i < 30; ++i) places.insert(few.next().value().pixels.data());
  EXPECT_LE(places.size(), 4u) << "two ahead, one in work, one looked at";
  const Batch kept = few.next().value();
  const std::vector<float> before = kept.pixels;
  for (int i = 0; i < 10; ++i) few.next();
  EXPECT_TRUE(same_floats(kept.pixels, before)) << "not while somebody has it";
}

TEST_F(ClipLoaderTest, a_batch_may_outlive_its_loader) {
  std::optional<Batch> batch = loader({.batch = 4}).next();
  EXPECT_EQ(batch->pixels.size(), 4u * 3 * image_size * image_size);
  batch.reset();
}

TEST_F(ClipLoaderTest, a_loader_nobody_reads_from_ends) { loader({.threads = 3, .prefetch = 2}); }

TEST_F(ClipLoaderTest, a_filled_store_is_filled_for_the_next_one_and_in_one_pass) {
  bool worked = false;
  JobContext context;
  context.progress = [&](const Progress&) { worked = true; };
  CropStore again(fixture->samples, fixture->project.folder() / "cache" / "crops", image_size);
  again.fill(fixture->clips, context);
  EXPECT_FALSE(worked);
  CropStore larger(fixture->samples, fixture->project.folder() / "cache" / "crops", 96);
  EXPECT_FALSE(larger.has(fixture->clips[0].video, 0));
  std::int64_t total = 0, done = 0;
  context.progress = [&](const Progress& p) {
    EXPECT_GE(p.done, done);
    done = p.done;
    total = p.total;
    EXPECT_EQ(p.unit, "frames");
  };
  larger.fill({fixture->clips[0], fixture->clips[1]}, context);
  EXPECT_EQ(total, 30);
  EXPECT_EQ(done, 30);
}

TEST_F(ClipLoaderTest, filling_can_be_cancelled_and_goes_on_later) {
  const fs::path folder = fixture->project.folder() / "cache" / "other";
  std::stop_source source;
  JobContext context;
  context.stop = source.get_token();
  context.progress = [&](const Progress& p) {
    if (p.done > 5) source.request_stop();
  };
  CropStore store(fixture->samples, folder, 32);
  EXPECT_THROW(store.fill(fixture->clips, context), Cancelled);
  store.fill(fixture->clips, {});
  for (const SampleClip& clip : fixture->clips) {
    for (int frame = 0; frame < 20; ++frame) EXPECT_TRUE(store.has(clip.video, clip.first_frame + frame));
  }
}

TEST(CropStore, a_damaged_film_is_noted_and_its_frames_have_no_target) {
  const SampleProject project;
  const SampleSet samples(project.folder(), SampleProject::data_options(), {}, {});
  const std::vector<SampleClip> clips = samples.clips(Split::train);
  const std::uint32_t video = clips[0].video;
  fs::remove(samples.videos()[video].file);
  std::vector<std::string> log;
  JobContext context;
  context.log = [&](const std::string& line) { log.push_back(line); };
  CropStore store(samples, project.folder() / "cache", image_size);
  store.fill(clips, context);
  ASSERT_EQ(log.size(), 1u);
  EXPECT_THAT(log[0],
              ::testing::AllOf(HasSubstr(samples.videos()[video].file.string()), HasSubstr("70 of 70")));
  EXPECT_FALSE(store.has(video, 0));
  EXPECT_TRUE(store.has(clips.back().video, clips.back().first_frame));
  ClipLoader loader(store, {clips[0], clips.back()}, {}, {.batch = 2, .shuffle = false, .augment = false});
  const Batch batch = loader.next().value();
  for (std::size_t i = 0; i < 45; ++i) EXPECT_TRUE(std::isnan(batch.targets_mm[i]));
  EXPECT_FALSE(std::isnan(batch.targets_mm[45]));
  EXPECT_THAT(std::vector(batch.pixels.begin(), batch.pixels.begin() + 9), Each(batch.pixels[0]));
}

TEST(CropStore, universal_targets_are_seen_through_the_same_crops_and_flip_in_their_own_frame) {
  const SampleProject project;
  {
    Project opened = project.open();
    align(opened, {}, {});
  }
  TargetOptions target;
  target.frame = TargetFrame::universal;
  const SampleSet samples(project.folder(), SampleProject::data_options(), target, {});
  const SampleSet in_camera(project.folder(), SampleProject::data_options(), {}, {});
  CropStore store(samples, project.folder() / "cache", image_size);
  EXPECT_EQ(store.key(0), CropStore(in_camera, project.folder() / "cache", image_size).key(0));
  store.fill(samples.clips(Split::train), {});
  const AugmentationOptions changes{
      .flip = true, .shift = 0, .scale = 0, .colour = 0, .occlude = 0, .cached_variants = 0};
  ClipLoader loader(store, samples.clips(Split::train), changes,
                    {.content = BatchContent::references, .batch = 40});
  const Batch batch = loader.next().value();
  for (std::size_t i = 0; i < 40; ++i) {
    const ClipTruth truth = samples.truth(batch.videos[i], batch.first_frames[i], 1);
    if (std::isnan(truth.targets_mm[0])) continue;
    for (int joint = 0; joint < joint_count; ++joint) {
      const bool flipped = batch.variants[i] == 1;
      const int named = flipped ? index_of(mirrored(static_cast<Joint>(joint))) : joint;
      const float* found = batch.targets_mm.data() + i * 45 + named * 3;
      const float* before = truth.targets_mm.data() + joint * 3;
      EXPECT_NEAR(found[0], flipped ? -before[0] : before[0], 0.01);
      EXPECT_NEAR(found[1], before[1], 0.01);
      EXPECT_NEAR(found[2], before[2], 0.01);
    }
  }
}

TEST(ClipOrder, every_pass_is_a_permutation) {
  for (std::uint64_t count = 1; count < 200; ++count) {
    for (const std::uint64_t pass : {0, 1, 77}) {
      std::set<std::uint64_t> found;
      for (std::uint64_t i = 0; i < count; ++i) found.insert(shuffled_index(pass * count + i, count, 3));
      EXPECT_EQ(found.size(), count);
      EXPECT_LT(*found.rbegin(), count);
    }
  }
}

TEST(ClipOrder, places_are_taken_evenly) {
  constexpr int count = 10, passes = 20'000;
  std::array<std::array<int, count>, count> times{};
  for (std::uint64_t i = 0; i < count * passes; ++i) ++times[i % count][shuffled_index(i, count, 1)];
  for (const auto& row : times) {
    for (const int n : row) EXPECT_NEAR(n, passes / count, 250);
  }
}

}  // namespace
}  // namespace solopose
