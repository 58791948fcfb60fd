#include "core/files/npy.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>
#include <type_traits>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <Eigen/Core>

#include "core/base/error.h"
#include "core/files/byte_cursor.h"
#include "core/files/utf8.h"

namespace solopose {
namespace {

constexpr std::string_view magic = "\x93NUMPY";
constexpr std::size_t most_axes = 32;

// The header's text is a Python dict literal of three keys; this knows just as much Python.
class HeaderText {
 public:
  HeaderText(std::string_view text, const ByteCursor& culprit) : text_(text), culprit_(&culprit) {}

  NpyHeader parse() {
    expect('{');
    while (!next_is('}')) {
      const std::string_view key = quoted();
      expect(':');
      if (key == "descr") {
        set_type(quoted());
      } else if (key == "fortran_order") {
        header_.fortran_order = boolean();
      } else if (key == "shape") {
        set_shape();
      } else {
        fail("the keys descr, fortran_order and shape", key);
      }
      ++keys_;
      if (!next_is('}')) expect(',');
    }
    if (keys_ != 3) fail("the keys descr, fortran_order and shape, each once", text_);
    return header_;
  }

 private:
  [[noreturn]] void fail(std::string_view expected, std::string_view found) const {
    culprit_->fail(fmt::format("a .npy header with {}", expected),
                   fmt::format("\"{}\"", id_part(found.substr(0, 80))));
  }
  void skip_spaces() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n')) ++at_;
  }
  bool next_is(char c) {
    skip_spaces();
    return at_ < text_.size() && text_[at_] == c;
  }
  void expect(char c) {
    if (!next_is(c)) fail(fmt::format("'{}'", c), text_.substr(at_));
    ++at_;
  }
  std::string_view quoted() {
    if (!next_is('\'') && !next_is('"')) fail("a quoted text", text_.substr(at_));
    const char quote = text_[at_];
    const std::size_t end = text_.find(quote, at_ + 1);
    if (end == std::string_view::npos) fail("a closing quote", text_.substr(at_));
    const std::string_view inside = text_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    return inside;
  }
  bool boolean() {
    skip_spaces();
    for (const std::string_view word : {"True", "False"}) {
      if (text_.substr(at_).starts_with(word)) {
        at_ += word.size();
        return word == "True";
      }
    }
    fail("True or False", text_.substr(at_));
  }
  std::uint64_t number() {
    skip_spaces();
    std::uint64_t value = 0;
    const char* begin = text_.data() + at_;
    const auto [end, error] = std::from_chars(begin, text_.data() + text_.size(), value);
    if (error != std::errc()) fail("a size", text_.substr(at_));
    at_ += static_cast<std::size_t>(end - begin);
    if (at_ < text_.size() && text_[at_] == 'L') ++at_;  // Python 2 wrote long integers so
    return value;
  }
  void set_shape() {
    expect('(');
    while (!next_is(')')) {
      if (header_.shape.size() == most_axes) fail("at most 32 axes", text_);
      header_.shape.push_back(number());
      if (!next_is(')')) expect(',');
    }
    expect(')');
  }
  void set_type(std::string_view type) {
    std::string_view rest = type;
    if (!rest.empty() && std::string_view("<>=|").find(rest.front()) != std::string_view::npos) {
      header_.big_endian = rest.front() == '>';
      rest.remove_prefix(1);
    }
    if (rest == "O" || rest == "O8") {
      header_.kind = 'O';
      header_.item_bytes = 0;
      return;
    }
    header_.kind = rest.empty() ? ' ' : rest.front();
    int size = 0;
    const auto [end, error] =
        std::from_chars(rest.data() + std::min<std::size_t>(1, rest.size()), rest.data() + rest.size(), size);
    const bool whole = error == std::errc() && end == rest.data() + rest.size();
    if (!whole || !fits(header_.kind, size)) fail("a type of numbers, bool, unicode or object", type);
    header_.item_bytes = header_.kind == 'U' ? 4 * size : size;
  }
  static bool fits(char kind, int size) {
    switch (kind) {
      case 'f':
        return size == 2 || size == 4 || size == 8;
      case 'i':
      case 'u':
        return size == 1 || size == 2 || size == 4 || size == 8;
      case 'b':
        return size == 1;
      case 'U':
      case 'S':
        return size >= 0 && size <= 1 << 24;
      default:
        return false;
    }
  }

