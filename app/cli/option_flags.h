#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>

#include "core/options/option_visitor.h"

namespace solopose {

/// Flags that set fields of described options: type, range, choices and default are the description's. A verb
/// says which fields it offers, and in which words.
class OptionFlags {
 public:
  /// `options` must outlive the parse.
  template <typename Options>
  OptionFlags(CLI::App& verb, Options& options)
      : verb_(verb),
        live_(described(options)),
        all_([copy = options](OptionVisitor& visitor) mutable { describe(visitor, copy); }) {}

  /// `path`: of the field. `words`: what a choice's values are called here, in their order.
  CLI::Option* add(const std::string& flag, const std::string& path, const std::string& help,
                   const std::vector<std::string>& words = {}) const;

 private:
  /// Shows the default in the help. An absent value has none.
  CLI::Option* with_default(CLI::Option* option, const std::string& path, const std::string& text) const;
  template <typename Number, typename Put>
  CLI::Option* add_number(const std::string& flag, const std::string& help, const std::string& expected,
                          Number low, Number high, const Put& put) const;
  CLI::Option* add_whole(const std::string& flag, const std::string& path, const std::string& help,
                         const WholeField& facts) const;
  CLI::Option* add_choice(const std::string& flag, const std::string& path, const std::string& help,
                          const std::vector<std::string>& words, const ChoiceField& facts) const;

  CLI::App& verb_;
  Described live_;
  Described all_;  ///< a copy, in which absent values may be made to learn their facts
};

std::vector<std::string> words_of(const std::vector<std::string_view>& names);

/// An enum by the names of its values.
template <Named Enum>
std::vector<std::string> names_of_all() {
  std::vector<std::string> names;
  for (const auto& named : named_values(Enum())) names.emplace_back(named.name);
  return names;
}

/// A flag for an enum that is no option. `value` must outlive the parse.
template <Named Enum>
CLI::Option* add_named(CLI::App& verb, const std::string& flag, Enum& value, const std::string& help) {
  return verb
      .add_option_function<std::string>(
          flag, [&value](const std::string& name) { value = value_named<Enum>(name).value_or(value); }, help)
      ->check(CLI::IsMember(names_of_all<Enum>()))
      ->default_str(std::string(name_of(value)));
}

}  // namespace solopose
