#pragma once

#include <optional>
#include <vector>

#include "core/files/hdf5_storage.h"

namespace solopose {

/// A file to write. From the first failure on (a full disk) writes go nowhere but seem to succeed, so that
/// the library can always close the file; what it may read again until then is kept in memory.
class Hdf5Sink : public Hdf5Storage {
 public:
  enum class Start { empty, as_it_is };
  /// @throws Error when the file cannot be opened for writing.
  Hdf5Sink(const std::filesystem::path& file, std::filesystem::path shown, Start start, bool sealed);
  ~Hdf5Sink() override;

  std::uint64_t size() const override { return size_; }
  bool read(std::uint64_t offset, std::span<std::byte> out) override;
  bool write(std::uint64_t offset, std::span<const std::byte> bytes, bool read_again) override;
  bool resize(std::uint64_t size) override;
  void throw_failure() const override;

  /// Write the seal, after the library has closed the file. @throws Error.
  void seal();

 private:
  struct Kept {
    std::uint64_t offset;
    std::vector<std::byte> bytes;
  };
  bool put(std::uint64_t offset, std::span<const std::byte> bytes);
  void note_checksums(std::uint64_t offset, std::span<const std::byte> bytes);
  std::uint64_t checksum_of_block(std::uint64_t block) const;
  void fail(int reason, std::uint64_t wanted_bytes);

  int descriptor_ = -1;
  bool sealed_;
  std::uint64_t size_ = 0;
  std::vector<std::optional<std::uint64_t>> checksums_;  ///< of blocks that were written whole last
  std::vector<Kept> kept_;                               ///< in the order they were written
  int reason_ = 0;                                       ///< errno of the first failure
  std::uint64_t wanted_bytes_ = 0;
};

}  // namespace solopose
