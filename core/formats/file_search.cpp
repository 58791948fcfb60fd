#include "core/formats/file_search.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/base/folder_walk.h"
#include "core/base/input_file.h"

namespace solopose {
namespace fs = std::filesystem;
namespace {

struct KnownEnding {
  std::string_view ending;
  std::string_view reason;
};

constexpr std::string_view pictures = "pictures, not motion";
constexpr std::string_view films = "films, not motion";
constexpr std::string_view archives = "archives: unpack them first";

constexpr KnownEnding known_endings[] = {
    {".jpg", pictures},  {".jpeg", pictures}, {".png", pictures}, {".bmp", pictures}, {".tif", pictures},
    {".tiff", pictures}, {".webp", pictures}, {".gif", pictures}, {".mp4", films},    {".avi", films},
    {".mov", films},     {".mkv", films},     {".webm", films},   {".mts", films},    {".m2ts", films},
    {".mpg", films},     {".mpeg", films},    {".m4v", films},    {".wmv", films},    {".h264", films},
    {".zip", archives},  {".gz", archives},   {".tgz", archives}, {".bz2", archives}, {".xz", archives},
    {".tar", archives},  {".7z", archives},   {".rar", archives}};

std::string ending_of(const fs::path& file) {
  std::string ending = file.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char c) { return std::tolower(c); });
  return ending;
}

/// Why a reader does not take a file that it does not recognise.
std::string reason_of(const Reader& reader, const fs::path& file, const std::string& ending) {
  for (const KnownEnding& known : known_endings) {
    if (known.ending == ending) return std::string(known.reason);
  }
  const Reader* other = reader_for(file);
  if (other != nullptr) return fmt::format("looks like {}: --format {} reads it", other->title, other->name);
  return fmt::format("does not look like {}", reader.title);
}

class Search {
 public:
  Search(const Reader& reader, const JobContext& context)
      : reader_(reader),
        walk_([this](const auto& file, const auto& trouble) { take(file, trouble); }, context) {}

  void add(const fs::path& path) {
    std::error_code failure;
    if (!fs::exists(fs::symlink_status(path, failure)))
      throw Error(fmt::format("{}: there is no such file or folder", path.string()));
    if (fs::is_directory(path, failure)) {
      folder_ = path;
      walk_.walk(path);
    } else if (const std::string kind = kind_unless_file(path); !kind.empty()) {
      refuse(path, kind);
    } else {
      found_.files.push_back(path);
    }
  }

  FoundFiles result() {
    std::sort(found_.files.begin(), found_.files.end());
    found_.files.erase(std::unique(found_.files.begin(), found_.files.end()), found_.files.end());
    std::sort(found_.unusable.begin(), found_.unusable.end(),
              [](const auto& a, const auto& b) { return a.path < b.path; });
    for (auto& [key, files] : unread_) found_.unread.push_back(std::move(files));
    return std::move(found_);
  }

 private:
  void take(const fs::path& file, const std::string& trouble) {
    if (!trouble.empty()) return refuse(file, trouble);
    if (reader_.recognises(file)) {
      found_.files.push_back(file);
      return;
    }
    if (reader_.accompanies != nullptr && reader_.accompanies(file)) return;
    const std::string ending = ending_of(file);
    const std::string reason = reason_of(reader_, file, ending);
    UnreadFiles& kind = unread_[{folder_, ending, reason}];
    if (kind.count++ == 0) kind = {folder_, ending, reason, 1, file, {}};
    kind.example = std::min(kind.example, file);
    if (reason != pictures && reason != films) return;
    UnreadFiles::Part& part = kind.videos[reason == films ? file : file.parent_path()];
    if (part.count++ == 0) part.example = file;
    part.example = std::min(part.example, file);
  }

  void refuse(const fs::path& path, const std::string& what) {
    found_.unusable.push_back({path, FormatError(path, "file", "a regular file", what).what()});
  }

  const Reader& reader_;
  FoundFiles found_;
  fs::path folder_;
  std::map<std::tuple<fs::path, std::string, std::string>, UnreadFiles> unread_;
  FolderWalk walk_;
};

}  // namespace

std::string UnreadFiles::sentence() const {
  if (count == 1) return fmt::format("{}: {}", example.string(), reason);
  const std::string kind = ending.empty() ? "without an ending" : ending;
  return fmt::format("{} files {} in {}: {}", count, kind, folder.string(), reason);
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
  // In an order of their own, so that what two folders share is found the same way whoever comes first.
  std::vector<fs::path> sorted(paths.begin(), paths.end());
  std::sort(sorted.begin(), sorted.end());
  Search search(reader, context);
  for (const fs::path& path : sorted) search.add(path);
  return search.result();
}

}  // namespace solopose
