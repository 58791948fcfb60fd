#include "app/cli/project_report.h"

#include <array>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/cli/table.h"
#include "core/augmotion/alignment.h"
#include "core/augmotion/stored_options.h"
#include "core/base/counted.h"
#include "core/skeleton/canonical.h"
#include "core/skeleton/estimated_joints.h"
#include "core/skeleton/marker_cloud.h"

namespace solopose {
namespace {

constexpr std::array all_splits = {Split::train, Split::validation, Split::test, Split::independent};

/// Of what is in use.
struct DatasetCounts {
  std::int64_t sequences = 0;
  std::int64_t frames = 0;
  std::int64_t clips = 0;
  std::int64_t excluded = 0;       ///< sequences that are not
  std::int64_t marker_clouds = 0;  ///< of those the ones without poses
  std::map<Split, std::int64_t> clips_of_split;

  DatasetCounts& operator+=(const DatasetCounts& other) {
    sequences += other.sequences;
    frames += other.frames;
    clips += other.clips;
    excluded += other.excluded;
    marker_clouds += other.marker_clouds;
    for (const auto& [split, count] : other.clips_of_split) clips_of_split[split] += count;
    return *this;
  }
};

std::map<DatasetId, DatasetCounts> counts_of(const Project& project, const Catalog& catalog) {
  std::map<DatasetId, DatasetCounts> counts;
  for (const SequenceRecord& sequence : catalog.sequences) {
    DatasetCounts& dataset = counts[sequence.dataset];
    if (sequence.excluded) {
      ++dataset.excluded;
      if (is_marker_cloud(*sequence.joints)) ++dataset.marker_clouds;
      continue;
    }
    ++dataset.sequences;
    dataset.frames += sequence.frames;
  }
  for (const Clip& clip : list_clips(catalog, clip_options_of(project))) {
    DatasetCounts& dataset = counts[catalog.sequences[clip.sequence_index].dataset];
    ++dataset.clips;
    ++dataset.clips_of_split[clip.split];
  }
  return counts;
}

/// What the joint sets of each dataset estimate, in words; of most datasets there is one set, and of some
/// none.
std::map<DatasetId, std::set<std::string>> estimated_of(const Catalog& catalog) {
  std::map<DatasetId, std::set<std::string>> texts;
  for (const SequenceRecord& sequence : catalog.sequences) {
    std::string text = estimated_joints_text(*sequence.joints);
    if (!text.empty()) texts[sequence.dataset].insert(std::move(text));
  }
  return texts;
}

std::string estimated_as_text(const Catalog& catalog) {
  const auto estimated = estimated_of(catalog);
  std::string lines;
  for (const DatasetRecord& dataset : catalog.datasets) {
    const auto found = estimated.find(dataset.id);
    if (found == estimated.end()) continue;
    lines += fmt::format("{} estimates {}\n", dataset.name, fmt::join(found->second, "; "));
  }
  return lines;
}

Json splits_as_json(const DatasetCounts& counts) {
  Json splits = Json::object();
  for (const Split split : all_splits) {
    const auto found = counts.clips_of_split.find(split);
    splits[std::string(name_of(split))] = found == counts.clips_of_split.end() ? 0 : found->second;
  }
  return splits;
}

void append_frame(Json& report, const Catalog& catalog) {
  report["frame"] = nullptr;
  report["Ms_mm"] = nullptr;
  report["Msp_mm"] = nullptr;
  if (!catalog.alignment) return;
  const AlignOptions options = AlignOptions::from_json(catalog.alignment->options_json);
  report["frame"] = name_of(options.preset);
  report["Ms_mm"] = catalog.alignment->shoulder_width_mm;
  report["Msp_mm"] = catalog.alignment->torso_length_mm;
  report["stale"] = catalog.alignment_is_stale();
}

std::string frame_as_text(const Catalog& catalog) {
  if (!catalog.alignment) return "Not aligned yet\n";
  const AlignmentRecord& alignment = *catalog.alignment;
  const AlignOptions options = AlignOptions::from_json(alignment.options_json);
  return fmt::format("Universal frame \"{}\"  Ms {:.1f} mm  Msp {:.1f} mm{}\n", name_of(options.preset),
                     alignment.shoulder_width_mm, alignment.torso_length_mm,
                     catalog.alignment_is_stale() ? "  (data has changed since the last align)" : "");
}

std::vector<std::string> row_of(const std::string& name, const DatasetCounts& counts) {
  std::vector<std::string> row = {name, grouped(counts.sequences), grouped(counts.frames),
                                  grouped(counts.clips)};
  for (const Split split : all_splits) {
    const auto found = counts.clips_of_split.find(split);
    row.push_back(grouped(found == counts.clips_of_split.end() ? 0 : found->second));
  }
  return row;
}

}  // namespace

Json project_as_json(const Project& project, const Catalog& catalog) {
  const auto counts = counts_of(project, catalog);
  auto estimated = estimated_of(catalog);
  DatasetCounts totals;
  Json report;
  report["datasets"] = Json::array();
  for (const DatasetRecord& dataset : catalog.datasets) {
    const auto found = counts.find(dataset.id);
    const DatasetCounts own = found == counts.end() ? DatasetCounts{} : found->second;
    totals += own;
    report["datasets"].push_back({{"name", dataset.name},
                                  {"sequences", own.sequences},
                                  {"frames", own.frames},
                                  {"clips", own.clips},
                                  {"excluded", own.excluded},
                                  {"marker_clouds", own.marker_clouds},
                                  {"splits", splits_as_json(own)},
                                  {"format", dataset.format},
                                  {"independent_test", dataset.independent_test},
                                  {"independent_subjects", dataset.independent_subjects},
                                  {"estimated", estimated[dataset.id]}});
  }
  report["joints"] = joint_names();
  append_frame(report, catalog);
  report["totals"] = {{"sequences", totals.sequences},
                      {"frames", totals.frames},
                      {"clips", totals.clips},
                      {"excluded", totals.excluded},
                      {"marker_clouds", totals.marker_clouds}};
  report["splits"] = splits_as_json(totals);
  report["read_only"] = project.read_only() ? Json(project.why_read_only()) : Json(nullptr);
  return report;
}

std::string project_as_text(const Project& project, const Catalog& catalog) {
  if (catalog.datasets.empty()) return "The project is empty; `solopose import` brings data in\n";
  const auto counts = counts_of(project, catalog);
  Table table({"dataset", "sequences", "frames", "clips", "train", "val", "test", "independent"});
  DatasetCounts totals;
  for (const DatasetRecord& dataset : catalog.datasets) {
    const auto found = counts.find(dataset.id);
    const DatasetCounts own = found == counts.end() ? DatasetCounts{} : found->second;
    totals += own;
    table.add(row_of(dataset.name, own));
  }
  if (catalog.datasets.size() > 1) table.add(row_of("all", totals));
  const std::string excluded =
      totals.excluded == 0
          ? ""
          : fmt::format("Excluded sequences, not counted above: {}{}\n", grouped(totals.excluded),
                        totals.marker_clouds == 0
                            ? ""
                            : ", " + counted(totals.marker_clouds, "marker cloud") + " among them");
  return table.text() + excluded + estimated_as_text(catalog) + frame_as_text(catalog);
}

}  // namespace solopose
