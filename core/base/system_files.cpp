#include "core/base/system_files.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>

namespace solopose {
namespace {

// Lower case: Windows and Macs do not mind it, and drives carry names over.
constexpr std::string_view names[] = {
    // macOS
    ".ds_store", ".appledouble", ".spotlight-v100", ".trashes", ".fseventsd", ".temporaryitems",
    ".documentrevisions-v100", ".volumeicon.icns", ".apdisk", ".localized", "icon\r", "__macosx",
    // Windows
    "thumbs.db", "ehthumbs.db", "desktop.ini", "$recycle.bin", "system volume information",
    // Linux
    ".directory", "lost+found", ".thumbnails",
    // network drives
    "@eadir", "@tmp", "#recycle", "#snapshot", ".snapshot", ".snapshots", ".zfs", "@recently-snapshot",
    "@recycle", ".@__thumb",
    // version control, notebooks
    ".git", ".svn", ".hg", ".bzr", ".ipynb_checkpoints", "__pycache__"};

constexpr std::string_view beginnings[] = {"._", ".trash-", ".nfs0", ".fuse_hidden", ".~lock.", "~$"};

}  // namespace

bool is_system_file(const std::filesystem::path& path) {
  std::string name = path.filename().string();
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
  const auto begins = [&](std::string_view beginning) { return name.starts_with(beginning); };
  return std::find(std::begin(names), std::end(names), name) != std::end(names) ||
         std::any_of(std::begin(beginnings), std::end(beginnings), begins);
}

}  // namespace solopose
