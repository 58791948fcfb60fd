#pragma once

#include <filesystem>
#include <string>

namespace solopose {

/// XXH3-128 of a file's bytes as 32 hexadecimal digits: tells whether two files are the same, not who made them.
/// @throws Error when the file cannot be read.
std::string fingerprint_of_file(const std::filesystem::path& path);

}  // namespace solopose
