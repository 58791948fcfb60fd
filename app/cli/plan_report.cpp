#include "app/cli/plan_report.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/cli/import_report.h"
#include "core/base/counted.h"

namespace solopose {
namespace {

Json dataset_as_json(const PlannedDataset& dataset) {
  return {{"dataset", dataset.name},
          {"format", dataset.format},
          {"files", dataset.files},
          {"sequences", dataset.sequences},
          {"frames", dataset.frames},
          {"subjects", dataset.subjects},
          {"actions", dataset.actions},
          {"takes", dataset.takes.size()},
          {"views", dataset.views},
          {"frames_per_second", dataset.rates},
          {"up", dataset.ups},
          {"body_mm", {dataset.smallest_mm, dataset.tallest_mm}},
          {"calibrated_sequences", dataset.calibrated},
          {"videos", dataset.videos.size()},
          {"missing_videos", dataset.missing_videos},
          {"problems", problems_as_json(dataset.problems)},
          {"already_present", dataset.already_present}};
}

std::string text_of(const std::set<double>& rates) {
  std::vector<std::string> words;
  for (const double rate : rates) words.push_back(rate > 0 ? fmt::format("{:.6g}", rate) : "unknown");
  return fmt::format("{}", fmt::join(words, ", "));
}

std::string text_of_ups(const std::set<std::string>& ups) {
  std::vector<std::string> words;
  for (const std::string& up : ups) words.push_back(up.empty() ? "unknown" : up);
  return fmt::format("{}", fmt::join(words, ", "));
}

std::string dataset_as_text(const PlannedDataset& dataset) {
  std::string text = fmt::format("{} ({}): {}, {} from {}\n", dataset.name, dataset.format,
                                 counted(dataset.sequences, "sequence"), counted(dataset.frames, "frame"),
                                 counted(dataset.files, "file"));
  if (dataset.sequences > 0) {
    text += fmt::format(
        "  {}, {}, {}, frames a second {}, up {}\n", counted(std::ssize(dataset.subjects), "subject"),
        counted(std::ssize(dataset.takes), "take"), counted(std::ssize(dataset.views), "view"),
        text_of(dataset.rates), text_of_ups(dataset.ups));
  }
  if (dataset.tallest_mm > 0)
    text += fmt::format("  bodies of {:.2f} to {:.2f} m\n", dataset.smallest_mm / 1000,
                        dataset.tallest_mm / 1000);
  if (!dataset.videos.empty()) {
    text += fmt::format("  {}, {} of them missing\n", counted(std::ssize(dataset.videos), "video"),
                        dataset.missing_videos.size());
  }
  if (!dataset.already_present.empty())
    text +=
        fmt::format("  {} in the project already\n", counted(std::ssize(dataset.already_present), "file"));
  return text + remarks_as_text(dataset.problems);
}

}  // namespace

Json plan_as_json(const ImportPlan& plan) {
  Json datasets = Json::array();
  for (const PlannedDataset& dataset : plan.datasets) datasets.push_back(dataset_as_json(dataset));
  Json unusable = Json::array();
  for (const auto& [path, reason] : plan.unusable)
    unusable.push_back({{"file", path.string()}, {"message", reason}});
  return {{"datasets", datasets},
          {"left_out", plan.left_out()},
          {"unread", unread_as_json(plan.unread)},
          {"unusable", unusable}};
}

std::string plan_as_text(const ImportPlan& plan) {
  std::string text;
  for (const PlannedDataset& dataset : plan.datasets) text += dataset_as_text(dataset);
  if (plan.datasets.empty()) text += "nothing that can be imported\n";
  for (const PlannedDataset& dataset : plan.datasets) {
    for (const ProblemRecord& problem : dataset.problems) {
      if (problem.skipped) text += "left out: " + problem.message + "\n";
    }
  }
  for (const auto& [path, reason] : plan.unusable) text += "left out: " + reason + "\n";
  for (const UnreadFiles& kind : plan.unread) {
    if (kind.paths.empty()) text += "not read: " + kind.sentence() + "\n";
    for (const auto& path : kind.paths) text += fmt::format("not read: {}: {}\n", path.string(), kind.reason);
    if (!kind.paths.empty() && kind.count > std::ssize(kind.paths))
      text += fmt::format("not read: {} more: {}\n", kind.count - std::ssize(kind.paths), kind.reason);
  }
  return text;
}

}  // namespace solopose
