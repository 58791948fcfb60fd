#include "core/files/hdf5_sink.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/base/write_error.h"
#include "core/files/hdf5_seal.h"

namespace solopose {
namespace {

constexpr std::uint64_t block_bytes = Hdf5Seal::block_bytes;

std::uint64_t offset_of_block(std::uint64_t block) { return Hdf5Seal::header_bytes + block * block_bytes; }

/// How many bytes the disk took; fewer than asked for with errno.
std::size_t write_at(int descriptor, std::uint64_t offset, std::span<const std::byte> bytes) {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t count =
        ::pwrite(descriptor, bytes.data() + done, bytes.size() - done, static_cast<off_t>(offset + done));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) {
      if (count == 0) errno = ENOSPC;
      break;
    }
    done += static_cast<std::size_t>(count);
  }
  return done;
}

}  // namespace

Hdf5Sink::Hdf5Sink(const std::filesystem::path& file, std::filesystem::path shown, Start start, bool sealed)
    : Hdf5Storage(std::move(shown)), sealed_(sealed) {
  const int flags = start == Start::empty ? O_CREAT | O_TRUNC : 0;
  descriptor_ = ::open(file.c_str(), O_RDWR | O_CLOEXEC | flags, 0666);
  struct stat status {};
  if (descriptor_ < 0 || ::fstat(descriptor_, &status) != 0) {
    const int reason = errno;
    if (descriptor_ >= 0) ::close(descriptor_);
    throw_write_error(this->shown(), reason);
  }
  size_ = static_cast<std::uint64_t>(status.st_size);
}

Hdf5Sink::~Hdf5Sink() { ::close(descriptor_); }

void Hdf5Sink::fail(int reason, std::uint64_t wanted_bytes) {
  if (failed_) return;
  reason_ = reason;
  wanted_bytes_ = wanted_bytes;
  failed_ = true;
}

void Hdf5Sink::throw_failure() const {
  if (failed_) throw_write_error(shown(), reason_, wanted_bytes_);
}

bool Hdf5Sink::read(std::uint64_t offset, std::span<std::byte> out) {
  const ssize_t count = read_bytes_at(descriptor_, offset, out);
  if (count < 0) return false;
  std::ranges::fill(out.subspan(static_cast<std::size_t>(count)), std::byte{0});
  for (const Kept& kept : kept_) {
    const std::uint64_t begin = std::max(offset, kept.offset);
    const std::uint64_t end = std::min(offset + out.size(), kept.offset + kept.bytes.size());
    if (begin >= end) continue;
    std::ranges::copy(std::span(kept.bytes).subspan(begin - kept.offset, end - begin),
                      out.begin() + static_cast<std::ptrdiff_t>(begin - offset));
  }
  return true;
}

bool Hdf5Sink::write(std::uint64_t offset, std::span<const std::byte> bytes, bool read_again) {
  size_ = std::max(size_, offset + bytes.size());
  if (!failed_ && put(offset, bytes)) {
    if (sealed_) note_checksums(offset, bytes);
  } else if (read_again) {
    kept_.push_back({offset, {bytes.begin(), bytes.end()}});
  }
  return true;
}

bool Hdf5Sink::put(std::uint64_t offset, std::span<const std::byte> bytes) {
  const std::size_t done = write_at(descriptor_, offset, bytes);
  if (done == bytes.size()) return true;
  fail(errno, bytes.size() - done);
  return false;
}

bool Hdf5Sink::resize(std::uint64_t size) {
  size_ = size;
  if (!failed_ && ::ftruncate(descriptor_, static_cast<off_t>(size)) != 0) fail(errno, 0);
  return true;
}

void Hdf5Sink::note_checksums(std::uint64_t offset, std::span<const std::byte> bytes) {
  if (offset + bytes.size() <= Hdf5Seal::header_bytes) return;
  const std::uint64_t begin = std::max(offset, Hdf5Seal::header_bytes) - Hdf5Seal::header_bytes;
  const std::uint64_t end = offset + bytes.size() - Hdf5Seal::header_bytes;
  const std::uint64_t first = begin / block_bytes;
  const std::uint64_t last = (end - 1) / block_bytes;
  if (checksums_.size() <= last) checksums_.resize(last + 1);
  for (std::uint64_t block = first; block <= last; ++block) {
    const bool whole = block * block_bytes >= begin && (block + 1) * block_bytes <= end;
    checksums_[block].reset();
    if (whole)
      checksums_[block] =
          Hdf5Seal::checksum(block, bytes.subspan(offset_of_block(block) - offset, block_bytes));
  }
}

std::uint64_t Hdf5Sink::checksum_of_block(std::uint64_t block) const {
  const std::uint64_t offset = offset_of_block(block);
  const auto count = static_cast<std::size_t>(std::min(block_bytes, size_ - offset));
  if (count == block_bytes && block < checksums_.size() && checksums_[block]) return *checksums_[block];
  std::vector<std::byte> bytes(count);
  const ssize_t found = read_bytes_at(descriptor_, offset, bytes);
  if (found < 0) throw Error(fmt::format("{}: cannot be read: {}", shown().string(), std::strerror(errno)));
  return Hdf5Seal::checksum(block, bytes);
}

void Hdf5Sink::seal() {
  throw_failure();
  const Hdf5Seal seal{size_};
  std::vector<std::uint64_t> checksums(seal.blocks());
  for (std::uint64_t block = 0; block < checksums.size(); ++block)
    checksums[block] = checksum_of_block(block);
  put(seal.content_end, std::as_bytes(std::span(checksums)));
  const Hdf5Seal::Header header = seal.header();
  if (!failed_) put(0, header);
  throw_failure();
}

}  // namespace solopose
