#include "core/project/import.h"

#include <algorithm>
#include <set>
#include <unordered_set>

#include <fmt/format.h>

#include "core/project/database.h"
#include "core/project/file_importer.h"
#include "core/project/import_options.h"
#include "core/project/staged_import.h"

namespace solopose {
namespace fs = std::filesystem;
namespace {

/// Human3.6M's usual test subjects start as an independent test.
std::vector<std::string> usual_test_subjects(const Reader& reader) {
  if (reader.name.starts_with("h36m")) return {"S9", "S11"};
  return {};
}

std::string sentence_of(const std::vector<UnreadFiles>& unread) {
  std::string sentence;
  for (const UnreadFiles& kind : unread) sentence += (sentence.empty() ? "" : "; ") + kind.sentence();
  return sentence;
}

FoundFiles files_or_throw(const Reader& reader, std::span<const fs::path> paths, const JobContext& context) {
  FoundFiles found = files_for(reader, paths, context);
  if (!found.files.empty() || !found.unusable.empty()) return found;
  if (paths.empty()) throw Error("nothing to import: no file or folder was given");
  const std::string held = sentence_of(found.unread);
  throw Error(fmt::format("{}: holds no file that looks like {}{}", paths.front().string(), reader.title,
                          held.empty() ? "" : " (" + held + ")"));
}

/// The options of the first time, but for what is corrected.
ReadOptions corrected_options(ReadOptions options, const ReadOptions& corrected) {
  if (corrected.frames_per_second) options.frames_per_second = corrected.frames_per_second;
  if (corrected.millimetres_per_unit) options.millimetres_per_unit = corrected.millimetres_per_unit;
  if (corrected.up) options.up = corrected.up;
  if (corrected.with_ignored) options.with_ignored = true;
  if (corrected.universal) options.universal = true;
  if (!corrected.calibration.empty()) options.calibration = corrected.calibration;
  if (!corrected.mapping.empty()) options.mapping = corrected.mapping;
  return options;
}

std::string name_of_dataset(const Project& project, DatasetId dataset) {
  const Catalog catalog = project.catalog();
  const DatasetRecord* record = catalog.dataset(dataset);
  if (record == nullptr) throw Error("the dataset is not in the project any more");
  return record->name;
}

/// Files whose tracks were there before and do not come again.
void list_vanished(std::span<const NamedTrack> before, std::span<const NamedTrack> now, StagedImport& staged,
                   const fs::path& project_folder) {
  std::set<fs::path> vanished;
  for (const NamedTrack& track : before) vanished.insert(track.source);
  for (const NamedTrack& track : now) vanished.erase(track.source);
  for (const fs::path& file : vanished) {
    if (file.empty()) continue;
    const fs::path path = (project_folder / file).lexically_normal();
    staged.leave_out(path, fmt::format("{}: was in the dataset and could not be read again", path.string()));
  }
}

}  // namespace

ImportReport import_files(Project& project, const ImportOptions& options, const JobContext& context) {
  FoundFiles found = files_or_throw(reader_named(options.format), options.paths, context);
  return import_found(project, options, std::move(found), context);
}

ImportReport import_found(Project& project, const ImportOptions& options, FoundFiles found,
                          const JobContext& context) {
  const Reader& reader = reader_named(options.format);
  PathKeeper paths(project.folder());
  StagedImport staged(project,
                      {.dataset = options.dataset.empty() ? std::string(reader.title) : options.dataset,
                       .format = options.format,
                       .paths = options.paths,
                       .options_json = read_options_to_json(options.read, paths),
                       .independent_subjects = usual_test_subjects(reader)});
  FileImporter importer(reader, options.read, staged, context);
  auto fingerprints = project.imported_fingerprints();
  importer.read_all(found, fingerprints);
  staged.settle();

  ImportReport report;
  report.files = staged.files();
  report.sequences = staged.sequences();
  report.frames = staged.frames();
  report.already_present = std::move(importer.already_present);
  report.problems = staged.problems();
  report.unread = std::move(found.unread);
  if (report.sequences > 0) {
    const auto committed = staged.commit(project);
    report.import = committed.import;
    report.dataset = committed.dataset;
    leave_out_videos(report.unread, project.source_files());
  }
  note_unread(report.unread, context);
  for (ProblemRecord& problem : report.problems) {
    problem.dataset = report.dataset;
    problem.import = report.import;
  }
  return report;
}

std::vector<ImportId> reimport_dataset(Project& project, DatasetId dataset, const JobContext& context,
                                       const ReadOptions& corrected) {
  const auto sources = project.sources(dataset);
  const std::string name = name_of_dataset(project, dataset);
  if (std::ranges::any_of(sources, [](const auto& source) { return source.paths.empty(); }))
    throw Error(name + ": has sequences that came from no file, and cannot be read again");
  const std::vector<NamedTrack> before = tracks_of(project, name);
  const EarlierNames earlier(before);
  PathKeeper paths(project.folder());
  std::vector<StagedImport> staged;
  staged.reserve(sources.size());
  std::vector<NamedTrack> now;
  std::unordered_set<std::string> fingerprints;
  for (const auto& source : sources) {
    const Reader& reader = reader_named(source.format);
    const ReadOptions options = translating_errors(project.folder(), [&] {
      return corrected_options(read_options_from_json(source.options_json, project.folder()), corrected);
    });
    const FoundFiles found = files_or_throw(reader, source.paths, context);
    staged.emplace_back(project, ImportDescription{.dataset = "",
                                                   .format = source.format,
                                                   .paths = source.paths,
                                                   .options_json = read_options_to_json(options, paths)});
    FileImporter(reader, options, staged.back(), context).read_all(found, fingerprints);
    staged.back().settle(earlier, now);
    const std::vector<NamedTrack> fresh = staged.back().tracks();
    now.insert(now.end(), fresh.begin(), fresh.end());
    // Two imports of one folder, the second for what was new by then: the first now brings all of it.
    if (staged.back().sequences() == 0) staged.pop_back();
  }
  if (staged.empty()) throw Error("none of the dataset's files could be read again");
  list_vanished(before, now, staged.front(), project.folder());
  return StagedImport::commit_inactive(project, dataset, staged);
}

}  // namespace solopose
