#include "core/project/catalog.h"

#include <algorithm>
#include <numeric>
#include <string_view>

namespace solopose {
namespace {

/// The element of a range sorted by `key` that equals `value`, nullptr when there is none.
template <typename Range, typename Value, typename Key>
auto find_sorted(const Range& range, const Value& value, Key key) -> decltype(&*range.begin()) {
  const auto found = std::lower_bound(range.begin(), range.end(), value,
                                      [&](const auto& element, const Value& v) { return key(element) < v; });
  return found != range.end() && key(*found) == value ? &*found : nullptr;
}

}  // namespace

const SequenceAlignment* AlignmentRecord::of(SequenceId sequence) const {
  return find_sorted(sequences, sequence, [](const SequenceAlignment& s) { return s.sequence; });
}

const DatasetRecord* Catalog::dataset(DatasetId id) const {
  const auto found =
      std::find_if(datasets.begin(), datasets.end(), [&](const auto& d) { return d.id == id; });
  return found == datasets.end() ? nullptr : &*found;
}

const SequenceRecord* Catalog::sequence(SequenceId id) const {
  if (by_id.size() == sequences.size()) {
    const auto* position = find_sorted(by_id, id, [&](std::uint32_t i) { return sequences[i].id; });
    return position == nullptr ? nullptr : &sequences[*position];
  }
  const auto found =
      std::find_if(sequences.begin(), sequences.end(), [&](const auto& s) { return s.id == id; });
  return found == sequences.end() ? nullptr : &*found;
}

const SequenceRecord* Catalog::sequence_named(const std::string& name) const {
  const auto owner = std::find_if(datasets.begin(), datasets.end(), [&](const DatasetRecord& d) {
    return name.size() > d.name.size() && name[d.name.size()] == '/' && name.starts_with(d.name);
  });
  if (owner == datasets.end()) return nullptr;
  const auto before = [&](DatasetId id) {
    return std::find_if(datasets.begin(), owner, [&](const auto& d) { return d.id == id; }) != owner;
  };
  const auto first = std::partition_point(sequences.begin(), sequences.end(),
                                          [&](const SequenceRecord& s) { return before(s.dataset); });
  const auto last = std::partition_point(first, sequences.end(),
                                         [&](const SequenceRecord& s) { return s.dataset == owner->id; });
  return find_sorted(std::span(first, last), name,
                     [](const SequenceRecord& s) -> const std::string& { return s.name; });
}

}  // namespace solopose
