#pragma once

#include "render/heat_map/heat_map_style.h"

namespace solopose {

/// How values become colour and opacity, kept apart for heat maps and for differences.
struct HeatMapLook {
  TransferFunction transfer;
  ColourMap colours = ColourMap::viridis;
  double range_low = 0;
  double range_high = 1;
  bool log_values = false;   ///< the axis of the editor
  bool log_colours = false;  ///< the colours themselves

  /// A range that begins below 0 has no logarithm.
  bool may_be_logarithmic() const { return range_low >= 0; }
};

/// Ready-made transfer functions. joints: peaks only; body: limbs as well; haze: the whole mixture;
/// both_signs: for differences, clear in the middle.
enum class TransferPreset : std::uint8_t { joints, body, haze, both_signs };
inline constexpr int transfer_preset_count = 4;
TransferFunction transfer_preset(TransferPreset preset);

HeatMapLook default_look();
HeatMapLook difference_look();

}  // namespace solopose
