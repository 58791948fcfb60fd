#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace solopose {

/// A model for programs that have nothing of ours.
struct ExportModelOptions {
  std::filesystem::path model;
  std::optional<std::filesystem::path> clip_weights;  ///< CLIP's own file, for models with that encoder
  int frames = 0;                                     ///< of a clip; 0: as many as it was trained on
};

/// Writes a folder that appears whole or not at all:
///   model.onnx       ONNX, operator set 17: input "frames" (1, T, 3, size, size) or "features" (1, T,
///   numbers)
///                    float, output "answer", logits (1, T, 15, depth, height, width) or coordinates
///                    (1, T, 15, 3)
///   model.pt         the same as TorchScript, for torch.jit.load
///   model.json       the description, and what the decoding needs: joints, bones, extent, axes, mixture
///   example.npz      "input", "answer", "poses_mm", "confidences": one clip and what this program says of it
///   solopose_model.py  runs both and decodes, in 76 lines of Python and NumPy
/// @throws Error, FormatError: no model, a head with one volume for all joints (its peaks are matched to a
/// skeleton, which no few lines do), frames out of range, a folder that is not empty.
void export_model(const ExportModelOptions& options, const std::filesystem::path& folder);

}  // namespace solopose
