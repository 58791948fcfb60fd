#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/files/hdf5_storage.h"

namespace solopose {

/// A file to read. One that was sealed (hdf5_seal.h) is verified: the library never sees a byte that does not
/// match its checksum.
class Hdf5Source : public Hdf5Storage {
 public:
  /// @throws Error: missing, no permission, a damaged or missing seal.
  explicit Hdf5Source(const std::filesystem::path& file);
  ~Hdf5Source() override;

  std::uint64_t size() const override { return content_end_; }
  bool read(std::uint64_t offset, std::span<std::byte> out) override;
  bool write(std::uint64_t, std::span<const std::byte>, bool) override { return false; }
  bool resize(std::uint64_t) override { return false; }
  void throw_failure() const override;

  bool sealed() const { return sealed_; }
  /// Read all of it; of an unsealed file there is nothing to compare. @throws Error.
  void verify();

 private:
  bool read_raw(std::uint64_t offset, std::span<std::byte> out);
  std::size_t read_some(std::uint64_t offset, std::span<std::byte> out);  ///< 0: failed
  bool read_whole_blocks(std::uint64_t first, std::span<std::byte> out);
  bool read_part_of_block(std::uint64_t block, std::uint64_t offset, std::span<std::byte> out);
  std::uint64_t bytes_of_block(std::uint64_t block) const;
  bool fail(const std::string& what);

  int descriptor_ = -1;
  bool sealed_ = false;
  std::uint64_t content_end_ = 0;
  std::optional<std::uint64_t> block_at_hand_;
  std::vector<std::byte> block_;
  mutable std::mutex failure_mutex_;
  std::string failure_;
};

}  // namespace solopose
