#include "core/files/hdf5_file.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/error.h"
#include "core/files/hdf5_driver.h"
#include "core/files/hdf5_internal.h"
#include "core/files/hdf5_seal.h"
#include "core/files/hdf5_sink.h"
#include "core/files/hdf5_source.h"
#include "core/files/inflate.h"

namespace solopose {
namespace {

const hsize_t* data_of(const Hdf5Shape& shape) { return reinterpret_cast<const hsize_t*>(shape.data()); }

std::uint64_t product(const Hdf5Shape& shape) {
  return std::accumulate(shape.begin(), shape.end(), std::uint64_t{1}, saturating_product);
}

std::string joined(const std::string& parent, const std::string& path) {
  if (path.starts_with('/')) return path;
  return parent == "/" ? "/" + path : parent + "/" + path;
}

}  // namespace

Hdf5Handle::Hdf5Handle(Hdf5Handle&& other) noexcept
    : id_(std::exchange(other.id_, -1)), close_(other.close_) {}

Hdf5Handle& Hdf5Handle::operator=(Hdf5Handle&& other) noexcept {
  std::swap(id_, other.id_);
  std::swap(close_, other.close_);
  return *this;
}

Hdf5Handle::~Hdf5Handle() {
  if (id_ >= 0) close_(id_);
}

void Hdf5Object::fail(const std::string& what) const {
  storage_->throw_failure();
  throw Error(fmt::format("{}: {}: {}", storage_->shown().string(), path_, what));
}

// --- datasets

Hdf5Shape Hdf5Dataset::shape() const {
  silence_library();
  const Hdf5Handle space(checked(H5Dget_space(handle_.id()), "reading the shape"), H5Sclose);
  Hdf5Shape shape(
      static_cast<std::size_t>(checked(H5Sget_simple_extent_ndims(space.id()), "reading the shape")));
  checked(H5Sget_simple_extent_dims(space.id(), reinterpret_cast<hsize_t*>(shape.data()), nullptr),
          "reading the shape");
  return shape;
}

// A dataset may honestly be larger than what is stored of it (rows never written, deflate), but not than
// deflate can explain.
void Hdf5Dataset::check_claim() const {
  const Hdf5Handle type(checked(H5Dget_type(handle_.id()), "reading the type"), H5Tclose);
  const std::uint64_t claimed = saturating_product(product(shape()), H5Tget_size(type.id()));
  const std::uint64_t stored = H5Dget_storage_size(handle_.id());
  if (claimed > saturating_product(stored, most_deflate_expands)) {
    fail(fmt::format("expected {} bytes for shape ({}), found {} stored", claimed, fmt::join(shape(), ", "),
                     stored));
  }
}

template <typename T>
std::vector<T> Hdf5Dataset::read() const {
  silence_library();
  check_claim();
  std::vector<T> values(static_cast<std::size_t>(product(shape())));
  if (!values.empty()) {
    checked(H5Dread(handle_.id(), memory_type<T>(), H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), "reading");
  }
  return values;
}

std::pair<Hdf5Handle, Hdf5Handle> Hdf5Dataset::selection(const Hdf5Shape& start, const Hdf5Shape& count,
                                                         std::size_t values) const {
  silence_library();
  const Hdf5Shape whole = shape();
  bool inside = start.size() == whole.size() && count.size() == whole.size() && !whole.empty();
  for (std::size_t a = 0; inside && a < whole.size(); ++a)
    inside = start[a] <= whole[a] && count[a] <= whole[a] - start[a];
  if (!inside) {
    fail(fmt::format("block ({}) from ({}) is outside shape ({})", fmt::join(count, ", "),
                     fmt::join(start, ", "), fmt::join(whole, ", ")));
  }
  if (product(count) != values)
    fail(fmt::format("{} values do not fill a block of ({})", values, fmt::join(count, ", ")));
  Hdf5Handle file_space(checked(H5Dget_space(handle_.id()), "selecting"), H5Sclose);
  checked(
      H5Sselect_hyperslab(file_space.id(), H5S_SELECT_SET, data_of(start), nullptr, data_of(count), nullptr),
      "selecting");
  Hdf5Handle memory_space(
      checked(H5Screate_simple(static_cast<int>(count.size()), data_of(count), nullptr), "selecting"),
      H5Sclose);
  return {std::move(file_space), std::move(memory_space)};
}

template <typename T>
void Hdf5Dataset::read_block(const Hdf5Shape& start, const Hdf5Shape& count, std::span<T> out) const {
  const auto [file_space, memory_space] = selection(start, count, out.size());
  if (out.empty()) return;
  checked(
      H5Dread(handle_.id(), memory_type<T>(), memory_space.id(), file_space.id(), H5P_DEFAULT, out.data()),
      "reading");
}

template <typename T>
void Hdf5Dataset::write_block(const Hdf5Shape& start, const Hdf5Shape& count, std::span<const T> values) {
  const auto [file_space, memory_space] = selection(start, count, values.size());
  if (values.empty()) return;
  checked(H5Dwrite(handle_.id(), memory_type<T>(), memory_space.id(), file_space.id(), H5P_DEFAULT,
                   values.data()),
          "writing");
}

template <typename T>
void Hdf5Dataset::read_rows(std::uint64_t first, std::uint64_t count, std::span<T> out) const {
  Hdf5Shape block = shape();
  if (block.empty()) fail("has no rows");
  Hdf5Shape start(block.size(), 0);
  start[0] = first;
  block[0] = count;
  read_block(start, block, out);
}

template <typename T>
void Hdf5Dataset::append_rows(std::span<const T> values) {
  Hdf5Shape grown = shape();
  if (grown.empty()) fail("has no rows");
  Hdf5Shape start(grown.size(), 0);
  Hdf5Shape block = grown;
  block[0] = 1;
  const std::uint64_t row = product(block);
  if (row == 0 || values.size() % row != 0)
    fail(fmt::format("{} values are not whole rows of {}", values.size(), row));
  block[0] = values.size() / row;
  start[0] = grown[0];
  grown[0] += block[0];
  checked(H5Dset_extent(handle_.id(), data_of(grown)), "growing");
  write_block(start, block, values);
}

// --- groups

std::string Hdf5Group::full_path(const std::string& path) const { return joined(path_, path); }

bool Hdf5Group::has(const std::string& path) const {
  silence_library();
  // The library wants every part of the path to exist before it looks for the last one.
  for (std::size_t slash = path.find('/', 1); slash != std::string::npos; slash = path.find('/', slash + 1)) {
    if (H5Lexists(handle_.id(), path.substr(0, slash).c_str(), H5P_DEFAULT) <= 0) return false;
  }
  return path == "/" || H5Lexists(handle_.id(), path.c_str(), H5P_DEFAULT) > 0;
}

std::vector<std::string> Hdf5Group::children() const {
  silence_library();
  std::vector<std::string> names;
  const auto collect = [](hid_t, const char* name, const H5L_info_t*, void* list) -> herr_t {
    static_cast<std::vector<std::string>*>(list)->emplace_back(name);
    return 0;
  };
  checked(H5Literate(handle_.id(), H5_INDEX_NAME, H5_ITER_INC, nullptr, collect, &names), "listing");
  std::sort(names.begin(), names.end());
  return names;
}

Hdf5Group Hdf5Group::group(const std::string& path) const {
  silence_library();
  Hdf5Handle handle(H5Gopen2(handle_.id(), path.c_str(), H5P_DEFAULT), H5Gclose);
  if (handle.id() < 0) fail(fmt::format("group \"{}\" cannot be opened", path));
  return {std::move(handle), storage_, full_path(path)};
}

Hdf5Handle Hdf5Group::making_parents() const {
  Hdf5Handle properties(checked(H5Pcreate(H5P_LINK_CREATE), "creating"), H5Pclose);
  checked(H5Pset_create_intermediate_group(properties.id(), 1), "creating");
  return properties;
}

Hdf5Group Hdf5Group::create_group(const std::string& path) {
  silence_library();
  Hdf5Handle handle(H5Gcreate2(handle_.id(), path.c_str(), making_parents().id(), H5P_DEFAULT, H5P_DEFAULT),
                    H5Gclose);
  if (handle.id() < 0) fail(fmt::format("group \"{}\" cannot be created", path));
  return {std::move(handle), storage_, full_path(path)};
}

Hdf5Dataset Hdf5Group::dataset(const std::string& path) const {
  silence_library();
  Hdf5Handle handle(H5Dopen2(handle_.id(), path.c_str(), H5P_DEFAULT), H5Dclose);
  if (handle.id() < 0) fail(fmt::format("dataset \"{}\" cannot be opened", path));
  return {std::move(handle), storage_, full_path(path)};
}

Hdf5Dataset Hdf5Group::create_dataset(const std::string& path, std::int64_t type, const Hdf5Shape& shape,
                                      const Hdf5DatasetOptions& options) {
  silence_library();
  Hdf5Shape largest = shape;
  Hdf5Shape chunk = options.chunk;
  if (options.extendible && !shape.empty()) largest[0] = H5S_UNLIMITED;
  if ((options.extendible || options.deflate > 0) && chunk.empty() && !shape.empty()) {
    constexpr std::uint64_t usual_chunk_bytes = 256 << 10;
    chunk = shape;
    chunk[0] = 1;
    const std::uint64_t row =
        saturating_product(std::max<std::uint64_t>(1, product(chunk)), H5Tget_size(type));
    chunk[0] = std::max<std::uint64_t>(1, usual_chunk_bytes / row);
    if (!options.extendible) chunk[0] = std::min(chunk[0], std::max<std::uint64_t>(1, shape[0]));
  }
  const Hdf5Handle space(
      shape.empty() ? H5Screate(H5S_SCALAR)
                    : H5Screate_simple(static_cast<int>(shape.size()), data_of(shape), data_of(largest)),
      H5Sclose);
  const Hdf5Handle properties(checked(H5Pcreate(H5P_DATASET_CREATE), "creating"), H5Pclose);
  if (!chunk.empty()) {
    checked(H5Pset_chunk(properties.id(), static_cast<int>(chunk.size()), data_of(chunk)),
            "setting the chunk shape");
    if (options.deflate > 0)
      checked(H5Pset_deflate(properties.id(), static_cast<unsigned>(options.deflate)), "setting deflate");
  }
  Hdf5Handle handle(H5Dcreate2(handle_.id(), path.c_str(), type, space.id(), making_parents().id(),
                               properties.id(), H5P_DEFAULT),
                    H5Dclose);
  if (handle.id() < 0)
    fail(fmt::format("dataset \"{}\" of shape ({}) cannot be created", path, fmt::join(shape, ", ")));
  return {std::move(handle), storage_, full_path(path)};
}

template <typename T>
Hdf5Dataset Hdf5Group::create_dataset(const std::string& path, const Hdf5Shape& shape,
                                      const Hdf5DatasetOptions& options) {
  return create_dataset(path, memory_type<T>(), shape, options);
}

template <typename T>
Hdf5Dataset Hdf5Group::write(const std::string& path, const Hdf5Shape& shape, std::span<const T> values,
                             const Hdf5DatasetOptions& options) {
  if (product(shape) != values.size()) {
    fail(fmt::format("{} values do not fill \"{}\" of shape ({})", values.size(), path,
                     fmt::join(shape, ", ")));
  }
  Hdf5Dataset made = create_dataset<T>(path, shape, options);
  if (!values.empty()) {
    made.checked(H5Dwrite(made.handle_.id(), memory_type<T>(), H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()),
                 "writing");
  }
  return made;
}

Hdf5Dataset Hdf5Group::write_strings(const std::string& path, std::span<const std::string> values) {
  std::size_t width = 1;
  for (const std::string& value : values) width = std::max(width, value.size());
  std::string buffer;
  buffer.reserve(width * values.size());
  for (const std::string& value : values) {
    buffer += value;
    buffer.append(width - value.size(), '\0');
  }
  const Hdf5Handle type = text_type(width);
  Hdf5Dataset made = create_dataset(path, type.id(), {values.size()}, {});
  if (!values.empty()) {
    made.checked(H5Dwrite(made.handle_.id(), type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, buffer.data()),
                 "writing");
  }
  return made;
}

std::vector<std::string> Hdf5Group::read_strings(const std::string& path) const {
  const Hdf5Dataset opened = dataset(path);
  const Hdf5Handle type(opened.checked(H5Dget_type(opened.handle_.id()), "reading the type"), H5Tclose);
  const Hdf5Handle space(opened.checked(H5Dget_space(opened.handle_.id()), "reading the shape"), H5Sclose);
  if (H5Tget_class(type.id()) != H5T_STRING) opened.fail("expected texts, found numbers");
  opened.check_claim();
  const std::uint64_t count = product(opened.shape());
  if (count == 0) return {};
  return read_texts(type.id(), space.id(), count, [&](hid_t memory, void* buffer) {
    opened.checked(H5Dread(opened.handle_.id(), memory, H5S_ALL, H5S_ALL, H5P_DEFAULT, buffer), "reading");
  });
}

void Hdf5Group::remove(const std::string& path) {
  silence_library();
  if (H5Ldelete(handle_.id(), path.c_str(), H5P_DEFAULT) < 0)
    fail(fmt::format("\"{}\" cannot be removed", path));
}

// --- files

Hdf5File::Hdf5File(Hdf5Handle file_handle, std::shared_ptr<Hdf5Storage> storage)
    : Hdf5Group(Hdf5Handle(H5Gopen2(file_handle.id(), "/", H5P_DEFAULT), H5Gclose), std::move(storage), "/"),
      file_handle_(std::move(file_handle)) {
  if (handle_.id() < 0) fail("cannot be opened");
}

Hdf5File Hdf5File::opened(Hdf5Handle file_handle, std::shared_ptr<Hdf5Storage> storage) {
  if (file_handle.id() < 0) {
    storage->throw_failure();
    throw Error(fmt::format("{}: cannot be opened as an HDF5 file", storage->shown().string()));
  }
  return {std::move(file_handle), std::move(storage)};
}

Hdf5File Hdf5File::open(const std::filesystem::path& file) {
  silence_library();
  auto storage = std::make_shared<Hdf5Source>(file);
  Hdf5Handle handle(H5Fopen(file.c_str(), H5F_ACC_RDONLY, access_through(*storage).id()), H5Fclose);
  return opened(std::move(handle), std::move(storage));
}

Hdf5File Hdf5File::open_for_writing(const std::filesystem::path& file) {
  silence_library();
  if (Hdf5Source(file).sealed())
    throw Error(fmt::format("{}: is sealed, it cannot be changed", file.string()));
  auto storage = std::make_shared<Hdf5Sink>(file, file, Hdf5Sink::Start::as_it_is, false);
  Hdf5Handle handle(H5Fopen(file.c_str(), H5F_ACC_RDWR, access_through(*storage).id()), H5Fclose);
  return opened(std::move(handle), std::move(storage));
}

Hdf5File Hdf5File::create(const std::filesystem::path& file, const Hdf5CreateOptions& options) {
  silence_library();
  auto storage = std::make_shared<Hdf5Sink>(file, options.shown.empty() ? file : options.shown,
                                            Hdf5Sink::Start::empty, options.sealed);
  const Hdf5Handle layout(H5Pcreate(H5P_FILE_CREATE), H5Pclose);
  if (options.sealed) H5Pset_userblock(layout.id(), Hdf5Seal::header_bytes);
  Hdf5Handle handle(H5Fcreate(file.c_str(), H5F_ACC_TRUNC, layout.id(), access_through(*storage).id()),
                    H5Fclose);
  Hdf5File made = opened(std::move(handle), storage);
  if (options.sealed) made.sink_ = std::move(storage);
  return made;
}

void Hdf5File::flush() {
  silence_library();
  checked(H5Fflush(file_handle_.id(), H5F_SCOPE_GLOBAL), "flushing");
}

void Hdf5File::close() {
  silence_library();
  handle_ = {};
  file_handle_ = {};
  if (storage_->open_files > 0) fail("cannot be closed: a part of it is in use");
  storage_->throw_failure();
  if (sink_) sink_->seal();
}

#define SOLOPOSE_HDF5_ELEMENT(T)                                                                     \
  template std::vector<T> Hdf5Dataset::read<T>() const;                                              \
  template void Hdf5Dataset::read_block<T>(const Hdf5Shape&, const Hdf5Shape&, std::span<T>) const;  \
  template void Hdf5Dataset::write_block<T>(const Hdf5Shape&, const Hdf5Shape&, std::span<const T>); \
  template void Hdf5Dataset::read_rows<T>(std::uint64_t, std::uint64_t, std::span<T>) const;         \
  template void Hdf5Dataset::append_rows<T>(std::span<const T>);                                     \
  template Hdf5Dataset Hdf5Group::create_dataset<T>(const std::string&, const Hdf5Shape&,            \
                                                    const Hdf5DatasetOptions&);                      \
  template Hdf5Dataset Hdf5Group::write<T>(const std::string&, const Hdf5Shape&, std::span<const T>, \
                                           const Hdf5DatasetOptions&)
SOLOPOSE_HDF5_ELEMENT(float);
SOLOPOSE_HDF5_ELEMENT(double);
SOLOPOSE_HDF5_ELEMENT(std::int8_t);
SOLOPOSE_HDF5_ELEMENT(std::uint8_t);
SOLOPOSE_HDF5_ELEMENT(std::int32_t);
SOLOPOSE_HDF5_ELEMENT(std::int64_t);
SOLOPOSE_HDF5_ELEMENT(std::uint64_t);
#undef SOLOPOSE_HDF5_ELEMENT

}  // namespace solopose
