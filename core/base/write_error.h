#pragma once

#include <cstdint>
#include <filesystem>

namespace solopose {

/// What the system says (`reason`: errno) of a file or folder that cannot be written, in the words all
/// writers share: "FILE: cannot be written: REASON". Of a full disk it says how much is free and, where
/// `wanted_bytes` were still to be written, how much is missing at least, or that it takes no more files.
/// @throws Error always.
[[noreturn]] void throw_write_error(const std::filesystem::path& file, int reason,
                                    std::uint64_t wanted_bytes = 0);

}  // namespace solopose
