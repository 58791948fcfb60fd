#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/augmotion/key_frame.h"
#include "core/augmotion/universal_frame.h"
#include "core/base/job.h"
#include "core/project/project.h"

namespace solopose {

enum class KeyFrameMode : std::uint8_t { per_video, per_take };

struct AlignOptions {
  KeyFrameOptions key_frame;
  KeyFrameMode mode = KeyFrameMode::per_video;
  std::optional<std::int64_t> forced_key_frame;  ///< one index for every sequence; wins over overrides
  FramePreset preset = FramePreset::paper;
  FrameRatio ratio = FrameRatio::measured;
  bool with_scale = false;

  std::string to_json() const;
  /// Missing keys keep their defaults. @throws Error naming a key of wrong type or range.
  static AlignOptions from_json(std::string_view json);
};

/// Align every sequence: measure Ms and Msp, choose key frames (annotators' overrides win), Kabsch, dispersion; store the result and
/// return it. Streams: one track per core in memory. @throws Error, Cancelled; the stored alignment is then as before.
AlignmentRecord align(Project& project, const AlignOptions& options, const JobContext& context);

/// Same, but Ms, Msp and the reference points stay as the stored alignment has them, and only `sequences` (and the synchronised views
/// of their takes) are chosen and moved anew. For an override or an undo. @throws Error without a stored alignment.
AlignmentRecord realign(Project& project, const AlignOptions& options, std::span<const SequenceId> sequences,
                        const JobContext& context);

}  // namespace solopose
