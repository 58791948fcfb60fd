#include "core/augmotion/alignment.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "core/augmotion/clips.h"
#include "core/augmotion/dispersion.h"
#include "core/augmotion/frame_graph.h"
#include "core/augmotion/kabsch.h"
#include "core/augmotion/track_summary.h"
#include "core/base/counted.h"
#include "core/base/parallel.h"
#include "core/base/progress_meter.h"
#include "core/project/catalog.h"
#include "core/project/pose_store.h"
#include "core/project/project.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace {

using Sequences = std::vector<const SequenceRecord*>;

/// Positions in a Sequences list, by take.
using Takes = std::map<std::string, std::vector<std::size_t>>;

Takes takes_of(const Sequences& sequences) {
  Takes takes;
  for (std::size_t i = 0; i < sequences.size(); ++i) takes[sequences[i]->take_name()].push_back(i);
  for (auto& [name, views] : takes) {
    std::ranges::sort(views, {}, [&](std::size_t i) { return sequences[i]->name; });
  }
  return takes;
}

std::int64_t shared_frames(const Sequences& views) {
  return std::ranges::min(views, {}, &SequenceRecord::frames)->frames;
}

std::array<Eigen::Vector3d, 3> rows_of(const Eigen::Matrix3d& points) {
  return {points.row(0), points.row(1), points.row(2)};
}

bool is_missing_by_rejection(const SequenceRecord& sequence, std::int64_t frame) {
  return sequence.rejected_are_missing && frames_within(sequence.rejected, {frame, frame}) > 0;
}

/// A frame that might become a sequence's key frame, and who wants it.
struct Candidate {
  std::int64_t frame = -1;
  const char* origin = "";
};

/// One run over some sequences of a project: reads each track once, decides on key frames, moves them,
/// compares views.
class Alignment {
 public:
  Alignment(const PoseStore& store, Sequences sequences, const AlignOptions& options,
            const JobContext& context)
      : store_(store),
        sequences_(std::move(sequences)),
        takes_(takes_of(sequences_)),
        options_(options),
        context_(context),
        meter_(context, "frames", total_frames()) {}

  void read_tracks() {
    meter_.begin("Choosing key frames");
    summaries_.resize(sequences_.size());
    parallel_for(static_cast<std::int64_t>(sequences_.size()), [this](std::int64_t index) {
      const auto i = static_cast<std::size_t>(index);
      meter_.add(0);
      summaries_[i] = summarise_track(store_.poses_mm(*sequences_[i]), sequences_[i]->up, options_.key_frame);
      meter_.add(sequences_[i]->frames);
    });
    for (std::size_t i = 0; i < summaries_.size(); ++i) note_implausible(i);
  }

  /// Of the sequences that are not left out. After read_tracks().
  BodyMeasure body(const std::vector<bool>& left_out) const {
    BodyMeasure body;
    for (std::size_t i = 0; i < summaries_.size(); ++i) {
      if (!left_out[i]) body += summaries_[i].body;
    }
    return body;
  }

  /// Sorted by sequence.
  std::vector<SequenceAlignment> place(const Eigen::Matrix3d& reference_mm) {
    meter_.begin("Aligning");
    const std::vector<std::int64_t> shared = take_key_frames();
    placed_.assign(sequences_.size(), {});
    std::vector<std::vector<std::string>> notes(sequences_.size());
    parallel_for(static_cast<std::int64_t>(sequences_.size()), [&](std::int64_t index) {
      const auto i = static_cast<std::size_t>(index);
      meter_.add(0);
      placed_[i] = placed(i, shared[i], reference_mm, notes[i]);
    });
    for (const auto& lines : notes) {
      for (const auto& line : lines) context_.note(line);
    }
    auto sorted = placed_;
    std::ranges::sort(sorted, {}, &SequenceAlignment::sequence);
    return sorted;
  }

  /// Sorted by take name. After place().
  std::vector<TakeDispersion> compare_views() {
    meter_.begin("Comparing views");
    std::vector<std::pair<std::string, std::vector<std::size_t>>> several;
    for (const auto& [name, views] : takes_) {
      if (views.size() >= 2) several.emplace_back(name, views);
    }
    std::vector<TakeDispersion> measured(several.size());
    std::vector<std::int64_t> stray(several.size(), 0);
    parallel_for(static_cast<std::int64_t>(several.size()), [&](std::int64_t index) {
      const auto i = static_cast<std::size_t>(index);
      measured[i] = dispersion(several[i].first, several[i].second, stray[i]);
    });
    for (std::size_t i = 0; i < several.size(); ++i) {
      if (stray[i] == 0) continue;
      context_.note(fmt::format("{}: {} left out of the dispersion, over 2 m away from their bodies",
                                several[i].first, counted(stray[i], "joint")));
    }
    std::erase_if(measured, [](const TakeDispersion& take) { return take.views.empty(); });
    return measured;
  }

