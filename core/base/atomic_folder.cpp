#include "core/base/atomic_folder.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include <fmt/format.h>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/write_error.h"

namespace solopose {
namespace fs = std::filesystem;
namespace {

/// Absolute, so that it has a name even where it was given as "." or "frames/".
fs::path place_of_folder(const fs::path& destination) {
  fs::path place = fs::absolute(destination).lexically_normal();
  if (!place.has_filename()) place = place.parent_path();
  return place_of_output(place).lexically_normal();
}

void make_folders_above(const fs::path& place, const fs::path& destination) {
  std::error_code failure;
  fs::create_directories(place.parent_path(), failure);
  if (failure) throw_write_error(destination, failure.value());
}

void require_replaceable(const fs::path& place, const fs::path& destination) {
  const auto refuse = [&](const char* what) {
    throw Error(fmt::format("{}: is {}; choose another name", destination.string(), what));
  };
  std::error_code unknown;
  if (!fs::exists(place, unknown)) return;
  if (!fs::is_directory(place, unknown) || !fs::is_empty(place, unknown))
    refuse("there already and no empty folder");
  require_unprotected(place, destination);
  if (fs::equivalent(place, fs::current_path(unknown), unknown)) refuse("the current folder");
  struct stat own {};
  struct stat above {};
  const bool known = ::stat(place.c_str(), &own) == 0 && ::stat(place.parent_path().c_str(), &above) == 0;
  if (known && own.st_dev != above.st_dev) refuse("a disk of its own");
}

void sync_everything(const fs::path& folder) {
  std::error_code failure;
  for (fs::recursive_directory_iterator entry(folder, failure), end; !failure && entry != end;
       entry.increment(failure)) {
    std::error_code unknown;
    const fs::file_type type = entry->symlink_status(unknown).type();
    if (type == fs::file_type::regular || type == fs::file_type::directory) sync_to_disk(entry->path());
  }
  if (failure) throw_write_error(folder, failure.value());
  sync_to_disk(folder);
}

}  // namespace

AtomicFolder::AtomicFolder(const fs::path& destination)
    : destination_(destination), place_(place_of_folder(destination)) {
  require_replaceable(place_, destination_);
  make_folders_above(place_, destination_);
  pending_.emplace(place_.parent_path(), destination_);
  temporary_ = pending_->path() / place_.filename();
  if (::mkdir(temporary_.c_str(), 0777) != 0) throw_write_error(destination_, errno);
}

AtomicFolder::~AtomicFolder() = default;

std::string AtomicFolder::in_its_place(std::string message) const {
  const std::string here = temporary_.string();
  for (auto at = message.find(here); at != std::string::npos; at = message.find(here, at))
    message.replace(at, here.size(), destination_.string());
  return message;
}

void AtomicFolder::commit() {
  sync_everything(temporary_);
  struct stat old {};
  if (::stat(place_.c_str(), &old) == 0) ::chmod(temporary_.c_str(), old.st_mode & 07777);
  if (::rename(temporary_.c_str(), place_.c_str()) != 0) {
    if (errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR)
      throw Error(
          fmt::format("{}: somebody else has made it meanwhile; choose another name", destination_.string()));
    throw_write_error(destination_, errno);
  }
  sync_names(place_.parent_path());
  pending_.reset();
}

}  // namespace solopose
