#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/job.h"
#include "core/models/options.h"

namespace solopose {

/// The activation that a file of CLIP weights was trained with, and who says so.
struct StatedActivation {
  ClipActivation activation = ClipActivation::unstated;
  std::string source;  ///< "OpenAI, whose ViT-B/32 it is"
};

/// Which of OpenAI's published vision transformers has this SHA-256: "ViT-B/32"; empty: none has.
std::string_view openai_clip_of(std::string_view sha256);

/// What is known of a file: it is one of OpenAI's own, or a file beside it says it: open_clip_config.json
/// (model_cfg.quick_gelu, false where it is missing, as open_clip has it) or Hugging Face's config.json
/// (hidden_act of the vision transformer, quick_gelu where a CLIP's is missing, as transformers has it).
/// Nothing: nobody says.
/// @throws Error when the file is not there, or two say different things; FormatError when a file beside it
/// is damaged or names an activation that there is not here; Cancelled.
std::optional<StatedActivation> stated_activation(const std::filesystem::path& weights,
                                                  const JobContext& context = {});

/// The activation that the weights are to be used with: the one asked for, or the stated one.
/// @throws Error as above, when nobody says and nobody asks, and when one is asked for and another one is
/// stated.
ClipActivation settled_activation(const std::filesystem::path& weights, ClipActivation asked,
                                  const JobContext& context = {});

}  // namespace solopose
