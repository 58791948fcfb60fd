#pragma once

#include <memory>
#include <vector>

#include "core/samples/clip_loader.h"

namespace solopose {

/// A ClipLoader where there are `crops`, a LandmarkLoader where there are none. All must outlive it.
/// @throws Error as they do.
std::unique_ptr<BatchSource> batches_of(const SampleSet& samples, const CropStore* crops,
                                        std::vector<SampleClip> clips,
                                        const AugmentationOptions& augmentation,
                                        const LoaderOptions& options);

}  // namespace solopose
