#include "core/formats/opencv_storage.h"

#include <algorithm>
#include <cmath>
#include <sstream>

#include "core/base/error.h"
#include "core/files/text_scanner.h"
#include "core/formats/calibration_text.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_numbers = 256;

StoredValue values_in(const fs::path& file) {
  const std::string text = text_of_calibration(file);
  const std::size_t first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");  // a byte order mark, too
  const bool is_xml = first != std::string::npos && text[first] == '<';
  return is_xml ? stored_in_xml(file, text) : stored_in_yaml(file, text);
}

/// False when there is anything but finite numbers, or too many of them.
bool collect(const StoredValue& value, std::vector<double>& numbers) {
  if (const StoredValue* data = value.find("data")) return collect(*data, numbers);
  std::istringstream words(value.text);
  for (std::string word; words >> word;) {  // in XML one text has them all
    const std::optional<double> number = number_in(word);
    if (!number || !std::isfinite(*number) || numbers.size() == most_numbers) return false;
    numbers.push_back(*number);
  }
  return std::ranges::all_of(value.inside, [&](const StoredValue::Named& inner) {
    return inner.name.empty() && collect(inner.value, numbers);
  });
}

}  // namespace

OpencvStorage::OpencvStorage(const fs::path& file) : file_(file), values_(values_in(file)) {}

std::string OpencvStorage::first_of(std::initializer_list<std::string> names) const {
  const auto found = std::ranges::find_if(names, [&](const std::string& name) { return has(name); });
  return found == names.end() ? std::string() : *found;
}

std::vector<double> OpencvStorage::numbers(const std::string& name) const {
  std::vector<double> numbers;
  const StoredValue* value = values_.find(name);
  if (value != nullptr && !collect(*value, numbers))
    throw FormatError(file_, printable(name), "finite numbers", "something else");
  return numbers;
}

std::string OpencvStorage::text(const std::string& name) const {
  const StoredValue* value = values_.find(name);
  return value == nullptr ? std::string() : value->text;
}

std::vector<std::string> OpencvStorage::texts(const std::string& name) const {
  std::vector<std::string> texts;
  const StoredValue* value = values_.find(name);
  if (value == nullptr) return texts;
  for (const StoredValue::Named& inner : value->inside) texts.push_back(inner.value.text);
  return texts;
}

}  // namespace solopose
