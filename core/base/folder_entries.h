#pragma once

#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

namespace solopose {

// Looking at what stands in folders while others may change them: the iterators of std::filesystem throw what
// nobody expects where a folder cannot be read on, also in destructors.

/// The names of everything in a folder, sorted; those that could be read before `failure`.
std::vector<std::string> names_in(const std::filesystem::path& folder, std::error_code& failure);
/// The same where a folder that cannot be read is as good as none.
std::vector<std::string> names_in(const std::filesystem::path& folder);

/// Something stands there, be it a link to nothing.
bool is_there(const std::filesystem::path& path);

/// The file or folder that was opened still has its name: it was not removed, moved or replaced since.
bool has_its_name(int descriptor, const std::filesystem::path& path);

}  // namespace solopose
