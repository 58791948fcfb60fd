#include <fmt/format.h>

#include "app/cli/console.h"
#include "app/cli/program_texts.h"
#include "app/cli/torch_verbs/torch_verbs.h"

namespace solopose {
namespace {

using Text = std::string (*)(const CLI::App&);

constexpr std::pair<const char*, Text> texts[] = {
    {"man", man_page}, {"bash", bash_completion}, {"zsh", zsh_completion}, {"fish", fish_completion}};

}  // namespace

void add_describe_program(CLI::App& program, Console& console) {
  CLI::App* verb =
      program.add_subcommand("describe-program", "For packages: the manual page or a shell's completions");
  verb->group("");  // not for people
  for (const auto& [name, text] : texts) {
    verb->add_subcommand(name, "")->callback([&program, &console, text] { console.print(text(program)); });
  }
  verb->require_subcommand(1);
}

}  // namespace solopose
