#include "core/project/relink.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/base/folder_walk.h"
#include "core/project/catalog.h"
#include "core/project/sequence_videos.h"
#include "core/project/stored_fields.h"
#include "core/video/media_names.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

/// "img_%06d.jpg" stands for the pictures of its folder.
bool is_pattern(const fs::path& video) { return video.filename().string().find('%') != std::string::npos; }

/// What can be a video in a folder, by name: films, and folders that hold pictures.
class Candidates {
 public:
  Candidates(const fs::path& folder, const JobContext& context) {
    if (!fs::is_directory(folder)) throw Error(fmt::format("{}: there is no such folder", folder.string()));
    const auto visit = [this](const fs::path& file, const std::string& trouble) {
      if (!trouble.empty()) return;
      if (is_video_name(file)) by_name_[file.filename().string()].insert(file);
      if (is_picture_name(file)) by_name_[file.parent_path().filename().string()].insert(file.parent_path());
    };
    FolderWalk(visit, context).walk(fs::absolute(folder));
  }

  const std::set<fs::path>& named(const std::string& name) const {
    static const std::set<fs::path> none;
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? none : found->second;
  }

 private:
  std::map<std::string, std::set<fs::path>> by_name_;
};

/// How many folders above two places have the same names, from below.
std::ptrdiff_t shared_folders(const fs::path& a, const fs::path& b) {
  const std::vector<fs::path> of_a(a.begin(), a.end());
  const std::vector<fs::path> of_b(b.begin(), b.end());
  return std::mismatch(of_a.rbegin(), of_a.rend(), of_b.rbegin(), of_b.rend()).first - of_a.rbegin();
}

/// The candidate most like the place of before; none when two are alike.
std::optional<fs::path> likeliest(const std::set<fs::path>& candidates, const fs::path& before) {
  std::optional<fs::path> best;
  std::ptrdiff_t most = -1;
  for (const fs::path& candidate : candidates) {
    const std::ptrdiff_t shared = shared_folders(candidate, before);
    if (shared == most) best.reset();
    if (shared > most) {
      most = shared;
      best = candidate;
    }
  }
  return best;
}

}  // namespace

Relinking find_moved_videos(const Catalog& catalog, const fs::path& project_folder, const fs::path& folder,
                            const JobContext& context) {
  const Candidates candidates(folder, context);
  PathKeeper paths(project_folder);
  Relinking relinking;
  for (const SequenceRecord& track : catalog.sequences) {
    SequenceVideoNames names{track.id, track.videos};
    const std::vector<SequenceVideo> videos = videos_of(track, project_folder);
    for (std::size_t i = 0; i < videos.size(); ++i) {
      if (videos[i].is_there()) continue;
      // Of pictures `file` is their folder.
      const std::set<fs::path>& found = candidates.named(videos[i].file.filename().string());
      const auto place = likeliest(found, videos[i].file);
      if (!place) {
        relinking.not_found.push_back(
            {track.name, track.videos[i],
             found.empty() ? "nothing of that name" : fmt::format("{} of that name", found.size())});
        continue;
      }
      const fs::path stored = track.videos[i];
      names.videos[i] = paths.stored(is_pattern(stored) ? *place / stored.filename() : *place);
      relinking.found.push_back({track.name, track.videos[i], names.videos[i]});
    }
    if (names.videos != track.videos) relinking.changes.push_back(std::move(names));
  }
  return relinking;
}

std::vector<std::string> missing_videos(const Catalog& catalog, const fs::path& project_folder) {
  std::set<std::string> missing;
  for (const SequenceRecord& track : catalog.sequences) {
    if (track.excluded) continue;
    for (const SequenceVideo& video : videos_of(track, project_folder)) {
      if (!video.is_there()) missing.insert(video.stored_name);
    }
  }
  return {missing.begin(), missing.end()};
}

std::size_t named_videos(const Catalog& catalog) {
  std::set<std::string_view> names;
  for (const SequenceRecord& track : catalog.sequences)
    if (!track.excluded) names.insert(track.videos.begin(), track.videos.end());
  return names.size();
}

}  // namespace solopose