 private:
  std::int64_t total_frames() const {
    std::int64_t total = 0;
    for (const auto* sequence : sequences_) total += sequence->frames;
    for (const auto& [name, views] : takes_) {
      if (views.size() >= 2) total += frames_to_compare(views);
    }
    return total;
  }

  std::int64_t frames_to_compare(const std::vector<std::size_t>& views) const {
    Sequences records;
    for (const auto view : views) records.push_back(sequences_[view]);
    return shared_frames(records) * std::ssize(views);
  }

  /// Per sequence the key frame of its take; -1 where each video has its own.
  std::vector<std::int64_t> take_key_frames() const {
    std::vector<std::int64_t> shared(sequences_.size(), -1);
    if (options_.mode == KeyFrameMode::per_video) return shared;
    for (const auto& [name, views] : takes_) {
      const auto overridden = std::ranges::find_if(
          views, [&](std::size_t view) { return sequences_[view]->key_frame_override.has_value(); });
      // max_element keeps the first of equals: views are in the order of their names.
      const auto best = std::ranges::max_element(
          views, {}, [&](std::size_t view) { return summaries_[view].usable_frames; });
      const std::int64_t frame = overridden != views.end() ? *sequences_[*overridden]->key_frame_override
                                                           : summaries_[*best].key_frame;
      for (const auto view : views) shared[view] = frame;
    }
    return shared;
  }

  std::vector<Candidate> candidates(std::size_t i, std::int64_t shared) const {
    if (options_.forced_key_frame) return {{*options_.forced_key_frame, "forced"}};
    std::vector<Candidate> wanted;
    if (const auto chosen = sequences_[i]->key_frame_override) wanted.push_back({*chosen, "chosen by hand"});
    if (shared >= 0) wanted.push_back({shared, "chosen for the take"});
    if (summaries_[i].key_frame >= 0) wanted.push_back({summaries_[i].key_frame, "chosen"});
    return wanted;
  }

  void note_implausible(std::size_t i) const {
    const TrackSummary& summary = summaries_[i];
    if (summary.first_implausible_frame < 0) return;
    context_.note(fmt::format("{}: {} of {} frames left out of its measures: in frame {} {}",
                              sequences_[i]->name, summary.body.implausible_frames, sequences_[i]->frames,
                              summary.first_implausible_frame,
                              refusal_text(summary.first_implausible, summary.limits)));
  }

  using Reason = std::string;

  std::variant<Eigen::Matrix3d, Reason> joints_at(std::size_t i, std::int64_t frame) const {
    const TrackSummary& summary = summaries_[i];
    if (frame == summary.key_frame) return summary.reference_mm;
    if (frame < 0 || frame >= sequences_[i]->frames)
      return fmt::format("it has only {}", counted(sequences_[i]->frames, "frame"));
    if (is_missing_by_rejection(*sequences_[i], frame)) return "it is rejected";
    const std::vector<float> pose = store_.poses_mm(*sequences_[i], frame, 1);
    const TrunkLengths lengths = trunk_lengths_mm(pose, 0);
    if (summary.limits.refuse(lengths)) return refusal_text(lengths, summary.limits);
    if (const auto joints = reference_joints_mm(pose, 0)) return *joints;
    return "it lacks a shoulder or the pelvis";
  }

  /// The motion of a key frame, or why it cannot be one.
  std::variant<KabschResult, Reason> fit_at(std::size_t i, std::int64_t frame,
                                            const Eigen::Matrix3d& reference_mm) const {
    const auto joints = joints_at(i, frame);
    if (const auto* reason = std::get_if<Reason>(&joints)) return *reason;
    KabschResult fit =
        kabsch(rows_of(std::get<Eigen::Matrix3d>(joints)), rows_of(reference_mm), options_.with_scale);
    if (fit.degenerate()) return "its shoulders and pelvis lie on one line";
    return fit;
  }

