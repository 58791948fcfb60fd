#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/cli/described_options.h"
#include "app/cli/program_texts.h"

namespace solopose {
namespace {

std::vector<std::string> names_of(const std::vector<const CLI::App*>& verbs) {
  std::vector<std::string> names;
  for (const CLI::App* verb : verbs) names.push_back(verb->get_name());
  return names;
}

/// Between single quotes, as all three shells read it.
std::string quoted(const std::string& text) {
  return "'" + CLI::detail::find_and_replace(text, "'", "'\\''") + "'";
}

/// Inside a specification of zsh's _arguments colons and brackets have a meaning.
std::string zsh_plain(std::string text) {
  for (const char* mark : {"\\", ":", "[", "]"})
    text = CLI::detail::find_and_replace(std::move(text), mark, std::string("\\") + mark);
  return text;
}

std::string bash_case(const CLI::App& verb) {
  std::vector<std::string> flags;
  std::string choices;
  for (const DescribedOption& option : described_options(verb)) {
    for (const std::string& name : option.names) {
      flags.push_back(name);
      if (option.takes_value()) {
        choices += fmt::format("    \"{} {}\") words={} ;;\n", verb.get_name(), name,
                               quoted(fmt::format("{}", fmt::join(option.choices, " "))));
      }
    }
  }
  return choices + fmt::format("    \"{} \"*) [[ $current == -* ]] && words={} ;;\n", verb.get_name(),
                               quoted(fmt::format("{}", fmt::join(flags, " "))));
}

std::string zsh_case(const CLI::App& verb) {
  std::string text = fmt::format("  {}) _arguments '1:verb:' \\\n", verb.get_name());
  for (const DescribedOption& option : described_options(verb)) {
    for (const std::string& name : option.names) {
      std::string value;
      if (!option.choices.empty()) {
        value = fmt::format(":value:({})", fmt::join(option.choices, " "));
      } else if (option.takes_value()) {
        value = ":value:_files";
      }
      text += fmt::format("      {} \\\n",
                          quoted(fmt::format("*{}[{}]{}", name, zsh_plain(option.description), value)));
    }
  }
  return text + "      '*:file:_files' ;;\n";
}

std::string fish_lines(const CLI::App& verb) {
  const std::string seen =
      fmt::format("complete -c solopose -n '__fish_seen_subcommand_from {}'", verb.get_name());
  std::string text = fmt::format("complete -c solopose -n __fish_use_subcommand -f -a {} -d {}\n",
                                 verb.get_name(), quoted(verb.get_description()));
  for (const DescribedOption& option : described_options(verb)) {
    std::string line = seen;
    for (const std::string& name : option.names)
      line += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
    if (!option.choices.empty()) {
      line += fmt::format(" -x -a {}", quoted(fmt::format("{}", fmt::join(option.choices, " "))));
    } else if (option.takes_value()) {
      line += " -r";
    }
    text += fmt::format("{} -d {}\n", line, quoted(option.description));
  }
  return text;
}

}  // namespace

std::string bash_completion(const CLI::App& program) {
  const auto verbs = shown_verbs(program);
  std::string cases;
  for (const CLI::App* verb : verbs) cases += bash_case(*verb);
  return fmt::format(
      "_solopose() {{\n"
      "  local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD-1]}} words=\n"
      "  if [ \"$COMP_CWORD\" = 1 ]; then words={}\n"
      "  else case \"${{COMP_WORDS[1]}} $previous\" in\n{}"
      "  esac; fi\n"
      "  mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
      "}}\n"
      "complete -o default -F _solopose solopose\n",
      quoted(fmt::format("{} --help --version", fmt::join(names_of(verbs), " "))), cases);
}

std::string zsh_completion(const CLI::App& program) {
  std::string verbs;
  std::string cases;
  for (const CLI::App* verb : shown_verbs(program)) {
    verbs += fmt::format("  {}\n", quoted(verb->get_name() + ":" + zsh_plain(verb->get_description())));
    cases += zsh_case(*verb);
  }
  return fmt::format(
      "#compdef solopose\n"
      "local -a verbs=(\n{})\n"
      "if (( CURRENT == 2 )); then _describe verb verbs; return; fi\n"
      "case $words[2] in\n{}esac\n",
      verbs, cases);
}

std::string fish_completion(const CLI::App& program) {
  std::string text;
  for (const CLI::App* verb : shown_verbs(program)) text += fish_lines(*verb);
  return text;
}

}  // namespace solopose
