#include <algorithm>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/files/hdf5_internal.h"

namespace solopose {

void Hdf5Object::replace_attribute(const std::string& name, std::int64_t type, std::int64_t space,
                                   const void* value) {
  silence_library();
  if (has_attribute(name)) checked(H5Adelete(handle_.id(), name.c_str()), "replacing an attribute");
  const Hdf5Handle attribute(
      checked(H5Acreate2(handle_.id(), name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT),
              "creating an attribute"),
      H5Aclose);
  checked(H5Awrite(attribute.id(), type, value), "writing an attribute");
}

void Hdf5Object::set_attribute(const std::string& name, double value) {
  const Hdf5Handle scalar(H5Screate(H5S_SCALAR), H5Sclose);
  replace_attribute(name, H5T_NATIVE_DOUBLE, scalar.id(), &value);
}

void Hdf5Object::set_attribute(const std::string& name, std::int64_t value) {
  const Hdf5Handle scalar(H5Screate(H5S_SCALAR), H5Sclose);
  replace_attribute(name, H5T_NATIVE_INT64, scalar.id(), &value);
}

void Hdf5Object::set_attribute(const std::string& name, std::span<const double> values) {
  const hsize_t count = values.size();
  const Hdf5Handle space(H5Screate_simple(1, &count, nullptr), H5Sclose);
  replace_attribute(name, H5T_NATIVE_DOUBLE, space.id(), values.data());
}

// Of variable length, because h5py hands those out as str and fixed ones as bytes.
void Hdf5Object::set_attribute(const std::string& name, const std::string& value) {
  const Hdf5Handle scalar(H5Screate(H5S_SCALAR), H5Sclose);
  const Hdf5Handle type = text_type(H5T_VARIABLE);
  const char* text = value.c_str();
  replace_attribute(name, type.id(), scalar.id(), &text);
}

bool Hdf5Object::has_attribute(const std::string& name) const {
  silence_library();
  return H5Aexists(handle_.id(), name.c_str()) > 0;
}

Hdf5Handle Hdf5Object::attribute(const std::string& name) const {
  if (!has_attribute(name)) fail(fmt::format("attribute \"{}\" is missing", name));
  return {checked(H5Aopen(handle_.id(), name.c_str(), H5P_DEFAULT), "opening an attribute"), H5Aclose};
}

template <typename T>
std::vector<T> Hdf5Object::attribute_values(const std::string& name) const {
  const Hdf5Handle opened = attribute(name);
  const Hdf5Handle space(checked(H5Aget_space(opened.id()), "reading an attribute"), H5Sclose);
  // The library has read the attribute into memory already, so its claim is backed.
  std::vector<T> values(
      static_cast<std::size_t>(std::max<hssize_t>(0, H5Sget_simple_extent_npoints(space.id()))));
  if (H5Aread(opened.id(), memory_type<T>(), values.data()) < 0)
    fail(fmt::format("attribute \"{}\" holds no numbers", name));
  return values;
}

double Hdf5Object::number_attribute(const std::string& name) const {
  const auto values = attribute_values<double>(name);
  if (values.size() != 1)
    fail(fmt::format("attribute \"{}\": expected one number, found {}", name, values.size()));
  return values.front();
}

std::int64_t Hdf5Object::integer_attribute(const std::string& name) const {
  const auto values = attribute_values<std::int64_t>(name);
  if (values.size() != 1)
    fail(fmt::format("attribute \"{}\": expected one number, found {}", name, values.size()));
  return values.front();
}

std::vector<double> Hdf5Object::numbers_attribute(const std::string& name) const {
  return attribute_values<double>(name);
}

std::string Hdf5Object::text_attribute(const std::string& name) const {
  const Hdf5Handle opened = attribute(name);
  const Hdf5Handle type(checked(H5Aget_type(opened.id()), "reading an attribute"), H5Tclose);
  const Hdf5Handle space(checked(H5Aget_space(opened.id()), "reading an attribute"), H5Sclose);
  if (H5Tget_class(type.id()) != H5T_STRING || H5Sget_simple_extent_npoints(space.id()) != 1) {
    fail(fmt::format("attribute \"{}\" is no text", name));
  }
  return read_texts(type.id(), space.id(), 1,
                    [&](hid_t memory, void* buffer) {
                      checked(H5Aread(opened.id(), memory, buffer), "reading an attribute");
                    })
      .front();
}

}  // namespace solopose
