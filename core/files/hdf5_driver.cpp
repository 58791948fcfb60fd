#include "core/files/hdf5_driver.h"

#include <hdf5.h>

#include <cstdint>
#include <limits>
#include <span>

namespace solopose {
namespace {

/// What the library knows an open file by; it wants its own part first.
struct OpenFile {
  H5FD_t library{};
  std::shared_ptr<Hdf5Storage> storage;
  haddr_t end_of_addresses = 0;
};

OpenFile& open_file(H5FD_t* file) { return *reinterpret_cast<OpenFile*>(file); }
const OpenFile& open_file(const H5FD_t* file) { return *reinterpret_cast<const OpenFile*>(file); }

constexpr herr_t done = 0;
constexpr herr_t failed = -1;

/// No exception may pass through the library, which is C.
template <typename Work>
herr_t guarded(const Work& work) {
  try {
    return work() ? done : failed;
  } catch (...) {
    return failed;
  }
}

H5FD_t* open(const char*, unsigned flags, hid_t properties, haddr_t) {
  const auto* storage = static_cast<Hdf5Storage* const*>(H5Pget_driver_info(properties));
  if (storage == nullptr) return nullptr;
  OpenFile* file = nullptr;
  guarded([&] {
    file = new OpenFile{.storage = (*storage)->shared_from_this()};
    ++file->storage->open_files;
    return (flags & H5F_ACC_TRUNC) == 0 || file->storage->resize(0);
  });
  return file == nullptr ? nullptr : &file->library;
}

herr_t close(H5FD_t* file) {
  --open_file(file).storage->open_files;
  delete &open_file(file);
  return done;
}

herr_t query(const H5FD_t*, unsigned long* flags) {
  if (flags != nullptr) {
    *flags = H5FD_FEAT_AGGREGATE_METADATA | H5FD_FEAT_ACCUMULATE_METADATA | H5FD_FEAT_DATA_SIEVE |
             H5FD_FEAT_AGGREGATE_SMALLDATA | H5FD_FEAT_DEFAULT_VFD_COMPATIBLE;
  }
  return done;
}

haddr_t end_of_addresses(const H5FD_t* file, H5FD_mem_t) { return open_file(file).end_of_addresses; }

herr_t set_end_of_addresses(H5FD_t* file, H5FD_mem_t, haddr_t end) {
  open_file(file).end_of_addresses = end;
  return done;
}

haddr_t end_of_file(const H5FD_t* file, H5FD_mem_t) { return open_file(file).storage->size(); }

herr_t read(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t offset, std::size_t size, void* out) {
  return guarded(
      [&] { return open_file(file).storage->read(offset, std::span(static_cast<std::byte*>(out), size)); });
}

herr_t write(H5FD_t* file, H5FD_mem_t kind, hid_t, haddr_t offset, std::size_t size, const void* bytes) {
  return guarded([&] {
    return open_file(file).storage->write(offset, std::span(static_cast<const std::byte*>(bytes), size),
                                          kind != H5FD_MEM_DRAW);
  });
}

herr_t truncate(H5FD_t* file, hid_t, hbool_t) {
  return guarded([&] {
    OpenFile& opened = open_file(file);
    return opened.storage->size() == opened.end_of_addresses ||
           opened.storage->resize(opened.end_of_addresses);
  });
}

const H5FD_class_t& driver_class() {
  static const H5FD_class_t driver = [] {
    H5FD_class_t c{};
    c.name = "solopose";
    c.maxaddr = std::numeric_limits<std::int64_t>::max();
    c.fc_degree = H5F_CLOSE_WEAK;
    c.fapl_size = sizeof(Hdf5Storage*);
    c.open = open;
    c.close = close;
    c.query = query;
    c.get_eoa = end_of_addresses;
    c.set_eoa = set_end_of_addresses;
    c.get_eof = end_of_file;
    c.read = read;
    c.write = write;
    c.truncate = truncate;
    constexpr H5FD_mem_t kinds_kept_together[H5FD_MEM_NTYPES] = H5FD_FLMAP_DICHOTOMY;
    std::copy(std::begin(kinds_kept_together), std::end(kinds_kept_together), std::begin(c.fl_map));
    return c;
  }();
  return driver;
}

}  // namespace

Hdf5Handle access_through(Hdf5Storage& storage) {
  static const hid_t driver = H5FDregister(&driver_class());
  Hdf5Handle properties(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  const Hdf5Storage* pointer = &storage;
  H5Pset_driver(properties.id(), driver, &pointer);
  return properties;
}

}  // namespace solopose
