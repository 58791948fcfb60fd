#pragma once

#include <optional>
#include <vector>

#include "core/base/job.h"
#include "core/models/reliability.h"
#include "core/network/losses.h"
#include "core/runs/run_folder.h"
#include "core/training/batch_step.h"
#include "core/training/data_parallel.h"

namespace solopose {

struct Validation {
  double loss = 0;
  double mpjpe_mm = 0;            ///< root-relative, in the target's frame; NaN when there is no truth
  double mean_pose_mpjpe_mm = 0;  ///< of the training set's mean pose, on the same joints
  std::vector<WorstClip> worst;   ///< the worst first
  std::optional<Reliability> reliability;
};

/// Measures a network on the same clips each time. Only for .cpp files that may see torch.
class Validator {
 public:
  /// All must outlive it. Clips: an even choice of the validation split, the training split's where there is
  /// none. `crops`: null for samples without pictures.
  Validator(const SampleSet& samples, const CropStore* crops, const TrainingOptions& options,
            DataParallel& processes, torch::Device device);

  const std::vector<SampleClip>& clips() const { return clips_; }
  /// The network is in evaluation mode meanwhile. The processes share the work and all get the result.
  /// @throws Cancelled, Error.
  Validation measure(NetworkModuleImpl& network, FeatureStore* features, bool single_frames,
                     const JobContext& context) const;

 private:
  struct Sums;
  void add(const Batch& batch, const DecodedPoses& decoded, std::size_t first_clip, Sums& sums) const;
  std::vector<SampleClip> own_clips() const;
  int lanes() const;
  std::vector<WorstClip> worst_of(const Sums& sums) const;

  const SampleSet& samples_;
  const CropStore* crops_;
  const TrainingOptions& options_;
  DataParallel& processes_;
  torch::Device device_;
  std::vector<SampleClip> clips_;
};

}  // namespace solopose
