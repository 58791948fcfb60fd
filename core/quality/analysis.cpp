#include "core/quality/analysis.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "core/augmotion/kabsch.h"
#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/base/progress_meter.h"
#include "core/project/catalog.h"
#include "core/project/placement.h"
#include "core/project/pose_store.h"
#include "core/project/project.h"
#include "core/quality/event_order.h"
#include "core/quality/filmed_frames.h"
#include "core/quality/known_faults.h"
#include "core/quality/label_distance.h"
#include "core/quality/model_errors.h"
#include "core/quality/sequence_findings.h"
#include "core/quality/view_distance.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace {

/// A part of a take: so many frames of all its views together at most, and around them what windows look at.
constexpr std::int64_t frames_of_part = 65536;
constexpr std::int64_t surroundings = 128;

/// Positions of synchronised views in the catalog.
using Views = std::vector<std::size_t>;

struct Part {
  Views views;
  std::int64_t first = 0;
  std::int64_t end = 0;  ///< some views may be shorter
};

std::vector<Part> parts_of(const Catalog& catalog) {
  std::map<std::pair<DatasetId, std::string>, Views> takes;
  for (std::size_t i = 0; i < catalog.sequences.size(); ++i)
    takes[{catalog.sequences[i].dataset, catalog.sequences[i].take_name()}].push_back(i);
  std::vector<Part> parts;
  for (const auto& [name, views] : takes) {
    std::int64_t longest = 0;
    for (const std::size_t view : views) longest = std::max(longest, catalog.sequences[view].frames);
    const std::int64_t step =
        std::max<std::int64_t>(1024, frames_of_part / static_cast<std::int64_t>(views.size()));
    for (std::int64_t first = 0; first < longest; first += step)
      parts.push_back({views, first, std::min(first + step, longest)});
  }
  return parts;
}

std::vector<float> chosen_thresholds(const QualityOptions& options) {
  for (const auto& [name, threshold] : options.thresholds) {
    if (detector_named(name) != nullptr) continue;
    std::string known;
    for (const auto& detector : detectors())
      known += fmt::format("{}{}", known.empty() ? "" : ", ", detector->name());
    throw Error(fmt::format("quality: there is no detector {}; there are {}", name, known));
  }
  std::vector<float> thresholds;
  for (const auto& detector : detectors()) {
    const auto chosen = options.thresholds.find(detector->name());
    thresholds.push_back(chosen == options.thresholds.end() ? detector->default_threshold() : chosen->second);
  }
  return thresholds;
}

class Analysis {
 public:
  Analysis(const Project& project, const Catalog& catalog, std::vector<float> thresholds,
           const JobContext& context)
      : folder_(project.folder()),
        catalog_(catalog),
        store_(folder_),
        thresholds_(std::move(thresholds)),
        context_(context),
        population_(read_population(store_, catalog, context)),
        usual_model_errors_(usual_model_errors(store_, catalog, folder_, context)),
        parts_(parts_of(catalog)) {
    const std::vector<KnownFault> faults = known_faults(folder_);
    for (const SequenceRecord& track : catalog.sequences) {
      filmed_.push_back(filmed_frames(track, folder_, context));
      known_faults_.push_back(of_sequence(faults, track));
    }
  }

  QualityReport report() {
    std::int64_t frames = 0;
    for (const SequenceRecord& track : catalog_.sequences) frames += track.frames;
    ProgressMeter meter(context_, "frames", frames);
    meter.begin("Looking for doubtful frames");
    // Per part, per view of it.
    std::vector<std::vector<PartFindings>> found(parts_.size());
    parallel_for(static_cast<std::int64_t>(parts_.size()), [&](std::int64_t p) {
      const auto part = static_cast<std::size_t>(p);
      meter.add(0);
      found[part] = inspect_part(parts_[part], meter);
    });
    return merged(std::move(found));
  }

 private:
  std::vector<KnownFault> of_sequence(const std::vector<KnownFault>& faults,
                                      const SequenceRecord& track) const {
    std::vector<KnownFault> own;
    const DatasetRecord& dataset = *catalog_.dataset(track.dataset);
    std::ranges::copy_if(faults, std::back_inserter(own),
                         [&](const KnownFault& fault) { return fault.concerns(dataset, track); });
    return own;
  }

  struct Range {
    std::int64_t first = 0;  ///< with surroundings
    OwnFrames own;           ///< counted from there
  };

  static Range range_of(const Part& part, const SequenceRecord& track) {
    const std::int64_t first = std::max<std::int64_t>(0, part.first - surroundings);
    const std::int64_t end = std::min(track.frames, part.end);
    return {first, {part.first - first, std::max(end, part.first) - first}};
  }

  std::vector<float> poses_around(const Part& part, const SequenceRecord& track) const {
    const std::int64_t first = std::min(range_of(part, track).first, track.frames);
    return store_.poses_mm(track, first, std::min(track.frames, part.end + surroundings) - first);
  }

  std::vector<PartFindings> inspect_part(const Part& part, ProgressMeter& meter) const {
    std::vector<std::vector<float>> poses;
    for (const std::size_t view : part.views) poses.push_back(poses_around(part, catalog_.sequences[view]));
    const auto distances = distances_between(part, poses);
    std::vector<PartFindings> found;
    for (std::size_t v = 0; v < part.views.size(); ++v) {
      const SequenceRecord& track = catalog_.sequences[part.views[v]];
      if (track.frames <= part.first) {
        found.emplace_back();
        continue;
      }
      const Range range = range_of(part, track);
      found.push_back(inspect_view(part.views[v], poses[v], distances[v], range));
      meter.add(range.own.end - range.own.first);
    }
    return found;
  }

