#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/augmotion/key_frame.h"
#include "core/augmotion/universal_frame.h"
#include "core/base/job.h"
#include "core/project/ids.h"

namespace solopose {

struct AlignmentRecord;
struct Catalog;
class Project;

/// per_take: one key frame for all synchronised views of a take (dataset/subject/take). It is chosen on the
/// view with the most usable frames, equal ones by name; an annotator's override of one view holds for all
/// views that have none of their own.
enum class KeyFrameMode : std::uint8_t { per_video, per_take };

constexpr auto named_values(KeyFrameMode) {
  return std::array{NamedValue{KeyFrameMode::per_video, "video"}, NamedValue{KeyFrameMode::per_take, "take"}};
}

struct AlignOptions {
  KeyFrameOptions key_frame = {};
  KeyFrameMode mode = KeyFrameMode::per_video;
  std::optional<std::int64_t> forced_key_frame = {};  ///< one index for every sequence; wins over overrides
  FramePreset preset = FramePreset::paper;
  FrameRatio ratio = FrameRatio::measured;
  bool with_scale = false;
  bool with_independent = false;  ///< independent test subjects count in Ms and Msp, too
  bool with_rejected = false;     ///< frames that people reject count as all others

  std::string to_json() const;
  /// Missing keys keep their defaults. @throws Error naming a key of wrong type or range.
  static AlignOptions from_json(std::string_view json);
};
void describe(OptionVisitor& visitor, AlignOptions& options);

/// Align every sequence in use: measure Ms and Msp, choose key frames (annotators' overrides win), Kabsch,
/// dispersion; store the result and return it. Streams: one track per core in memory.
///
/// Rejected frames count as missing, and sequences rejected whole are left out; how many is noted in the log.
///
/// Independent test subjects are aligned, but left out of Ms and Msp unless the options take them in or there
/// is nobody else. Lengths that no person, or not this one, can have are left out everywhere, and noted in
/// the log with their sequence and count; so are joints further from their pose than a person reaches, in the
/// dispersion.
///
/// A key frame that lacks a reference joint or has it where it cannot be is of no use: an override or a
/// take's key frame then gives way to the sequence's own choice; with a forced key frame, or without any
/// usable frame, the sequence stays unaligned (key frame -1). Each is noted in the log with its reason. Takes
/// of which fewer than two views are aligned, or whose views share no joint, have no dispersion. Before is in
/// the world; where its views have no extrinsics it is 0 and means nothing: see why_not_comparable.
/// Key frames that somebody chooses meanwhile are in it.
/// @throws Error (nothing to measure, nothing aligned), Cancelled; the stored alignment is then as before.
AlignmentRecord align(Project& project, const AlignOptions& options, const JobContext& context);

/// Same, but Ms, Msp and the reference points stay as the stored alignment has them (and with them its frame,
/// ratio, scaling, use of rejected frames and data revision), and only `sequences` (and the synchronised
/// views of their takes) are chosen and moved anew. For an override or an undo.
/// @throws Error without a stored alignment or for an unknown sequence.
AlignmentRecord realign(Project& project, const AlignOptions& options, std::span<const SequenceId> sequences,
                        const JobContext& context);

// The same in two steps, for who computes beside people at work: what they would store of `catalog`, with
// nothing written, and its storing in one transaction. `at_start` is that catalog: key frames that were
// chosen otherwise since are put in. @throws as above.

AlignmentRecord compute_alignment(const Project& project, const Catalog& catalog, const AlignOptions& options,
                                  const JobContext& context);
AlignmentRecord compute_realignment(const Project& project, const Catalog& catalog,
                                    const AlignOptions& options, std::span<const SequenceId> sequences,
                                    const JobContext& context);
AlignmentRecord store_alignment(Project& project, const AlignmentRecord& computed, const Catalog& at_start,
                                const JobContext& context);

}  // namespace solopose
