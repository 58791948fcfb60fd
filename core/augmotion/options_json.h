#pragma once

#include <cmath>
#include <string>
#include <string_view>
#include <type_traits>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/base/error.h"

namespace solopose {

/// JSON that is nested no deeper than options ever are: texts from files may hold brackets by the million,
/// and whatever prints or compares them would go as deep as they do. Only for .cpp files.
/// @throws Error when it is nested deeper, nlohmann::json::exception when it is not JSON.
template <typename Json>
Json parse_shallow(std::string_view text) {
  static constexpr int deepest = 32;
  return Json::parse(text, [](int depth, typename Json::parse_event_t, Json&) {
    if (depth > deepest) throw Error(fmt::format("expected JSON of at most {} levels, found more", deepest));
    return true;
  });
}

/// Reads an options struct from a JSON object key by key. A missing key keeps its default; one of wrong type
/// or range is an Error that names it. Only for .cpp files.
class OptionsJson {
 public:
  /// `owner` names the options in messages: "align options".
  OptionsJson(std::string_view owner, std::string_view text) : owner_(owner) {
    try {
      document_ = parse_shallow<nlohmann::json>(text);
    } catch (const nlohmann::json::exception& failure) {
      throw Error(fmt::format("{}: not JSON: {}", owner_, failure.what()));
    } catch (const Error& failure) {
      throw Error(fmt::format("{}: {}", owner_, failure.what()));
    }
    if (!document_.is_object()) throw Error(fmt::format("{}: expected a JSON object", owner_));
  }

  bool has(const char* key) const { return document_.contains(key) && !document_[key].is_null(); }

  template <typename Number>
  void number(const char* key, Number& value, Number low, Number high) const {
    if (!has(key)) return;
    const auto& found = document_[key];
    const bool right_type = std::is_integral_v<Number> ? found.is_number_integer() : found.is_number();
    // Compared as double first: a huge integer must not wrap into the range.
    const double wide = right_type ? found.template get<double>() : NAN;
    if (!(wide >= static_cast<double>(low) && wide <= static_cast<double>(high))) {
      refuse(key, fmt::format("{} from {} to {}", std::is_integral_v<Number> ? "a whole number" : "a number",
                              low, high));
    }
    value = found.template get<Number>();
  }

  void flag(const char* key, bool& value) const {
    if (!has(key)) return;
    if (!document_[key].is_boolean()) refuse(key, "true or false");
    value = document_[key].get<bool>();
  }

  /// `named` maps a text to an optional value; `names` lists the texts for the message.
  template <typename Value, typename Named>
  void choice(const char* key, Value& value, const char* names, const Named& named) const {
    if (!has(key)) return;
    if (document_[key].is_string()) {
      if (const auto found = named(document_[key].get_ref<const std::string&>())) {
        value = *found;
        return;
      }
    }
    refuse(key, names);
  }

  [[noreturn]] void refuse(const char* key, std::string_view expected) const {
    throw Error(fmt::format("{}: {}: expected {}, found {}", owner_, key, expected, document_[key].dump()));
  }

 private:
  std::string owner_;
  nlohmann::json document_;
};

}  // namespace solopose
