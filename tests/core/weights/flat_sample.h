#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace solopose::testing {

/// Appends an object of a FlatBuffers file and gives its position. What an object points at comes behind it.
using FlatObject = std::function<std::size_t(std::string& file)>;

/// A field of a table, four bytes wide: a number, an object, or absent.
struct FlatField {
  FlatField() = default;
  FlatField(std::int32_t value) : number(value) {}
  FlatField(FlatObject value) : object(std::move(value)) {}
  std::optional<std::int32_t> number;
  FlatObject object;
};

FlatObject flat_table(std::vector<FlatField> fields);
FlatObject flat_tables(std::vector<FlatObject> tables);
FlatObject flat_bytes(std::string bytes);
FlatObject flat_integers(const std::vector<std::int32_t>& numbers);
std::string flat_file(const FlatObject& root, const std::string& identifier);

}  // namespace solopose::testing
