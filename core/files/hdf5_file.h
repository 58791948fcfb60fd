#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace solopose {

class Hdf5Storage;
class Hdf5Sink;

/// A thin owner of what the HDF5 C library hands out: files, groups, datasets, attributes. Every failure of
/// the library, which otherwise prints to stderr, becomes an Error "FILE: /path/of/object: what failed".
/// Debian's library is built thread-safe, so objects may be used from several threads. Meant for files the
/// studio wrote itself or a user chose to trust; hostile ones go through hdf5_reader.h.

/// Element types of datasets and attributes here: float, double, std::int8_t, std::uint8_t, std::int32_t,
/// std::int64_t, std::uint64_t. The library converts between them and whatever number type the file has.
using Hdf5Shape = std::vector<std::uint64_t>;

struct Hdf5DatasetOptions {
  /// Chunk shape; empty = contiguous, or for extendible datasets about 256 KiB of whole rows.
  Hdf5Shape chunk;
  bool extendible = false;  ///< along the first axis
  int deflate = 0;          ///< 0 = none, 1 to 9; needs or implies chunks
};

/// Owns one identifier of the library.
class Hdf5Handle {
 public:
  Hdf5Handle() = default;
  Hdf5Handle(std::int64_t id, int (*close)(std::int64_t)) : id_(id), close_(close) {}
  Hdf5Handle(Hdf5Handle&& other) noexcept;
  Hdf5Handle& operator=(Hdf5Handle&& other) noexcept;
  ~Hdf5Handle();
  std::int64_t id() const { return id_; }

 private:
  std::int64_t id_ = -1;
  int (*close_)(std::int64_t) = nullptr;
};

/// What has attributes: a group (the file's root is one) or a dataset.
class Hdf5Object {
 public:
  /// Create or replace an attribute.
  void set_attribute(const std::string& name, double value);
  void set_attribute(const std::string& name, std::int64_t value);
  void set_attribute(const std::string& name, int value) { set_attribute(name, std::int64_t{value}); }
  void set_attribute(const std::string& name, std::span<const double> values);  ///< one-dimensional
  void set_attribute(const std::string& name, const std::string& value);        ///< UTF-8
  void set_attribute(const std::string& name, const char* value) { set_attribute(name, std::string(value)); }

  bool has_attribute(const std::string& name) const;
  /// @throws Error when it is missing or of another kind.
  double number_attribute(const std::string& name) const;
  std::int64_t integer_attribute(const std::string& name) const;
  std::vector<double> numbers_attribute(const std::string& name) const;
  std::string text_attribute(const std::string& name) const;  ///< fixed or variable length

  const std::string& path() const { return path_; }  ///< "/", "/clips/poses_mm"

 protected:
  Hdf5Object(Hdf5Handle handle, std::shared_ptr<Hdf5Storage> storage, std::string path)
      : storage_(std::move(storage)), handle_(std::move(handle)), path_(std::move(path)) {}
  [[noreturn]] void fail(const std::string& what) const;
  /// Passes a result of the library through, or throws when it is negative or the disk has failed.
  template <typename Result>
  Result checked(Result result, const char* what) const;

  std::shared_ptr<Hdf5Storage> storage_;
  Hdf5Handle handle_;
  std::string path_;

 private:
  void replace_attribute(const std::string& name, std::int64_t type, std::int64_t space, const void* value);
  Hdf5Handle attribute(const std::string& name) const;
  template <typename T>
  std::vector<T> attribute_values(const std::string& name) const;
};

class Hdf5Dataset : public Hdf5Object {
 public:
  /// As the file has it now; a scalar has an empty shape.
  Hdf5Shape shape() const;

  /// The whole dataset, row-major. @throws Error, also when its header claims more than a file of this size
  /// can hold.
  template <typename T>
  std::vector<T> read() const;

