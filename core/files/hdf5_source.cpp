#include "core/files/hdf5_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/files/hdf5_seal.h"

namespace solopose {
namespace {

constexpr std::uint64_t block_bytes = Hdf5Seal::block_bytes;

std::uint64_t offset_of_block(std::uint64_t block) { return Hdf5Seal::header_bytes + block * block_bytes; }

[[noreturn]] void throw_unreadable(const std::filesystem::path& file, int reason) {
  throw Error(fmt::format("{}: {}", file.string(),
                          reason == ENOENT ? "there is no such file"
                                           : fmt::format("cannot be opened: {}", std::strerror(reason))));
}

constexpr std::array hdf5_signature = {std::byte{0x89}, std::byte{'H'},  std::byte{'D'},  std::byte{'F'},
                                       std::byte{'\r'}, std::byte{'\n'}, std::byte{0x1a}, std::byte{'\n'}};

}  // namespace

Hdf5Source::Hdf5Source(const std::filesystem::path& file)
    : Hdf5Storage(file), descriptor_(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {
  if (descriptor_ < 0) throw_unreadable(file, errno);
  struct stat status {};
  Hdf5Seal::Header header{};
  const bool regular = ::fstat(descriptor_, &status) == 0 && S_ISREG(status.st_mode);
  const ssize_t count = regular ? read_bytes_at(descriptor_, 0, header) : 0;
  if (count < 0) {
    const int reason = errno;
    ::close(descriptor_);
    throw_unreadable(file, reason);
  }
  const auto file_bytes = static_cast<std::uint64_t>(status.st_size);
  // HDF5 itself stands at the beginning only where there is no seal, as in pose files of earlier versions.
  const bool bare = std::ranges::equal(std::span(header).first(hdf5_signature.size()), hdf5_signature);
  const auto seal = bare ? std::nullopt : Hdf5Seal::from_header(header);
  sealed_ = seal.has_value();
  content_end_ = seal ? seal->content_end : file_bytes;
  std::string wrong;
  if (!bare && !seal) wrong = "cannot be opened as an HDF5 file: its beginning is damaged, or it is none";
  if (seal && seal->file_bytes() != file_bytes)
    wrong = fmt::format("damaged: expected {} bytes, found {}", seal->file_bytes(), file_bytes);
  if (wrong.empty()) return;
  ::close(descriptor_);
  throw Error(fmt::format("{}: {}", file.string(), wrong));
}

Hdf5Source::~Hdf5Source() { ::close(descriptor_); }

bool Hdf5Source::fail(const std::string& what) {
  const std::lock_guard lock(failure_mutex_);
  if (!failed_) failure_ = fmt::format("{}: {}", shown().string(), what);
  failed_ = true;
  return false;
}

void Hdf5Source::throw_failure() const {
  const std::lock_guard lock(failure_mutex_);
  if (failed_) throw Error(failure_);
}

bool Hdf5Source::read(std::uint64_t offset, std::span<std::byte> out) {
  if (!sealed_) return read_raw(offset, out);
  if (offset <
      Hdf5Seal::header_bytes) {  // the library looks for its own beginning, which is behind the seal's
    const auto before = out.first(std::min<std::size_t>(out.size(), Hdf5Seal::header_bytes - offset));
    std::ranges::fill(before, std::byte{0});
    return read(Hdf5Seal::header_bytes, out.subspan(before.size()));
  }
  while (!out.empty() && offset < content_end_) {
    const std::size_t taken = read_some(offset, out);
    if (taken == 0) return false;
    offset += taken;
    out = out.subspan(taken);
  }
  std::ranges::fill(out, std::byte{0});
  return true;
}

std::size_t Hdf5Source::read_some(std::uint64_t offset, std::span<std::byte> out) {
  const std::uint64_t block = (offset - Hdf5Seal::header_bytes) / block_bytes;
  const std::uint64_t into_block = (offset - Hdf5Seal::header_bytes) % block_bytes;
  const std::uint64_t left = content_end_ - offset;
  if (into_block == 0 && out.size() >= bytes_of_block(block)) {
    const std::uint64_t whole = out.size() >= left ? left : out.size() - out.size() % block_bytes;
    return read_whole_blocks(block, out.first(whole)) ? whole : 0;
  }
  const std::uint64_t part = std::min<std::uint64_t>(out.size(), bytes_of_block(block) - into_block);
  return read_part_of_block(block, into_block, out.first(part)) ? part : 0;
}

bool Hdf5Source::read_raw(std::uint64_t offset, std::span<std::byte> out) {
  const ssize_t count = read_bytes_at(descriptor_, offset, out);
  if (count < 0) return fail(fmt::format("cannot be read: {}", std::strerror(errno)));
  std::ranges::fill(out.subspan(static_cast<std::size_t>(count)), std::byte{0});
  return true;
}

std::uint64_t Hdf5Source::bytes_of_block(std::uint64_t block) const {
  return std::min(block_bytes, content_end_ - offset_of_block(block));
}

bool Hdf5Source::read_whole_blocks(std::uint64_t first, std::span<std::byte> out) {
  std::vector<std::uint64_t> expected((out.size() + block_bytes - 1) / block_bytes);
  if (!read_raw(offset_of_block(first), out) || !read_raw(content_end_ + first * Hdf5Seal::checksum_bytes,
                                                          std::as_writable_bytes(std::span(expected)))) {
    return false;
  }
  for (std::uint64_t i = 0; i < expected.size(); ++i) {
    const auto block =
        out.subspan(i * block_bytes, std::min<std::uint64_t>(block_bytes, out.size() - i * block_bytes));
    if (Hdf5Seal::checksum(first + i, block) == expected[i]) continue;
    const std::uint64_t offset = offset_of_block(first + i);
    return fail(fmt::format("damaged: the bytes {} to {} do not match their checksum", offset,
                            offset + block.size() - 1));
  }
  return true;
}

bool Hdf5Source::read_part_of_block(std::uint64_t block, std::uint64_t offset, std::span<std::byte> out) {
  if (block_at_hand_ != block) {
    block_at_hand_.reset();
    block_.resize(static_cast<std::size_t>(bytes_of_block(block)));
    if (!read_whole_blocks(block, block_)) return false;
    block_at_hand_ = block;
  }
  std::ranges::copy(std::span(block_).subspan(offset, out.size()), out.begin());
  return true;
}

void Hdf5Source::verify() {
  if (!sealed_) return;
  std::vector<std::byte> bytes(64 * block_bytes);
  for (std::uint64_t offset = Hdf5Seal::header_bytes; offset < content_end_; offset += bytes.size()) {
    const auto count = std::min<std::uint64_t>(bytes.size(), content_end_ - offset);
    if (!read(offset, std::span(bytes).first(count))) throw_failure();
  }
}

}  // namespace solopose
