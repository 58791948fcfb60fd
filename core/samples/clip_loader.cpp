#include "core/samples/clip_loader.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/samples/augmentation.h"
#include "core/samples/clip_order.h"
#include "core/samples/frame_variants.h"
#include "core/samples/seen_square.h"

namespace solopose {
namespace {

constexpr float missing = std::numeric_limits<float>::quiet_NaN();
constexpr std::size_t pose_size = std::size_t{joint_count} * 3;

/// A window of a clip, and how it is seen.
struct Item {
  std::uint32_t video = 0;
  std::int64_t first = 0;
  int variant = 0;
  Augmentation augmentation;
};

}  // namespace

struct ClipLoader::Workers {
  Workers(const CropStore& crops_in, std::vector<SampleClip> clips_in, const AugmentationOptions& changes_in,
          const LoaderOptions& options_in)
      : crops(crops_in),
        samples(crops_in.samples()),
        changes(changes_in),
        options(options_in),
        clips(std::move(clips_in)) {
    require_valid(options, samples.clip_frames(), clips.size());
    queue.emplace(options, clips.size(), options.content == BatchContent::pixels ? pixels_of_clip() : 0,
                  [this](std::uint64_t position, Batch& batch) { append(item_at(position), batch); });
  }

  /// (3, image_size, image_size) of each frame.
  std::size_t pixels_of_frame() const {
    const auto side = static_cast<std::size_t>(crops.image_size());
    return 3 * side * side;
  }
  std::size_t pixels_of_clip() const { return static_cast<std::size_t>(options.frames) * pixels_of_frame(); }
  std::int64_t batches_per_pass() const { return batch_count(options, clips.size()); }

  Item item_at(std::uint64_t position) const;
  Item drawn_window(std::uint64_t position, SeededRandom& random) const;
  std::optional<std::int64_t> window_of(const SampleClip& clip, SeededRandom& random) const;
  std::int64_t windows_of(const SampleClip& clip) const;
  void require_shown(const SampleClip& clip) const;
  bool can_be_learnt(std::uint32_t video, std::int64_t first) const;
  void append(const Item& item, Batch& batch) const;
  void append_pixels(const Item& item, Batch& batch) const;

  const CropStore& crops;
  const SampleSet& samples;
  const AugmentationOptions changes;
  const LoaderOptions options;
  const std::vector<SampleClip> clips;

  std::optional<BatchQueue> queue;  ///< last: its threads end before what they use
};

/// Follows from the seed and the position alone, whoever asks.
Item ClipLoader::Workers::item_at(std::uint64_t position) const {
  SeededRandom random(SeededRandom::mixed(options.seed) ^ SeededRandom::mixed(~position));
  Item item;
  if (options.shuffle) {
    item = drawn_window(position, random);
  } else {
    const SampleClip& clip = clips[position];
    require_shown(clip);
    item.video = clip.video;
    item.first = clip.first_frame + (windows_of(clip) - 1) / 2;
    crops.ensure(item.video, item.first, options.frames);
  }
  if (!options.augment) return item;
  if (options.content == BatchContent::references) {
    item.variant = static_cast<int>(random.below(static_cast<std::uint64_t>(variant_count(changes))));
    item.augmentation = variant_augmentation(crops, changes, item.video, item.variant);
  } else {
    item.augmentation = drawn_augmentation(changes, samples.target().frame, random);
  }
  return item;
}

/// How many windows of `frames` frames the clip has, as far as the video shows it.
std::int64_t ClipLoader::Workers::windows_of(const SampleClip& clip) const {
  const std::int64_t end = std::min<std::int64_t>(std::int64_t{clip.first_frame} + samples.clip_length(),
                                                  samples.videos()[clip.video].frames);
  return end - clip.first_frame - options.frames + 1;
}

void ClipLoader::Workers::require_shown(const SampleClip& clip) const {
  if (clip.video < samples.videos().size() && windows_of(clip) > 0) return;
  throw Error(fmt::format("loader: video {} shows no {} frames from frame {} on", clip.video, options.frames,
                          clip.first_frame));
}

/// One of the window's frames has a pose and a picture, which is decoded for it.
bool ClipLoader::Workers::can_be_learnt(std::uint32_t video, std::int64_t first) const {
  const auto some = [&](const auto& holds) {
    for (std::int64_t frame = first; frame < first + options.frames; ++frame)
      if (holds(frame)) return true;
    return false;
  };
  if (!some([&](std::int64_t frame) { return samples.is_usable(video, frame); })) return false;
  crops.ensure(video, first, options.frames);
  return some(
      [&](std::int64_t frame) { return samples.is_usable(video, frame) && crops.lists(video, frame); });
}

/// A window without anything to learn is a step's time lost, and has grey pictures where no frame was
/// decoded: others are drawn then, and if luck fails the first that has something is taken.
std::optional<std::int64_t> ClipLoader::Workers::window_of(const SampleClip& clip,
                                                           SeededRandom& random) const {
  constexpr int most_draws = 8;
  const std::int64_t windows = windows_of(clip);
  for (int draw = 0; draw < most_draws; ++draw) {
    const auto away = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(windows)));
    if (can_be_learnt(clip.video, clip.first_frame + away)) return clip.first_frame + away;
  }
  for (std::int64_t away = 0; away < windows; ++away)
    if (can_be_learnt(clip.video, clip.first_frame + away)) return clip.first_frame + away;
  return std::nullopt;
}

