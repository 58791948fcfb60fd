#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/base/job.h"
#include "core/project/ids.h"
#include "core/skeleton/canonical.h"

namespace solopose {

struct Catalog;
class PoseStore;
struct SequenceRecord;

/// Per joint, mm: how far a model is from a dataset's poses in nine frames of ten, so that the faults of a
/// tenth do not move it. NaN where too few frames say, and for the pelvis, from which the others are
/// measured.
using UsualErrors = std::array<float, joint_count>;

/// By dataset and the model's fingerprint.
using UsualErrorsOfModels = std::map<std::pair<DatasetId, std::string>, UsualErrors>;

/// What one model says of one video of a track, held against the track's poses.
struct ModelErrors {
  std::string model;                   ///< for people: its run, or the first digits of its fingerprint
  std::vector<float> joint_mm;         ///< (frames, 15) relative to the pelvis; NaN = the model does not say
  const UsualErrors* usual = nullptr;  ///< of this model on this dataset
};

/// From the predictions that the project keeps of its sequences' videos; those whose directions cannot be
/// compared are none: of a model of the camera's frame without a calibrated camera, of a universal model
/// without an alignment. Files that cannot be read are noted. @throws Error naming a pose file, Cancelled.
UsualErrorsOfModels usual_model_errors(const PoseStore& store, const Catalog& catalog,
                                       const std::filesystem::path& project_folder,
                                       const JobContext& context);

/// Of models of which is known what is usual. `poses_mm` (frames, 15, 3): the track's from `first_frame` on.
/// Videos whose rate varies are taken to be steady.
std::vector<ModelErrors> model_errors(const SequenceRecord& track, std::span<const float> poses_mm,
                                      std::int64_t first_frame, const Catalog& catalog,
                                      const std::filesystem::path& project_folder,
                                      const UsualErrorsOfModels& usual);

}  // namespace solopose