  std::string_view text_;
  const ByteCursor* culprit_;
  std::size_t at_ = 0;
  int keys_ = 0;
  NpyHeader header_;
};

template <typename T>
T element(const std::uint8_t* bytes, bool big_endian) {
  std::array<std::uint8_t, sizeof(T)> raw;
  std::copy_n(bytes, sizeof(T), raw.begin());
  if (big_endian) std::reverse(raw.begin(), raw.end());
  return std::bit_cast<T>(raw);
}

double number_at(const NpyHeader& header, const std::uint8_t* at) {
  const bool big = header.big_endian;
  switch (header.kind) {
    case 'f':
      if (header.item_bytes == 8) return element<double>(at, big);
      if (header.item_bytes == 4) return static_cast<double>(element<float>(at, big));
      return static_cast<double>(Eigen::half_impl::half_to_float(
          Eigen::half_impl::raw_uint16_to_half(element<std::uint16_t>(at, big))));
    case 'i':
      if (header.item_bytes == 8) return static_cast<double>(element<std::int64_t>(at, big));
      if (header.item_bytes == 4) return element<std::int32_t>(at, big);
      if (header.item_bytes == 2) return element<std::int16_t>(at, big);
      return element<std::int8_t>(at, big);
    default:
      if (header.item_bytes == 8) return static_cast<double>(element<std::uint64_t>(at, big));
      if (header.item_bytes == 4) return element<std::uint32_t>(at, big);
      if (header.item_bytes == 2) return element<std::uint16_t>(at, big);
      return header.kind == 'b' ? static_cast<double>(*at != 0) : *at;
  }
}

// Calls visit(element's place in the file) in row-major order.
template <typename Visit>
void visit_row_major(const NpyHeader& header, const Visit& visit) {
  const std::uint64_t count = header.count();
  if (!header.fortran_order) {
    for (std::uint64_t i = 0; i < count; ++i) visit(i);
    return;
  }
  struct Axis {
    std::uint64_t size, stride, index;
  };
  std::vector<Axis> axes;
  std::uint64_t stride = 1;
  for (const std::uint64_t size : header.shape) {
    axes.push_back({size, stride, 0});
    stride *= size;
  }
  std::uint64_t place = 0;
  for (std::uint64_t i = 0; i < count; ++i) {
    visit(place);
    for (auto axis = axes.rbegin(); axis != axes.rend(); ++axis) {
      place += axis->stride;
      if (++axis->index < axis->size) break;
      place -= axis->stride * axis->size;
      axis->index = 0;
    }
  }
}

template <typename T>
T native_at(Bytes data, std::size_t index) {
  T value;
  std::memcpy(&value, data.data() + index * sizeof(T), sizeof(T));
  return value;
}

/// Calls take(place among all, number) in row-major order; the data must be there.
void each_number(const NpyHeader& header, Bytes data, const auto& take) {
  const auto count = static_cast<std::size_t>(header.count());
  if (header.kind == 'f' && header.item_bytes >= 4 && !header.big_endian && !header.fortran_order) {
    const bool is_double = header.item_bytes == 8;
    for (std::size_t i = 0; i < count; ++i)
      take(i, is_double ? native_at<double>(data, i) : static_cast<double>(native_at<float>(data, i)));
    return;
  }
  const auto item = static_cast<std::uint64_t>(header.item_bytes);
  std::size_t place = 0;
  visit_row_major(header, [&](std::uint64_t i) { take(place++, number_at(header, data.data() + i * item)); });
}

/// Numbers times a factor, as floats; what is not finite, or too large, becomes NaN.
class ScaledFloats {
 public:
  explicit ScaledFloats(double factor) : factor_(factor) {}

