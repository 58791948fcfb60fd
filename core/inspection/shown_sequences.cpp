#include "core/inspection/shown_sequences.h"

#include <algorithm>
#include <map>
#include <string>
#include <unordered_set>

namespace solopose {

namespace {

/// How many each of the groups gives so that `most` are shared out evenly; small groups give all they have.
std::vector<std::size_t> shared_out(const std::vector<std::size_t>& sizes, std::size_t most) {
  std::vector<std::size_t> given(sizes.size(), 0);
  std::vector<std::size_t> smallest_first(sizes.size());
  for (std::size_t i = 0; i < sizes.size(); ++i) smallest_first[i] = i;
  std::stable_sort(smallest_first.begin(), smallest_first.end(),
                   [&](std::size_t a, std::size_t b) { return sizes[a] < sizes[b]; });
  std::size_t groups_left = sizes.size();
  for (const std::size_t group : smallest_first) {
    given[group] = std::min(sizes[group], most / groups_left);
    most -= given[group];
    --groups_left;
  }
  return given;
}

/// The sequences without a place in the universal frame, as a set to look up in: excluded ones among them.
std::unordered_set<SequenceId> unplaced(const Catalog& catalog) {
  std::unordered_set<SequenceId> ids;
  for (const SequenceRecord& sequence : catalog.sequences) {
    if (sequence.excluded) ids.insert(sequence.id);
  }
  if (!catalog.alignment) return ids;
  for (const SequenceAlignment& alignment : catalog.alignment->sequences) {
    if (alignment.key_frame < 0) ids.insert(alignment.sequence);
  }
  return ids;
}

}  // namespace

ShownSequences choose_shown(const Catalog& catalog, ShownSet set, SequenceId cursor,
                            const std::set<DatasetId>& hidden, std::size_t most) {
  const SequenceRecord* at_cursor = catalog.sequence(cursor);
  const std::string take = at_cursor == nullptr ? std::string() : at_cursor->take_name() + "/";
  const std::unordered_set<SequenceId> left_out = unplaced(catalog);
  std::map<DatasetId, std::vector<std::size_t>> by_dataset;
  ShownSequences shown;
  std::optional<std::size_t> cursor_index;
  for (std::size_t i = 0; i < catalog.sequences.size(); ++i) {
    const SequenceRecord& sequence = catalog.sequences[i];
    if (set == ShownSet::cursor && sequence.id != cursor) continue;
    if (set == ShownSet::take && (at_cursor == nullptr || sequence.dataset != at_cursor->dataset ||
                                  !sequence.name.starts_with(take))) {
      continue;
    }
    if (hidden.contains(sequence.dataset) || left_out.contains(sequence.id)) continue;
    by_dataset[sequence.dataset].push_back(i);
    if (sequence.id == cursor) cursor_index = i;
    ++shown.available;
  }

  std::vector<std::size_t> sizes;
  for (const auto& [dataset, members] : by_dataset) sizes.push_back(members.size());
  const std::vector<std::size_t> given = shared_out(sizes, most);
  std::size_t group = 0;
  for (const auto& [dataset, members] : by_dataset) {
    const std::size_t count = given[group++];
    for (std::size_t i = 0; i < count; ++i) shown.indices.push_back(members[i * members.size() / count]);
  }
  std::sort(shown.indices.begin(), shown.indices.end());
  if (cursor_index && !shown.indices.empty() &&
      !std::binary_search(shown.indices.begin(), shown.indices.end(), *cursor_index)) {
    // It takes the place of its nearest neighbour.
    auto neighbour = std::lower_bound(shown.indices.begin(), shown.indices.end(), *cursor_index);
    if (neighbour == shown.indices.end()) --neighbour;
    *neighbour = *cursor_index;
  }
  return shown;
}

}  // namespace solopose
