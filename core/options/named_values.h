#pragma once

#include <optional>
#include <string_view>

namespace solopose {

/// A value of an enum and its name in JSON, on the command line and in exports.
template <typename Enum>
struct NamedValue {
  Enum value;
  std::string_view name;
};

/// An enum with a table of all its values beside it: `constexpr auto named_values(Enum)` gives a std::array.
template <typename Enum>
concept Named = requires {
  named_values(Enum());
};

template <Named Enum>
constexpr std::string_view name_of(Enum value) {
  for (const auto& named : named_values(value)) {
    if (named.value == value) return named.name;
  }
  return "";
}

template <Named Enum>
constexpr std::optional<Enum> value_named(std::string_view name) {
  for (const auto& named : named_values(Enum())) {
    if (named.name == name) return named.value;
  }
  return std::nullopt;
}

}  // namespace solopose
