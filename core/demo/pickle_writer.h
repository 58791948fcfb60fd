#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace solopose::demo {

/// Puts a Python pickle of protocol 4 together, value by value, as numpy pickles its arrays. A dict is
/// begin_dict, then a text and a value in turn, then end_dict.
class PickleWriter {
 public:
  PickleWriter();

  void text(std::string_view text);
  void begin_dict();
  void end_dict();
  /// Row-major numbers; T is float or double.
  template <typename T>
  void array(std::span<const T> values, const std::vector<std::uint32_t>& shape);
  /// An object array without axes around the one value written between the two.
  void begin_object();
  void end_object();

  /// The pickle. Nothing can be written after it.
  std::string finish();

 private:
  void global(std::string_view module, std::string_view name);
  void integer(std::uint32_t value);
  void raw(std::string_view bytes) { bytes_ += bytes; }
  void length(std::size_t count);
  void begin_array(const std::vector<std::uint32_t>& shape, std::string_view type, char byte_order,
                   int flags);

  std::string bytes_;
};

}  // namespace solopose::demo
