#include "core/samples/frame_variants.h"

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/base/fingerprint.h"
#include "core/samples/seen_square.h"

namespace solopose {

int variant_count(const AugmentationOptions& options) {
  return 1 + (options.flip ? 1 : 0) + options.cached_variants;
}

Augmentation variant_augmentation(const CropStore& crops, const AugmentationOptions& options,
                                  std::uint32_t video, int variant) {
  if (variant < 0 || variant >= variant_count(options))
    throw Error(
        fmt::format("variant: expected one from 0 to {}, found {}", variant_count(options) - 1, variant));
  Augmentation augmentation;
  if (variant == 0) return augmentation;
  if (variant == 1 && options.flip) {
    augmentation.flip = true;
    return augmentation;
  }
  const SampleSet& samples = crops.samples();
  SeededRandom random(
      seeded_hash(samples.videos().at(video).stored_name, static_cast<std::uint64_t>(variant)));
  AugmentationOptions bare = options;
  bare.occlude = 0;
  return drawn_augmentation(bare, samples.target().frame, random);
}

std::string variant_key(const CropStore& crops, const AugmentationOptions& options, std::uint32_t video,
                        int variant) {
  const Augmentation a = variant_augmentation(crops, options, video, variant);
  Fingerprint print;
  print.add(a.shift.x()).add(a.shift.y()).add(a.scale).add(a.rotate_rad).add(a.flip);
  print.add(std::span<const float>(a.gain)).add(std::span<const float>(a.offset)).add(crops.image_size());
  return fmt::format("{}, seen as {}", crops.key(video), print.digits());
}

std::vector<float> variant_pixels(const CropStore& crops, const AugmentationOptions& options,
                                  std::uint32_t video, std::int64_t frame, int variant) {
  const Augmentation augmentation = variant_augmentation(crops, options, video, variant);
  std::vector<float> pixels(3 * static_cast<std::size_t>(crops.image_size()) *
                            static_cast<std::size_t>(crops.image_size()));
  if (crops.has(video, frame)) {
    const SeenSquare square(seen_by(augmentation, crops.stored_size(), crops.image_size()));
    square.make(crops.stored(video, frame), pixels);
  } else {
    grey_pixels(pixels);
  }
  return pixels;
}

}  // namespace solopose
