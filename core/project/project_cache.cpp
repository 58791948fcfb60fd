#include "core/project/project_cache.h"

#include <sys/stat.h>

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/base/folder_entries.h"
#include "core/project/project_places.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

/// Files of earlier versions were named by what they held.
constexpr const char* earlier = "earlier versions";

bool is_real_folder(const fs::path& path) {
  std::error_code gone;
  return fs::symlink_status(path, gone).type() == fs::file_type::directory;
}

/// "15552" of "15552-0.shard" (core/files/record_cache.h).
std::string part_of(const std::string& file) {
  if (file.ends_with(".shard") || file.ends_with(".rows")) return file.substr(0, file.find_first_of("-."));
  return file.ends_with(".cache") || file.ends_with(".tmp") ? earlier : file;
}

class Parts {
 public:
  explicit Parts(fs::path cache) : cache_(std::move(cache)) {}

  void add_folder(const fs::path& folder) {
    if (!is_real_folder(folder)) return;
    for (const std::string& name : names_in(folder)) {
      if (is_real_folder(folder / name)) {
        add_folder(folder / name);
      } else {
        add_file(folder, name);
      }
    }
  }

  std::vector<CachePart> taken() {
    std::vector<CachePart> parts;
    for (auto& [name, part] : parts_) parts.push_back(std::move(part));
    std::ranges::stable_sort(parts, {}, &CachePart::last_used);
    return parts;
  }

 private:
  void add_file(const fs::path& folder, const std::string& name) {
    struct stat facts {};
    if (::lstat((folder / name).c_str(), &facts) != 0 || !S_ISREG(facts.st_mode)) return;
    std::error_code gone;
    const fs::file_time_type written = fs::last_write_time(folder / name, gone);
    if (gone) return;
    const std::string title = ((folder / part_of(name)).lexically_relative(cache_)).string();
    CachePart& part = parts_.try_emplace(title, CachePart{title, {}, 0, written}).first->second;
    part.files.push_back(folder / name);
    part.bytes += static_cast<std::uint64_t>(facts.st_blocks) * 512;
    part.last_used = std::max(part.last_used, written);
  }

  fs::path cache_;
  std::map<std::string, CachePart> parts_;
};

}  // namespace

std::vector<CachePart> cache_parts(const fs::path& project_folder) {
  const fs::path cache = project_folder / project_names::cache;
  Parts parts(cache);
  parts.add_folder(cache);
  return parts.taken();
}

std::uint64_t shrink_cache(const fs::path& project_folder, std::uint64_t most_bytes) {
  const std::vector<CachePart> parts = cache_parts(project_folder);
  std::uint64_t left = 0;
  for (const CachePart& part : parts) left += part.bytes;
  std::uint64_t freed = 0;
  for (const CachePart& part : parts) {
    if (most_bytes > 0 && left <= most_bytes) break;
    for (const fs::path& file : part.files) {
      std::error_code failure;
      fs::remove(file, failure);
      if (failure) throw Error(fmt::format("{}: cannot be removed: {}", file.string(), failure.message()));
      fs::remove(file.parent_path(), failure);  // when it was the last of a folder
    }
    left -= part.bytes;
    freed += part.bytes;
  }
  return freed;
}

}  // namespace solopose
