#include "core/quality/verdict_index.h"

#include <algorithm>

#include <gmock/gmock.h>

namespace solopose {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr unsigned sequences = 5;
constexpr unsigned places = 4;  ///< of each sequence, ten frames long

Finding finding_at(SequenceId sequence, std::int64_t place) {
  Finding finding;
  finding.sequence = sequence;
  finding.first_frame = place * 10;
  finding.last_frame = place * 10 + 4;
  finding.detector = "spike";
  return finding;
}

VerdictRecord verdict_at(SequenceId sequence, std::int64_t place, Verdict verdict, VerdictId id) {
  VerdictRecord record;
  record.id = id;
  record.sequence = sequence;
  record.first_frame = place * 10;
  record.last_frame = place * 10 + 4;
  record.detector = "spike";
  record.verdict = verdict;
  record.reviewer = id % 2 == 0 ? "anna" : "zoe";
  return record;
}

VerdictIndex::Kept kept(const std::vector<VerdictRecord>& verdicts) {
  return std::make_shared<const VerdictList>(verdicts);
}

void expect_as_anew(const VerdictIndex& index, const std::vector<VerdictRecord>& all) {
  const FindingStates anew(all);
  for (SequenceId sequence = 1; sequence <= SequenceId{sequences}; ++sequence) {
    for (std::int64_t place = 0; place < std::int64_t{places}; ++place) {
      const Finding finding = finding_at(sequence, place);
      const FindingJudgement judgement = index.judgement(finding);
      ASSERT_EQ(judgement.state, anew.of(finding).state);
      const VerdictRecord* by = anew.of(finding).by;
      ASSERT_EQ(judgement.by == nullptr, by == nullptr);
      ASSERT_TRUE(by == nullptr || *judgement.by == *by);
      ASSERT_EQ(index.is_contested(finding), anew.is_contested(finding));
    }
  }
}

TEST(VerdictIndexTest, holds_what_indexing_everything_anew_would_whatever_came_or_went) {
  VerdictIndex index;
  std::vector<VerdictRecord> all;
  unsigned seed = 3;
  const auto random = [&seed](unsigned below) {
    return (seed = seed * 1664525 + 1013904223) / 65536 % below;
  };
  for (VerdictId id = 1; id <= 400; ++id) {
    const VerdictRecord next =
        verdict_at(1 + random(sequences), random(places), static_cast<Verdict>(random(3)), id);
    std::vector<VerdictRecord> given;
    if (!all.empty() && random(4) == 0) {
      all.erase(all.begin() + random(static_cast<unsigned>(all.size())));
    } else if (random(2) == 0) {
      given.push_back(next);
      given.back().id = 0;
    } else {
      all.push_back(next);
    }
    index.update(kept(all), given);  // every record at another address, the last ones gone
    std::vector<VerdictRecord> both = all;
    both.insert(both.end(), given.begin(), given.end());
    expect_as_anew(index, both);
  }
}

TEST(VerdictIndexTest, names_the_sequences_of_which_others_are_known) {
  VerdictIndex index;
  const std::vector<VerdictRecord> first{verdict_at(1, 0, Verdict::accepted, 1),
                                         verdict_at(3, 1, Verdict::rejected, 2),
                                         verdict_at(2, 1, Verdict::rejected, 3)};
  EXPECT_THAT(index.update(kept(first), {}), ElementsAre(1, 2, 3));
  EXPECT_THAT(index.update(kept(first), {}), IsEmpty());
  const std::vector<VerdictRecord> given{verdict_at(4, 0, Verdict::accepted, 0)};
  EXPECT_THAT(index.update(kept(first), given), ElementsAre(4));
  EXPECT_THAT(index.update(kept(first), given), IsEmpty());
  EXPECT_THAT(index.update(kept({first[0], first[2]}), {}), ElementsAre(3, 4));
  EXPECT_THAT(index.update(nullptr, {}), ElementsAre(1, 2));
}

TEST(VerdictIndexTest, lists_a_sequences_verdicts_oldest_first_and_those_on_their_way_last) {
  VerdictIndex index;
  const VerdictRecord one = verdict_at(1, 0, Verdict::accepted, 1);
  const VerdictRecord two = verdict_at(1, 1, Verdict::rejected, 2);
  const VerdictRecord three = verdict_at(1, 0, Verdict::rejected, 3);
  const VerdictRecord given = verdict_at(1, 0, Verdict::fix_later, 0);
  index.update(kept({one, three}), {given});
  index.update(kept({one, two, three}), {given});
  EXPECT_TRUE(std::ranges::equal(index.of(1), std::vector{one, two, three, given}));
  EXPECT_TRUE(index.of(2).empty());
}

}  // namespace
}  // namespace solopose
