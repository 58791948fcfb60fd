#include "core/augmotion/alignment_run.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "core/augmotion/frame_graph.h"
#include "core/base/counted.h"
#include "core/base/parallel.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace {

std::int64_t shared_frames(const AlignmentRun::Sequences& views) {
  return std::ranges::min(views, {}, &SequenceRecord::frames)->frames;
}

std::array<Eigen::Vector3d, 3> rows_of(const Eigen::Matrix3d& points) {
  return {points.row(0), points.row(1), points.row(2)};
}

bool is_missing_by_rejection(const SequenceRecord& sequence, std::int64_t frame) {
  return sequence.rejected_are_missing && frames_within(sequence.rejected, {frame, frame}) > 0;
}

}  // namespace

AlignmentRun::Takes AlignmentRun::takes_of(const Sequences& sequences) {
  Takes takes;
  for (std::size_t i = 0; i < sequences.size(); ++i) takes[sequences[i]->take_name()].push_back(i);
  for (auto& [name, views] : takes) {
    std::ranges::sort(views, {}, [&](std::size_t i) { return sequences[i]->name; });
  }
  return takes;
}

AlignmentRun::AlignmentRun(const PoseStore& store, Sequences sequences, const AlignOptions& options,
                           const JobContext& context)
    : store_(store),
      sequences_(std::move(sequences)),
      takes_(takes_of(sequences_)),
      options_(options),
      context_(context),
      meter_(context, "frames", total_frames()) {}

void AlignmentRun::read_tracks() {
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

BodyMeasure AlignmentRun::body(const std::vector<bool>& left_out) const {
  BodyMeasure body;
  for (std::size_t i = 0; i < summaries_.size(); ++i) {
    if (!left_out[i]) body += summaries_[i].body;
  }
  return body;
}

std::vector<SequenceAlignment> AlignmentRun::place(const Eigen::Matrix3d& reference_mm) {
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

std::vector<TakeDispersion> AlignmentRun::compare_views() {
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

std::int64_t AlignmentRun::total_frames() const {
  std::int64_t total = 0;
  for (const auto* sequence : sequences_) total += sequence->frames;
  for (const auto& [name, views] : takes_) {
    if (views.size() >= 2) total += frames_to_compare(views);
  }
  return total;
}

std::int64_t AlignmentRun::frames_to_compare(const std::vector<std::size_t>& views) const {
  Sequences records;
  for (const auto view : views) records.push_back(sequences_[view]);
  return shared_frames(records) * std::ssize(views);
}

std::vector<std::int64_t> AlignmentRun::take_key_frames() const {
  std::vector<std::int64_t> shared(sequences_.size(), -1);
  if (options_.mode == KeyFrameMode::per_video) return shared;
  for (const auto& [name, views] : takes_) {
    const auto overridden = std::ranges::find_if(
        views, [&](std::size_t view) { return sequences_[view]->key_frame_override.has_value(); });
    // max_element keeps the first of equals: views are in the order of their names.
    const auto best =
        std::ranges::max_element(views, {}, [&](std::size_t view) { return summaries_[view].usable_frames; });
    const std::int64_t frame = overridden != views.end() ? *sequences_[*overridden]->key_frame_override
                                                         : summaries_[*best].key_frame;
    for (const auto view : views) shared[view] = frame;
  }
  return shared;
}

std::vector<AlignmentRun::Candidate> AlignmentRun::candidates(std::size_t i, std::int64_t shared) const {
  if (options_.forced_key_frame) return {{*options_.forced_key_frame, "forced"}};
  std::vector<Candidate> wanted;
  if (const auto chosen = sequences_[i]->key_frame_override) wanted.push_back({*chosen, "chosen by hand"});
  if (shared >= 0) wanted.push_back({shared, "chosen for the take"});
  if (summaries_[i].key_frame >= 0) wanted.push_back({summaries_[i].key_frame, "chosen"});
  return wanted;
}

void AlignmentRun::note_implausible(std::size_t i) const {
  const TrackSummary& summary = summaries_[i];
  if (summary.first_implausible_frame < 0) return;
  context_.note(fmt::format("{}: {} of {} frames left out of its measures: in frame {} {}",
                            sequences_[i]->name, summary.body.implausible_frames, sequences_[i]->frames,
                            summary.first_implausible_frame,
                            refusal_text(summary.first_implausible, summary.limits)));
}

std::variant<Eigen::Matrix3d, AlignmentRun::Reason> AlignmentRun::joints_at(std::size_t i,
                                                                            std::int64_t frame) const {
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

std::variant<KabschResult, AlignmentRun::Reason> AlignmentRun::fit_at(
    std::size_t i, std::int64_t frame, const Eigen::Matrix3d& reference_mm) const {
  const auto joints = joints_at(i, frame);
  if (const auto* reason = std::get_if<Reason>(&joints)) return *reason;
  KabschResult fit =
      kabsch(rows_of(std::get<Eigen::Matrix3d>(joints)), rows_of(reference_mm), options_.with_scale);
  if (fit.degenerate()) return "its shoulders and pelvis lie on one line";
  return fit;
}

std::string AlignmentRun::why_no_candidate(std::size_t i) const {
  const TrackSummary& summary = summaries_[i];
  if (summary.first_implausible_frame < 0) return "no frame has both shoulders and the pelvis";
  return fmt::format("no frame has both shoulders and the pelvis where a person's can be: in frame {} {}",
                     summary.first_implausible_frame,
                     refusal_text(summary.first_implausible, summary.limits));
}

SequenceAlignment AlignmentRun::placed(std::size_t i, std::int64_t shared,
                                       const Eigen::Matrix3d& reference_mm,
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
    notes.push_back(fmt::format("{}: frame {} was {} as key frame but {}", sequences_[i]->name, frame, origin,
                                std::get<Reason>(fit)));
  }
  notes.push_back(fmt::format("{}: left unaligned, {}", sequences_[i]->name,
                              wanted.empty() ? why_no_candidate(i) : "it has no usable key frame"));
  return result;
}

TakeDispersion AlignmentRun::dispersion(const std::string& name, const std::vector<std::size_t>& all_views,
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

std::int64_t AlignmentRun::compare(const std::vector<std::size_t>& views, Dispersion& before,
                                   Dispersion& after) {
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

}  // namespace solopose