  /// The block [start, start + count) per axis, row-major. @throws Error when it leaves the dataset or `out`
  /// has another size.
  template <typename T>
  void read_block(const Hdf5Shape& start, const Hdf5Shape& count, std::span<T> out) const;
  template <typename T>
  void write_block(const Hdf5Shape& start, const Hdf5Shape& count, std::span<const T> values);

  /// Rows [first, first + count) along the first axis; out.size() must be count times the size of a row.
  template <typename T>
  void read_rows(std::uint64_t first, std::uint64_t count, std::span<T> out) const;

  /// Grow an extendible dataset by whole rows and write them. @throws Error when values are not whole rows.
  template <typename T>
  void append_rows(std::span<const T> values);

 private:
  friend class Hdf5Group;
  using Hdf5Object::Hdf5Object;
  void check_claim() const;
  /// Data spaces of a block, in the file and in memory.
  std::pair<Hdf5Handle, Hdf5Handle> selection(const Hdf5Shape& start, const Hdf5Shape& count,
                                              std::size_t values) const;
};

class Hdf5Group : public Hdf5Object {
 public:
  /// Paths are relative to this group and may have several parts ("clips/poses_mm").
  bool has(const std::string& path) const;
  /// Direct children, sorted.
  std::vector<std::string> children() const;

  Hdf5Group group(const std::string& path) const;  ///< @throws Error when there is none
  Hdf5Group create_group(
      const std::string& path);  ///< with the groups above it; @throws Error when it exists
  Hdf5Dataset dataset(const std::string& path) const;  ///< @throws Error when there is none
  /// Missing groups above it are made. Extendible datasets may start with 0 rows. @throws Error when it
  /// exists.
  template <typename T>
  Hdf5Dataset create_dataset(const std::string& path, const Hdf5Shape& shape,
                             const Hdf5DatasetOptions& options = {});
  /// create_dataset and write it whole.
  template <typename T>
  Hdf5Dataset write(const std::string& path, const Hdf5Shape& shape, std::span<const T> values,
                    const Hdf5DatasetOptions& options = {});

  /// A one-dimensional dataset of UTF-8 strings: written with a fixed length, read fixed or variable.
  Hdf5Dataset write_strings(const std::string& path, std::span<const std::string> values);
  std::vector<std::string> read_strings(const std::string& path) const;

  void remove(const std::string& path);

 protected:
  using Hdf5Object::Hdf5Object;
  std::string full_path(const std::string& path) const;

 private:
  Hdf5Handle making_parents() const;
  Hdf5Dataset create_dataset(const std::string& path, std::int64_t type, const Hdf5Shape& shape,
                             const Hdf5DatasetOptions& options);
};

struct Hdf5CreateOptions {
  /// With checksums over every byte, which reading verifies (see hdf5_seal.h). Such a file cannot be changed
  /// any more once it is closed.
  bool sealed = false;
  std::filesystem::path shown = {};  ///< its name in errors; empty = its path
};

class Hdf5File : public Hdf5Group {
 public:
  /// @throws Error naming the file: missing, no HDF5 file, no permission.
  static Hdf5File open(const std::filesystem::path& file);
  static Hdf5File open_for_writing(const std::filesystem::path& file);
  /// Replaces what was there. Write to AtomicFile::temporary() where a half-written file would hurt.
  static Hdf5File create(const std::filesystem::path& file, const Hdf5CreateOptions& options = {});

  /// Hand everything to the operating system.
  void flush();
  /// Write what is still to be written, and the seal; needed after writing, because only this reports what
  /// fails then. Nothing of the file may be used or kept afterwards. @throws Error, on a full disk with what
  /// is missing; closed it is anyway.
  void close();

 private:
  Hdf5File(Hdf5Handle file_handle, std::shared_ptr<Hdf5Storage> storage);
  static Hdf5File opened(Hdf5Handle file_handle, std::shared_ptr<Hdf5Storage> storage);
  Hdf5Handle file_handle_;
  std::shared_ptr<Hdf5Sink> sink_;  ///< of a file that shall be sealed
};

}  // namespace solopose
