#include "core/formats/file_search.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/error.h"
#include "core/base/folder_walk.h"
#include "core/base/input_file.h"
#include "core/formats/calibration.h"

namespace solopose {
namespace fs = std::filesystem;
namespace {

struct KnownEnding {
  std::string_view ending;
  std::string_view reason;
};

constexpr std::string_view pictures = "pictures, not motion";
constexpr std::string_view films = "films, not motion: their poses are predicted, not imported";
constexpr std::string_view archives = "archives: unpack them first";
constexpr std::string_view sounds = "sounds, not motion";
constexpr std::string_view documents = "documents, not motion";

constexpr KnownEnding known_endings[] = {
    {".jpg", pictures},   {".jpeg", pictures}, {".png", pictures},  {".bmp", pictures},
    {".tif", pictures},   {".tiff", pictures}, {".webp", pictures}, {".gif", pictures},
    {".mp4", films},      {".avi", films},     {".mov", films},     {".mkv", films},
    {".webm", films},     {".mts", films},     {".m2ts", films},    {".mpg", films},
    {".mpeg", films},     {".m4v", films},     {".wmv", films},     {".h264", films},
    {".zip", archives},   {".gz", archives},   {".tgz", archives},  {".bz2", archives},
    {".xz", archives},    {".tar", archives},  {".7z", archives},   {".rar", archives},
    {".wav", sounds},     {".mp3", sounds},    {".flac", sounds},   {".m4a", sounds},
    {".ogg", sounds},     {".aac", sounds},    {".pdf", documents}, {".doc", documents},
    {".docx", documents}, {".odt", documents}, {".rtf", documents}, {".xls", documents},
    {".xlsx", documents}, {".ods", documents}, {".ppt", documents}, {".pptx", documents},
    {".md", documents},   {".html", documents}};

// Endings whose files are of any content: they are known only as their dataset has them.
constexpr KnownEnding dataset_endings[] = {
    {".mat", "MATLAB files, but not as MPI-INF-3DHP, MADS, Shelf or Campus name them"},
    {".pkl", "pickles, but not of AIST++ or H36M-Toolbox"},
    {".pickle", "pickles, but not of AIST++ or H36M-Toolbox"},
    {".h5", "HDF5, but without Human3.6M's 3D_positions"},
    {".hdf5", "HDF5, but without Human3.6M's 3D_positions"}};

std::string ending_of(const fs::path& file) {
  std::string ending = file.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char c) { return std::tolower(c); });
  return ending;
}

std::string reason_among(std::span<const KnownEnding> endings, const std::string& ending) {
  const auto found = std::ranges::find(endings, ending, &KnownEnding::ending);
  return found == endings.end() ? std::string() : std::string(found->reason);
}

bool accompanies(const Reader& reader, const fs::path& file) {
  return reader.accompanies != nullptr && reader.accompanies(file);
}

using Readers = std::vector<const Reader*>;

/// Walks over paths and gives each file to whom `reader_of` names.
class Search {
 public:
  using ReaderOf = std::function<const Reader*(const fs::path&)>;
  using ReasonOf = std::function<std::string(const fs::path&)>;  ///< where the ending does not tell

  /// `asked`: those whose files may accompany what they take.
  Search(std::span<const Reader> asked, ReaderOf reader_of, ReasonOf reason_of, const JobContext& context)
      : asked_(asked),
        reader_of_(std::move(reader_of)),
        reason_of_(std::move(reason_of)),
        walk_([this](const auto& file, const auto& trouble) { take(file, trouble); }, context) {}

