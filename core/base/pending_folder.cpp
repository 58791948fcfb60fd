#include "core/base/pending_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/base/folder_entries.h"
#include "core/base/write_error.h"

namespace solopose {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view prefix = ".solopose-tmp-";
constexpr std::string_view any_letters = "XXXXXX";  // mkdtemp's

bool is_pending_name(const std::string& name) {
  return name.size() == prefix.size() + any_letters.size() && name.starts_with(prefix) &&
         std::all_of(name.begin() + prefix.size(), name.end(),
                     [](unsigned char c) { return std::isalnum(c) != 0; });
}

int open_folder(const fs::path& folder) {
  return ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

bool take_lock(int folder) { return ::flock(folder, LOCK_EX | LOCK_NB) == 0; }

/// As mkdtemp makes it: what a person keeps under such a name others may at least list.
bool is_mine(int folder) {
  struct stat facts {};
  return ::fstat(folder, &facts) == 0 && facts.st_uid == ::geteuid() && (facts.st_mode & 0777) == 0700;
}

void remove_unless_alive(const fs::path& leftover) {
  const int folder = open_folder(leftover);
  if (folder < 0) return;
  std::error_code ignored;
  if (is_mine(folder) && take_lock(folder)) fs::remove_all(leftover, ignored);
  ::close(folder);
}

void remove_leftovers(const fs::path& parent) {
  for (const std::string& name : names_in(parent))
    if (is_pending_name(name)) remove_unless_alive(parent / name);
}

/// Until it is locked somebody else may take it for a leftover. Where there are no locks nobody does.
int locked(const fs::path& path) {
  const int folder = open_folder(path);
  if (folder < 0) return -1;
  const bool lost = !take_lock(folder) && errno == EWOULDBLOCK;
  if (!lost && has_its_name(folder, path)) return folder;
  ::close(folder);
  return -1;
}

}  // namespace

PendingFolder::PendingFolder(const fs::path& parent, const fs::path& destination) {
  remove_leftovers(parent);
  constexpr int attempts = 100;
  for (int attempt = 0; attempt < attempts && lock_ < 0; ++attempt) {
    std::string pattern = (parent / (std::string(prefix) + std::string(any_letters))).string();
    if (::mkdtemp(pattern.data()) == nullptr) throw_write_error(destination, errno);
    path_ = pattern;
    lock_ = locked(path_);
  }
  if (lock_ < 0) throw_write_error(destination, EBUSY);
}

PendingFolder::~PendingFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
  ::close(lock_);
}

}  // namespace solopose
