#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace solopose {

/// Puts a Python pickle of protocol 4 together, value by value, as numpy pickles its arrays: for the files of
/// others that keep dicts of arrays. A dict is begin_dict, then a text and a value in turn, then end_dict; a
/// list is begin_list, values, end_list.
class PickleWriter {
 public:
  PickleWriter();

  void text(std::string_view text);  ///< UTF-8
  void integer(std::uint32_t value);
  void begin_dict();
  void end_dict();
  void begin_list();
  void end_list();
  /// Row-major numbers; T is float or double. @throws Error from 4 GiB on.
  template <typename T>
  void array(std::span<const T> values, const std::vector<std::uint32_t>& shape);
  /// An object array without axes around the one value written between the two.
  void begin_object();
  void end_object();
  /// Nothing can be written after it.
  void finish();

  /// What was written since the last call: a pickle may go to disk in pieces.
  std::string take() { return std::exchange(bytes_, {}); }

 private:
  void global(std::string_view module, std::string_view name);
  void raw(std::string_view bytes) { bytes_ += bytes; }
  void length(std::size_t count);
  void begin_array(const std::vector<std::uint32_t>& shape, std::string_view type, char byte_order,
                   int flags);

  std::string bytes_;
};

}  // namespace solopose
