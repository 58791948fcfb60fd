#include "core/formats/json_camera.h"

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/files/byte_cursor.h"
#include "core/files/text_scanner.h"
#include "core/formats/calibration_text.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::size_t most_numbers = 64;

/// True when all of it is numbers, in lists of lists at most.
bool collect(const json& value, int depth, std::vector<double>& numbers) {
  if (value.is_number()) {
    numbers.push_back(value.get<double>());
    return numbers.size() <= most_numbers;
  }
  if (!value.is_array() || depth > 1) return false;
  for (const json& inner : value) {
    if (!collect(inner, depth + 1, numbers)) return false;
  }
  return true;
}

}  // namespace

json calibration_json(const fs::path& file) {
  // Without exceptions and without recursion: nlohmann's parser keeps its levels on the heap.
  json document = json::parse(text_of_calibration(file), nullptr, false);
  if (document.is_discarded()) throw FormatError(file, "text", "JSON", "something else");
  return document;
}

char first_character_of(const fs::path& file) noexcept {
  const std::string beginning = first_bytes(file, 64);
  const std::size_t first = beginning.find_first_not_of(" \t\r\n");
  return first == std::string::npos ? '\0' : beginning[first];
}

JsonCamera::JsonCamera(const fs::path& file, const json& entry, const char* name_key)
    : file_(file), entry_(entry) {
  if (!entry.is_object() || !entry.contains(name_key) || !entry[name_key].is_string())
    throw FormatError(file, name_key, "a camera's name", entry.type_name());
  name = entry[name_key].get<std::string>();
}

std::vector<double> JsonCamera::numbers(const char* key) const {
  std::vector<double> found;
  if (entry_.contains(key) && !collect(entry_[key], 0, found))
    throw FormatError(file_, fmt::format("{}.{}", printable(name), key), "numbers", "something else");
  return found;
}

}  // namespace solopose
