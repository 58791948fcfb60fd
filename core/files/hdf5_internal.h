#pragma once
// What hdf5_file.cpp and hdf5_attributes.cpp share; keeps the library's own header out of everybody else's.

#include <hdf5.h>

#include <type_traits>

#include <fmt/format.h>

#include "core/files/hdf5_file.h"
#include "core/files/hdf5_storage.h"

namespace solopose {

static_assert(std::is_same_v<hid_t, std::int64_t>, "Hdf5Handle holds identifiers as std::int64_t");
static_assert(std::is_same_v<hsize_t, std::uint64_t> || sizeof(hsize_t) == sizeof(std::uint64_t));

// The library prints its error stack to stderr unless told otherwise, once per thread.
inline void silence_library() {
  thread_local const bool silent = H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr) >= 0;
  static_cast<void>(silent);
}

template <typename T>
hid_t memory_type() {
  if constexpr (std::is_same_v<T, float>) return H5T_NATIVE_FLOAT;
  if constexpr (std::is_same_v<T, double>) return H5T_NATIVE_DOUBLE;
  if constexpr (std::is_same_v<T, std::int8_t>) return H5T_NATIVE_INT8;
  if constexpr (std::is_same_v<T, std::uint8_t>) return H5T_NATIVE_UINT8;
  if constexpr (std::is_same_v<T, std::int32_t>) return H5T_NATIVE_INT32;
  if constexpr (std::is_same_v<T, std::int64_t>) return H5T_NATIVE_INT64;
  if constexpr (std::is_same_v<T, std::uint64_t>) return H5T_NATIVE_UINT64;
}

inline Hdf5Handle text_type(std::size_t bytes) {
  Hdf5Handle type(H5Tcopy(H5T_C_S1), H5Tclose);
  H5Tset_size(type.id(), bytes);
  H5Tset_cset(type.id(), H5T_CSET_UTF8);
  if (bytes != H5T_VARIABLE) H5Tset_strpad(type.id(), H5T_STR_NULLPAD);
  return type;
}

// Texts read through `read(memory type, buffer)`, whether the file has them with a fixed or a variable
// length.
template <typename Read>
std::vector<std::string> read_texts(hid_t file_type, hid_t space, std::uint64_t count, const Read& read) {
  std::vector<std::string> texts;
  if (H5Tis_variable_str(file_type) > 0) {
    const Hdf5Handle type(H5Tcopy(H5T_C_S1), H5Tclose);
    H5Tset_size(type.id(), H5T_VARIABLE);
    H5Tset_cset(type.id(), H5Tget_cset(file_type));
    std::vector<char*> pointers(static_cast<std::size_t>(count), nullptr);
    read(type.id(), pointers.data());
    for (const char* p : pointers) texts.emplace_back(p == nullptr ? "" : p);
    H5Dvlen_reclaim(type.id(), space, H5P_DEFAULT, pointers.data());
    return texts;
  }
  const std::size_t width = H5Tget_size(file_type);
  std::string buffer(static_cast<std::size_t>(count) * width, '\0');
  read(file_type, buffer.data());
  for (std::size_t i = 0; i < count; ++i) {
    std::string text = buffer.substr(i * width, width);
    text.resize(std::min(text.find('\0'), text.size()));
    texts.push_back(std::move(text));
  }
  return texts;
}

template <typename Result>
Result Hdf5Object::checked(Result result, const char* what) const {
  if (result < 0 || storage_->failed()) fail(fmt::format("{} failed", what));
  return result;
}

}  // namespace solopose