  std::string why_no_candidate(std::size_t i) const {
    const TrackSummary& summary = summaries_[i];
    if (summary.first_implausible_frame < 0) return "no frame has both shoulders and the pelvis";
    return fmt::format("no frame has both shoulders and the pelvis where a person's can be: in frame {} {}",
                       summary.first_implausible_frame,
                       refusal_text(summary.first_implausible, summary.limits));
  }

  SequenceAlignment placed(std::size_t i, std::int64_t shared, const Eigen::Matrix3d& reference_mm,
                           std::vector<std::string>& notes) const {
    SequenceAlignment result;
    result.sequence = sequences_[i]->id;
    result.cluster_sizes = summaries_[i].cluster_sizes;
    const std::vector<Candidate> wanted = candidates(i, shared);
    for (const auto& [frame, origin] : wanted) {
      const auto fit = fit_at(i, frame, reference_mm);
      if (const auto* found = std::get_if<KabschResult>(&fit)) {
        result.key_frame = frame;
        result.universal_from_dataset = found->target_from_source;
        result.residual_mm = found->rmsd;
        return result;
      }
      notes.push_back(fmt::format("{}: frame {} was {} as key frame but {}", sequences_[i]->name, frame,
                                  origin, std::get<Reason>(fit)));
    }
    notes.push_back(fmt::format("{}: left unaligned, {}", sequences_[i]->name,
                                wanted.empty() ? why_no_candidate(i) : "it has no usable key frame"));
    return result;
  }

  /// Without views when there is nothing to compare.
  TakeDispersion dispersion(const std::string& name, const std::vector<std::size_t>& all_views,
                            std::int64_t& stray) {
    std::vector<std::size_t> views;
    for (const auto view : all_views) {
      if (placed_[view].key_frame >= 0) views.push_back(view);
    }
    const std::int64_t frames = frames_to_compare(all_views);
    Dispersion before;
    Dispersion after;
    if (views.size() >= 2) stray = compare(views, before, after);
    meter_.add(frames);
    TakeDispersion take;
    take.name = name;
    if (after.joints() == 0) return take;
    for (const auto view : views) take.views.push_back(sequences_[view]->view);
    take.before_mm = before.mean_mm();
    take.after_mm = after.mean_mm();
    return take;
  }

  /// Before in the world, through the files' own extrinsics, where every view has them.
  /// In pieces, so that a long take with many cameras stays small in memory.
  /// Returns how many joints strayed from their bodies and were left out.
  std::int64_t compare(const std::vector<std::size_t>& views, Dispersion& before, Dispersion& after) {
    constexpr std::int64_t piece_floats = 4'000'000;
    Sequences records;
    for (const auto view : views) records.push_back(sequences_[view]);
    const std::int64_t frames = shared_frames(records);
    const std::int64_t piece =
        std::max<std::int64_t>(256, piece_floats / (pose_floats * static_cast<std::int64_t>(views.size())));
    const bool comparable = why_not_comparable(records).empty();
    std::int64_t stray = 0;
    std::vector<std::vector<float>> poses(views.size());
    std::vector<std::vector<float>> in_world(views.size());
    for (std::int64_t first = 0; first < frames; first += piece) {
      meter_.add(0);
      for (std::size_t v = 0; v < views.size(); ++v) {
        poses[v] = store_.poses_mm(*records[v], first, std::min(piece, frames - first));
        stray += leave_out_stray_joints(poses[v]);
      }
      for (std::size_t v = 0; comparable && v < views.size(); ++v) {
        in_world[v].resize(poses[v].size());
        const FrameGraph frames_of_view(*records[v]);
        transform_points(*frames_of_view.between(frames_of_view.own(), TrackFrame::world), poses[v],
                         in_world[v]);
      }
      if (comparable) before.add(std::vector<std::span<const float>>(in_world.begin(), in_world.end()));
      for (std::size_t v = 0; v < views.size(); ++v)
        transform_points(placed_[views[v]].universal_from_dataset, poses[v], poses[v]);
      after.add(std::vector<std::span<const float>>(poses.begin(), poses.end()));
    }
    return stray;
  }

  const PoseStore& store_;
  Sequences sequences_;
  Takes takes_;
  const AlignOptions& options_;
  const JobContext& context_;
  ProgressMeter meter_;
  std::vector<TrackSummary> summaries_;
  std::vector<SequenceAlignment> placed_;
};

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
BodyMeasure measured_body(const Alignment& run, const Catalog& catalog, const AlignOptions& options,
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

  Alignment run(store, std::move(sequences), options, context);
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
  Alignment run(store, chosen, effective, context);
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
