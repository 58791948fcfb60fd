#include "core/base/folder_entries.h"

#include <sys/stat.h>

#include <algorithm>

namespace solopose {
namespace fs = std::filesystem;

std::vector<std::string> names_in(const fs::path& folder, std::error_code& failure) {
  std::vector<std::string> names;
  for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end; entry.increment(failure))
    names.push_back(entry->path().filename().string());
  std::ranges::sort(names);
  return names;
}

std::vector<std::string> names_in(const fs::path& folder) {
  std::error_code unreadable;
  return names_in(folder, unreadable);
}

bool is_there(const fs::path& path) {
  std::error_code none;
  return fs::exists(fs::symlink_status(path, none));
}

bool has_its_name(int descriptor, const fs::path& path) {
  struct stat named {};
  struct stat opened {};
  return ::lstat(path.c_str(), &named) == 0 && ::fstat(descriptor, &opened) == 0 &&
         named.st_dev == opened.st_dev && named.st_ino == opened.st_ino;
}

}  // namespace solopose
