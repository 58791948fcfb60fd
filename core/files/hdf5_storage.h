#pragma once

#include <sys/types.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <utility>

namespace solopose {

/// Where the HDF5 library reads and writes a file's bytes (see hdf5_driver.h). The library cannot take every
/// failure: one while it closes a file leaves identifiers that crash it when the program ends. So nothing
/// here throws, and what went wrong is asked for afterwards.
class Hdf5Storage : public std::enable_shared_from_this<Hdf5Storage> {
 public:
  explicit Hdf5Storage(std::filesystem::path shown) : shown_(std::move(shown)) {}
  virtual ~Hdf5Storage() = default;
  Hdf5Storage(const Hdf5Storage&) = delete;
  Hdf5Storage& operator=(const Hdf5Storage&) = delete;

  virtual std::uint64_t size() const = 0;
  virtual bool read(std::uint64_t offset, std::span<std::byte> out) = 0;
  /// `read_again`: the library may read these bytes before it closes the file.
  virtual bool write(std::uint64_t offset, std::span<const std::byte> bytes, bool read_again) = 0;
  virtual bool resize(std::uint64_t size) = 0;

  bool failed() const { return failed_; }
  /// @throws Error saying what went wrong first; nothing when nothing did.
  virtual void throw_failure() const = 0;

  /// The name for people.
  const std::filesystem::path& shown() const { return shown_; }
  /// How many files the library has open on it.
  std::atomic<int> open_files = 0;

 protected:
  std::atomic<bool> failed_ = false;

 private:
  std::filesystem::path shown_;
};

/// How many bytes there were until the file's end; -1 with errno.
ssize_t read_bytes_at(int descriptor, std::uint64_t offset, std::span<std::byte> out);

}  // namespace solopose
