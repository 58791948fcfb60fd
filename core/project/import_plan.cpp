#include "core/project/import_plan.h"

#include <algorithm>
#include <cmath>

#include "core/formats/axis.h"
#include "core/formats/body_guess.h"
#include "core/project/file_importer.h"
#include "core/project/gathered_remarks.h"
#include "core/project/project.h"
#include "core/video/media_names.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

std::string name_of(const Reader& reader, const ImportOptions& options) {
  return options.dataset.empty() ? std::string(reader.title) : options.dataset;
}

template <typename Set>
void unite(Set& all, Set& more) {
  all.merge(more);
  more.clear();
}

/// What a file holds goes to its dataset.
void merge(PlannedDataset& all, PlannedDataset& file) {
  all.files += file.files;
  all.sequences += file.sequences;
  all.frames += file.frames;
  all.calibrated += file.calibrated;
  unite(all.subjects, file.subjects);
  unite(all.actions, file.actions);
  unite(all.takes, file.takes);
  unite(all.views, file.views);
  unite(all.rates, file.rates);
  unite(all.ups, file.ups);
  unite(all.videos, file.videos);
  unite(all.missing_videos, file.missing_videos);
  all.tallest_mm = std::max(all.tallest_mm, file.tallest_mm);
  if (file.smallest_mm > 0)
    all.smallest_mm = all.smallest_mm == 0 ? file.smallest_mm : std::min(all.smallest_mm, file.smallest_mm);
  all.problems.insert(all.problems.end(), file.problems.begin(), file.problems.end());
  file = {};
}

/// Takes tracks as a StagedImport does, and keeps what is said of them.
class Planned {
 public:
  explicit Planned(PlannedDataset& dataset) : dataset_(dataset) {}

  void begin_file(const fs::path& file, const std::string&) {
    finish();
    path_ = file;
    file_.files = 1;
  }
  void finish() { merge(dataset_, file_); }
  bool has_tracks_of(const fs::path&) const { return false; }
  std::int64_t sequences() const { return dataset_.sequences + file_.sequences; }

  void add(const Sequence& sequence) {
    ++file_.sequences;
    file_.frames += sequence.frames();
    file_.subjects.insert(sequence.subject);
    file_.takes.insert(sequence.subject + "/" + sequence.take);
    file_.views.insert(sequence.view);
    if (!sequence.action.empty()) file_.actions.insert(sequence.action);
    file_.rates.insert(sequence.frames_per_second);
    file_.ups.insert(sequence.up ? nearest_axis(*sequence.up).name : "");
    if (!sequence.cameras.empty()) ++file_.calibrated;
    measure(sequence);
    for (const std::string& video : sequence.videos) {
      std::error_code unreadable;
      file_.videos.insert(video);
      if (!fs::exists(located_video({}, video), unreadable)) file_.missing_videos.insert(video);
    }
  }

  void remark(const std::string& message) {
    file_.problems.push_back({0, 0, path_.string(), message, false});
  }
  void skip_file(const std::string& message) {
    file_ = {};
    leave_out(path_, message);
  }
  void leave_out(const fs::path& path, const std::string& message) {
    file_.problems.push_back({0, 0, path.string(), message, true});
  }

 private:
  void measure(const Sequence& sequence) {
    const auto height = standing_height(guessable_poses(*sequence.joints, sequence.positions_mm));
    if (!height || !std::isfinite(*height)) return;
    file_.tallest_mm = std::max(file_.tallest_mm, *height);
    file_.smallest_mm = file_.smallest_mm == 0 ? *height : std::min(file_.smallest_mm, *height);
  }

  PlannedDataset& dataset_;
  PlannedDataset file_;  ///< of the present file
  fs::path path_;
};

/// With a format that is named the files are its own; otherwise each file's.
FoundFormats found_for(const ImportOptions& options, const JobContext& context) {
  if (options.format.empty()) return formats_of(options.paths, context);
  const Reader& reader = reader_named(options.format);
  FoundFiles found = files_for(reader, options.paths, context);
  FoundFormats formats{{}, std::move(found.unusable), std::move(found.unread)};
  if (!found.files.empty()) formats.readers.push_back({&reader, std::move(found.files)});
  return formats;
}

}  // namespace

std::int64_t ImportPlan::sequences() const {
  std::int64_t sum = 0;
  for (const PlannedDataset& dataset : datasets) sum += dataset.sequences;
  return sum;
}

std::int64_t ImportPlan::left_out() const {
  auto sum = static_cast<std::int64_t>(unusable.size());
  for (const UnreadFiles& kind : unread) sum += kind.count;
  for (const PlannedDataset& dataset : datasets)
    sum += std::ranges::count(dataset.problems, true, &ProblemRecord::skipped);
  return sum;
}

ImportPlan plan_import(const Project* project, const ImportOptions& options, const JobContext& context) {
  FoundFormats found = found_for(options, context);
  ImportPlan plan;
  plan.unusable = std::move(found.unusable);
  plan.unread = std::move(found.unread);
  auto fingerprints =
      project == nullptr ? std::unordered_set<std::string>() : project->imported_fingerprints();
  std::vector<fs::path> videos;
  for (const auto& [reader, files] : found.readers) {
    PlannedDataset& dataset = plan.datasets.emplace_back();
    dataset.format = reader->name;
    dataset.name = name_of(*reader, options);
    Planned planned(dataset);
    FileImporter importer(*reader, options.read, planned, context);
    importer.read_all({files, {}, {}}, fingerprints);
    planned.finish();
    dataset.already_present = std::move(importer.already_present);
    dataset.problems = gathered_remarks(std::move(dataset.problems));
    for (const std::string& video : dataset.videos) videos.push_back(fs::absolute(video));
  }
  leave_out_videos(plan.unread, videos);
  return plan;
}

std::vector<ImportReport> import_all(Project& project, const ImportOptions& options,
                                     const JobContext& context) {
  if (!options.format.empty()) return {import_files(project, options, context)};
  FoundFormats found = formats_of(options.paths, context);
  std::vector<ImportReport> reports;
  for (auto& [reader, files] : found.readers) {
    ImportOptions of_reader = options;
    of_reader.format = reader->name;
    reports.push_back(import_found(project, of_reader, {std::move(files), {}, {}}, context));
  }
  if (reports.empty()) reports.emplace_back();
  for (const auto& [path, reason] : found.unusable)
    reports.front().problems.push_back({0, 0, path.string(), reason, true});
  leave_out_videos(found.unread, project.source_files());
  note_unread(found.unread, context);
  reports.front().unread = std::move(found.unread);
  return reports;
}

}  // namespace solopose
