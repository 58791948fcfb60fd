// What one more verdict costs where many were given: milliseconds until it is on disk and the new catalog is
// there, among a thousand verdicts, ten thousand and a hundred thousand.
//   build/bin/verdict_cost [SEQUENCES]

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "core/project/catalog.h"
#include "core/project/staged_import.h"
#include "tests/core/project/project_samples.h"
#include "tests/support/shared_data.h"
#include "tests/support/verdicts.h"

namespace {

using namespace solopose;
using namespace solopose::testing;

constexpr std::int64_t frames = 1000;
constexpr int rounds = 15;

std::vector<SequenceId> fill(Project& project, int sequences) {
  StagedImport staged(project, {.dataset = "Many", .format = "table"});
  for (int i = 0; i < sequences; ++i)
    staged.add(swaying_sequence("S1", "take" + std::to_string(i), "a", frames, i));
  staged.commit(project);
  std::vector<SequenceId> ids;
  for (const SequenceRecord& sequence : project.catalog().sequences) ids.push_back(sequence.id);
  return ids;
}

VerdictRecord nth_verdict(const std::vector<SequenceId>& sequences, std::size_t n) {
  const auto first = static_cast<std::int64_t>(n * 7919 % (frames - 10));
  VerdictRecord verdict = verdict_on(sequences[n % sequences.size()], {first, first + 3},
                                     static_cast<Verdict>(n % 3), n % 2 == 0 ? "me" : "you");
  verdict.detector = n % 5 == 0 ? "" : n % 5 < 3 ? "spike" : "joint_angle";
  verdict.note = "left knee";
  return verdict;
}

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// The middle of several rounds.
double milliseconds_for_one_more(Project& project, const std::vector<SequenceId>& sequences,
                                 std::size_t given) {
  std::vector<double> times;
  static_cast<void>(project.catalog());
  for (std::size_t round = 0; round < rounds; ++round) {
    const auto start = std::chrono::steady_clock::now();
    give(project, nth_verdict(sequences, given + round));
    const Catalog after = project.catalog();
    times.push_back(1e3 * seconds_since(start));
    if (after.verdicts.size() != given + round + 1) std::abort();
  }
  std::ranges::nth_element(times, times.begin() + rounds / 2);
  return times[rounds / 2];
}

}  // namespace

int main(int argc, char** argv) {
  const int sequences = argc > 1 ? std::atoi(argv[1]) : 500;
  double least = 0;
  for (const std::size_t count : {1'000U, 10'000U, 111'000U}) {
    const TemporaryFolder scratch;
    Project project = Project::create(scratch / "project");
    const std::vector<SequenceId> ids = fill(project, sequences);
    std::vector<VerdictRecord> verdicts;
    for (std::size_t n = 0; n < count; ++n) verdicts.push_back(nth_verdict(ids, n));
    project.add_verdicts(verdicts);
    const double ms = milliseconds_for_one_more(project, ids, count);
    if (least == 0) least = ms;
    std::printf("%6zu verdicts, %d sequences: %7.2f ms for one more, %.1f times the first\n", count,
                sequences, ms, ms / least);
  }
}