  PartFindings inspect_view(std::size_t index, std::span<const float> poses_mm,
                            std::span<const float> distances, const Range& range) const {
    const SequenceRecord& track = catalog_.sequences[index];
    const TrackNorms& norms = population_.tracks.at(track.id);
    const TrackFeatures features = track_features(poses_mm, norms.sides());
    InspectedTrack inspected{.record = track,
                             .poses_mm = poses_mm,
                             .frames_per_second = frames_per_second_of(track),
                             .features = features,
                             .norms = norms,
                             .population = population_,
                             .placement = placement_of(catalog_, track.id),
                             .view_distance_mm = distances,
                             .first_frame = range.first};
    inspected.known_faults = known_faults_[index];
    const std::vector<ModelErrors> said =
        model_errors(track, poses_mm, range.first, catalog_, folder_, usual_model_errors_);
    inspected.model_errors = said;
    const std::int64_t frames = frames_of(poses_mm);
    const std::vector<float> from_labels =
        label_distances_mm(track, poses_mm, store_.image_points(track, range.first, frames));
    inspected.label_distance_mm = from_labels;
    if (filmed_[index]) {
      inspected.filmed_frames = filmed_[index]->frames;
      inspected.shortest_video = filmed_[index]->video;
    }
    return inspect(inspected, thresholds_, range.own);
  }

  /// Per view; empty for those that the alignment does not place, and where there is no second one.
  std::vector<std::vector<float>> distances_between(const Part& part,
                                                    const std::vector<std::vector<float>>& poses) const {
    std::vector<std::vector<float>> all(poses.size());
    std::vector<std::size_t> placed;
    std::vector<std::vector<float>> moved;
    for (std::size_t v = 0; v < poses.size(); ++v) {
      const SequenceAlignment* placement = placement_of(catalog_, catalog_.sequences[part.views[v]].id);
      if (placement == nullptr || placement->key_frame < 0 || poses.size() < 2) continue;
      placed.push_back(v);
      transform_points(placement->universal_from_dataset, poses[v], moved.emplace_back(poses[v].size()));
    }
    if (placed.size() < 2) return all;
    auto distances = view_distances_mm(moved);
    for (std::size_t i = 0; i < placed.size(); ++i) all[placed[i]] = std::move(distances[i]);
    return all;
  }

  QualityReport merged(std::vector<std::vector<PartFindings>> found) const {
    const std::size_t count = detectors().size();
    QualityReport report;
    report.thresholds = thresholds_;
    for (const auto& detector : detectors()) report.histograms.push_back(histogram_for(*detector));
    std::vector<std::vector<std::vector<Finding>>> per_sequence(catalog_.sequences.size(),
                                                                std::vector<std::vector<Finding>>(count));
    for (const SequenceRecord& track : catalog_.sequences)
      report.sequences.push_back(
          {track.id, track.frames, 0, 0, std::vector<float>(count, std::numeric_limits<float>::quiet_NaN())});
    for (std::size_t p = 0; p < parts_.size(); ++p) {
      for (std::size_t v = 0; v < parts_[p].views.size(); ++v) {
        const std::size_t index = parts_[p].views[v];
        merge(std::move(found[p][v]), report, report.sequences[index], per_sequence[index]);
      }
    }
    for (std::size_t i = 0; i < per_sequence.size(); ++i)
      take_findings(per_sequence[i], report, report.sequences[i]);
    return report;
  }

  static void merge(PartFindings part, QualityReport& report, SequenceQuality& sequence,
                    std::vector<std::vector<Finding>>& findings) {
    sequence.joints_missing += part.joints_missing;
    for (std::size_t d = 0; d < part.findings.size(); ++d) {
      sequence.worst[d] = std::fmax(sequence.worst[d], part.worst[d]);
      for (std::size_t b = 0; b < part.histograms[d].size(); ++b)
        report.histograms[d].counts[b] += part.histograms[d][b];
      append_part(findings[d], std::move(part.findings[d]));
    }
  }

  static void take_findings(std::vector<std::vector<Finding>>& per_detector, QualityReport& report,
                            SequenceQuality& sequence) {
    const auto begin = static_cast<std::ptrdiff_t>(report.findings.size());
    for (auto& findings : per_detector) std::ranges::move(findings, std::back_inserter(report.findings));
    const std::span own(report.findings.begin() + begin, report.findings.end());
    std::vector<bool> doubted(static_cast<std::size_t>(sequence.frames));
    for (const Finding& finding : own) {
      const std::int64_t end = std::min(finding.last_frame + 1, sequence.frames);
      for (std::int64_t f = finding.first_frame; f < end; ++f) doubted[static_cast<std::size_t>(f)] = true;
    }
    sequence.frames_doubted = std::ranges::count(doubted, true);
    sort_by_event(own, sequence.frames);
  }

  const std::filesystem::path folder_;
  const Catalog& catalog_;
  PoseStore store_;
  std::vector<float> thresholds_;
  const JobContext& context_;
  Population population_;
  UsualErrorsOfModels usual_model_errors_;
  std::vector<Part> parts_;
  std::vector<std::optional<FilmedFrames>> filmed_;
  std::vector<std::vector<KnownFault>> known_faults_;  ///< per sequence
};

}  // namespace

QualityReport analyse_quality(const Project& project, const Catalog& catalog, const QualityOptions& options,
                              const JobContext& context) {
  std::vector<float> thresholds = chosen_thresholds(options);
  const Catalog used = in_use(catalog, Rejected::kept);
  return Analysis(project, used, std::move(thresholds), context).report();
}

}  // namespace solopose
