#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

#include "core/base/job.h"

namespace solopose {

/// XXH3-128 of a file's bytes as 32 hexadecimal digits: tells whether two files are the same, not who made
/// them.
/// @throws Error when the file cannot be read or is no regular file; Cancelled.
std::string fingerprint_of_file(const std::filesystem::path& path, const JobContext& context = {});

/// XXH3-64 of bytes: tells whether they are whole.
std::uint64_t checksum_of(std::span<const std::uint8_t> bytes, std::uint64_t seed = 0);

/// The fingerprint of values given one after the other.
class Fingerprint {
 public:
  Fingerprint();
  ~Fingerprint();
  Fingerprint(Fingerprint&&) noexcept;

  Fingerprint& add(std::span<const std::byte> bytes);
  /// Its length first, so that two texts never run into each other.
  Fingerprint& add(std::string_view text);
  template <typename Number>
  requires std::is_arithmetic_v<Number> || std::is_enum_v<Number> Fingerprint& add(Number number) {
    return add(std::as_bytes(std::span(&number, 1)));
  }
  template <typename Number>
  requires std::is_arithmetic_v<Number> Fingerprint& add(std::span<const Number> numbers) {
    return add(std::as_bytes(numbers));
  }

  std::string digits() const;  ///< 32 hexadecimal ones
  std::uint64_t number() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace solopose
