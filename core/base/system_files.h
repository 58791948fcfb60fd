#pragma once

#include <filesystem>

namespace solopose {

/// A file or folder that systems and programs leave beside people's own without being asked, by its name:
/// "._NAME" and ".DS_Store" of Macs, "Thumbs.db" and "desktop.ini" of Windows, "@eaDir" of network drives,
/// "__MACOSX" of archives, ".git", waste bins. Whoever walks over a folder treats it as if it were not there.
bool is_system_file(const std::filesystem::path& path);

}  // namespace solopose
