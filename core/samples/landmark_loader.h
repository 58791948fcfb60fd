#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/runs/options.h"
#include "core/samples/batch_source.h"
#include "core/samples/loader_options.h"
#include "core/samples/sample_set.h"

namespace solopose {

/// Motion as a landmark network would see it: each clip is played at a film's rate, done by somebody of
/// another build, filmed by a camera put up anywhere, and seen with the network's errors (body_changes.h,
/// simulated_view.h, landmark_errors.h), all drawn anew. A batch has features, targets and the crops of the
/// camera turned to the pelvis, whose pixels are those of a plane at depth 1. In a fixed order that follows
/// from seed and number alone, as a ClipLoader's.
///
/// Without augmentation bodies have their own bones in a usual size, and rate and side stay; cameras and
/// errors are drawn all the same: there is nothing to see without them.
class LandmarkLoader final : public BatchSource {
 public:
  /// `tracks`, a SampleKind::tracks, must outlive the loader. @throws Error naming the option out of range,
  /// or when there are no clips.
  LandmarkLoader(const SampleSet& tracks, std::vector<SampleClip> clips,
                 const AugmentationOptions& augmentation, const LoaderOptions& options);
  ~LandmarkLoader() override;

  std::optional<Batch> next() override;

 private:
  struct Workers;
  std::unique_ptr<Workers> workers_;
};

}  // namespace solopose
