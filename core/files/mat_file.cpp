#include "core/files/mat_file.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/error.h"
#include "core/files/inflate.h"

namespace solopose {
namespace {

// Data types (mi…) and array classes (mx…) of "MAT-File Format", tables 1-1 and 1-3.
enum Type : std::uint32_t {
  mi_int8 = 1,
  mi_uint8 = 2,
  mi_int16 = 3,
  mi_uint16 = 4,
  mi_int32 = 5,
  mi_uint32 = 6,
  mi_single = 7,
  mi_double = 9,
  mi_int64 = 12,
  mi_uint64 = 13,
  mi_matrix = 14,
  mi_compressed = 15
};
constexpr std::uint8_t class_cell = 1;
constexpr std::uint8_t class_double = 6;
constexpr std::uint8_t class_uint64 = 15;
constexpr std::uint32_t flag_complex = 0x0800;
constexpr std::size_t header_bytes = 128;
constexpr std::size_t most_axes = 32;
constexpr std::size_t tag_bytes = 8;  ///< of an element: its type and size

struct Element {
  std::uint32_t type = 0;
  Bytes data;
};

// Elements inside a matrix are padded to 8 bytes; up to 4 bytes of data may sit in the tag itself.
Element next_element(ByteCursor& at) {
  const std::uint32_t word = at.u32();
  if ((word >> 16) != 0) {
    const std::uint32_t bytes = word >> 16;
    if (bytes > 4) at.fail("at most 4 bytes in a small element", fmt::format("{}", bytes));
    const Bytes field = at.take(4);
    return {word & 0xffff, field.first(bytes)};
  }
  const std::uint32_t bytes = at.u32();
  Element element{word, at.take(bytes)};
  at.skip(std::min<std::uint64_t>((8 - bytes % 8) % 8, at.left()));
  return element;
}

struct MatrixHeader {
  std::uint32_t flags = 0;
  std::vector<std::uint64_t> dims;
  std::string name;
};

MatrixHeader matrix_header(ByteCursor& at) {
  MatrixHeader header;
  const Element flags = next_element(at);
  if (flags.type != mi_uint32 || flags.data.size() != 8)
    at.fail("array flags", fmt::format("an element of type {}", flags.type));
  std::memcpy(&header.flags, flags.data.data(), 4);
  const Element dims = next_element(at);
  if (dims.type != mi_int32 || dims.data.size() % 4 != 0 || dims.data.size() < 8 ||
      dims.data.size() > 4 * most_axes) {
    at.fail("2 to 32 dimensions", fmt::format("{} bytes of type {}", dims.data.size(), dims.type));
  }
  for (std::size_t i = 0; i < dims.data.size(); i += 4) {
    std::int32_t size = 0;
    std::memcpy(&size, dims.data.data() + i, 4);
    if (size < 0) at.fail("dimensions from 0 on", fmt::format("{}", size));
    header.dims.push_back(static_cast<std::uint64_t>(size));
  }
  const Element name = next_element(at);
  if (name.type != mi_int8) at.fail("a name", fmt::format("an element of type {}", name.type));
  header.name.assign(reinterpret_cast<const char*>(name.data.data()), name.data.size());
  return header;
}

std::size_t bytes_of(std::uint32_t type) {
  switch (type) {
    case mi_int8:
    case mi_uint8:
      return 1;
    case mi_int16:
    case mi_uint16:
      return 2;
    case mi_int32:
    case mi_uint32:
    case mi_single:
      return 4;
    case mi_double:
    case mi_int64:
    case mi_uint64:
      return 8;
    default:
      return 0;
  }
}

template <typename T>
void convert(Bytes data, std::vector<double>& out) {
  for (std::size_t i = 0; i < out.size(); ++i) {
    T value;
    std::memcpy(&value, data.data() + i * sizeof(T), sizeof(T));
    out[i] = static_cast<double>(value);
  }
}

void convert(std::uint32_t type, Bytes data, std::vector<double>& out) {
  switch (type) {
    case mi_int8:
      return convert<std::int8_t>(data, out);
    case mi_uint8:
      return convert<std::uint8_t>(data, out);
    case mi_int16:
      return convert<std::int16_t>(data, out);
    case mi_uint16:
      return convert<std::uint16_t>(data, out);
    case mi_int32:
      return convert<std::int32_t>(data, out);
    case mi_uint32:
      return convert<std::uint32_t>(data, out);
    case mi_single:
      return convert<float>(data, out);
    case mi_double:
      return convert<double>(data, out);
    case mi_int64:
      return convert<std::int64_t>(data, out);
    default:
      return convert<std::uint64_t>(data, out);
  }
}

// The miMATRIX element that a compressed element holds, with its tag, which says how much there is.
ByteBuffer inflated_matrix(Bytes compressed, const std::filesystem::path& file, std::string_view name,
                           const JobContext& context) {
  const ByteBuffer tag = inflated(compressed, tag_bytes, file, name);
  ByteCursor at(tag, file, name);
  const std::uint32_t type = at.u32();
  if (type != mi_matrix) at.fail("a matrix", fmt::format("an element of type {}", type));
  const std::uint64_t size = tag_bytes + at.u32();
  if (size > most_inflated(compressed.size())) {
    at.fail(fmt::format("{} bytes", size),
            fmt::format("{} compressed ones, too few for that", compressed.size()));
  }
  ByteBuffer element = inflated(compressed, size, file, name, context);
  if (element.size() != size) at.fail(fmt::format("{} bytes", size), fmt::format("{}", element.size()));
  return element;
}

}  // namespace

std::uint64_t MatArray::count() const {
  std::uint64_t count = 1;
  for (const std::uint64_t size : dims_) count = saturating_product(count, size);
  return count;
}

bool MatArray::is_cell() const { return matlab_class_ == class_cell; }

bool MatArray::is_numeric() const { return matlab_class_ >= class_double && matlab_class_ <= class_uint64; }

std::string MatArray::contents() const {
  const std::string what = is_cell()      ? " cells"
                           : is_numeric() ? " numbers"
                                          : fmt::format(" of MATLAB class {}", matlab_class_);
  return fmt::format("{}{}", fmt::join(dims_, " x "), what);
}

MatArray MatArray::parsed(Bytes matrix, std::shared_ptr<const ByteBuffer> owner,
                          std::shared_ptr<const std::filesystem::path> file, std::string name) {
  MatArray array;
  array.file_ = std::move(file);
  array.owner_ = std::move(owner);
  array.name_ = std::move(name);
  if (matrix.empty()) {  // scipy and MATLAB write an empty cell as a matrix without a header
    array.dims_ = {0, 0};
    array.matlab_class_ = class_double;
    return array;
  }
  ByteCursor at(matrix, *array.file_, array.name_);
  MatrixHeader header = matrix_header(at);
  array.dims_ = std::move(header.dims);
  array.matlab_class_ = static_cast<std::uint8_t>(header.flags & 0xff);
  if (array.is_cell()) {
    array.parse_cells(at);
  } else if (array.is_numeric()) {
    if ((header.flags & flag_complex) != 0) at.fail("real numbers", "complex ones");
    array.parse_numbers(at);
  }
  return array;
}

void MatArray::parse_cells(ByteCursor& at) {
  if (count() > at.left() / tag_bytes) {
    at.fail(fmt::format("{} cells", fmt::join(dims_, " x ")),
            fmt::format("room for {}", at.left() / tag_bytes));
  }
  cells_.reserve(static_cast<std::size_t>(count()));
  for (std::uint64_t i = 0; i < count(); ++i) {
    const Element element = next_element(at);
    if (element.type != mi_matrix)
      at.fail(fmt::format("a matrix in cell {}", i), fmt::format("an element of type {}", element.type));
    cells_.push_back(element.data);
  }
}

void MatArray::parse_numbers(ByteCursor& at) {
  const Element element = next_element(at);
  const std::size_t item = bytes_of(element.type);
  if (item == 0) at.fail("numbers", fmt::format("an element of type {}", element.type));
  if (element.data.size() != saturating_product(count(), item)) {
    at.fail(fmt::format("{} numbers of {} bytes", fmt::join(dims_, " x "), item),
            fmt::format("{} bytes", element.data.size()));
  }
  stored_type_ = element.type;
  data_ = element.data;
}

std::vector<double> MatArray::numbers() const {
  if (!is_numeric()) {
    throw FormatError(*file_, name_, "a numeric array",
                      fmt::format("an array of MATLAB class {}", matlab_class_));
  }
  std::vector<double> values(static_cast<std::size_t>(count()));
  if (!values.empty()) convert(stored_type_, data_, values);
  return values;
}

MatArray MatArray::cell(std::size_t index) const {
  return parsed(cells_.at(index), owner_, file_, fmt::format("{}{{{}}}", name_, index));
}

MatFile::MatFile(std::filesystem::path file, const JobContext& context)
    : file_(std::make_shared<const std::filesystem::path>(std::move(file))),
      bytes_(std::make_shared<const ByteBuffer>(bytes_of_file(*file_, context))) {
  ByteCursor at(*bytes_, *file_, "header");
  if (bytes_->size() < header_bytes)
    at.fail("a MAT 5 file of at least 128 bytes", fmt::format("{} bytes", bytes_->size()));
  at.seek(header_bytes - 4);
  const std::uint16_t version = at.u16();
  const std::string_view endian = at.text(2);
  if (endian != "IM") at.fail("a little-endian MAT 5 file", "another kind of file");
  if (version == 0x0200) at.fail("MAT version 5", "version 7.3 (HDF5)");
  if (version != 0x0100) at.fail("MAT version 5 (0x0100)", fmt::format("{:#06x}", version));
  while (at.left() >= 8) {
    const std::uint32_t type = at.u32();
    const std::uint32_t size = at.u32();
    const Bytes data = at.take(size);
    context.throw_if_stopped();
    if (type == mi_matrix || type == mi_compressed) list(data, type == mi_compressed);
  }
}

void MatFile::list(Bytes data, bool compressed) {
  constexpr std::uint64_t enough_for_a_name = 1024;
  try {
    const auto beginning = compressed ? inflated(data, enough_for_a_name, *file_, "variables") : ByteBuffer();
    ByteCursor at(compressed ? Bytes(beginning) : data, *file_, "variables");
    if (compressed) at.skip(tag_bytes);
    std::string name = matrix_header(at).name;
    if (!name.empty()) variables_.push_back({std::move(name), data, compressed});
  } catch (const FormatError&) {
    // Another class has another header, and may be damaged without harm to what is wanted.
    ++passed_over_;
  }
}

std::vector<std::string> MatFile::names() const {
  std::vector<std::string> all;
  for (const Variable& v : variables_) all.push_back(v.name);
  return all;
}

bool MatFile::has(const std::string& name) const {
  return std::any_of(variables_.begin(), variables_.end(), [&](const Variable& v) { return v.name == name; });
}

MatArray MatFile::read(const std::string& name, const JobContext& context) const {
  for (const Variable& v : variables_) {
    if (v.name != name) continue;
    if (!v.compressed) return MatArray::parsed(v.matrix, bytes_, file_, name);
    auto bytes = std::make_shared<const ByteBuffer>(inflated_matrix(v.matrix, *file_, name, context));
    const Bytes matrix = Bytes(*bytes).subspan(tag_bytes);
    return MatArray::parsed(matrix, std::move(bytes), file_, name);
  }
  std::string found = fmt::format("{}", fmt::join(names(), ", "));
  if (passed_over_ > 0)
    found += fmt::format("{}{} that cannot be read here", found.empty() ? "" : " and ", passed_over_);
  throw FormatError(*file_, name, "a variable of this name", found.empty() ? "none" : found);
}

bool is_matlab_7_3(const std::filesystem::path& file) noexcept {
  return first_bytes(file, 10) == "MATLAB 7.3";
}

}  // namespace solopose
