#include "core/augmotion/key_frame_facts.h"

#include <algorithm>
#include <vector>

#include "core/project/catalog.h"

namespace solopose {
namespace {

/// The views in use of the sequence's take, and itself.
std::vector<const SequenceRecord*> views_of(const Catalog& catalog, const SequenceRecord& sequence) {
  std::vector<const SequenceRecord*> views;
  const std::string take = sequence.take_name();
  for (const SequenceRecord& other : catalog.sequences)
    if (other.dataset == sequence.dataset && other.take_name() == take &&
        (!other.excluded || other.id == sequence.id))
      views.push_back(&other);
  return views;
}

/// A person's key frame for this sequence: its own, or in take mode the first of its views' (as align does).
std::optional<std::int64_t> persons_choice(const SequenceRecord& sequence,
                                           const std::vector<const SequenceRecord*>& views) {
  if (sequence.key_frame_override) return sequence.key_frame_override;
  for (const SequenceRecord* view : views)
    if (view->key_frame_override) return view->key_frame_override;
  return std::nullopt;
}

}  // namespace

KeyFrameFacts key_frame_facts(const Catalog& catalog, const SequenceRecord& sequence,
                              const AlignOptions& options, const KeyFrameAnalysis* analysis, bool preview) {
  KeyFrameFacts facts;
  facts.tolerance_deg = options.key_frame.tolerance_deg;
  facts.forced = options.forced_key_frame.has_value();
  std::vector<const SequenceRecord*> views;
  if (options.mode == KeyFrameMode::per_take) {
    views = views_of(catalog, sequence);
    facts.views = std::max(1, static_cast<int>(views.size()));
  }
  const SequenceAlignment* aligned = catalog.alignment ? catalog.alignment->of(sequence.id) : nullptr;
  facts.aligned = aligned != nullptr;
  const bool aligned_frame = aligned != nullptr && aligned->key_frame >= 0;
  facts.marks.person = persons_choice(sequence, views);
  facts.by_person = facts.marks.person.has_value();
  if (analysis != nullptr && analysis->choice.key_frame >= 0)
    facts.marks.program = analysis->choice.key_frame;
  if (!facts.by_person && aligned_frame && !preview) facts.marks.program = aligned->key_frame;
  if (facts.by_person && facts.views > 1)
    facts.marks.program.reset();  // the take's is not known while it is overruled
  facts.key_frame = facts.by_person ? facts.marks.person : facts.marks.program;
  if (aligned_frame && facts.key_frame == aligned->key_frame) facts.residual_mm = aligned->residual_mm;
  if (analysis != nullptr && facts.key_frame)
    if (const auto row = analysis->row_of(*facts.key_frame))
      facts.tilt_deg = static_cast<double>(analysis->features.tilt_deg[*row]);
  return facts;
}

}  // namespace solopose
