#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/heatpose/mixture.h"
#include "core/models/options.h"
#include "core/models/reliability.h"

namespace solopose {

/// camera: crop space, see crop.h. universal: the universal frame, relative to the pelvis.
enum class TargetFrame : std::uint8_t { camera, universal };
constexpr TargetFrame other(TargetFrame frame) {
  return frame == TargetFrame::camera ? TargetFrame::universal : TargetFrame::camera;
}
constexpr auto named_values(TargetFrame) {
  return std::array{NamedValue{TargetFrame::camera, "camera"},
                    NamedValue{TargetFrame::universal, "universal"}};
}

/// What the network is asked for.
struct TargetOptions {
  TargetFrame frame = TargetFrame::camera;
  double extent_mm = 2600;  ///< full side of the heat map's cube around the pelvis, and of the crop
  MixtureOptions mixture;   ///< sigma is raised to a voxel where it is smaller

  /// @throws Error naming the number out of range.
  void require_valid() const;
  /// Keys: frame, extent_mm, mixture {sigma_mm, spacing_mm, rule "growing" or "equation_7", sides}.
  std::string to_json() const;
  /// Missing keys keep the defaults. @throws Error naming a key of wrong type or range.
  static TargetOptions from_json(std::string_view json);
};
void describe(OptionVisitor& visitor, TargetOptions& options);

inline constexpr int most_clip_frames = 4096;

/// What a trained model says of itself; everything a prediction needs beside the weights. Kept as JSON in the
/// model file's metadata.
struct ModelDescription {
  NetworkOptions network;
  TargetOptions target;
  int clip_frames = 8;  ///< T the temporal part was trained on
  std::vector<float>
      mean_pose_mm;  ///< (15, 3) of the training set, root-relative, in the camera's or the universal frame
  double shoulder_width_mm = 0;  ///< Ms, Msp and preset of the alignment the universal targets were made with
  double torso_length_mm = 0;
  std::string frame_preset;
  std::string run;               ///< name of the run it came from
  std::string data_fingerprint;  ///< of the clips it was trained on
  std::string clip_weights;      ///< fingerprint of the CLIP weights file; empty with the small encoder
  std::int64_t step = 0;
  double validation_mpjpe_mm = 0;
  std::optional<Reliability> reliability;  ///< of its confidences, on validation data; older models have none

  std::string to_json() const;
  /// @throws Error naming the key.
  static ModelDescription from_json(std::string_view json);
};
void describe(OptionVisitor& visitor, ModelDescription& model);

/// Read a model file's description only. @throws Error, FormatError.
ModelDescription read_model_description(const std::filesystem::path& file);
/// A model file's description only, atomically: the weights stay. @throws Error, FormatError.
void write_model_description(const std::filesystem::path& file, const ModelDescription& description);

}  // namespace solopose
