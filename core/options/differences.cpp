#include "core/options/differences.h"

#include <algorithm>

#include "core/options/field_json.h"

namespace solopose {
namespace {

const std::string* value_at(const std::vector<OptionText>& texts, const std::string& path) {
  const auto found = std::ranges::find(texts, path, &OptionText::path);
  return found == texts.end() ? nullptr : &found->value;
}

}  // namespace

std::vector<OptionText> texts_of_described(const Described& options) {
  std::vector<OptionText> texts;
  for_each_option(options, [&](const std::string& path, const OptionField& field) {
    const OptionJson value = field_as_json(field);
    texts.push_back({path, value.is_string()
                               ? value.get<std::string>()
                               : value.dump(-1, ' ', false, OptionJson::error_handler_t::replace)});
  });
  return texts;
}

std::vector<OptionDifference> differences(const std::vector<OptionText>& left,
                                          const std::vector<OptionText>& right) {
  std::vector<OptionDifference> found;
  for (const auto& [path, value] : left) {
    const std::string* other = value_at(right, path);
    if (other == nullptr || *other != value) found.push_back({path, value, other == nullptr ? "" : *other});
  }
  for (const auto& [path, value] : right) {
    if (value_at(left, path) == nullptr) found.push_back({path, "", value});
  }
  return found;
}

}  // namespace solopose
