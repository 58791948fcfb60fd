#include "core/augmotion/alignment.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "core/augmotion/alignment_run.h"
#include "core/augmotion/clips.h"
#include "core/base/counted.h"
#include "core/project/catalog.h"
#include "core/project/pose_store.h"
#include "core/project/project.h"

namespace solopose {
namespace {

using Sequences = AlignmentRun::Sequences;

/// The sequences of a catalog of what is in use that share a take with one of `wanted`, which need not be in
/// use themselves.
Sequences with_their_takes(const Catalog& used, const Catalog& catalog, std::span<const SequenceId> wanted) {
  std::set<std::string> takes;
  for (const SequenceId id : wanted) {
    const SequenceRecord* sequence = catalog.sequence(id);
    if (sequence == nullptr) throw Error(fmt::format("align: the project has no sequence number {}", id));
    takes.insert(sequence->take_name());
  }
  Sequences chosen;
  for (const auto& sequence : used.sequences) {
    if (takes.contains(sequence.take_name())) chosen.push_back(&sequence);
  }
  return chosen;
}

/// Sequences whose key frame a person has chosen otherwise since.
std::vector<SequenceId> key_frames_chosen_since(const Catalog& start, const Catalog& now) {
  std::vector<SequenceId> chosen;
  for (const SequenceRecord& sequence : now.sequences) {
    const SequenceRecord* before = start.sequence(sequence.id);
    if (before != nullptr && before->key_frame_override != sequence.key_frame_override)
      chosen.push_back(sequence.id);
  }
  return chosen;
}

void note_rejected(const Catalog& catalog, const AlignOptions& options, const JobContext& context) {
  const std::int64_t frames = rejected_frames(catalog);
  if (frames > 0 && !options.with_rejected)
    context.note(fmt::format("align: {} left out, rejected", counted(frames, "frame")));
}

/// Equation 1's sums: over everybody but the independent test subjects, unless there is nobody else.
BodyMeasure measured_body(const AlignmentRun& run, const Catalog& catalog, const AlignOptions& options,
                          const JobContext& context) {
  std::vector<bool> left_out = independent_sequences(catalog);
  if (options.with_independent) left_out.assign(left_out.size(), false);
  BodyMeasure body = run.body(left_out);
  if (body.torso_frames == 0) {
    body = run.body(std::vector<bool>(left_out.size(), false));
    if (body.torso_frames > 0)
      context.note("Ms and Msp are of independent test subjects: there is nobody else");
  }
  if (body.torso_frames == 0) {
    throw Error(
        "align: no frame of the project has both shoulders and the pelvis where a person's can be, so there "
        "is "
        "nothing to align by");
  }
  return body;
}

}  // namespace

AlignmentRecord compute_alignment(const Project& project, const Catalog& catalog, const AlignOptions& options,
                                  const JobContext& context) {
  const Catalog used = in_use(catalog, rejected_if(options.with_rejected));
  note_rejected(catalog, options, context);
  const PoseStore store(project.folder());
  Sequences sequences;
  for (const auto& sequence : used.sequences) sequences.push_back(&sequence);

  AlignmentRun run(store, std::move(sequences), options, context);
  run.read_tracks();
  const BodyMeasure body = measured_body(run, used, options, context);
  AlignmentRecord record;
  record.options_json = options.to_json();
  record.data_revision = used.data_revision;
  record.shoulder_width_mm = body.shoulder_width_mm();
  record.torso_length_mm = body.torso_length_mm();
  record.reference_mm =
      reference_points_mm(record.shoulder_width_mm, record.torso_length_mm, options.preset, options.ratio);
  record.sequences = run.place(record.reference_mm);
  if (std::ranges::all_of(record.sequences, [](const auto& part) { return part.key_frame < 0; })) {
    throw Error("align: no sequence could be aligned, for the reasons noted one by one");
  }
  record.takes = run.compare_views();
  context.throw_if_stopped();
  return record;
}

AlignmentRecord compute_realignment(const Project& project, const Catalog& catalog,
                                    const AlignOptions& options, std::span<const SequenceId> sequences,
                                    const JobContext& context) {
  if (!catalog.alignment) throw Error("align: the project has no alignment yet; align all of it first");
  AlignmentRecord record = *catalog.alignment;
  const AlignOptions stored = AlignOptions::from_json(record.options_json);
  AlignOptions effective = options;
  effective.preset = stored.preset;
  effective.ratio = stored.ratio;
  effective.with_scale = stored.with_scale;
  effective.with_independent = stored.with_independent;
  effective.with_rejected = stored.with_rejected;

  const PoseStore store(project.folder());
  const Catalog used = in_use(catalog, rejected_if(effective.with_rejected));
  const Sequences chosen = with_their_takes(used, catalog, sequences);
  AlignmentRun run(store, chosen, effective, context);
  run.read_tracks();
  const std::vector<SequenceAlignment> placed = run.place(record.reference_mm);
  const std::vector<TakeDispersion> compared = run.compare_views();

  std::erase_if(record.sequences, [&](const SequenceAlignment& old) {
    return std::ranges::any_of(chosen, [&](const auto* sequence) { return sequence->id == old.sequence; });
  });
  record.sequences.insert(record.sequences.end(), placed.begin(), placed.end());
  std::ranges::sort(record.sequences, {}, &SequenceAlignment::sequence);
  std::erase_if(record.takes, [&](const TakeDispersion& old) {
    return std::ranges::any_of(chosen,
                               [&](const auto* sequence) { return sequence->take_name() == old.name; });
  });
  record.takes.insert(record.takes.end(), compared.begin(), compared.end());
  std::ranges::sort(record.takes, {}, &TakeDispersion::name);
  record.options_json = effective.to_json();
  context.throw_if_stopped();
  return record;
}

AlignmentRecord store_alignment(Project& project, const AlignmentRecord& computed, const Catalog& at_start,
                                const JobContext& context) {
  AlignmentRecord stored = computed;
  project.atomically([&] {
    project.save_alignment(computed);
    const std::vector<SequenceId> chosen = key_frames_chosen_since(at_start, project.catalog());
    if (!chosen.empty())
      stored = realign(project, AlignOptions::from_json(computed.options_json), chosen, context);
  });
  return stored;
}

AlignmentRecord align(Project& project, const AlignOptions& options, const JobContext& context) {
  const Catalog catalog = project.catalog();
  return store_alignment(project, compute_alignment(project, catalog, options, context), catalog, context);
}

AlignmentRecord realign(Project& project, const AlignOptions& options, std::span<const SequenceId> sequences,
                        const JobContext& context) {
  AlignmentRecord record;
  project.atomically([&] {
    const Catalog catalog = project.catalog();
    record = compute_realignment(project, catalog, options, sequences, context);
    std::vector<SequenceId> changed;
    const bool with_rejected = AlignOptions::from_json(record.options_json).with_rejected;
    const Catalog used = in_use(catalog, rejected_if(with_rejected));
    for (const auto* sequence : with_their_takes(used, catalog, sequences)) changed.push_back(sequence->id);
    project.save_alignment_of(changed, record);
  });
  return record;
}

}  // namespace solopose
