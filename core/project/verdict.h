#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/frame_run.h"
#include "core/options/named_values.h"
#include "core/project/ids.h"

namespace solopose {

/// What a person says of frames that were doubted. Rejected frames count as missing in whatever is computed.
enum class Verdict : std::uint8_t { accepted, fix_later, rejected };  // from light to grave

/// As the database and JSON have them.
constexpr auto named_values(Verdict) {
  return std::array{NamedValue{Verdict::accepted, "accepted"}, NamedValue{Verdict::fix_later, "fix_later"},
                    NamedValue{Verdict::rejected, "rejected"}};
}

struct VerdictRecord {
  VerdictId id = 0;  ///< given by the project
  SequenceId sequence = 0;
  std::int64_t first_frame = 0;
  std::int64_t last_frame = 0;  ///< inclusive; a whole sequence is 0 … frames - 1
  std::string detector;         ///< whose finding was judged; empty: the frames themselves
  Verdict verdict = Verdict::accepted;
  std::string note;
  std::vector<std::string> tags;  ///< the project sorts them, no two alike
  std::string reviewer;           ///< never empty
  std::string at;  ///< UTC, "2024-05-01T12:00:00.000Z", given by the project: never before an earlier one's
  /// Verdicts of a conflict (see verdict_rule.h) that this one was given over; given by the project.
  std::vector<VerdictId> settles;

  FrameRun frames() const { return {first_frame, last_frame}; }
  bool operator==(const VerdictRecord&) const = default;
};

}  // namespace solopose