  /// Of floats and a factor that is a float, the product rounds as that of doubles does, in half the time.
  float operator()(float number) const { return finite(number * static_cast<float>(factor_)); }
  bool suits_floats() const { return static_cast<double>(static_cast<float>(factor_)) == factor_; }

  float operator()(double number) const {
    return finite(static_cast<float>(number * factor_));  // infinite where it is too large for a float
  }

  /// Of the machine's own T, one behind the other, as most files have them. A piece at a time: the cache
  /// still holds the zeros of resize() when the numbers take their places.
  template <typename T>
  void append(Bytes data, std::size_t count, std::vector<float>& floats) const {
    constexpr std::size_t piece = 2048;
    if (floats.empty()) floats.reserve(count);
    for (std::size_t at = 0; at < count; at += piece) {
      const std::size_t size = std::min(piece, count - at);
      floats.resize(floats.size() + size);
      float* const to = floats.data() + floats.size() - size;
      if (std::is_same_v<T, float> && suits_floats()) {
        for (std::size_t i = 0; i < size; ++i) to[i] = (*this)(native_at<float>(data, at + i));
      } else {
        for (std::size_t i = 0; i < size; ++i)
          to[i] = (*this)(static_cast<double>(native_at<T>(data, at + i)));
      }
    }
  }

  /// The same of a matrix whose columns lie one behind the other. A few rows at a time, so that they stay in
  /// the cache.
  template <typename T>
  void append_columns(Bytes data, std::size_t rows, std::size_t columns, std::vector<float>& floats) const {
    constexpr std::size_t most = 16;
    const std::size_t had = floats.size();
    floats.resize(had + rows * columns);
    for (std::size_t row = 0; row < rows; row += most) {
      float* const to = floats.data() + had + row * columns;
      const std::size_t together = std::min(most, rows - row);
      for (std::size_t column = 0; column < columns; ++column) {
        for (std::size_t r = 0; r < together; ++r) {
          to[r * columns + column] =
              (*this)(static_cast<double>(native_at<T>(data, column * rows + row + r)));
        }
      }
    }
  }

 private:
  static float finite(float value) {
    return std::isfinite(value) ? value : std::numeric_limits<float>::quiet_NaN();
  }

  double factor_;
};

template <typename T>
void append_native(const NpyHeader& header, Bytes data, const ScaledFloats& scaled,
                   std::vector<float>& floats) {
  if (!header.fortran_order) return scaled.append<T>(data, static_cast<std::size_t>(header.count()), floats);
  scaled.append_columns<T>(data, header.shape[0], header.shape[1], floats);
}

void require_bytes(const NpyHeader& header, std::uint64_t available, const ByteCursor& culprit) {
  const bool weightless = header.kind != 'O' && header.item_bytes == 0 && header.count() > 0;
  if (weightless || header.data_bytes() > available) {
    culprit.fail(fmt::format("{} bytes for a {}{} array of shape ({})", header.data_bytes(), header.kind,
                             header.item_bytes, fmt::join(header.shape, ", ")),
                 fmt::format("{}", available));
  }
}

void require_numbers(const NpyHeader& header, Bytes data, const std::filesystem::path& file,
                     std::string_view field) {
  const ByteCursor culprit(data, file, field);
  if (header.kind == 'U' || header.kind == 'S' || header.kind == 'O') {
    culprit.fail("an array of numbers", header.kind == 'O' ? "one of objects" : "one of texts");
  }
  require_bytes(header, data.size(), culprit);
}

std::string unicode_text(Bytes raw, bool big_endian) {
  std::u32string text;
  for (std::size_t k = 0; k < raw.size(); k += 4)
    text.push_back(element<char32_t>(raw.data() + k, big_endian));
  while (!text.empty() && text.back() == U'\0') text.pop_back();
  return utf8_from_utf32(text);
}

std::string byte_text(Bytes raw, const ByteCursor& culprit) {
  std::string text(raw.begin(), raw.end());
  while (!text.empty() && text.back() == '\0') text.pop_back();
  if (!utf32_from_utf8(text)) culprit.fail("a text in UTF-8", "other bytes");
  return text;
}

template <typename T>
constexpr char kind_of() {
  if constexpr (std::is_same_v<T, bool>) return 'b';
  if constexpr (std::is_floating_point_v<T>) return 'f';
  return std::is_signed_v<T> ? 'i' : 'u';
}

void require_count(const std::vector<std::uint64_t>& shape, std::size_t values) {
  NpyHeader header;
  header.shape = shape;
  if (header.count() != values) {
    throw Error(
        fmt::format(".npy array: {} values do not fill the shape ({})", values, fmt::join(shape, ", ")));
  }
}

}  // namespace

