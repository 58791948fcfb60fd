#pragma once

#include <filesystem>
#include <string>

#include "core/base/job.h"

namespace solopose {

/// SHA-256 of a file's bytes as 64 hexadecimal digits, as publishers give it: tells which file it is, where a
/// fingerprint only tells whether two are the same.
/// @throws Error when the file cannot be read or is no regular file; Cancelled.
std::string sha256_of_file(const std::filesystem::path& file, const JobContext& context = {});

}  // namespace solopose
