#pragma once

#include <string>
#include <string_view>

#include "core/options/option_visitor.h"

namespace solopose {

/// One line, or indented by `indent` spaces. Choices by name, sections as objects, what is absent as null;
/// bytes that are no UTF-8 are replaced.
std::string json_of_described(const Described& options, int indent = -1);

/// Over what the options hold: a key that is missing or null keeps it; "preset" takes another set first.
/// `owner` names the options in messages: "align options".
/// @throws Error naming the key by its path, what was expected and what was found: of wrong type, out of
/// range, or unknown.
void read_described(std::string_view owner, std::string_view json, const Described& options);

template <typename Options>
std::string options_as_json(const Options& options, int indent = -1) {
  Options copy = options;
  return json_of_described(described(copy), indent);
}

template <typename Options>
void read_options(std::string_view owner, std::string_view json, Options& options) {
  read_described(owner, json, described(options));
}

}  // namespace solopose
