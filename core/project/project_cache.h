#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace solopose {

/// Some of PROJECT/cache that is used as one: crops of one size, the features of one encoder.
struct CachePart {
  std::string name;  ///< "crops/15552": its folder, and what its files' names begin with
  std::vector<std::filesystem::path> files;
  std::uint64_t bytes = 0;                    ///< that it takes on disk, without its holes
  std::filesystem::file_time_type last_used;  ///< by whoever began to fill it or to read from it
};

/// What was used longest ago first. Nothing is looked at through links.
std::vector<CachePart> cache_parts(const std::filesystem::path& project_folder);

/// Removes the parts that were used longest ago until the others take `most_bytes` or less; 0: all of them.
/// They are made anew where they are needed; who has their files open goes on with them. Returns the bytes
/// freed.
/// @throws Error naming a file that cannot be removed.
std::uint64_t shrink_cache(const std::filesystem::path& project_folder, std::uint64_t most_bytes);

}  // namespace solopose
