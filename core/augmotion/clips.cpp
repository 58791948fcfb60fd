#include "core/augmotion/clips.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <map>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "core/base/seeded_random.h"
#include "core/options/options_json.h"
#include "core/options/validation.h"
#include "core/project/catalog.h"

namespace solopose {
namespace {

constexpr const char* owner = "clip options";
constexpr std::size_t drawn_splits = 3;  // train, validation, test

using Counts = std::array<std::int64_t, drawn_splits>;
using Shares = std::array<double, drawn_splits>;

Shares shares_of(const ClipOptions& options) {
  const double rest = 1 - options.train_share - options.validation_share;
  return {options.train_share, options.validation_share, rest < 1e-12 ? 0 : rest};
}

std::string group_of(const SequenceRecord& sequence, SplitGroup group) {
  const std::string dataset = sequence.name.substr(0, sequence.name.find('/') + 1);
  switch (group) {
    case SplitGroup::subject:
      return dataset + sequence.subject;
    case SplitGroup::camera:
      return dataset + sequence.view;
    case SplitGroup::take:
    case SplitGroup::clip:
      break;
  }
  return sequence.take_name();
}

std::int64_t clips_in(const SequenceRecord& sequence, const ClipOptions& options, Rejected rejected) {
  const bool left_out = rejected == Rejected::kept ? sequence.excluded : sequence.is_left_out();
  if (left_out) return 0;
  return sequence.frames < options.length ? 0 : (sequence.frames - options.length) / options.step + 1;
}

bool is_mostly_rejected(const SequenceRecord& sequence, std::int64_t first_frame, int length) {
  const std::int64_t frames = frames_within(sequence.rejected, {first_frame, first_frame + length - 1});
  return static_cast<double>(frames) > most_rejected_share * length;
}

struct Group {
  std::int64_t clips = 0;
  std::uint64_t place = 0;  ///< in the seeded order
  std::size_t split = 0;
};
using Groups = std::unordered_map<std::string, Group>;

/// Groups without a split take from the one that has most groups; see draw().
void fill_empty_splits(const std::vector<Group*>& order, const Shares& shares) {
  std::array<std::size_t, drawn_splits> groups{};
  for (const Group* group : order) ++groups[group->split];
  for (std::size_t split = 0; split < drawn_splits; ++split) {
    if (groups[split] > 0 || shares[split] <= 0) continue;
    const auto from = static_cast<std::size_t>(std::ranges::max_element(groups) - groups.begin());
    if (groups[from] < 2) return;
    // The order ends with the smallest groups: giving one of those away disturbs the shares least.
    const auto given = std::ranges::find(order.rbegin(), order.rend(), from, &Group::split);
    (*given)->split = split;
    --groups[from];
    ++groups[split];
  }
}

/// Every group into the split that is least filled against its share with half of the group in it
/// (Sainte-Lague's rule, which favours neither large nor small shares). Groups come by powers of two of their
/// size, so that small ones even out what large ones did, and in the seed's order within those, so that the
/// draw is one.
void draw(Groups& groups, const ClipOptions& options) {
  std::vector<Group*> order;
  std::map<const Group*, const std::string*> names;
  for (auto& [name, group] : groups) {
    if (group.clips == 0) continue;
    group.place = seeded_hash(name, options.seed);
    order.push_back(&group);
    names.emplace(&group, &name);
  }
  std::ranges::sort(order, [&](const Group* a, const Group* b) {
    const auto size_a = std::bit_width(static_cast<std::uint64_t>(a->clips));
    const auto size_b = std::bit_width(static_cast<std::uint64_t>(b->clips));
    if (size_a != size_b) return size_a > size_b;
    return a->place != b->place ? a->place < b->place : *names.at(a) < *names.at(b);
  });
  const Shares shares = shares_of(options);
  Counts filled{};
  for (Group* group : order) {
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t split = 0; split < drawn_splits; ++split) {
      if (shares[split] <= 0) continue;
      const double fill =
          (static_cast<double>(filled[split]) + 0.5 * static_cast<double>(group->clips)) / shares[split];
      if (fill < least) {
        least = fill;
        group->split = split;
      }
    }
    filled[group->split] += group->clips;
  }
  fill_empty_splits(order, shares);
}

/// The paper's draw: `count` splits in a seeded order with exact shares.
std::vector<Split> shuffled_splits(std::size_t count, const ClipOptions& options) {
  const Shares shares = shares_of(options);
  const auto train = static_cast<std::size_t>(std::llround(shares[0] * static_cast<double>(count)));
  const auto known =
      static_cast<std::size_t>(std::llround((shares[0] + shares[1]) * static_cast<double>(count)));
  std::vector<Split> splits(count, Split::test);
  std::fill_n(splits.begin(), std::min(known, count), Split::validation);
  std::fill_n(splits.begin(), std::min(train, count), Split::train);
  SeededRandom random(options.seed);
  for (std::size_t i = count; i > 1; --i) std::swap(splits[i - 1], splits[random.below(i)]);
  return splits;
}

/// Per sequence the split of its group.
std::vector<Split> drawn_by_group(const Catalog& catalog, const std::vector<bool>& independent,
                                  const ClipOptions& options, Rejected rejected) {
  Groups groups;
  std::vector<const Group*> group_of_sequence(catalog.sequences.size(), nullptr);
  for (std::size_t i = 0; i < catalog.sequences.size(); ++i) {
    if (independent[i]) continue;
    Group& group = groups[group_of(catalog.sequences[i], options.group)];
    group.clips += clips_in(catalog.sequences[i], options, rejected);
    group_of_sequence[i] = &group;
  }
  draw(groups, options);
  std::vector<Split> splits(catalog.sequences.size(), Split::independent);
  for (std::size_t i = 0; i < splits.size(); ++i) {
    if (group_of_sequence[i] != nullptr) splits[i] = static_cast<Split>(group_of_sequence[i]->split);
  }
  return splits;
}

}  // namespace

