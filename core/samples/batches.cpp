#include "core/samples/batches.h"

#include <utility>

#include "core/samples/landmark_loader.h"

namespace solopose {

std::unique_ptr<BatchSource> batches_of(const SampleSet& samples, const CropStore* crops,
                                        std::vector<SampleClip> clips,
                                        const AugmentationOptions& augmentation,
                                        const LoaderOptions& options) {
  if (crops != nullptr) return std::make_unique<ClipLoader>(*crops, std::move(clips), augmentation, options);
  return std::make_unique<LandmarkLoader>(samples, std::move(clips), augmentation, options);
}

}  // namespace solopose
