#pragma once

#include <filesystem>
#include <string>

namespace solopose::testing {

void write_bytes(const std::filesystem::path& file, const std::string& bytes);
/// A file's content; empty where there is none.
std::string bytes_of(const std::filesystem::path& file);

}  // namespace solopose::testing
