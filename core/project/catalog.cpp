#include "core/project/catalog.h"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <tuple>

#include "core/project/repair.h"

namespace solopose {
namespace {

/// The element of a range sorted by `key` that equals `value`, nullptr when there is none.
template <typename Range, typename Value, typename Key>
auto find_sorted(const Range& range, const Value& value, Key key) -> decltype(&*range.begin()) {
  const auto found = std::lower_bound(range.begin(), range.end(), value,
                                      [&](const auto& element, const Value& v) { return key(element) < v; });
  return found != range.end() && key(*found) == value ? &*found : nullptr;
}

bool same_camera(const Camera& a, const Camera& b) {
  const auto fields = [](const Camera& c) {
    return std::tie(c.name, c.width, c.height, c.intrinsics, c.lens, c.distortion, c.rotation,
                    c.translation_mm);
  };
  return fields(a) == fields(b);
}

bool same_joints(const JointSetPtr& a, const JointSetPtr& b) {
  if (a == b || !a || !b) return a == b;
  return std::tie(a->name, a->joints, a->parents, a->canonical) ==
         std::tie(b->name, b->joints, b->parents, b->canonical);
}

}  // namespace

bool operator==(const SequenceRecord& a, const SequenceRecord& b) {
  const auto fields = [](const SequenceRecord& s) {
    return std::tie(s.id, s.dataset, s.import, s.name, s.subject, s.action, s.take, s.view,
                    s.frames_per_second, s.frames, s.frame, s.up, s.videos, s.source, s.pose_file,
                    s.pose_group, s.key_frame_override, s.excluded, s.rejected, s.rejected_are_missing);
  };
  const auto same_repair = [](const RepairPtr& x, const RepairPtr& y) { return x == y || *x == *y; };
  return fields(a) == fields(b) && std::ranges::equal(a.cameras, b.cameras, same_camera) &&
         same_joints(a.joints, b.joints) && std::ranges::equal(a.repairs, b.repairs, same_repair);
}

std::int64_t SequenceRecord::rejected_frames() const {
  return std::accumulate(rejected.begin(), rejected.end(), std::int64_t{0},
                         [](std::int64_t sum, const FrameRun& run) { return sum + run.frames(); });
}

bool same_content(const Catalog& a, const Catalog& b) {
  return a.data_revision == b.data_revision && a.datasets == b.datasets && a.sequences == b.sequences &&
         a.problems == b.problems && a.verdicts == b.verdicts && a.alignment == b.alignment;
}

Catalog in_use(Catalog catalog, Rejected rejected) {
  const bool kept = rejected == Rejected::kept;
  const auto goes = [&](const SequenceRecord& s) { return kept ? s.excluded : s.is_left_out(); };
  if (std::erase_if(catalog.sequences, goes) > 0) index_by_id(catalog);
  for (SequenceRecord& sequence : catalog.sequences) sequence.rejected_are_missing = !kept;
  return catalog;
}

std::int64_t rejected_frames(const Catalog& catalog, const std::vector<std::string>& datasets) {
  std::int64_t frames = 0;
  for (const SequenceRecord& sequence : catalog.sequences) {
    if (sequence.excluded || sequence.rejected.empty()) continue;
    const DatasetRecord* dataset = catalog.dataset(sequence.dataset);
    const bool counts =
        datasets.empty() || (dataset != nullptr && std::ranges::count(datasets, dataset->name) > 0);
    if (counts) frames += sequence.rejected_frames();
  }
  return frames;
}

void index_by_id(Catalog& catalog) {
  const auto& all = catalog.sequences;
  catalog.by_id.resize(all.size());
  std::iota(catalog.by_id.begin(), catalog.by_id.end(), 0U);
  std::ranges::sort(catalog.by_id, {}, [&](std::uint32_t i) { return all[i].id; });
}

const SequenceAlignment* AlignmentRecord::of(SequenceId sequence) const {
  return find_sorted(sequences, sequence, [](const SequenceAlignment& s) { return s.sequence; });
}

bool Catalog::alignment_is_stale() const {
  if (!alignment) return false;
  const auto was_left_out = [&](const SequenceRecord& sequence) {
    return !sequence.is_left_out() && alignment->of(sequence.id) == nullptr;
  };
  return alignment->data_revision != data_revision || std::ranges::any_of(sequences, was_left_out);
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