void describe(OptionVisitor& visitor, ClipOptions& options) {
  const NumberFacts share = {.low = 0, .high = 1};
  visitor.whole("length", options.length, 1, 100'000, "frames");
  visitor.whole("step", options.step, 1, 100'000, "frames");
  visitor.choice("group", options.group);
  visitor.number("train_share", options.train_share, share);
  visitor.number("validation_share", options.validation_share, share);
  visitor.whole("seed", options.seed, 0, std::numeric_limits<std::uint64_t>::max());
}

void ClipOptions::require_valid() const {
  require_in_range(owner, *this);
  require_fitting(train_share + validation_share <= 1 + 1e-12, owner, "validation_share",
                  "0 to what train_share leaves", fmt::format("{}", validation_share));
}

std::string ClipOptions::to_json() const { return options_as_json(*this); }

ClipOptions ClipOptions::from_json(std::string_view json) {
  ClipOptions options;
  read_options(owner, json, options);
  options.require_valid();
  return options;
}

std::vector<bool> independent_sequences(const Catalog& catalog) {
  std::map<DatasetId, const DatasetRecord*> datasets;
  for (const auto& dataset : catalog.datasets) datasets.emplace(dataset.id, &dataset);
  std::vector<bool> independent(catalog.sequences.size());
  for (std::size_t i = 0; i < catalog.sequences.size(); ++i) {
    const auto& sequence = catalog.sequences[i];
    const auto found = datasets.find(sequence.dataset);
    if (found == datasets.end()) continue;
    const auto& subjects = found->second->independent_subjects;
    independent[i] =
        found->second->independent_test || std::ranges::find(subjects, sequence.subject) != subjects.end();
  }
  return independent;
}

std::vector<Clip> list_clips(const Catalog& catalog, const ClipOptions& options, Rejected rejected) {
  options.require_valid();
  const std::vector<bool> independent = independent_sequences(catalog);
  const bool by_clip = options.group == SplitGroup::clip;
  const std::vector<Split> splits = drawn_by_group(catalog, independent, options, rejected);

  std::size_t count = 0;
  std::size_t to_draw = 0;
  for (std::size_t i = 0; i < catalog.sequences.size(); ++i) {
    const auto here = static_cast<std::size_t>(clips_in(catalog.sequences[i], options, rejected));
    count += here;
    if (!independent[i]) to_draw += here;
  }
  const std::vector<Split> shuffled = by_clip ? shuffled_splits(to_draw, options) : std::vector<Split>();

  std::vector<Clip> clips;
  clips.reserve(count);
  std::size_t next = 0;
  for (std::size_t i = 0; i < catalog.sequences.size(); ++i) {
    const SequenceRecord& sequence = catalog.sequences[i];
    const std::int64_t here = clips_in(sequence, options, rejected);
    for (std::int64_t c = 0; c < here; ++c) {
      const Split split = by_clip && !independent[i] ? shuffled[next++] : splits[i];
      const std::int64_t first = c * options.step;
      if (rejected == Rejected::left_out && is_mostly_rejected(sequence, first, options.length)) continue;
      clips.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(first), split});
    }
  }
  return clips;
}

std::vector<SplitCount> count_splits(const Catalog& catalog, const std::vector<Clip>& clips, int length) {
  constexpr std::size_t splits = 4;
  std::map<DatasetId, std::array<SplitCount, splits>> counts;
  std::array<std::int64_t, splits> covered_to{};
  const Clip* before = nullptr;
  for (const Clip& clip : clips) {
    if (before == nullptr || before->sequence_index != clip.sequence_index) covered_to.fill(0);
    before = &clip;
    const auto split = static_cast<std::size_t>(clip.split);
    SplitCount& count = counts[catalog.sequences[clip.sequence_index].dataset][split];
    const std::int64_t end = std::int64_t{clip.first_frame} + length;
    ++count.clips;
    count.frames += end - std::max<std::int64_t>(covered_to[split], clip.first_frame);
    covered_to[split] = end;
  }
  std::vector<SplitCount> listed;
  for (const auto& dataset : catalog.datasets) {
    const auto found = counts.find(dataset.id);
    if (found == counts.end()) continue;
    for (std::size_t split = 0; split < splits; ++split) {
      SplitCount count = found->second[split];
      if (count.clips == 0) continue;
      count.dataset = dataset.id;
      count.split = static_cast<Split>(split);
      listed.push_back(count);
    }
  }
  return listed;
}

}  // namespace solopose
