#include "app/cli/torch_verbs/comparison_report.h"

#include <fmt/format.h>

#include "app/cli/torch_verbs/torch_verbs.h"
#include "core/evaluation/comparison.h"
#include "core/project/output_guard.h"

namespace solopose {
namespace {

struct CompareArguments {
  std::filesystem::path truth;
  std::vector<std::filesystem::path> predictions;
  std::string protocol{usual_protocol().name};
  std::filesystem::path csv;
  CsvTexts names = CsvTexts::guarded;
  ComparisonTables tables;
  bool json = false;
};

void guard_csv(const CompareArguments& arguments) {
  OutputGuard guard{.inputs = {{arguments.truth, "the truth"}}, .endings = {".csv"}};
  for (const auto& prediction : arguments.predictions) guard.inputs.push_back({prediction, "a prediction"});
  guard_output(arguments.csv, guard);
}

void run_compare(const CompareArguments& arguments, Console& console) {
  if (!arguments.csv.empty()) guard_csv(arguments);
  const Comparison comparison = compare_poses(arguments.truth, arguments.predictions, console.job(),
                                              protocol_named(arguments.protocol));
  for (const auto& sequence : comparison.left_out) {
    console.say(fmt::format("compare: {}: not in every file, so not compared", sequence));
  }
  if (!arguments.csv.empty()) write_comparison_csv(arguments.csv, comparison, arguments.names);
  if (arguments.json) {
    console.print(comparison_as_json(comparison, arguments.tables));
  } else {
    console.print(comparison_as_text(comparison, arguments.tables));
  }
}

}  // namespace

void add_compare(CLI::App& program, Console& console) {
  auto arguments = std::make_shared<CompareArguments>();
  ComparisonTables& tables = arguments->tables;
  CLI::App* verb = program.add_subcommand("compare", "Measure methods' poses against the true ones");
  verb->add_option("--truth", arguments->truth, "True poses; its splits and actions make the table's parts")
      ->type_name("FILE.npz")
      ->required();
  verb->add_option(
          "PREDICTIONS", arguments->predictions,
          "Poses of one method each, named by the file; also an array of VideoPose3D's export "
          "(.npy, 17 joints, metres) or the sequences of P-STMO and STCFormer on MPI-INF-3DHP (.mat)")
      ->type_name("FILE")
      ->required();
  add_protocol(*verb, arguments->protocol);
  verb->add_option("--csv", arguments->csv, "Also write every row here")->type_name("FILE");
  add_raw_csv(*verb, arguments->names);
  verb->add_flag("--paper", tables.quote_paper, "Quote the lines of the paper's table 2");
  verb->add_flag("--by-action", tables.by_action, "Also a table by action");
  verb->add_flag("--per-joint", tables.per_joint, "Also a table by joint");
  verb->add_flag("--json", arguments->json, "Print the result as JSON");
  verb->callback([arguments, &console] { run_compare(*arguments, console); });
}

}  // namespace solopose
