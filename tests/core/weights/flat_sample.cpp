#include "tests/core/weights/flat_sample.h"

#include <cstring>

namespace solopose::testing {
namespace {

template <typename T>
void put(std::string& file, T number) {
  file.append(reinterpret_cast<const char*>(&number), sizeof(T));
}

void align(std::string& file) { file.resize((file.size() + 3) / 4 * 4); }

void point(std::string& file, std::size_t slot, std::size_t target) {
  const auto offset = static_cast<std::uint32_t>(target - slot);
  std::memcpy(file.data() + slot, &offset, sizeof(offset));
}

/// A vector of `count`, whose elements are `elements`.
std::size_t put_vector(std::string& file, std::size_t count, const std::string& elements) {
  align(file);
  const std::size_t position = file.size();
  put(file, static_cast<std::uint32_t>(count));
  file += elements;
  return position;
}

}  // namespace

FlatObject flat_table(std::vector<FlatField> fields) {
  return [fields = std::move(fields)](std::string& file) {
    align(file);
    const std::size_t layout = file.size();
    put(file, static_cast<std::uint16_t>(4 + 2 * fields.size()));
    put(file, static_cast<std::uint16_t>(4 + 4 * fields.size()));
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const bool present = fields[i].number || fields[i].object;
      put(file, static_cast<std::uint16_t>(present ? 4 + 4 * i : 0));
    }
    align(file);
    const std::size_t position = file.size();
    put(file, static_cast<std::int32_t>(position - layout));
    for (const FlatField& field : fields) put(file, field.number.value_or(0));
    for (std::size_t i = 0; i < fields.size(); ++i)
      if (fields[i].object) point(file, position + 4 + 4 * i, fields[i].object(file));
    return position;
  };
}

FlatObject flat_tables(std::vector<FlatObject> tables) {
  return [tables = std::move(tables)](std::string& file) {
    const std::size_t position = put_vector(file, tables.size(), std::string(4 * tables.size(), '\0'));
    for (std::size_t i = 0; i < tables.size(); ++i) point(file, position + 4 + 4 * i, tables[i](file));
    return position;
  };
}

FlatObject flat_bytes(std::string bytes) {
  return [bytes = std::move(bytes)](std::string& file) { return put_vector(file, bytes.size(), bytes); };
}

FlatObject flat_integers(const std::vector<std::int32_t>& numbers) {
  std::string elements;
  for (const std::int32_t number : numbers) put(elements, number);
  return [elements, count = numbers.size()](std::string& file) { return put_vector(file, count, elements); };
}

std::string flat_file(const FlatObject& root, const std::string& identifier) {
  std::string file(4, '\0');
  file += identifier;
  point(file, 0, root(file));
  return file;
}

}  // namespace solopose::testing
