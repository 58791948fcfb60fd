#include "tests/core/files/sample_files.h"

#include <zip.h>
#include <zlib.h>

#include <cstring>
#include <fstream>
#include <numeric>
#include <stdexcept>

#include "core/files/hdf5_file.h"
#include "tests/support/bytes.h"

namespace solopose::testing {
namespace {

template <typename T>
std::string raw(T value) {
  std::string bytes(sizeof value, '\0');
  std::memcpy(bytes.data(), &value, sizeof value);
  return bytes;
}

template <typename Size>
std::uint64_t count_of(const std::vector<Size>& shape) {
  return std::accumulate(shape.begin(), shape.end(), std::uint64_t{1},
                         [](std::uint64_t a, Size b) { return a * static_cast<std::uint64_t>(b); });
}

std::string pickle_integer(std::uint32_t value) { return fmt::format("J{}", raw(value)); }

std::string pickle_shape(const std::vector<std::uint32_t>& shape) {
  std::string out = "(";
  for (const std::uint32_t size : shape) out += pickle_integer(size);
  return out + "t";
}

std::string pickle_dtype(const std::string& name, const std::string& order) {
  return "cnumpy\ndtype\n" + pickle_text(name) + "\x89\x88\x87R(K\x03" + pickle_text(order) +
         "NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xff" + std::string("K\0tb", 4);
}

std::string pickle_reconstructed(const std::string& shape, const std::string& dtype,
                                 const std::string& data) {
  static constexpr char head[] =
      "cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\0\x85"
      "C\x01"
      "b\x87R(K\x01";
  return std::string(head, sizeof head - 1) + shape + dtype + "\x89" + data + "tb";
}

std::string padded(std::string bytes) {
  bytes.resize((bytes.size() + 7) / 8 * 8, '\0');
  return bytes;
}

std::string mat_element(std::uint32_t type, const std::string& data) {
  return raw(type) + raw(static_cast<std::uint32_t>(data.size())) + padded(data);
}

constexpr std::uint32_t mi_int8 = 1, mi_int32 = 5, mi_uint32 = 6, mi_double = 9, mi_matrix = 14,
                        mi_compressed = 15;

std::string mat_header(std::uint32_t matlab_class, const std::string& name,
                       const std::vector<std::int32_t>& dims) {
  std::string sizes;
  for (const std::int32_t size : dims) sizes += raw(size);
  return mat_element(mi_uint32, raw(matlab_class) + raw(std::uint32_t{0})) + mat_element(mi_int32, sizes) +
         mat_element(mi_int8, name);
}

std::vector<double> sample_values(std::uint64_t count) {
  std::vector<double> values(count);
  for (std::uint64_t i = 0; i < count; ++i) values[i] = sample_value(i);
  return values;
}

// The sample values of a (rows, columns) array, row by row, in MATLAB's order.
std::vector<double> column_major(std::int32_t rows, std::int32_t columns) {
  std::vector<double> values;
  for (std::int32_t c = 0; c < columns; ++c) {
    for (std::int32_t r = 0; r < rows; ++r)
      values.push_back(sample_value(static_cast<std::uint64_t>(r * columns + c)));
  }
  return values;
}

}  // namespace

std::string pickled(const std::string& value) { return "\x80\x04" + value + "."; }

std::string pickle_text(std::string_view text) {
  return fmt::format("X{}{}", raw(static_cast<std::uint32_t>(text.size())), text);
}

std::string pickle_dict(const std::vector<std::pair<std::string, std::string>>& items) {
  std::string out = "}(";
  for (const auto& [key, value] : items) out += pickle_text(key) + value;
  return out + "u";
}

std::string pickle_array(const std::vector<std::uint32_t>& shape, const std::string& dtype,
                         const std::vector<std::uint32_t>& claimed) {
  std::string data;
  for (std::uint64_t i = 0; i < count_of(shape); ++i) {
    data += dtype == "f4" ? raw(static_cast<float>(sample_value(i))) : raw(sample_value(i));
  }
  return pickle_reconstructed(pickle_shape(claimed.empty() ? shape : claimed), pickle_dtype(dtype, "<"),
                              fmt::format("B{}{}", raw(static_cast<std::uint32_t>(data.size())), data));
}

std::string pickle_object_array(const std::string& value) {
  return pickle_reconstructed(")", pickle_dtype("O8", "|"), "](" + value + "e");
}

std::string aist_pickle(std::uint32_t frames) {
  return pickled(pickle_dict({{"keypoints3d", pickle_array({frames, 17, 3}, "f8")},
                              {"keypoints3d_optim", pickle_array({frames, 17, 3}, "f8")}}));
}

std::string h36m_pickle(std::uint32_t frames) {
  const std::string actions = pickle_dict(
      {{"Walking 1", pickle_array({frames, 32, 3}, "f4")}, {"Posing", pickle_array({frames, 17, 3}, "f4")}});
  return pickled(pickle_object_array(pickle_dict({{"S1", actions}, {"S9", actions}})));
}

std::string npy_of_objects(const std::string& pickle) {
  std::string header = "{'descr': '|O', 'fortran_order': False, 'shape': (), }";
  header.resize(117, ' ');
  return std::string("\x93NUMPY\x01\x00v\x00", 10) + header + "\n" + pickle;
}

void write_zip(const std::filesystem::path& file, const std::string& member, const std::string& bytes,
               bool deflated) {
  zip_t* zip = zip_open(file.c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
  if (zip == nullptr) throw std::runtime_error("no zip");
  const zip_int64_t index = zip_file_add(
      zip, member.c_str(), zip_source_buffer(zip, bytes.data(), bytes.size(), 0), ZIP_FL_ENC_UTF_8);
  zip_set_file_compression(zip, static_cast<zip_uint64_t>(index), deflated ? ZIP_CM_DEFLATE : ZIP_CM_STORE,
                           0);
  if (zip_close(zip) != 0) throw std::runtime_error("zip was not written");
}

void write_h36m(const std::filesystem::path& file, std::uint32_t frames, bool deflated) {
  write_zip(file, "positions_3d.npy", npy_of_objects(h36m_pickle(frames)), deflated);
}

std::string mat_numbers(const std::string& name, const std::vector<std::int32_t>& dims,
                        const std::vector<double>& values) {
  constexpr std::uint32_t class_double = 6;
  std::string data;
  for (const double value : values) data += raw(value);
  return mat_element(mi_matrix, mat_header(class_double, name, dims) + mat_element(mi_double, data));
}

std::string mat_cells(const std::string& name, const std::vector<std::int32_t>& dims,
                      const std::vector<std::string>& cells) {
  constexpr std::uint32_t class_cell = 1;
  std::string data;
  for (const std::string& cell : cells) data += cell;
  return mat_element(mi_matrix, mat_header(class_cell, name, dims) + data);
}

std::string mat_empty() { return mat_element(mi_matrix, ""); }

std::string mat_file(const std::vector<std::string>& variables, bool compressed) {
  std::string file = "MATLAB 5.0 MAT-file";
  file.resize(124, ' ');
  file += std::string("\x00\x01IM", 4);
  for (const std::string& variable : variables) {
    if (!compressed) {
      file += variable;
      continue;
    }
    uLongf size = compressBound(variable.size());
    std::string packed(size, '\0');
    ::compress(reinterpret_cast<Bytef*>(packed.data()), &size,
               reinterpret_cast<const Bytef*>(variable.data()), variable.size());
    packed.resize(size);
    file += raw(mi_compressed) + raw(static_cast<std::uint32_t>(size)) + packed;
  }
  return file;
}

std::string mpi_annotation(std::int32_t frames, int cameras, bool transposed, bool compressed) {
  constexpr std::int32_t columns = 84;
  std::vector<std::string> cells;
  std::vector<double> numbers;
  for (int c = 0; c < cameras; ++c) {
    cells.push_back(transposed ? mat_numbers("", {columns, frames},
                                             sample_values(static_cast<std::uint64_t>(frames * columns)))
                               : mat_numbers("", {frames, columns}, column_major(frames, columns)));
    numbers.push_back(c);
  }
  return mat_file({mat_cells("annot3", {cameras, 1}, cells), mat_numbers("cameras", {1, cameras}, numbers)},
                  compressed);
}

std::string mads_ground_truth(std::int32_t frames, std::int32_t joints, bool compressed) {
  std::vector<std::string> cells;
  for (std::int32_t f = 0; f < frames; ++f) {
    cells.push_back(f % 5 == 4 ? mat_empty() : mat_numbers("", {joints, 3}, column_major(joints, 3)));
  }
  return mat_file({mat_cells("GTpose2", {1, frames}, cells)}, compressed);
}

void write_mpi_test_annotation(const std::filesystem::path& file, std::uint64_t frames, bool chunked) {
  {
    Hdf5File hdf5 = Hdf5File::create(file);
    const std::vector<double> values = sample_values(frames * 17 * 3);
    std::vector<double> valid(frames, 1);
    for (std::uint64_t f = 2; f < frames; f += 3) valid[f] = 0;
    const Hdf5DatasetOptions options{chunked ? Hdf5Shape{2, 1, 10, 3} : Hdf5Shape{}, false, chunked ? 6 : 0};
    hdf5.write<double>("annot3", {frames, 1, 17, 3}, values, options);
    hdf5.write<double>("valid_frame", {frames, 1}, valid);
  }
  std::string bytes = bytes_of(file);
  constexpr std::size_t base_address = 24;
  const std::uint64_t user_block = 512;
  std::memcpy(bytes.data() + base_address, &user_block, sizeof user_block);
  std::string head = "MATLAB 7.3 MAT-file";
  head.resize(124, ' ');
  head += std::string("\x00\x02IM", 4);
  head.resize(user_block, '\0');
  write_bytes(file, head + bytes);
}

}  // namespace solopose::testing
