#include "app/cli/described_options.h"

namespace solopose {
namespace {

/// CLI11 keeps the words of an IsMember check in the type's name: "TEXT:{mm,cm,m}".
std::vector<std::string> choices_in(const std::string& type_name) {
  const auto open = type_name.find('{');
  const auto close = type_name.find('}');
  if (open == std::string::npos || close == std::string::npos || close < open) return {};
  return CLI::detail::split(type_name.substr(open + 1, close - open - 1), ',');
}

/// A type's own name, or what its check says of it: "FILE.json:FILE" is FILE.json, "INT:INT in [1 - 8]" the
/// range.
std::string argument_of(const std::string& type_name, const std::vector<std::string>& choices) {
  if (!choices.empty()) return CLI::detail::join(choices, "|");
  const auto colon = type_name.find(':');
  if (colon == std::string::npos) return type_name;
  const std::string name = type_name.substr(0, colon);
  const bool plain = name == "TEXT" || name == "FLOAT" || name == "INT" || name == "UINT";
  return plain ? type_name.substr(colon + 1) : name;
}

DescribedOption described(const CLI::Option& option) {
  DescribedOption described;
  for (const std::string& name : option.get_snames()) described.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) described.names.push_back("--" + name);
  if (option.get_items_expected_max() > 0) {
    described.choices = choices_in(option.get_type_name());
    described.argument = described.names.empty() ? option.get_name(true)
                                                 : argument_of(option.get_type_name(), described.choices);
  }
  described.description = option.get_description();
  return described;
}

std::vector<DescribedOption> described_where(const CLI::App& verb, bool positional) {
  std::vector<DescribedOption> all;
  for (const CLI::Option* option : verb.get_options())
    if (!option->get_group().empty() && option->get_positional() == positional)
      all.push_back(described(*option));
  return all;
}

}  // namespace

std::vector<const CLI::App*> shown_verbs(const CLI::App& program) {
  std::vector<const CLI::App*> shown;
  for (const CLI::App* verb : program.get_subcommands({}))
    if (!verb->get_group().empty()) shown.push_back(verb);
  return shown;
}

std::vector<DescribedOption> described_options(const CLI::App& verb) { return described_where(verb, false); }

std::vector<DescribedOption> described_arguments(const CLI::App& verb) { return described_where(verb, true); }

}  // namespace solopose
