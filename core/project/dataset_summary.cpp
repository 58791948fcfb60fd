#include "core/project/dataset_summary.h"

#include <algorithm>
#include <set>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/counted.h"
#include "core/formats/axis.h"
#include "core/project/catalog.h"
#include "core/project/sequence_videos.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

struct Counts {
  std::int64_t sequences = 0, frames = 0, calibrated = 0;
  std::set<std::string> subjects, takes, views, rates, ups, videos, missing;
};

Counts counts_of(const Catalog& catalog, DatasetId dataset, const fs::path& project_folder) {
  Counts counts;
  for (const SequenceRecord& track : catalog.sequences) {
    if (track.dataset != dataset) continue;
    ++counts.sequences;
    counts.frames += track.frames;
    if (!track.cameras.empty()) ++counts.calibrated;
    counts.subjects.insert(track.subject);
    counts.takes.insert(track.take_name());
    counts.views.insert(track.view);
    counts.rates.insert(track.frames_per_second > 0 ? fmt::format("{:.6g}", track.frames_per_second)
                                                    : "unknown");
    counts.ups.insert(track.up ? nearest_axis(*track.up).name : "unknown");
    for (const SequenceVideo& video : videos_of(track, project_folder)) {
      counts.videos.insert(video.stored_name);
      if (!video.is_there()) counts.missing.insert(video.stored_name);
    }
  }
  return counts;
}

std::string problems_text(const Catalog& catalog, DatasetId dataset, bool skipped, const char* title) {
  std::string text;
  std::int64_t count = 0;
  for (const ProblemRecord& problem : catalog.problems) {
    if (problem.dataset != dataset || problem.skipped != skipped) continue;
    ++count;
    const bool named = problem.file.empty() || problem.message.find(problem.file) != std::string::npos;
    text += fmt::format("  {}{}\n", named ? "" : problem.file + ": ", problem.message);
  }
  return count == 0 ? std::string() : fmt::format("\n{} ({})\n{}", title, count, text);
}

}  // namespace

std::string dataset_summary(const Catalog& catalog, DatasetId dataset, const fs::path& project_folder) {
  const DatasetRecord* record = catalog.dataset(dataset);
  if (record == nullptr) return {};
  const Counts counts = counts_of(catalog, dataset, project_folder);
  std::string text = fmt::format("{} ({})\n", record->name, record->format);
  text += fmt::format("  {}, {}\n", counted(counts.sequences, "sequence"), counted(counts.frames, "frame"));
  text += fmt::format("  {}, {}, {}\n", counted(std::ssize(counts.subjects), "subject"),
                      counted(std::ssize(counts.takes), "take"), counted(std::ssize(counts.views), "view"));
  text += fmt::format("  frames a second: {}; up axis: {}\n", fmt::join(counts.rates, ", "),
                      fmt::join(counts.ups, ", "));
  text += fmt::format("  {} with cameras; {}, {} of them not in their place\n",
                      counted(counts.calibrated, "sequence"), counted(std::ssize(counts.videos), "video"),
                      counts.missing.size());
  return text + problems_text(catalog, dataset, true, "Left out") +
         problems_text(catalog, dataset, false, "Guessed and remarked");
}

}  // namespace solopose
