#include "core/project/verdict_rule.h"

#include <map>
#include <random>

#include <gmock/gmock.h>

namespace solopose {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Verdicts one after the other, each newer than those before it.
struct Said {
  std::vector<VerdictRecord> verdicts;

  VerdictId add(const std::string& reviewer, std::int64_t first, std::int64_t last, Verdict verdict,
                const std::string& detector = "", std::vector<VerdictId> settles = {}) {
    const auto id = static_cast<VerdictId>(verdicts.size()) + 1;
    verdicts.push_back({id, 1, first, last, detector, verdict, "", {}, reviewer, "", std::move(settles)});
    return id;
  }

  std::vector<const VerdictRecord*> pointers() const {
    std::vector<const VerdictRecord*> all;
    for (const VerdictRecord& verdict : verdicts) all.push_back(&verdict);
    return all;
  }
  std::vector<JudgedRun> runs() const { return SequenceVerdicts(pointers()).judged_runs(); }
  FindingJudgement of(std::int64_t first, std::int64_t last, const std::string& detector) const {
    return SequenceVerdicts(pointers()).of({first, last}, detector);
  }
  FindingState state_of(std::int64_t first, std::int64_t last, const std::string& detector) const {
    return of(first, last, detector).state;
  }
  std::vector<VerdictConflict> conflicts() const { return verdict_conflicts(pointers()); }
};

VerdictConflict conflict(std::int64_t first, std::int64_t last, VerdictId older, VerdictId newer,
                         const std::string& detector = "") {
  return {1, {first, last}, older, newer, detector};
}

TEST(JudgedRuns, of_nothing_are_none) { EXPECT_THAT(Said().runs(), IsEmpty()); }

TEST(JudgedRuns, a_verdict_on_frames_answers_every_older_one_where_it_lies) {
  Said said;
  said.add("a", 0, 99, Verdict::rejected);
  said.add("a", 40, 49, Verdict::fix_later, "speed");
  said.add("b", 30, 59, Verdict::accepted);
  EXPECT_THAT(said.runs(),
              ElementsAre(JudgedRun{{0, 29}, Verdict::rejected}, JudgedRun{{30, 59}, Verdict::accepted},
                          JudgedRun{{60, 99}, Verdict::rejected}));
}

TEST(JudgedRuns, accepting_one_detectors_finding_leaves_what_another_found_rejected) {
  Said said;
  said.add("a", 10, 20, Verdict::rejected, "speed");
  said.add("a", 18, 40, Verdict::accepted, "foot_sliding");
  EXPECT_THAT(said.runs(),
              ElementsAre(JudgedRun{{10, 20}, Verdict::rejected}, JudgedRun{{21, 40}, Verdict::accepted}));
  said.add("a", 10, 20, Verdict::accepted, "speed");
  EXPECT_THAT(said.runs(), ElementsAre(JudgedRun{{10, 40}, Verdict::accepted}));
}

TEST(JudgedRuns, are_what_a_look_at_every_frame_says) {
  std::mt19937 random(7);
  const auto below = [&](int end) { return static_cast<int>(random() % static_cast<unsigned>(end)); };
  for (int trial = 0; trial < 300; ++trial) {
    Said said;
    const int count = 1 + below(12);
    for (int i = 0; i < count; ++i) {
      const int first = below(30);
      const std::string detector = std::array{"", "speed", "angle"}[static_cast<std::size_t>(below(3))];
      said.add("a", first, first + below(30 - first), static_cast<Verdict>(below(3)), detector);
    }
    std::map<std::int64_t, Verdict> expected;
    for (int frame = 0; frame < 30; ++frame) {
      std::map<std::string, Verdict> standing;
      for (const VerdictRecord& verdict : said.verdicts) {
        if (frame < verdict.first_frame || frame > verdict.last_frame) continue;
        if (verdict.detector.empty()) standing.clear();
        standing[verdict.detector] = verdict.verdict;
      }
      for (const auto& [detector, verdict] : standing) {
        const auto known = expected.try_emplace(frame, verdict).first;
        known->second = std::max(known->second, verdict);
      }
    }
    std::map<std::int64_t, Verdict> found;
    const JudgedRun* before = nullptr;
    const std::vector<JudgedRun> runs = said.runs();
    for (const JudgedRun& run : runs) {
      if (before != nullptr) {
        EXPECT_LT(before->frames.last, run.frames.first);
        EXPECT_TRUE(before->frames.last + 1 < run.frames.first || before->verdict != run.verdict);
      }
      before = &run;
      for (std::int64_t frame = run.frames.first; frame <= run.frames.last; ++frame)
        found[frame] = run.verdict;
    }
    ASSERT_EQ(found, expected) << "trial " << trial;
  }
}

TEST(FindingJudgement, holds_while_a_threshold_moves_the_ends_of_its_run) {
  Said said;
  said.add("a", 10, 20, Verdict::accepted, "speed");
  EXPECT_EQ(said.state_of(8, 22, "speed"), FindingState::accepted);
  EXPECT_EQ(said.state_of(12, 13, "speed"), FindingState::accepted);
  EXPECT_EQ(said.state_of(21, 22, "speed"), FindingState::open);
  EXPECT_EQ(said.state_of(12, 13, "angle"), FindingState::open);
}

TEST(FindingJudgement, of_a_rejected_run_that_grew_says_that_a_part_of_it_is_still_in_use) {
  Said said;
  said.add("a", 10, 20, Verdict::rejected, "speed");
  EXPECT_EQ(said.state_of(10, 20, "speed"), FindingState::rejected);
  EXPECT_EQ(said.state_of(8, 20, "speed"), FindingState::partly_rejected);
}

TEST(FindingJudgement, is_rejected_by_the_verdict_on_itself_also_where_a_newer_one_rejects_the_frames) {
  Said said;
  const VerdictId rejection = said.add("a", 12, 14, Verdict::rejected, "angle");
  said.add("a", 10, 20, Verdict::rejected, "speed");
  EXPECT_EQ(said.of(12, 14, "angle").by->id, rejection);
}

TEST(FindingJudgement, is_rejected_with_its_frames_whoever_doubted_them) {
  Said said;
  const VerdictId rejection = said.add("a", 10, 20, Verdict::rejected, "speed");
  said.add("a", 12, 30, Verdict::accepted, "angle");
  EXPECT_EQ(said.state_of(12, 14, "angle"), FindingState::rejected);
  EXPECT_EQ(said.of(12, 14, "angle").by->id, rejection);
  EXPECT_EQ(said.state_of(12, 30, "angle"), FindingState::partly_rejected);
  EXPECT_EQ(said.state_of(21, 30, "angle"), FindingState::accepted);
  EXPECT_EQ(said.of(12, 14, "angle").speaking->verdict, Verdict::accepted);
  EXPECT_EQ(said.of(12, 14, "jitter").speaking, nullptr) << "the note of another's verdict is not its own";
  EXPECT_EQ(said.state_of(15, 22, "jitter"), FindingState::open) << "what is in use of it, nobody has judged";
}

TEST(FindingJudgement, by_verdicts_on_frames_needs_every_frame) {
  Said said;
  said.add("a", 0, 9, Verdict::accepted);
  EXPECT_EQ(said.state_of(0, 9, "speed"), FindingState::accepted);
  EXPECT_EQ(said.state_of(5, 10, "speed"), FindingState::open);
  said.add("a", 10, 12, Verdict::fix_later);
  EXPECT_EQ(said.state_of(5, 10, "speed"), FindingState::fix_later);
}

TEST(VerdictConflicts, two_reviewers_disagree_over_the_frames_that_both_judged) {
  Said said;
  const VerdictId one = said.add("a", 0, 50, Verdict::accepted);
  const VerdictId two = said.add("b", 40, 90, Verdict::rejected);
  EXPECT_THAT(said.conflicts(), ElementsAre(conflict(40, 50, one, two)));
}

TEST(VerdictConflicts, one_reviewer_alone_and_two_who_agree_have_none) {
  Said said;
  said.add("a", 0, 50, Verdict::accepted);
  said.add("a", 0, 50, Verdict::rejected);
  said.add("b", 20, 90, Verdict::rejected);
  EXPECT_THAT(said.conflicts(), IsEmpty());
}

TEST(VerdictConflicts, findings_of_different_detectors_are_different_matters_but_frames_are_any) {
  Said said;
  said.add("a", 0, 9, Verdict::accepted, "speed");
  said.add("b", 0, 9, Verdict::rejected, "angle");
  EXPECT_THAT(said.conflicts(), IsEmpty());
  const VerdictId on_frames = said.add("c", 5, 9, Verdict::accepted);
  EXPECT_THAT(said.conflicts(), ElementsAre(conflict(5, 9, 2, on_frames, "angle")));
}

TEST(VerdictConflicts, end_where_a_newer_verdict_settles_them_and_come_back_when_it_is_taken_back) {
  Said said;
  const VerdictId one = said.add("a", 0, 9, Verdict::accepted);
  const VerdictId two = said.add("b", 0, 9, Verdict::rejected);
  said.add("c", 0, 4, Verdict::rejected, "", {one, two});
  EXPECT_THAT(said.conflicts(), ElementsAre(conflict(5, 9, one, two)));
  said.verdicts.pop_back();
  EXPECT_THAT(said.conflicts(), ElementsAre(conflict(0, 9, one, two)));
}

TEST(VerdictConflicts, one_of_the_two_may_settle_and_the_other_may_object) {
  Said said;
  const VerdictId one = said.add("a", 0, 9, Verdict::accepted);
  const VerdictId two = said.add("b", 0, 9, Verdict::rejected);
  const VerdictId again = said.add("a", 0, 9, Verdict::accepted, "", {one, two});
  EXPECT_THAT(said.conflicts(), IsEmpty());
  const VerdictId objection = said.add("b", 0, 9, Verdict::rejected);
  EXPECT_THAT(said.conflicts(), ElementsAre(conflict(0, 9, again, objection)));
}

TEST(VerdictConflicts, two_that_were_settled_apart_and_otherwise_are_a_new_one) {
  Said said;
  const VerdictId one = said.add("a", 0, 9, Verdict::accepted);
  const VerdictId two = said.add("b", 0, 9, Verdict::rejected);
  const VerdictId in_this_copy = said.add("a", 0, 9, Verdict::accepted, "", {one, two});
  const VerdictId in_the_other = said.add("b", 0, 9, Verdict::rejected, "", {one, two});
  EXPECT_THAT(said.conflicts(), ElementsAre(conflict(0, 9, in_this_copy, in_the_other)));
}

}  // namespace
}  // namespace solopose
