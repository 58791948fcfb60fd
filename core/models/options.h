#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/options/option_visitor.h"

namespace solopose {

/// clip: CLIP's vision transformer, frozen, weights from a file. small: convolutions trained from scratch.
/// landmarks: no picture, but what a landmark network has made of it (landmark_features.h).
enum class EncoderKind : std::uint8_t { clip, small, landmarks };
/// regression: coordinates directly, the ablation of the paper's table 2 (mean squared error).
enum class HeadKind : std::uint8_t { heat_map, regression };
/// Of a CLIP vision transformer's blocks. quick_gelu: x sigmoid(1.702 x), OpenAI's. gelu: the exact one, that
/// of most weights of open_clip. Weights do not show which they were trained with, and the other one costs
/// accuracy without a word: unstated is what nobody has said yet, and no network is made of it.
enum class ClipActivation : std::uint8_t { unstated, quick_gelu, gelu };

constexpr auto named_values(EncoderKind) {
  return std::array{NamedValue{EncoderKind::small, "small"}, NamedValue{EncoderKind::clip, "clip"},
                    NamedValue{EncoderKind::landmarks, "landmarks"}};
}
constexpr auto named_values(HeadKind) {
  return std::array{NamedValue{HeadKind::heat_map, "heat_map"},
                    NamedValue{HeadKind::regression, "regression"}};
}
constexpr auto named_values(ClipActivation) {
  return std::array{NamedValue{ClipActivation::unstated, "unstated"},
                    NamedValue{ClipActivation::quick_gelu, "quick_gelu"},
                    NamedValue{ClipActivation::gelu, "gelu"}};
}

/// What the network may run on.
inline std::vector<std::string_view> device_names() { return {"cpu", "cuda"}; }

/// The size of a CLIP vision transformer; the defaults are ViT-B/32. A frame becomes grid() x grid() patch
/// tokens and one class token of `width` numbers each.
struct ClipSize {
  int image_size = 224;  ///< pixels, a multiple of `patch`
  int patch = 32;        ///< pixels
  int width = 768;       ///< a multiple of `heads`
  int layers = 12;
  int heads = 12;
  int mlp_width = 3072;
  ClipActivation activation = ClipActivation::unstated;

  int grid() const { return image_size / patch; }
  int tokens() const { return grid() * grid() + 1; }
  /// @throws Error naming the number out of range, or two that do not fit each other.
  void require_valid() const;
};

/// The small encoder: three 3x3 convolutions of stride 2, each followed by its count of residual blocks.
/// A frame of image_size pixels becomes channels[2] numbers at each of (image_size / 8)^2 places.
struct SmallSize {
  int image_size = 64;  ///< pixels, a multiple of 8
  std::vector<int> channels = {16, 32, 64};
  std::vector<int> blocks = {0, 1, 2};
};

/// Swin blocks over windows in (time, height, width), every second one shifted by half a window. Between two
/// stages, 2x2 tokens merge into one of twice the width; time is never merged.
struct TemporalSize {
  std::vector<int> depths = {2};        ///< blocks of each stage
  std::vector<int> heads = {4};         ///< of each stage
  int width = 64;                       ///< of the first stage; a multiple of its heads
  double mlp_ratio = 2;                 ///< hidden width of a block's MLP over its width
  std::vector<int> window = {8, 4, 4};  ///< time, height, width, in tokens
  int pool = 2;                         ///< pool x pool places of the encoder are averaged to one token
  /// The transformer's change of its tokens is added to the encoder's features, and is zero before training,
  /// so that it can be trained after encoder and head. One stage, and the encoder's width. Otherwise its
  /// tokens replace them.
  bool residual = true;

  std::size_t stages() const { return depths.size(); }
};

/// Three convolutions to a heat map of every frame, or one linear layer to coordinates.
struct HeadSize {
  HeadKind kind = HeadKind::heat_map;
  int voxels = 16;           ///< of each side of the volume
  bool per_joint = true;     ///< a volume per joint; false: one for all
  int first_channels = 128;  ///< out of the first convolution, before its pixels are shuffled
  int middle_channels = 32;  ///< out of the second one, after its pixels are shuffled
};

/// Everything that shapes the network. Two networks of equal options can exchange their weights.
struct NetworkOptions {
  EncoderKind encoder = EncoderKind::small;
  ClipSize clip = {};
  SmallSize small = {};
  TemporalSize temporal = {};
  HeadSize head = {};

  /// Minutes on two cores: 64x64 frames, small encoder, 16^3 voxels a joint.
  static NetworkOptions tiny();
  /// The paper's: ViT-B/32, depths 4, 4, 8, 4, heads 3, 6, 12, 24, width 192, 64^3 voxels a joint.
  static NetworkOptions base();
  /// Minutes on two cores, without pictures: landmarks, a place a frame, 16^3 voxels a joint.
  static NetworkOptions landmarks();
  static std::span<const Preset<NetworkOptions>> presets();
  /// Encoder, CLIP's activation, kind of head and volumes aside.
  bool same_size(const NetworkOptions& other) const;

  bool sees_pictures() const { return encoder != EncoderKind::landmarks; }
  int image_size() const;        ///< pixels of a frame's side; 0 without pictures
  int feature_channels() const;  ///< of the encoder
  int feature_grid() const;      ///< places of a frame's side that the encoder gives features of
  int token_grid() const;        ///< tokens of a frame's side in the temporal transformer's first stage
  int head_grid() const;         ///< places of a frame's side that the head gets
  int head_channels() const;     ///< numbers at each of them
  /// How far the head's first and second convolution unfold each place: their product is voxels over
  /// head_grid().
  std::array<int, 2> head_unfold() const;

  /// @throws Error naming the first number out of range, or two that do not fit each other.
  void require_valid() const;
  /// Of a file of before there was a choice of CLIP's activation: it ran with QuickGELU.
  void complete_older_file();

  std::string to_json() const;
  /// Missing keys keep the defaults (those of `tiny`); "preset" starts from another. @throws Error naming a
  /// key of wrong type or range.
  static NetworkOptions from_json(std::string_view json);
};

void describe(OptionVisitor& visitor, ClipSize& size);
void describe(OptionVisitor& visitor, SmallSize& size);
void describe(OptionVisitor& visitor, TemporalSize& size);
void describe(OptionVisitor& visitor, HeadSize& size);
void describe(OptionVisitor& visitor, NetworkOptions& options);

}  // namespace solopose
