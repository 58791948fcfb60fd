#include "core/files/c3d_parameters.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>

#include <fmt/format.h>

#include "core/files/text_scanner.h"

namespace solopose {
namespace {

struct NamedParameter {
  int group = 0;
  std::string name;
  C3dParameter value;
};

std::string capitals(std::string_view text) {
  std::string name = printable(text);
  std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::toupper(c); });
  return name;
}

std::string without_blanks(std::string_view text) {
  const auto end = text.find_last_not_of(std::string_view(" \0\t", 3));
  return end == std::string_view::npos ? std::string() : printable(text.substr(0, end + 1));
}

std::uint16_t unsigned_word(ByteCursor& cursor, C3dProcessor processor) {
  const Bytes bytes = cursor.take(2);
  return static_cast<std::uint16_t>(with_c3d_processor(
      processor, [&]<C3dProcessor of>() -> std::int16_t { return c3d_integer<of>(bytes.data()); }));
}

/// A column of text for each place of the axes behind the first.
std::vector<std::string> texts_of(Bytes bytes, std::size_t length) {
  std::vector<std::string> texts;
  const std::string_view all(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  for (std::size_t at = 0; length > 0 && at < all.size(); at += length)
    texts.push_back(without_blanks(all.substr(at, length)));
  return texts;
}

template <C3dProcessor processor>
std::vector<double> numbers_of(Bytes bytes, std::size_t width) {
  std::vector<double> numbers;
  for (std::size_t at = 0; at < bytes.size(); at += width) {
    const std::uint8_t* value = bytes.data() + at;
    numbers.push_back(width == 1   ? static_cast<double>(static_cast<std::int8_t>(*value))
                      : width == 2 ? static_cast<double>(c3d_integer<processor>(value))
                                   : static_cast<double>(c3d_float<processor>(value)));
  }
  return numbers;
}

C3dParameter parse_value(ByteCursor& cursor, C3dProcessor processor) {
  const auto type = static_cast<std::int8_t>(cursor.u8());
  if (type != -1 && type != 1 && type != 2 && type != 4)
    cursor.fail("a parameter of type -1, 1, 2 or 4", fmt::format("{}", type));
  const std::uint8_t axes = cursor.u8();
  std::uint64_t count = 1;
  std::size_t length = 1;
  for (int axis = 0; axis < axes; ++axis) {
    const std::uint8_t size = cursor.u8();
    if (axis == 0) length = size;
    count = saturating_product(count, size);
  }
  const auto width = static_cast<std::size_t>(std::abs(type));
  const Bytes bytes = cursor.take(saturating_product(count, width));
  if (type == -1) return {.texts = texts_of(bytes, length), .numbers = {}};
  return {.texts = {}, .numbers = with_c3d_processor(processor, [&]<C3dProcessor of>() {
                         return numbers_of<of>(bytes, width);
                       })};
}

}  // namespace

std::map<std::string, C3dParameter> parse_c3d_parameters(ByteCursor& cursor, C3dProcessor processor) {
  std::map<int, std::string> groups;
  std::vector<NamedParameter> found;  // a parameter may stand before its group
  while (cursor.left() >= 2) {
    const int length = std::abs(static_cast<std::int8_t>(cursor.u8()));  // negative: locked
    const int id = static_cast<std::int8_t>(cursor.u8());
    if (length == 0 || id == 0) break;
    const std::string name = capitals(cursor.text(static_cast<std::uint64_t>(length)));
    const std::uint64_t start = cursor.position();
    const std::uint64_t next = unsigned_word(cursor, processor);
    if (next == 1) cursor.fail("the next parameter behind this one", fmt::format("offset 1 at {}", name));
    if (id < 0) {
      groups[-id] = name;
    } else {
      found.push_back({id, name, parse_value(cursor, processor)});
      if (next != 0 && cursor.position() > start + next)
        cursor.fail(fmt::format("{} of {} bytes at most", name, next),
                    fmt::format("{}", cursor.position() - start));
    }
    if (next == 0) break;
    cursor.seek(start + next);
  }
  std::map<std::string, C3dParameter> parameters;
  for (NamedParameter& each : found)
    parameters.insert_or_assign(groups[each.group] + ":" + each.name, std::move(each.value));
  return parameters;
}

}  // namespace solopose
