#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/options/whole.h"

namespace solopose {

// The kinds of fields that options have: where the value stands in a live struct, and what it may be. They
// are good for as long as the struct is.

struct FlagField {
  bool* value;
};

struct WholeField {
  std::variant<int*, std::int64_t*, std::uint64_t*> value;
  Whole low;
  Whole high;
  const char* unit;

  Whole get() const;
  void set(Whole whole) const;  ///< one within the range
};

struct NumberField {
  double* value;
  double low;
  double high;
  const char* unit;
  int decimals;  ///< that people usually set it to
};

struct TextField {
  std::string* value;
};

struct PathField {
  std::filesystem::path* value;
};

struct TextsField {
  std::vector<std::string>* value;
};

struct WholesField {
  std::vector<int>* value;
  int low;
  int high;
  std::size_t least;  ///< how many there are
  std::size_t most;
};

/// Single precision; NaN is a missing one, null in JSON.
struct FloatsField {
  std::vector<float>* value;
  double low;
  double high;
  std::size_t count;  ///< or none
};

/// One of a few values that have names.
struct ChoiceField {
  std::vector<std::string_view> names;
  std::function<std::optional<std::size_t>()> chosen;  ///< into names; nothing: it is none of them
  std::function<void(std::size_t)> choose;
  std::string found;  ///< what it is now
};

using OptionField = std::variant<FlagField, WholeField, NumberField, TextField, PathField, TextsField,
                                 WholesField, FloatsField, ChoiceField>;

/// Lambdas, one for each kind of field, as one function for std::visit.
template <typename... Functions>
struct ForEachKind : Functions... {
  using Functions::operator()...;
};
template <typename... Functions>
ForEachKind(Functions...) -> ForEachKind<Functions...>;

/// "tiny or base", "take, clip or camera".
std::string any_of(const std::vector<std::string_view>& names);

/// What may stand there, for a message: "a whole number from 1 to 8", "video or take".
std::string expected_of(const OptionField& field);

/// What is wrong with the value that stands there, as it is for a message; nothing: it is as expected.
std::optional<std::string> wrong_value(const OptionField& field);

}  // namespace solopose
