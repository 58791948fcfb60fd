#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/atomic_file.h"
#include "core/base/job.h"
#include "core/files/byte_buffer.h"
#include "core/files/npy.h"

namespace solopose {

/// What the members of the zip end in, for an array "poses": "poses.npy".
inline constexpr std::string_view npz_suffix = ".npy";

/// A .npz file: a zip of .npy members. Members are named without ".npy" here.
class NpzReader {
 public:
  /// @throws Error naming the file when it is missing or no zip. Reading its members stops with `context`,
  /// and then throws Cancelled.
  explicit NpzReader(const std::filesystem::path& file, JobContext context = {});
  ~NpzReader();
  NpzReader(NpzReader&&) noexcept;

  std::vector<std::string> names() const;  ///< sorted
  bool has(const std::string& name) const;
  /// The member's uncompressed bytes. Memory grows with what is decompressed, never with what a header
  /// claims; see most_inflated(). @throws FormatError when it is missing, damaged
  /// or compressed in another way.
  ByteBuffer bytes(const std::string& name) const;
  /// At most so many of its first bytes. @throws FormatError as above.
  ByteBuffer beginning(const std::string& name, std::size_t count) const;
  NumberArray numbers(const std::string& name) const;
  TextArray strings(const std::string& name) const;

 private:
  struct Archive;
  std::unique_ptr<Archive> archive_;
};

/// Writes a .npz that appears whole on finish() or not at all. Members are stored (not compressed) and go to
/// disk as they come, so a file may be larger than memory (zip64). One member at a time; nothing to keep in
/// memory but a list of names.
class NpzWriter {
 public:
  /// @throws Error naming the file.
  explicit NpzWriter(std::filesystem::path file);
  ~NpzWriter();

  /// A whole array. Names must be new. @throws Error.
  template <typename T>
  void add(const std::string& name, std::span<const T> values, const std::vector<std::uint64_t>& shape);
  void add(const std::string& name, std::span<const std::string> values);

  /// A member in pieces: begin with the full shape, append row-major pieces until the shape is filled, end.
  /// @throws Error from end() when the pieces do not fill the shape.
  template <typename T>
  void begin(const std::string& name, const std::vector<std::uint64_t>& shape);
  template <typename T>
  void append(std::span<const T> values);
  void end();

  /// An array of Python objects: one pickle that is an object array (see pickle_writer.h), in pieces, then
  /// end. For files that others read; our own arrays are never objects.
  void begin_objects(const std::string& name);
  void append_objects(std::string_view pickle);

  /// Write the directory, sync, rename. @throws Error naming the file.
  void finish();

 private:
  struct Output;
  void begin_member(const std::string& name, const NpyHeader& header);
  void write_member_bytes(std::span<const std::uint8_t> bytes);
  void append_bytes(std::span<const std::uint8_t> bytes);
  std::unique_ptr<Output> output_;
};

}  // namespace solopose
