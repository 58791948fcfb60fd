#include "core/base/atomic_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/base/file_writer.h"
#include "core/base/write_error.h"

namespace solopose {
namespace fs = std::filesystem;
namespace {

fs::path folder_of(const fs::path& file) { return file.has_parent_path() ? file.parent_path() : "."; }

/// Whether somebody else may have laid the link there for the user to fall over.
bool may_be_planted(const fs::path& link) {
  struct stat own {};
  struct stat folder {};
  if (::lstat(link.c_str(), &own) != 0 || ::stat(folder_of(link).c_str(), &folder) != 0) return true;
  const bool shared = (folder.st_mode & S_ISVTX) != 0 && (folder.st_mode & S_IWOTH) != 0;
  return shared && own.st_uid != ::geteuid() && own.st_uid != folder.st_uid;
}

void require_ordinary(const fs::path& place, const fs::path& destination) {
  std::error_code unknown;
  const fs::file_status there = fs::status(place, unknown);
  if (fs::is_regular_file(there) || !fs::exists(there)) return;
  throw Error(fmt::format("{}: is {}; expected the name of a file", destination.string(),
                          fs::is_directory(there) ? "a folder" : "no ordinary file"));
}

}  // namespace

fs::path place_of_output(const fs::path& path) {
  constexpr int most_links = 40;  // the kernel's own limit
  fs::path place = path;
  std::error_code failure;
  if (fs::is_other(fs::status(path, failure))) return path;  // a pipe behind /dev/stdout has no place
  for (int links = 0; fs::is_symlink(fs::symlink_status(place, failure)); ++links) {
    if (links == most_links) throw_write_error(path, ELOOP);
    if (may_be_planted(place)) {
      throw Error(fmt::format(
          "{}: is another user's link in a folder that everybody may write to; choose another name",
          path.string()));
    }
    place = folder_of(place) / fs::read_symlink(place, failure);
    if (failure) throw_write_error(path, failure.value());
  }
  return place;
}

void sync_to_disk(const fs::path& file_or_folder) {
  const int descriptor = ::open(file_or_folder.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) throw_write_error(file_or_folder, errno);
  const int reason = ::fsync(descriptor) == 0 ? 0 : errno;
  ::close(descriptor);
  // Some network file systems do not know how to sync a folder.
  if (reason != 0 && reason != EINVAL) throw_write_error(file_or_folder, reason);
}

void sync_names(const fs::path& folder) {
  try {
    sync_to_disk(folder);
  } catch (const Error&) {
    // A power cut now may bring the old name back; so it may a moment earlier.
  }
}

void require_unprotected(const fs::path& place, const fs::path& shown) {
  if (::faccessat(AT_FDCWD, place.c_str(), W_OK, AT_EACCESS) != 0 && errno != ENOENT)
    throw_write_error(shown, errno);
}

void put_in_place(const fs::path& finished, const fs::path& place, const fs::path& shown) {
  require_unprotected(place, shown);
  sync_to_disk(finished);
  struct stat old {};
  if (::stat(place.c_str(), &old) == 0) ::chmod(finished.c_str(), old.st_mode & 0777);
  if (::rename(finished.c_str(), place.c_str()) != 0) throw_write_error(shown, errno);
  sync_names(folder_of(place));
}

AtomicFile::AtomicFile(fs::path destination)
    : destination_(std::move(destination)), place_(place_of_output(destination_)) {
  require_ordinary(place_, destination_);
  require_unprotected(place_, destination_);
  pending_.emplace(folder_of(place_), destination_);
  temporary_ = pending_->path() / place_.filename();
}

AtomicFile::~AtomicFile() = default;

void AtomicFile::commit() {
  put_in_place(temporary_, place_, destination_);
  pending_.reset();
}

void write_text_atomically(const fs::path& path, std::string_view text) {
  AtomicFile file(path);
  FileWriter out(file);
  out.expect(text.size());
  out.write(text);
  out.close();
  file.commit();
}

}  // namespace solopose
