#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "core/runs/options.h"
#include "core/samples/batch_source.h"
#include "core/samples/crop_store.h"
#include "core/samples/loader_options.h"
#include "core/samples/sample_set.h"

namespace solopose {

/// Batches in a fixed order that follows from seed and number alone, prepared ahead on threads of its own
/// (BatchQueue).
class ClipLoader final : public BatchSource {
 public:
  /// `crops`, which gets what it lacks, and its samples must outlive the loader. @throws Error naming the
  /// option out of range, or when there are no clips.
  ClipLoader(const CropStore& crops, std::vector<SampleClip> clips, const AugmentationOptions& augmentation,
             const LoaderOptions& options);
  ~ClipLoader() override;
  ClipLoader(ClipLoader&&) noexcept;

  /// Batches that a pass over all clips takes.
  std::int64_t batches_per_pass() const;
  /// The next one; none at the end when not shuffled. Rethrows what went wrong on the threads.
  std::optional<Batch> next() override;

 private:
  struct Workers;
  std::unique_ptr<Workers> workers_;
};

}  // namespace solopose
