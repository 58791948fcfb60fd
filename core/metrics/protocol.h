#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/options/named_values.h"

namespace solopose {

/// What a split's one figure is the mean over; the other one stands beside it. `actions`: the mean of the
/// actions' means, each of which is over its frames and joints.
enum class Averaging : std::uint8_t { frames, actions };

constexpr auto named_values(Averaging) {
  return std::array{NamedValue{Averaging::frames, "frames"}, NamedValue{Averaging::actions, "actions"}};
}

/// Where the squares of the pictures come from that poses were predicted in. True ones are cut around the
/// true pose: they carry the root's place and depth.
enum class CropSource : std::uint8_t { unknown, exact, detected };

constexpr auto named_values(CropSource) {
  return std::array{NamedValue{CropSource::unknown, "unknown"}, NamedValue{CropSource::exact, "true"},
                    NamedValue{CropSource::detected, "detected"}};
}

/// What scores mean: it is stored with every result and printed over every table. Whichever the protocol,
/// MPJPE, MPJVE, PCK and AUC are of poses relative to their own root; N-MPJPE also after the best scale, and
/// P-MPJPE after the best similarity of each frame. The root, always right, never counts in PCK and AUC, as
/// in MPI-INF-3DHP's own evaluation (mpii_compute_3d_pck: errors below 150 mm; the mean over 0:5:150 mm).
struct Protocol {
  std::string_view name;
  std::vector<std::string_view> joints;  ///< of a pose, in the order of its rows; the first is the root
  bool root_counts = true;               ///< in the means in mm, with its error of 0
  Averaging averaging = Averaging::frames;
  std::string_view follows;        ///< whose practice it is
  bool percent_in_tables = false;  ///< PCK and AUC stand beside the figures in mm

  std::string frame = "the files' own";  ///< of reference, both poses'
  CropSource crops = CropSource::unknown;

  /// Of a pose's (joints, 3) values.
  std::int64_t row_floats() const { return 3 * static_cast<std::int64_t>(joints.size()); }
};

/// All that have a name: canonical-15, the usual one, first.
std::span<const Protocol> protocols();
/// @throws Error listing the known names.
const Protocol& protocol_named(std::string_view name);
inline const Protocol& usual_protocol() { return protocols().front(); }

/// Canonical poses (frames, 15, 3) in the protocol's rows; joints that are no canonical ones are missing.
std::vector<float> in_rows_of(const Protocol& protocol, std::span<const float> poses);

/// A line for people.
std::string text_of(const Protocol& protocol);

}  // namespace solopose