/// In the place of a clip without anything to learn another one is drawn. What can be decoded follows from
/// the videos, not from what others have decoded of them before: a run that goes on draws the same.
Item ClipLoader::Workers::drawn_window(std::uint64_t position, SeededRandom& random) const {
  constexpr int most_clips = 100;
  std::uint64_t index = shuffled_index(position, clips.size(), options.seed);
  for (int tried = 0; tried < most_clips; ++tried, index = random.below(clips.size())) {
    require_shown(clips[index]);
    if (const auto first = window_of(clips[index], random))
      return {.video = clips[index].video, .first = *first, .variant = 0, .augmentation = {}};
  }
  throw Error(fmt::format("loader: none of {} clips drawn has a picture and a pose", most_clips));
}

void ClipLoader::Workers::append(const Item& item, Batch& batch) const {
  ClipTruth truth = samples.truth(item.video, item.first, options.frames);
  const bool references = options.content == BatchContent::references;
  for (int frame = 0; frame < options.frames; ++frame) {
    if (crops.has(item.video, item.first + frame)) continue;
    const auto at = static_cast<std::ptrdiff_t>(static_cast<std::size_t>(frame) * pose_size);
    std::fill_n(truth.targets_mm.begin() + at, pose_size, missing);
    std::fill_n(truth.root_relative_mm.begin() + at, pose_size, missing);
  }
  if (samples.target().frame == TargetFrame::camera) {
    augment_crop_targets(item.augmentation, samples.target().extent_mm, truth.targets_mm);
  } else if (item.augmentation.flip) {
    mirror_poses(truth.targets_mm, samples.mirror_axis());
  }
  const auto add = [](auto& all, const auto& some) { all.insert(all.end(), some.begin(), some.end()); };
  add(batch.targets_mm, truth.targets_mm);
  if (!options.augment) add(batch.root_relative_mm, truth.root_relative_mm);
  for (const Crop& crop : truth.crops) batch.crops.push_back(augmented_crop(crop, item.augmentation));
  batch.videos.push_back(item.video);
  batch.first_frames.push_back(static_cast<std::uint32_t>(item.first));
  if (references) {
    batch.variants.push_back(item.variant);
  } else {
    append_pixels(item, batch);
  }
  ++batch.clips;
}

void ClipLoader::Workers::append_pixels(const Item& item, Batch& batch) const {
  const auto clip = std::span(batch.pixels)
                        .subspan(static_cast<std::size_t>(batch.clips) * pixels_of_clip(), pixels_of_clip());
  const SeenSquare square(seen_by(item.augmentation, crops.stored_size(), crops.image_size()));
  for (int frame = 0; frame < options.frames; ++frame) {
    const auto pixels = clip.subspan(static_cast<std::size_t>(frame) * pixels_of_frame(), pixels_of_frame());
    const std::int64_t number =
        crops.seen_in_place(item.video, item.first + frame, item.first, options.frames);
    if (crops.has(item.video, number)) {
      square.make(crops.stored(item.video, number), pixels);
    } else {
      grey_pixels(pixels);
    }
  }
}

ClipLoader::ClipLoader(const CropStore& crops, std::vector<SampleClip> clips,
                       const AugmentationOptions& augmentation, const LoaderOptions& options)
    : workers_(std::make_unique<Workers>(crops, std::move(clips), augmentation, options)) {}

ClipLoader::~ClipLoader() = default;
ClipLoader::ClipLoader(ClipLoader&&) noexcept = default;

std::int64_t ClipLoader::batches_per_pass() const { return workers_->batches_per_pass(); }
std::optional<Batch> ClipLoader::next() { return workers_->queue->next(); }

}  // namespace solopose
