#include "core/augmotion/clips.h"

#include <ctime>
#include <map>
#include <random>
#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/project/catalog.h"

namespace solopose {
namespace {

/// Two datasets of subjects, takes and cameras with takes of very different lengths.
Catalog large_catalog(int subjects = 8, int takes = 12, int views = 3) {
  std::mt19937_64 random(1);
  std::uniform_int_distribution<int> length(20, 3000);
  Catalog catalog;
  SequenceId id = 0;
  for (DatasetId dataset = 1; dataset <= 2; ++dataset) {
    const std::string name = dataset == 1 ? "AIST" : "MPI";
    catalog.datasets.emplace_back();
    catalog.datasets.back().id = dataset;
    catalog.datasets.back().name = name;
    for (int subject = 0; subject < subjects; ++subject) {
      for (int take = 0; take < takes; ++take) {
        const int frames = length(random);
        for (int view = 0; view < views; ++view) {
          SequenceRecord sequence;
          sequence.id = ++id;
          sequence.dataset = dataset;
          sequence.subject = fmt::format("S{}", subject);
          sequence.take = fmt::format("take{:02}", take);
          sequence.view = std::to_string(view);
          sequence.name = fmt::format("{}/{}/{}/{}", name, sequence.subject, sequence.take, sequence.view);
          sequence.frames = frames;
          catalog.sequences.push_back(sequence);
        }
      }
    }
  }
  return catalog;
}

std::map<Split, double> shares(const std::vector<Clip>& clips) {
  std::map<Split, double> share;
  for (const auto& clip : clips) share[clip.split] += 1.0 / static_cast<double>(clips.size());
  return share;
}

std::string group_name(const SequenceRecord& sequence, SplitGroup group) {
  const std::string dataset = std::to_string(sequence.dataset);
  if (group == SplitGroup::subject) return dataset + sequence.subject;
  if (group == SplitGroup::camera) return dataset + sequence.view;
  return sequence.take_name();
}

TEST(clips, are_whole_windows_a_step_apart_in_catalog_order) {
  Catalog catalog = large_catalog(1, 1, 1);
  catalog.sequences[0].frames = 29;
  catalog.sequences[1].frames = 30 + 2 * 16;
  const std::vector<Clip> clips = list_clips(catalog, {});
  ASSERT_EQ(clips.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(clips[i].sequence_index, 1U);
    EXPECT_EQ(clips[i].first_frame, 16 * i);
  }
  EXPECT_EQ(list_clips(catalog, {.length = 29, .step = 100}).size(), 2U);
}

TEST(clips, of_one_group_are_in_one_split) {
  const Catalog catalog = large_catalog();
  for (const auto group : {SplitGroup::take, SplitGroup::subject, SplitGroup::camera}) {
    std::map<std::string, std::set<Split>> splits;
    for (const auto& clip : list_clips(catalog, {.group = group})) {
      splits[group_name(catalog.sequences[clip.sequence_index], group)].insert(clip.split);
    }
    for (const auto& [name, found] : splits) EXPECT_EQ(found.size(), 1U) << name;
  }
}

TEST(clips, hit_the_shares_closely_and_exactly_when_drawn_one_by_one) {
  const Catalog catalog = large_catalog();
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    auto by_take = shares(list_clips(catalog, {.seed = seed}));
    EXPECT_NEAR(by_take[Split::train], 0.7, 0.005);
    EXPECT_NEAR(by_take[Split::validation], 0.2, 0.005);
    EXPECT_NEAR(by_take[Split::test], 0.1, 0.005);
    auto by_subject = shares(list_clips(catalog, {.group = SplitGroup::subject, .seed = seed}));
    EXPECT_NEAR(by_subject[Split::train], 0.7, 0.07);
    EXPECT_GT(by_subject[Split::validation], 0);
    EXPECT_GT(by_subject[Split::test], 0);
  }
  auto by_clip = shares(list_clips(catalog, {.group = SplitGroup::clip}));
  EXPECT_NEAR(by_clip[Split::train], 0.7, 1e-4);
  EXPECT_NEAR(by_clip[Split::validation], 0.2, 1e-4);
}

TEST(clips, leave_no_split_empty_when_there_are_three_groups) {
  Catalog catalog = large_catalog(3, 1, 1);
  catalog.sequences.resize(3);
  for (auto& sequence : catalog.sequences) sequence.frames = 500;
  EXPECT_EQ(shares(list_clips(catalog, {})).size(), 3U);
  const auto without_test = shares(list_clips(catalog, {.train_share = 0.5, .validation_share = 0.5}));
  EXPECT_EQ(without_test.size(), 2U);
  EXPECT_FALSE(without_test.contains(Split::test));
}

TEST(clips, are_drawn_the_same_every_time_and_otherwise_with_another_seed) {
  const Catalog catalog = large_catalog();
  const auto splits = [&](std::uint64_t seed, SplitGroup group) {
    std::vector<Split> all;
    for (const auto& clip : list_clips(catalog, {.group = group, .seed = seed})) all.push_back(clip.split);
    return all;
  };
  for (const auto group : {SplitGroup::take, SplitGroup::clip, SplitGroup::subject}) {
    EXPECT_EQ(splits(7, group), splits(7, group));
    EXPECT_NE(splits(7, group), splits(8, group));
  }
}

TEST(clips, drawn_one_by_one_put_overlapping_windows_on_both_sides) {
  const Catalog catalog = large_catalog();
  std::map<std::string, std::set<Split>> splits;
  for (const auto& clip : list_clips(catalog, {.group = SplitGroup::clip})) {
    splits[catalog.sequences[clip.sequence_index].take_name()].insert(clip.split);
  }
  EXPECT_TRUE(std::ranges::any_of(splits, [](const auto& take) { return take.second.size() > 1; }));
}

TEST(clips, of_independent_datasets_and_subjects_never_enter_the_merge) {
  for (const auto group : {SplitGroup::take, SplitGroup::clip, SplitGroup::subject, SplitGroup::camera}) {
    Catalog catalog = large_catalog();
    catalog.datasets[0].independent_subjects = {"S2", "S5"};
    catalog.datasets[1].independent_test = true;
    for (const auto& clip : list_clips(catalog, {.group = group})) {
      const auto& sequence = catalog.sequences[clip.sequence_index];
      const bool independent = sequence.dataset == 2 || sequence.subject == "S2" || sequence.subject == "S5";
      EXPECT_EQ(clip.split == Split::independent, independent) << sequence.name;
    }
  }
}

/// Processor time of the quickest of some rounds: what else the machine does changes it little.
double seconds_to_list(const Catalog& catalog, SplitGroup group) {
  double best = 1e9;
  for (int round = 0; round < 5; ++round) {
    const std::clock_t start = std::clock();
    EXPECT_FALSE(list_clips(catalog, {.group = group}).empty());
    best = std::min(best, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  }
  return best;
}

TEST(clips, the_time_to_list_half_a_million_grows_with_their_number_only) {
  Catalog few = large_catalog(10, 5, 3);
  Catalog many = large_catalog(10, 50, 3);
  for (Catalog* catalog : {&few, &many})
    for (auto& sequence : catalog->sequences) sequence.frames = 30 + 16 * 170;
  ASSERT_GT(list_clips(many, {}).size(), 500'000U);
  for (const auto group : {SplitGroup::take, SplitGroup::clip})
    EXPECT_LT(seconds_to_list(many, group), 40 * seconds_to_list(few, group)) << "ten times as many clips";
}

TEST(clips, are_counted_per_dataset_and_split_with_overlapping_frames_once) {
  Catalog catalog = large_catalog(1, 1, 1);
  catalog.sequences[0].frames = 100;  // windows at 0, 16, 32, 48, 64: frames 0 to 93
  catalog.sequences[1].frames = 30;
  catalog.datasets[1].independent_test = true;
  const auto clips = list_clips(catalog, {});
  const auto counts = count_splits(catalog, clips, 30);
  ASSERT_EQ(counts.size(), 2U);
  EXPECT_EQ(counts[0].dataset, 1);
  EXPECT_EQ(counts[0].clips, 5);
  EXPECT_EQ(counts[0].frames, 94);
  EXPECT_EQ(counts[1].split, Split::independent);
  EXPECT_EQ(counts[1].frames, 30);
  const auto apart = list_clips(catalog, {.length = 10, .step = 20});
  EXPECT_EQ(count_splits(catalog, apart, 10)[0].frames, 50);
}

TEST(clip_options, come_back_from_their_json) {
  const ClipOptions options{
      .length = 81, .step = 9, .group = SplitGroup::camera, .train_share = 0.5, .seed = ~0ULL};
  const ClipOptions back = ClipOptions::from_json(options.to_json());
  EXPECT_EQ(back.to_json(), options.to_json());
  EXPECT_EQ(back.seed, ~0ULL);
  EXPECT_EQ(ClipOptions::from_json("{}").to_json(), ClipOptions{}.to_json());
}

TEST(clip_options, name_the_key_that_is_wrong) {
  const auto message = [](const char* json) {
    try {
      ClipOptions::from_json(json);
    } catch (const Error& error) {
      return std::string(error.what());
    }
    return std::string("no error");
  };
  EXPECT_EQ(message(R"({"length": 0})"),
            "clip options: length: expected a whole number from 1 to 100000, found 0");
  EXPECT_EQ(message(R"({"step": "x"})"),
            "clip options: step: expected a whole number from 1 to 100000, found \"x\"");
  EXPECT_NE(message(R"({"group": "actor"})").find("group"), std::string::npos);
  EXPECT_NE(message(R"({"train_share": 0.9, "validation_share": 0.2})").find("validation_share"),
            std::string::npos);
  EXPECT_NE(message("[]").find("object"), std::string::npos);
  EXPECT_NE(message("{").find("JSON"), std::string::npos);
  EXPECT_THROW(list_clips({}, {.step = 0}), Error);
}

}  // namespace
}  // namespace solopose