std::uint64_t NpyHeader::count() const {
  std::uint64_t count = 1;
  for (const std::uint64_t size : shape) {
    if (size == 0) return 0;
    count = saturating_product(count, size);
  }
  return count;
}

std::uint64_t NpyHeader::data_bytes() const {
  return saturating_product(count(), static_cast<std::uint64_t>(item_bytes));
}

NpyLayout parse_npy_header(Bytes bytes, std::uint64_t available, const std::filesystem::path& file,
                           std::string_view field) {
  ByteCursor at(bytes, file, field);
  if (bytes.size() < magic.size() || at.text(magic.size()) != magic)
    at.fail("a .npy array (it begins with \\x93NUMPY)", "other bytes");
  const int version = at.u8();
  at.skip(1);
  if (version < 1 || version > 3) at.fail(".npy version 1, 2 or 3", fmt::format("{}", version));
  const std::uint32_t length = version == 1 ? at.u16() : at.u32();
  const std::string_view text = at.text(length);
  NpyLayout layout{HeaderText(text, at).parse(), at.position()};
  require_bytes(layout.header, available - std::min<std::uint64_t>(available, layout.data_offset), at);
  return layout;
}

NumberArray decode_npy_numbers(const NpyHeader& header, Bytes data, const std::filesystem::path& file,
                               std::string_view field) {
  require_numbers(header, data, file, field);
  NumberArray array{header.shape, std::vector<double>(static_cast<std::size_t>(header.count()))};
  each_number(header, data, [&](std::size_t i, double number) { array.values[i] = number; });
  return array;
}

void append_npy_floats(const NpyHeader& header, Bytes data, const std::filesystem::path& file,
                       std::string_view field, double factor, std::vector<float>& floats) {
  require_numbers(header, data, file, field);
  const ScaledFloats scaled(factor);
  const bool native = header.kind == 'f' && header.item_bytes >= 4 && !header.big_endian &&
                      (!header.fortran_order || header.shape.size() == 2);
  if (native && header.item_bytes == 8) return append_native<double>(header, data, scaled, floats);
  if (native) return append_native<float>(header, data, scaled, floats);
  if (floats.empty()) floats.reserve(static_cast<std::size_t>(header.count()));
  each_number(header, data, [&](std::size_t, double number) { floats.push_back(scaled(number)); });
}

NumberArray parse_npy_numbers(Bytes bytes, const std::filesystem::path& file, std::string_view field) {
  const NpyLayout layout = parse_npy_header(bytes, bytes.size(), file, field);
  return decode_npy_numbers(layout.header, bytes.subspan(layout.data_offset), file, field);
}

TextArray parse_npy_strings(Bytes bytes, const std::filesystem::path& file, std::string_view field) {
  const NpyLayout layout = parse_npy_header(bytes, bytes.size(), file, field);
  return decode_npy_strings(layout.header, bytes.subspan(layout.data_offset), file, field);
}

