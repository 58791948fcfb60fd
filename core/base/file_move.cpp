#include "core/base/file_move.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/base/write_error.h"

namespace solopose {
namespace {

bool knows_no_such_rename(int reason) { return reason == EINVAL || reason == ENOSYS || reason == ENOTSUP; }

/// A second name, then the first one away: network file systems know this one.
bool link_and_unlink(const std::filesystem::path& from, const std::filesystem::path& to) {
  return ::link(from.c_str(), to.c_str()) == 0 && ::unlink(from.c_str()) == 0;
}

}  // namespace

void move_without_replacing(const std::filesystem::path& from, const std::filesystem::path& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return;
  if (knows_no_such_rename(errno) && link_and_unlink(from, to)) return;
  if (errno == EEXIST) throw Error(fmt::format("{}: is there already; nothing was replaced", to.string()));
  throw_write_error(to, errno);
}

}  // namespace solopose
