#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/frame_run.h"
#include "core/options/named_values.h"
#include "core/project/ids.h"
#include "core/skeleton/joint_mask.h"

namespace solopose {

/// exchange_sides: left and right joints change places. values: positions take the place of those that are
/// there.
enum class RepairKind : std::uint8_t { exchange_sides, values };

/// As the database has them.
constexpr auto named_values(RepairKind) {
  return std::array{NamedValue{RepairKind::exchange_sides, "exchange_sides"},
                    NamedValue{RepairKind::values, "values"}};
}

/// What a person asked for.
enum class RepairMethod : std::uint8_t { swap_sides, interpolate, blank, copy_previous, smooth, move_joint };

/// As the database and the command line have them.
constexpr auto named_values(RepairMethod) {
  return std::array{NamedValue{RepairMethod::swap_sides, "swap-sides"},
                    NamedValue{RepairMethod::interpolate, "interpolate"},
                    NamedValue{RepairMethod::blank, "blank"},
                    NamedValue{RepairMethod::copy_previous, "copy-previous"},
                    NamedValue{RepairMethod::smooth, "smooth"},
                    NamedValue{RepairMethod::move_joint, "move-joint"}};
}

/// A change to a track's canonical poses, kept beside the source and never in it: the file's own joints stay
/// as they were read. Repairs act one after the other, oldest first.
struct Repair {
  RepairId id = 0;  ///< given by the project
  SequenceId sequence = 0;
  RepairKind kind = RepairKind::exchange_sides;
  JointMask joints;  ///< that change; of an exchange always both of a pair
  std::int64_t first_frame = 0;
  std::int64_t last_frame = 0;  ///< inclusive
  /// Of `values` only: (frames, joints of the mask in canonical order, 3) mm in the track's frame; NaN = the
  /// joint is missing there.
  std::vector<float> positions_mm;
  std::optional<RepairMethod> method;  ///< by which it came about; unknown of repairs by older studios
  std::string reviewer;                ///< never empty
  std::string at;                      ///< UTC, given by the project

  FrameRun frames() const { return {first_frame, last_frame}; }
};

/// All that it does is to take its joints away.
bool blanks(const Repair& repair);

/// All fields; NaN equals NaN.
bool operator==(const Repair& a, const Repair& b);

/// As a catalog's records share them.
using RepairPtr = std::shared_ptr<const Repair>;

/// Both of each pair of which `joints` has one, without joints of the middle; of no joints: all pairs.
JointMask joint_pairs(const JointMask& joints);

/// @throws Error naming the field that cannot be: frames outside of 0 … frames - 1, no joints, half a pair,
/// another number of positions, no reviewer.
void require_valid(const Repair& repair, std::int64_t frames);

/// Repair poses (count, 15, 3) of the frames from `first` on.
void apply(const Repair& repair, std::int64_t first, std::span<float> poses_mm);

/// Frames that any of them touches: ascending, apart from each other.
std::vector<FrameRun> repaired_frames(std::span<const RepairPtr> repairs);

}  // namespace solopose
