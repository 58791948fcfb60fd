#include "core/weights/weight_type.h"

#include <algorithm>
#include <bit>

#include "core/base/error.h"
#include "core/files/npy.h"

namespace solopose {
namespace {

struct Type {
  std::string_view name;
  char kind;  // as NpyHeader has it; ' ' for bfloat16, which numpy does not know
  int bytes;
};

constexpr Type types[] = {{"F64", 'f', 8}, {"F32", 'f', 4}, {"F16", 'f', 2}, {"BF16", ' ', 2},
                          {"I64", 'i', 8}, {"I32", 'i', 4}, {"I16", 'i', 2}, {"I8", 'i', 1},
                          {"U8", 'u', 1},  {"BOOL", 'b', 1}};

const Type* type_named(std::string_view name) {
  const auto* found = std::ranges::find(types, name, &Type::name);
  return found == std::end(types) ? nullptr : found;
}

// bfloat16 is the upper half of a float.
std::vector<float> from_bfloat16(Bytes data) {
  std::vector<float> values(data.size() / 2);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto bits = static_cast<std::uint32_t>(data[2 * i] | data[2 * i + 1] << 8);
    values[i] = std::bit_cast<float>(bits << 16);
  }
  return values;
}

}  // namespace

int bytes_of_weight_type(std::string_view type) {
  const Type* found = type_named(type);
  return found == nullptr ? 0 : found->bytes;
}

std::vector<float> weight_floats(std::string_view type, Bytes data, const std::filesystem::path& file,
                                 std::string_view field) {
  const Type* found = type_named(type);
  if (found == nullptr) throw FormatError(file, field, "numbers of a known type", type);
  if (found->kind == ' ') return from_bfloat16(data);
  if (type == "F32") {
    std::vector<float> values(data.size() / sizeof(float));
    std::memcpy(values.data(), data.data(), values.size() * sizeof(float));
    return values;
  }
  NpyHeader header;
  header.kind = found->kind;
  header.item_bytes = found->bytes;
  header.shape = {data.size() / static_cast<std::size_t>(found->bytes)};
  const NumberArray wide = decode_npy_numbers(header, data, file, field);
  std::vector<float> values(wide.values.size());
  std::ranges::transform(wide.values, values.begin(), [](double v) { return static_cast<float>(v); });
  return values;
}

}  // namespace solopose
