#pragma once

#include <cstdint>
#include <optional>

#include "core/augmotion/alignment.h"
#include "core/augmotion/key_frame_analysis.h"

namespace solopose {

struct Catalog;
struct SequenceRecord;

/// Which frames of a sequence are pointed out.
struct KeyFrameMarks {
  std::optional<std::int64_t> program;  ///< the program's key frame
  std::optional<std::int64_t> person;   ///< a person's key frame

  bool operator==(const KeyFrameMarks&) const = default;
};

/// Everything there is to say about one sequence's key frame. A value; what is not known is empty.
struct KeyFrameFacts {
  std::optional<std::int64_t> key_frame;  ///< the one in force
  KeyFrameMarks marks;
  std::optional<double> tilt_deg;     ///< at the key frame
  std::optional<double> residual_mm;  ///< once aligned
  double tolerance_deg = 0;
  int views = 1;  ///< of the take that share the key frame
  bool by_person = false;
  bool forced = false;   ///< one index for every sequence
  bool aligned = false;  ///< the alignment knows this sequence

  bool upright() const { return tilt_deg && *tilt_deg <= tolerance_deg; }
};

/// `preview`: the options are newer than the stored alignment, so the program's choice is the analysis's.
KeyFrameFacts key_frame_facts(const Catalog& catalog, const SequenceRecord& sequence,
                              const AlignOptions& options, const KeyFrameAnalysis* analysis, bool preview);

}  // namespace solopose
