#include "core/files/pickle_writer.h"

#include <limits>
#include <type_traits>

#include "core/base/error.h"

namespace solopose {
namespace {

// Opcodes of Python's pickletools.
constexpr std::string_view proto_4 = "\x80\x04";
constexpr char empty_dict = '}';
constexpr char mark = '(';
constexpr char set_items = 'u';
constexpr char short_text = '\x8c';
constexpr char long_text = 'X';
constexpr char bytes_32 = 'B';
constexpr char int_32 = 'J';
constexpr char stack_global = '\x93';
constexpr char reduce = 'R';
constexpr char build = 'b';
constexpr char tuple = 't';
constexpr char none = 'N';
constexpr char no = '\x89';
constexpr char yes = '\x88';
constexpr char empty_list = ']';
constexpr char append = 'a';
constexpr char append_all = 'e';
constexpr char stop = '.';

}  // namespace

PickleWriter::PickleWriter() { raw(proto_4); }

void PickleWriter::length(std::size_t count) {
  for (int shift = 0; shift < 32; shift += 8) bytes_ += static_cast<char>((count >> shift) & 0xFF);
}

void PickleWriter::text(std::string_view text) {
  if (text.size() > 255) {
    bytes_ += long_text;
    length(text.size());
  } else {
    bytes_ += short_text;
    bytes_ += static_cast<char>(text.size());
  }
  raw(text);
}

void PickleWriter::integer(std::uint32_t value) {
  bytes_ += int_32;
  length(value);
}

void PickleWriter::global(std::string_view module, std::string_view name) {
  text(module);
  text(name);
  bytes_ += stack_global;
}

void PickleWriter::begin_dict() {
  bytes_ += empty_dict;
  bytes_ += mark;
}

void PickleWriter::end_dict() { bytes_ += set_items; }

void PickleWriter::begin_list() {
  bytes_ += empty_list;
  bytes_ += mark;
}

void PickleWriter::end_list() { bytes_ += append_all; }

// _reconstruct(ndarray, (0,), b'b') and the beginning of its state: (1, shape, dtype, False, …
void PickleWriter::begin_array(const std::vector<std::uint32_t>& shape, std::string_view type,
                               char byte_order, int flags) {
  global("numpy.core.multiarray", "_reconstruct");
  bytes_ += mark;
  global("numpy", "ndarray");
  bytes_ += mark;
  integer(0);
  bytes_ += tuple;
  raw(
      {"C\x01"
       "b",
       3});
  bytes_ += tuple;
  bytes_ += reduce;

  bytes_ += mark;
  integer(1);
  bytes_ += mark;
  for (const std::uint32_t extent : shape) integer(extent);
  bytes_ += tuple;

  global("numpy", "dtype");
  bytes_ += mark;
  text(type);
  bytes_ += no;
  bytes_ += yes;
  bytes_ += tuple;
  bytes_ += reduce;
  bytes_ += mark;
  integer(3);
  text({&byte_order, 1});
  raw({&none, 1});
  raw({&none, 1});
  raw({&none, 1});
  integer(0xFFFFFFFF);
  integer(0xFFFFFFFF);
  integer(static_cast<std::uint32_t>(flags));
  bytes_ += tuple;
  bytes_ += build;
  bytes_ += no;
}

template <typename T>
void PickleWriter::array(std::span<const T> values, const std::vector<std::uint32_t>& shape) {
  if (values.size_bytes() > std::numeric_limits<std::uint32_t>::max())
    throw Error("pickle: expected less than 4 GiB");
  begin_array(shape, std::is_same_v<T, float> ? "f4" : "f8", '<', 0);
  bytes_ += bytes_32;
  length(values.size_bytes());
  bytes_.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
  bytes_ += tuple;
  bytes_ += build;
}

template void PickleWriter::array(std::span<const float>, const std::vector<std::uint32_t>&);
template void PickleWriter::array(std::span<const double>, const std::vector<std::uint32_t>&);

void PickleWriter::begin_object() {
  constexpr int object_flags = 63;  // what numpy's dtype('O') states
  begin_array({}, "O8", '|', object_flags);
  bytes_ += empty_list;
}

void PickleWriter::end_object() {
  bytes_ += append;
  bytes_ += tuple;
  bytes_ += build;
}

void PickleWriter::finish() { bytes_ += stop; }

}  // namespace solopose
