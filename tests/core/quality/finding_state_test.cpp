// What the list of findings says and what is left out of everything computed follow from one rule: verdicts
// of several reviewers, given on frames, runs, sequences and detectors' findings at random, taken back and
// given again, never part the two.

#include "core/quality/finding_state.h"

#include <algorithm>
#include <cmath>
#include <random>

#include <gmock/gmock.h>

#include "core/project/pose_store.h"
#include "core/project/staged_import.h"
#include "tests/core/project/project_samples.h"
#include "tests/support/shared_data.h"
#include "tests/support/verdicts.h"

namespace solopose {
namespace {

using namespace solopose::testing;

constexpr std::int64_t frames = 24;
constexpr std::array detector_names = {"spike", "joint_angle", "jitter"};

class RandomReview {
 public:
  RandomReview() {
    StagedImport staged(project_, {.dataset = "Walks", .format = "table"});
    for (int i = 0; i < 3; ++i)
      staged.add(swaying_sequence("S1", "walk", std::string(1, static_cast<char>('a' + i)), frames, i));
    staged.commit(project_);
    for (const SequenceRecord& sequence : project_.catalog().sequences) sequences_.push_back(sequence.id);
  }

  /// A verdict, or one that was given goes or comes again.
  void act() {
    if (given_.empty() || below(4) > 0) {
      given_.push_back(give(project_, anything()));
      active_.push_back(true);
      return;
    }
    const auto which = static_cast<std::size_t>(below(static_cast<int>(given_.size())));
    active_[which] = !active_[which];
    project_.set_verdicts_active({&given_[which], 1}, active_[which]);
  }

  Finding finding() {
    Finding finding;
    finding.sequence = any(sequences_);
    finding.first_frame = below(frames);
    finding.last_frame = std::min(frames - 1, finding.first_frame + below(6));
    finding.detector = any(detector_names);
    return finding;
  }

  const Project& project() const { return project_; }
  std::filesystem::path folder() const { return scratch_ / "project"; }

 private:
  int below(std::int64_t end) { return static_cast<int>(random_() % static_cast<std::uint64_t>(end)); }
  template <typename Range>
  Range::value_type any(const Range& range) {
    return range[static_cast<std::size_t>(below(std::ssize(range)))];
  }

  VerdictRecord anything() {
    const bool whole = below(6) == 0;
    const std::int64_t first = whole ? 0 : below(frames);
    const std::int64_t last = whole ? frames - 1 : std::min<std::int64_t>(frames - 1, first + below(9));
    VerdictRecord verdict = verdict_on(any(sequences_), {first, last}, static_cast<Verdict>(below(3)),
                                       any(std::array{"me", "you", "she"}));
    if (!whole && below(3) > 0) verdict.detector = any(detector_names);
    return verdict;
  }

