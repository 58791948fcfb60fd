#include "core/base/write_error.h"

#include <sys/statvfs.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "core/base/error.h"

namespace solopose {
namespace {

std::string size_text(std::uint64_t bytes) {
  constexpr std::array units = {"kB", "MB", "GB", "TB"};
  if (bytes < 1000) return fmt::format("{} bytes", bytes);
  double size = static_cast<double>(bytes) / 1000;
  std::size_t unit = 0;
  for (; size >= 1000 && unit + 1 < units.size(); ++unit) size /= 1000;
  return fmt::format("{:.1f} {}", size, units[unit]);
}

/// The disk that holds the file, or would hold it.
std::optional<struct statvfs> disk_of(const std::filesystem::path& file) {
  std::error_code unknown;
  std::filesystem::path folder = std::filesystem::absolute(file, unknown).parent_path();
  while (folder.has_relative_path() && !std::filesystem::exists(folder, unknown))
    folder = folder.parent_path();
  struct statvfs disk {};
  if (::statvfs(folder.c_str(), &disk) != 0) return std::nullopt;
  return disk;
}

std::string full_disk_text(const std::filesystem::path& file, std::uint64_t wanted_bytes) {
  const auto disk = disk_of(file);
  if (!disk) return "the disk is full";
  const bool counts_files = disk->f_files > 0;
  if (counts_files && disk->f_favail == 0) return "the disk cannot hold any more files";
  const std::uint64_t free = std::uint64_t{disk->f_bavail} * disk->f_frsize;
  // What is free now may be more than what was free when it did not do: half-made files are gone again.
  if (wanted_bytes <= free)
    return fmt::format("the disk is full, {} are free and more are needed", size_text(free));
  return fmt::format("the disk is full, {} are free and at least {} more are needed", size_text(free),
                     size_text(wanted_bytes - free));
}

}  // namespace

void throw_write_error(const std::filesystem::path& file, int reason, std::uint64_t wanted_bytes) {
  std::string text = std::strerror(reason);
  if (reason == ENOSPC) text = full_disk_text(file, wanted_bytes);
  if (reason == EDQUOT) text = "your share of the disk (quota) is used up";
  throw Error(fmt::format("{}: cannot be written: {}", file.string(), text));
}

}  // namespace solopose
