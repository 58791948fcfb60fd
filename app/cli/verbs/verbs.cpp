#include "app/cli/verbs/verbs.h"

#include "app/cli/option_flags.h"
#include "core/metrics/protocol.h"
#include "core/models/options.h"

namespace solopose {

CLI::App* add_project_verb(CLI::App& program, const std::string& name, const std::string& description,
                           VerbArguments& arguments) {
  CLI::App* verb = program.add_subcommand(name, description);
  verb->add_option("DIR", arguments.folder, "Project folder")->required();
  verb->add_flag("--json", arguments.json, "Print the result as JSON");
  return verb;
}

void add_raw_csv(CLI::App& verb, CsvTexts& names) {
  verb.add_flag_callback(
      "--raw-csv", [&names] { names = CsvTexts::raw; },
      "Names as they are in CSV tables, also those that spreadsheets take for formulas");
}

void add_protocol(CLI::App& verb, std::string& name) {
  std::vector<std::string> names;
  for (const Protocol& protocol : protocols()) names.emplace_back(protocol.name);
  verb.add_option("--protocol", name, "Joints, root and averaging of the scores")
      ->check(CLI::IsMember(names))
      ->capture_default_str();
}

}  // namespace solopose
