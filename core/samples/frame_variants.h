#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/samples/augmentation.h"
#include "core/samples/crop_store.h"

namespace solopose {

// What a frozen encoder sees of a video: variant 0 is the plain crop, 1 its mirror image (when flips are on),
// the others are mirrored or not, moved, scaled and coloured in ways that follow from options, video and
// variant alone, so that features computed once serve every epoch and every run. Occluding shapes are left to
// training that encodes anew. A feature store keeps a row of an encoder's FeatureCache per video and variant
// under variant_key(), filled from variant_pixels(); a ClipLoader with
// BatchContent::references says which video, frames and variant each clip of a batch is, with the targets
// that belong to it.

/// Plain one included.
int variant_count(const AugmentationOptions& options);

/// @throws Error when there is no such variant.
Augmentation variant_augmentation(const CropStore& crops, const AugmentationOptions& options,
                                  std::uint32_t video, int variant);

/// Names the pixels of a video's variant; those of variant 0 whatever the options are.
std::string variant_key(const CropStore& crops, const AugmentationOptions& options, std::uint32_t video,
                        int variant);

/// (3, image_size, image_size), clip_mean and clip_std taken out. A frame that is missing in the store is
/// mid-grey. Safe from several threads.
std::vector<float> variant_pixels(const CropStore& crops, const AugmentationOptions& options,
                                  std::uint32_t video, std::int64_t frame, int variant);

}  // namespace solopose
