#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>

#include "core/skeleton/canonical.h"

namespace solopose {

/// How far a model's joints were off where it was measured on real film: what to expect of it elsewhere.
struct ModelCard {
  std::string model;                                 ///< fingerprint of its file
  std::string measured_on;                           ///< film and number of frames, as its publishers call it
  std::array<float, joint_count> joint_errors_mm{};  ///< relative to the pelvis, mean; NaN = not measured

  float mean_error_mm() const;  ///< of the joints that were measured, the pelvis among them
};

/// card.json: {"model", "measured_on", "joint_errors_mm": {"neck": 80.5, …}}. @throws Error, FormatError.
ModelCard read_model_card(const std::filesystem::path& file);

/// Of the model for real video that comes with the studio, where this is it. None for others, and where the
/// card is missing, damaged or about another model.
std::optional<ModelCard> card_of_model(const std::string& fingerprint);

}  // namespace solopose