  std::mt19937_64 random_{11};
  TemporaryFolder scratch_;
  Project project_ = Project::create(scratch_ / "project");
  std::vector<SequenceId> sequences_;
  std::vector<VerdictId> given_;
  std::vector<bool> active_;
};

/// How many frames of a finding are missing where the project is used.
std::int64_t left_out(const PoseStore& store, const Catalog& used, const Finding& finding) {
  const std::int64_t count = finding.last_frame - finding.first_frame + 1;
  const SequenceRecord* record = used.sequence(finding.sequence);
  if (record == nullptr) return count;
  const std::vector<float> poses = store.poses_mm(*record, finding.first_frame, count);
  std::int64_t missing = 0;
  for (std::size_t at = 0; at < poses.size(); at += poses.size() / static_cast<std::size_t>(count))
    missing += std::isnan(poses[at]) ? 1 : 0;
  return missing;
}

bool speaks_of(const VerdictRecord& verdict, const Finding& finding) {
  return verdict.detector.empty() || verdict.detector == finding.detector;
}

TEST(FindingStates, what_the_list_says_and_what_is_left_out_never_differ) {
  RandomReview review;
  const PoseStore store(review.folder());
  std::map<FindingState, int> seen;
  for (int round = 0; round < 400; ++round) {
    review.act();
    const Catalog catalog = review.project().catalog();
    const Catalog used = in_use(catalog);
    const FindingStates states(catalog.verdicts);
    for (int look = 0; look < 20; ++look) {
      const Finding finding = review.finding();
      const FindingJudgement judged = states.of(finding);
      const std::int64_t all = finding.last_frame - finding.first_frame + 1;
      const std::int64_t out = left_out(store, used, finding);
      ++seen[judged.state];
      EXPECT_EQ(judged.by == nullptr, judged.state == FindingState::open);
      EXPECT_EQ(judged.state == FindingState::rejected, out == all) << "round " << round;
      if (judged.state == FindingState::partly_rejected) {
        EXPECT_TRUE(0 < out && out < all) << "round " << round;
      }
      if (judged.state == FindingState::accepted || judged.state == FindingState::fix_later) {
        EXPECT_EQ(out, 0) << "round " << round;
        EXPECT_TRUE(speaks_of(*judged.by, finding)) << "round " << round;
      }
    }
  }
  EXPECT_EQ(seen.size(), 5U) << "every state came up";
}

TEST(FindingStates, how_rejected_frames_begin_and_end_is_rejected_with_them) {
  const std::vector<VerdictRecord> verdicts = {
      {1, 7, 60, 89, "bone_length", Verdict::rejected, "", {}, "me", "", {}}};
  const FindingStates states(verdicts);
  Finding edge;
  edge.sequence = 7;
  edge.detector = "spike";
  edge.is_step = true;
  for (const std::int64_t first : {59, 89}) {
    edge.first_frame = first;
    edge.last_frame = first + 1;
    EXPECT_EQ(states.of(edge).state, FindingState::rejected) << first;
    EXPECT_EQ(states.of(edge).by->id, 1) << first;
  }
  for (const std::int64_t first : {58, 90}) {
    edge.first_frame = first;
    edge.last_frame = first + 1;
    EXPECT_EQ(states.of(edge).state, FindingState::open) << first << ": both of its frames are in use";
  }
  edge.first_frame = 59;
  edge.last_frame = 60;
  edge.is_step = false;
  EXPECT_EQ(states.of(edge).state, FindingState::open) << "out and back: frame 59 is off, and in use";
}

TEST(FindingStates, a_finding_is_contested_where_the_list_of_conflicts_says_so) {
  RandomReview review;
  int contested = 0;
  for (int round = 0; round < 200; ++round) {
    review.act();
    const Catalog catalog = review.project().catalog();
    const auto conflicts = verdict_conflicts(catalog);
    const FindingStates states(catalog.verdicts);
    for (int look = 0; look < 20; ++look) {
      const Finding finding = review.finding();
      const FindingJudgement judged = states.of(finding);
      const bool listed = std::ranges::any_of(conflicts, [&](const VerdictConflict& conflict) {
        return conflict.sequence == finding.sequence &&
               conflict.concerns({finding.first_frame, finding.last_frame}, finding.detector, judged);
      });
      EXPECT_EQ(states.is_contested(finding), listed) << "round " << round;
      contested += listed ? 1 : 0;
    }
    // Both sides of a conflict about the frames are verdicts that cover what is disputed.
    for (const VerdictConflict& conflict : conflicts) {
      Finding disputed;
      disputed.sequence = conflict.sequence;
      disputed.first_frame = conflict.frames.first;
      disputed.last_frame = conflict.frames.last;
      disputed.detector = conflict.detector.empty() ? detector_names[0] : conflict.detector;
      EXPECT_TRUE(states.is_contested(disputed)) << "round " << round;
      EXPECT_NE(states.of(disputed).state, FindingState::open) << "round " << round;
    }
  }
  EXPECT_GT(contested, 100);
}

}  // namespace
}  // namespace solopose
