#pragma once

#include <optional>

#include <torch/torch.h>

#include "core/heatpose/volume_file.h"
#include "core/models/model_description.h"
#include "core/skeleton/canonical.h"

namespace solopose {

/// One frame's answer as a volume to look at: softmax of the logits, of one joint or summed over all volumes,
/// divided by its maximum; its axes are the target space's x, y and z (see target_space.h), its middle is the
/// pelvis. logits: (15 or 1, depth, height, width). Only for .cpp files that may see torch.
/// @throws Error: a regression head's coordinates, one joint of a volume that holds all.
Volume volume_of_logits(const torch::Tensor& logits, const ModelDescription& model,
                        std::optional<Joint> joint);

}  // namespace solopose