  /// In an order of their own, so that what two folders share is found the same way whoever comes first.
  /// `named`: who takes a file that was named itself and that nobody recognises.
  void add_all(std::span<const fs::path> paths, const Reader* named) {
    std::vector<fs::path> sorted(paths.begin(), paths.end());
    std::sort(sorted.begin(), sorted.end());
    for (const fs::path& path : sorted) add(path, named);
    for (auto& [reader, files] : files_) {
      std::sort(files.begin(), files.end());
      files.erase(std::unique(files.begin(), files.end()), files.end());
    }
    std::sort(unusable.begin(), unusable.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    const auto takes_something = [this](const Reader* reader) { return files_.contains(reader); };
    std::erase_if(unread_, [&](const auto& kind) {
      return std::ranges::any_of(std::get<Readers>(kind.first), takes_something);
    });
  }

  std::vector<fs::path> files_of(const Reader& reader) { return std::move(files_[&reader]); }

  std::vector<UnreadFiles> unread() {
    std::vector<UnreadFiles> all;
    for (auto& [key, files] : unread_) all.push_back(std::move(files));
    return all;
  }

  std::vector<FoundFiles::Unusable> unusable;

 private:
  void add(const fs::path& path, const Reader* named) {
    std::error_code failure;
    if (!fs::exists(fs::symlink_status(path, failure)))
      throw Error(fmt::format("{}: there is no such file or folder", path.string()));
    folder_ = path;
    if (fs::is_directory(path, failure)) {
      walk_.walk(path);
    } else if (const std::string kind = kind_unless_file(path); !kind.empty()) {
      refuse(path, kind);
    } else if (named != nullptr) {
      files_[named].push_back(path);
    } else {
      folder_ = path.parent_path();
      take(path, {});
    }
  }

  void take(const fs::path& file, const std::string& trouble) {
    if (!trouble.empty()) return refuse(file, trouble);
    if (const Reader* reader = reader_of_(file)) {
      files_[reader].push_back(file);
      return;
    }
    const Readers beside = accompanied_by(file);
    std::string reason = reason_among(known_endings, ending_of(file));
    if (reason.empty()) reason = beside.empty() ? reason_of_(file) : without(beside);
    list_unread(file, reason, beside);
  }

  /// Whom a file goes with, whether they find something to read or not.
  Readers accompanied_by(const fs::path& file) const {
    Readers all;
    for (const Reader& reader : asked_) {
      if (accompanies(reader, file)) all.push_back(&reader);
    }
    return all;
  }

  static std::string without(const Readers& readers) {
    std::vector<std::string_view> titles;
    for (const Reader* reader : readers) titles.push_back(reader->title);
    return fmt::format("goes with {}, of which there is nothing here", fmt::join(titles, " or "));
  }

  void list_unread(const fs::path& file, const std::string& reason, const Readers& beside) {
    constexpr std::size_t most_listed = 1000;
    UnreadFiles& kind = unread_[{folder_, ending_of(file), reason, beside}];
    if (kind.count++ == 0) kind = {folder_, ending_of(file), reason, 1, file, {}, {}};
    kind.example = std::min(kind.example, file);
    if (reason != pictures && reason != films) {
      if (kind.paths.size() < most_listed) kind.paths.push_back(file);
      return;
    }
    UnreadFiles::Part& part = kind.videos[reason == films ? file : file.parent_path()];
    if (part.count++ == 0) part.example = file;
    part.example = std::min(part.example, file);
  }

  void refuse(const fs::path& path, const std::string& what) {
    unusable.push_back({path, FormatError(path, "file", "a regular file", what).what()});
  }

  std::span<const Reader> asked_;
  ReaderOf reader_of_;
  ReasonOf reason_of_;
  fs::path folder_;
  std::map<const Reader*, std::vector<fs::path>> files_;
  /// By folder, ending, reason and whom they go with.
  std::map<std::tuple<fs::path, std::string, std::string, Readers>, UnreadFiles> unread_;
  FolderWalk walk_;
};

}  // namespace

std::string UnreadFiles::sentence() const {
  if (count == 1) return fmt::format("{}: {}", example.string(), reason);
  const std::string kind = ending.empty() ? "without an ending" : ending;
  return fmt::format("{} files {} in {}: {}", count, kind, folder.string(), reason);
}

std::vector<std::string> UnreadFiles::lines() const {
  constexpr std::int64_t few = 20;
  if (count > few || std::ssize(paths) < count) return {sentence()};
  std::vector<std::string> lines;
  for (const fs::path& path : paths) lines.push_back(fmt::format("{}: {}", path.string(), reason));
  return lines;
}

void note_unread(std::span<const UnreadFiles> unread, const JobContext& context) {
  for (const UnreadFiles& kind : unread) {
    for (const std::string& line : kind.lines()) context.note("not read: " + line);
  }
}

void leave_out_videos(std::vector<UnreadFiles>& unread, std::span<const fs::path> used) {
  std::error_code unknown;
  std::set<fs::path> places;
  for (const fs::path& file : used) {
    places.insert(fs::weakly_canonical(file, unknown));
    // "img_%06d.jpg" is every picture of its folder.
    if (file.filename().string().find('%') != std::string::npos)
      places.insert(fs::weakly_canonical(file.parent_path(), unknown));
  }
  for (UnreadFiles& kind : unread) {
    const auto is_used = [&](const auto& video) {
      return places.contains(fs::weakly_canonical(fs::absolute(video.first), unknown));
    };
    if (std::erase_if(kind.videos, is_used) == 0) continue;
    kind.count = 0;
    for (const auto& [place, part] : kind.videos) {
      kind.example = kind.count == 0 ? part.example : std::min(kind.example, part.example);
      kind.count += part.count;
    }
  }
  std::erase_if(unread, [](const UnreadFiles& kind) { return kind.count == 0; });
}

FoundFiles files_for(const Reader& reader, std::span<const fs::path> paths, const JobContext& context) {
  const auto reader_of = [&](const fs::path& file) { return reader.recognises(file) ? &reader : nullptr; };
  const auto reason_of = [&](const fs::path& file) {
    const Reader* other = reader_for(file);
    if (other != nullptr)
      return fmt::format("looks like {}: --format {} reads it", other->title, other->name);
    return fmt::format("does not look like {}", reader.title);
  };
  Search search({&reader, 1}, reader_of, reason_of, context);
  search.add_all(paths, &reader);
  return {search.files_of(reader), std::move(search.unusable), search.unread()};
}

FoundFormats formats_of(std::span<const fs::path> paths, const JobContext& context) {
  const auto reason_of = [](const fs::path& file) {
    if (const CalibrationReader* calibration = calibration_reader_for(file))
      return fmt::format("may be a calibration ({}), not motion", calibration->title);
    std::string of_datasets = reason_among(dataset_endings, ending_of(file));
    return of_datasets.empty() ? "no format that is known" : of_datasets;
  };
  Search search(readers(), reader_for, reason_of, context);
  search.add_all(paths, nullptr);
  FoundFormats found{{}, std::move(search.unusable), search.unread()};
  for (const Reader& reader : readers()) {
    if (auto files = search.files_of(reader); !files.empty())
      found.readers.push_back({&reader, std::move(files)});
  }
  return found;
}

}  // namespace solopose