TextArray decode_npy_strings(const NpyHeader& header, Bytes data, const std::filesystem::path& file,
                             std::string_view field) {
  const ByteCursor culprit(data, file, field);
  if (header.kind != 'U' && header.kind != 'S')
    culprit.fail("an array of texts (fixed-width unicode)", "another kind");
  require_bytes(header, data.size(), culprit);
  TextArray array{header.shape, {}};
  array.values.reserve(static_cast<std::size_t>(header.count()));
  const auto item = static_cast<std::size_t>(header.item_bytes);
  visit_row_major(header, [&](std::uint64_t i) {
    const Bytes raw = data.subspan(static_cast<std::size_t>(i * item), item);
    array.values.push_back(header.kind == 'U' ? unicode_text(raw, header.big_endian)
                                              : byte_text(raw, culprit));
  });
  return array;
}

ByteBuffer row_major_bytes(const NpyHeader& header, Bytes arrays) {
  const auto item = static_cast<std::size_t>(header.item_bytes);
  const auto size = static_cast<std::size_t>(header.data_bytes());
  ByteBuffer ordered(arrays.size());
  auto to = ordered.begin();
  for (std::size_t begin = 0; begin + size <= arrays.size() && size > 0; begin += size) {
    visit_row_major(header, [&](std::uint64_t i) {
      to = std::copy_n(arrays.data() + begin + static_cast<std::size_t>(i) * item, item, to);
    });
  }
  return ordered;
}

std::string npy_header_bytes(const NpyHeader& header) {
  const bool objects = header.kind == 'O';
  const int size = header.kind == 'U' ? header.item_bytes / 4 : header.item_bytes;
  const std::string type = objects ? "O" : fmt::format("{}{}", header.kind, size);
  const char order = objects || header.item_bytes == 1 ? '|' : header.big_endian ? '>' : '<';
  const std::string_view comma = header.shape.size() == 1 ? "," : "";
  std::string text =
      fmt::format("{{'descr': '{}{}', 'fortran_order': {}, 'shape': ({}{}), }}", order, type,
                  header.fortran_order ? "True" : "False", fmt::join(header.shape, ", "), comma);
  const std::size_t preamble = magic.size() + 4;
  text.append(63 - (preamble + text.size()) % 64, ' ');
  text.push_back('\n');
  std::string bytes(magic);
  bytes += {'\x01', '\x00', static_cast<char>(text.size() & 0xff), static_cast<char>(text.size() >> 8)};
  return bytes + text;
}

template <typename T>
NpyHeader npy_header_of(std::vector<std::uint64_t> shape) {
  return {kind_of<T>(), static_cast<int>(sizeof(T)), false, false, std::move(shape)};
}

template <typename T>
std::string npy_bytes(std::span<const T> values, const std::vector<std::uint64_t>& shape) {
  require_count(shape, values.size());
  std::string bytes = npy_header_bytes(npy_header_of<T>(shape));
  bytes.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
  return bytes;
}

std::string npy_bytes(std::span<const std::string> values) {
  std::vector<std::u32string> texts;
  std::size_t width = 1;
  for (const std::string& value : values) {
    auto text = utf32_from_utf8(value);
    if (!text) throw Error(fmt::format(".npy array: \"{}\" is no UTF-8", id_part(value)));
    width = std::max(width, text->size());
    texts.push_back(std::move(*text));
  }
  std::string bytes = npy_header_bytes({'U', static_cast<int>(4 * width), false, false, {values.size()}});
  for (std::u32string& text : texts) {
    text.resize(width, U'\0');
    bytes.append(reinterpret_cast<const char*>(text.data()), 4 * width);
  }
  return bytes;
}

#define SOLOPOSE_NPY_ELEMENT(T)                                    \
  template NpyHeader npy_header_of<T>(std::vector<std::uint64_t>); \
  template std::string npy_bytes<T>(std::span<const T>, const std::vector<std::uint64_t>&)
SOLOPOSE_NPY_ELEMENT(bool);
SOLOPOSE_NPY_ELEMENT(float);
SOLOPOSE_NPY_ELEMENT(double);
SOLOPOSE_NPY_ELEMENT(std::int32_t);
SOLOPOSE_NPY_ELEMENT(std::int64_t);
SOLOPOSE_NPY_ELEMENT(std::uint8_t);
#undef SOLOPOSE_NPY_ELEMENT

}  // namespace solopose
