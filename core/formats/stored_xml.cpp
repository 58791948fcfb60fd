#include <iomanip>
#include <sstream>

#include <fmt/format.h>
#include <pugixml.hpp>

#include "core/base/error.h"
#include "core/formats/stored_value.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

constexpr const char* element_of_list = "_";

/// OpenCV quotes a text that has blanks or begins like a number.
std::string unquoted(const char* text) {
  const std::string whole = text;
  std::string inside;
  std::istringstream stream(whole);
  return stream >> std::ws && stream.peek() == '"' && stream >> std::quoted(inside) ? inside : whole;
}

StoredValue value_of(const fs::path& file, const pugi::xml_node& element, std::size_t level) {
  if (level > most_stored_levels)
    throw FormatError(file, "text", fmt::format("at most {} levels", most_stored_levels), "more");
  StoredValue value;
  for (const pugi::xml_node& inner : element.children()) {
    if (inner.type() != pugi::node_element) continue;
    const std::string name = inner.name();
    value.inside.push_back({name == element_of_list ? "" : name, value_of(file, inner, level + 1)});
  }
  if (value.inside.empty()) value.text = unquoted(element.child_value());
  return value;
}

}  // namespace

StoredValue stored_in_xml(const fs::path& file, const std::string& text) {
  pugi::xml_document document;
  const pugi::xml_parse_result parsed = document.load_buffer(text.data(), text.size());
  if (!parsed) throw FormatError(file, fmt::format("byte {}", parsed.offset), "XML", parsed.description());
  const pugi::xml_node storage = document.child("opencv_storage");
  if (!storage) throw FormatError(file, "opencv_storage", "OpenCV's XML", "none");
  return value_of(file, storage, 1);
}

}  // namespace solopose
