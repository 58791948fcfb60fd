#include "widgets/heat_maps_panel/heat_map_look.h"

namespace solopose {

TransferFunction transfer_preset(TransferPreset preset) {
  switch (preset) {
    case TransferPreset::joints:
      return {{{0, 0}, {0.1, 0}, {0.3, 0.35}, {1, 0.95}}};
    case TransferPreset::body:
      return {{{0, 0}, {0.02, 0}, {0.06, 0.06}, {0.25, 0.5}, {1, 0.95}}};
    case TransferPreset::haze:
      return {{{0, 0}, {0.002, 0.002}, {0.02, 0.03}, {0.2, 0.3}, {1, 0.9}}};
    case TransferPreset::both_signs:
      return {{{0, 0.8}, {0.45, 0.05}, {0.48, 0}, {0.52, 0}, {0.55, 0.05}, {1, 0.8}}};
  }
  return {};
}

HeatMapLook default_look() { return {transfer_preset(TransferPreset::body), ColourMap::viridis, 0, 1, true}; }

HeatMapLook difference_look() {
  return {transfer_preset(TransferPreset::both_signs), ColourMap::coolwarm, -1, 1, false};
}

}  // namespace solopose
