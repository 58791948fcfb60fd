#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/files/byte_cursor.h"

namespace solopose {

/// A table of a FlatBuffers file (flatbuffers.dev, "FlatBuffers Internals"): fields by their number in the
/// schema, absent ones have the schema's default. Nothing is copied or trusted: each offset is checked as it
/// is followed. Vectors say how many elements are sensible, because many fields may point at one vector, so
/// that the file's size alone bounds nothing.
///
/// The bytes and the path must outlive it. Everything throws FormatError, naming `name`.
class FlatTable {
 public:
  /// The file's first table. `identifier`: the four letters that the format demands.
  static FlatTable root(Bytes bytes, const std::filesystem::path& file, std::string_view identifier);

  const std::filesystem::path& file() const { return *file_; }
  const std::string& name() const { return name_; }
  bool has(int field) const { return place_of(field) != 0; }

  /// T: an integer or float of the field's width.
  template <typename T>
  T number(int field, T otherwise) const {
    const std::uint64_t place = place_of(field);
    if (place == 0) return otherwise;
    require_room(place, sizeof(T));
    return at(place).number<T>();
  }

  /// Absent fields give nothing.
  std::optional<FlatTable> table(int field, std::string_view name) const;
  std::vector<FlatTable> tables(int field, std::string_view name, std::uint64_t most) const;
  Bytes bytes(int field, std::string_view name) const;
  std::string text(int field, std::string_view name, std::uint64_t most) const;
  std::vector<std::int32_t> integers(int field, std::string_view name, std::uint64_t most) const;
  /// The same of numbers that are stored as unsigned ones of 16 bits.
  std::vector<std::int32_t> short_integers(int field, std::string_view name, std::uint64_t most) const;

 private:
  struct Elements {
    std::uint64_t begin = 0;
    std::uint64_t count = 0;
  };
  FlatTable(Bytes bytes, const std::filesystem::path& file, std::string name, std::uint64_t position);
  ByteCursor at(std::uint64_t position) const;
  std::string within(std::string_view name) const;
  std::uint64_t place_of(int field) const;
  void require_room(std::uint64_t place, std::size_t bytes) const;
  std::uint64_t followed(std::uint64_t place) const;
  template <typename Stored>
  std::vector<std::int32_t> numbers(int field, std::string_view name, std::uint64_t most) const;
  Elements elements(int field, std::string_view name, std::uint64_t item_bytes, std::uint64_t most) const;

  Bytes bytes_;
  const std::filesystem::path* file_;
  std::string name_;
  std::uint64_t position_ = 0;
  std::uint64_t bytes_of_table_ = 0;
  std::uint64_t offsets_ = 0;  ///< where the fields' offsets stand
  int fields_ = 0;
};

}  // namespace solopose
