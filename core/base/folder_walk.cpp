#include "core/base/folder_walk.h"

#include <sys/stat.h>

#include <algorithm>
#include <deque>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "core/base/input_file.h"
#include "core/base/system_files.h"

namespace solopose {
namespace fs = std::filesystem;
namespace {

/// `folder` lies in `ancestor` or is it; both canonical.
bool is_within(const fs::path& folder, const fs::path& ancestor) {
  return std::mismatch(ancestor.begin(), ancestor.end(), folder.begin(), folder.end()).first ==
         ancestor.end();
}

/// A link from below a folder to it or to one above it, or above the folder that was asked for: following it
/// would bring what nobody asked for.
bool leads_up(const fs::path& link, const fs::path& root) {
  std::error_code ignored;
  const fs::path target = fs::canonical(link, ignored);
  return is_within(root, target) || is_within(fs::canonical(link.parent_path(), ignored), target);
}

std::optional<FileIdentity> identity_of(const fs::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return std::nullopt;
  return FileIdentity{status.st_dev, status.st_ino};
}

}  // namespace

struct FolderWalk::Pending {
  fs::path root;  ///< canonical
  std::deque<fs::path> real;
  std::deque<fs::path> linked;

  fs::path next() {
    std::deque<fs::path>& from = real.empty() ? linked : real;
    fs::path folder = std::move(from.front());
    from.pop_front();
    return folder;
  }
};

void FolderWalk::walk(const fs::path& folder) {
  std::error_code ignored;
  Pending pending{fs::canonical(folder, ignored), {folder}, {}};
  while (!pending.real.empty() || !pending.linked.empty()) {
    const fs::path next = pending.next();
    const auto identity = identity_of(next);
    if (!identity || walked_.insert(*identity).second) list(next, pending);
  }
}

void FolderWalk::list(const fs::path& folder, Pending& pending) {
  std::error_code failure;
  std::vector<fs::directory_entry> entries;  // their kinds came with the listing
  for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end;
       entry.increment(failure)) {
    context_.throw_if_stopped();
    if (!is_system_file(entry->path())) entries.push_back(*entry);
  }
  std::ranges::sort(
      entries, {}, [](const auto& entry) -> const auto& { return entry.path().native(); });
  for (const fs::directory_entry& entry : entries) {
    context_.throw_if_stopped();
    std::error_code ignored;
    const bool is_link = entry.is_symlink(ignored);
    if (!entry.is_directory(ignored)) {
      const bool is_file = !is_link && entry.is_regular_file(ignored);
      visit_(entry, is_file ? std::string() : kind_unless_file(entry));
    } else if (!is_link) {
      pending.real.push_back(entry);
    } else if (!leads_up(entry, pending.root)) {
      pending.linked.push_back(entry);
    } else if (!is_walked(entry)) {
      visit_(entry, "a link to a folder above, which is not followed");
    }
  }
  if (failure) visit_(folder, fmt::format("a folder that cannot be listed: {}", failure.message()));
}

bool FolderWalk::is_walked(const fs::path& folder) const {
  const auto identity = identity_of(folder);
  return identity && walked_.contains(*identity);
}

}  // namespace solopose
