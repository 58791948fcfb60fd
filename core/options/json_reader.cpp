#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "core/options/option_field.h"
#include "core/options/options_json.h"
#include "core/options/shallow_json.h"

namespace solopose {
namespace {

using Json = nlohmann::json;

/// Numbers keep the type they were written with: whole ones are exact in 64 bits, or no whole numbers.
std::optional<Whole> whole_in(const Json& found) {
  if (found.is_number_unsigned()) return Whole(found.get<std::uint64_t>());
  if (found.is_number_integer()) return Whole(found.get<std::int64_t>());
  return std::nullopt;
}

std::optional<std::vector<int>> wholes_in(const Json& found) {
  if (!found.is_array()) return std::nullopt;
  std::vector<int> list;
  for (const Json& item : found) {
    const auto whole = whole_in(item);
    const auto number = whole ? whole->as<int>() : std::nullopt;
    if (!number) return std::nullopt;
    list.push_back(*number);
  }
  return list;
}

std::optional<std::vector<float>> floats_in(const Json& found) {
  if (!found.is_array()) return std::nullopt;
  std::vector<float> list;
  for (const Json& item : found) {
    if (!item.is_null() && !item.is_number()) return std::nullopt;
    list.push_back(item.is_null() ? std::numeric_limits<float>::quiet_NaN() : item.get<float>());
  }
  return list;
}

std::optional<std::vector<std::string>> texts_in(const Json& found) {
  if (!found.is_array() || !std::ranges::all_of(found, [](const Json& item) { return item.is_string(); }))
    return std::nullopt;
  return found.get<std::vector<std::string>>();
}

/// False where the value's type is not the field's, or too small for the number.
bool take(const Json& found, const OptionField& field) {
  const auto put = [](auto& place, const auto& value) {
    if (value) place = *value;
    return value.has_value();
  };
  return std::visit(ForEachKind{[&](const FlagField& flag) {
                                  if (found.is_boolean()) *flag.value = found.get<bool>();
                                  return found.is_boolean();
                                },
                                [&](const WholeField& whole) {
                                  const auto value = whole_in(found);
                                  if (!value || *value < whole.low || *value > whole.high) return false;
                                  whole.set(*value);
                                  return true;
                                },
                                [&](const NumberField& number) {
                                  if (found.is_number()) *number.value = found.get<double>();
                                  return found.is_number();
                                },
                                [&](const ChoiceField& choice) {
                                  if (!found.is_string()) return false;
                                  const auto name =
                                      std::ranges::find(choice.names, found.get_ref<const std::string&>());
                                  if (name == choice.names.end()) return false;
                                  choice.choose(static_cast<std::size_t>(name - choice.names.begin()));
                                  return true;
                                },
                                [&](const WholesField& list) { return put(*list.value, wholes_in(found)); },
                                [&](const FloatsField& list) { return put(*list.value, floats_in(found)); },
                                [&](const TextsField& list) { return put(*list.value, texts_in(found)); },
                                [&](const auto& text) {
                                  if (found.is_string()) *text.value = found.get<std::string>();
                                  return found.is_string();
                                }},
                    field);
}

class JsonReader : public OptionVisitor {
 public:
  JsonReader(std::string_view owner, Json document) : owner_(owner) {
    if (!document.is_object()) throw Error(fmt::format("{}: expected a JSON object", owner_));
    open_.push_back({std::move(document), {}});
  }

  /// Of the section visited last: a misspelt key would otherwise change nothing and say nothing.
  void require_known(const std::string& path) const {
    for (const auto& [key, value] : open_.back().found.items()) {
      if (!open_.back().known.contains(key))
        throw Error(fmt::format("{}: {}: unknown key", owner_, path + shortened(key)));
    }
  }

 protected:
  void field(const char* key, const OptionField& field) override {
    const Json* found = value_of(key);
    if (found == nullptr) return;
    if (!take(*found, field) || wrong_value(field)) refuse(key, expected_of(field), *found);
  }

  bool absent(const char* key) override { return value_of(key) != nullptr; }

  bool enter(const char* key) override {
    const Json* found = value_of(key);
    if (found == nullptr) return false;
    if (!found->is_object()) refuse(key, "a JSON object", *found);
    open_.push_back({*found, {}});
    return true;
  }

  void leave(const char* key) override {
    require_known(path_of(key) + '.');
    open_.pop_back();
  }

  std::optional<std::size_t> preset_taken(const std::vector<std::string_view>& names) override {
    constexpr const char* key = "preset";
    const Json* found = value_of(key);
    if (found == nullptr) return std::nullopt;
    const auto* const text = found->get_ptr<const std::string*>();
    const auto name = text == nullptr ? names.end() : std::ranges::find(names, *text);
    if (name == names.end()) refuse(key, any_of(names), *found);
    return static_cast<std::size_t>(name - names.begin());
  }

 private:
  struct Section {
    Json found;
    std::set<std::string, std::less<>> known;
  };

  /// Nothing where it is missing or null.
  const Json* value_of(const char* key) {
    Section& section = open_.back();
    section.known.emplace(key);
    const auto found = section.found.find(key);
    return found == section.found.end() || found->is_null() ? nullptr : &*found;
  }

  static std::string shortened(const std::string& text) {
    constexpr std::size_t most = 200;
    return text.size() > most ? text.substr(0, most) + "…" : text;
  }

  [[noreturn]] void refuse(const char* key, std::string_view expected, const Json& found) const {
    const std::string text = found.dump(-1, ' ', false, Json::error_handler_t::replace);
    throw Error(
        fmt::format("{}: {}: expected {}, found {}", owner_, path_of(key), expected, shortened(text)));
  }

  std::string owner_;
  std::vector<Section> open_;  ///< the document, and the sections under way
};

Json document_of(std::string_view owner, std::string_view text) {
  try {
    return parse_shallow<Json>(text);
  } catch (const Json::exception& failure) {
    throw Error(fmt::format("{}: not JSON: {}", owner, failure.what()));
  } catch (const Error& failure) {
    throw Error(fmt::format("{}: {}", owner, failure.what()));
  }
}

}  // namespace

void read_described(std::string_view owner, std::string_view json, const Described& options) {
  JsonReader reader(owner, document_of(owner, json));
  options(reader);
  reader.require_known("");
}

}  // namespace solopose
