#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/job.h"
#include "core/files/byte_buffer.h"

namespace solopose {

using Bytes = std::span<const std::uint8_t>;

/// A whole file in memory. @throws Error when it cannot be read or is no regular file; Cancelled.
ByteBuffer bytes_of_file(const std::filesystem::path& file, const JobContext& context = {});

/// The first bytes of a regular file, fewer when it is shorter or cannot be read. Never throws.
std::string first_bytes(const std::filesystem::path& file, std::size_t count) noexcept;

/// Walks over bytes that may hold anything: every read is checked against what is left, numbers are
/// little-endian. `file` (which must outlive the cursor) and `field` name the culprit in the FormatErrors it
/// throws.
class ByteCursor {
 public:
  ByteCursor(Bytes bytes, const std::filesystem::path& file, std::string_view field)
      : bytes_(bytes), file_(&file), field_(field) {}

  const std::filesystem::path& file() const { return *file_; }
  const std::string& field() const { return field_; }
  std::size_t size() const { return bytes_.size(); }
  std::size_t position() const { return position_; }
  std::size_t left() const { return bytes_.size() - position_; }
  void seek(std::uint64_t position);
  void skip(std::uint64_t count) { take(count); }

  /// The next bytes, without copying.
  Bytes take(std::uint64_t count);
  std::string_view text(std::uint64_t count);

  template <typename T>
  T number() {
    const Bytes bytes = take(sizeof(T));
    T value;
    std::memcpy(&value, bytes.data(), sizeof(T));
    return value;
  }
  std::uint8_t u8() { return number<std::uint8_t>(); }
  std::uint16_t u16() { return number<std::uint16_t>(); }
  std::uint32_t u32() { return number<std::uint32_t>(); }
  std::uint64_t u64() { return number<std::uint64_t>(); }

  [[noreturn]] void fail(std::string_view expected, std::string_view found) const;

 private:
  Bytes bytes_;
  const std::filesystem::path* file_;
  std::string field_;
  std::size_t position_ = 0;
};

/// a * b, or the largest value when that overflows: a claim no file can back.
constexpr std::uint64_t saturating_product(std::uint64_t a, std::uint64_t b) {
  std::uint64_t product = 0;
  return __builtin_mul_overflow(a, b, &product) ? ~std::uint64_t{0} : product;
}

}  // namespace solopose
