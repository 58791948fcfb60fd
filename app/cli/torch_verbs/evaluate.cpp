#include "app/cli/option_flags.h"

#include <fmt/format.h>

#include "app/cli/project_report.h"
#include "app/cli/torch_verbs/comparison_report.h"
#include "app/cli/torch_verbs/torch_verbs.h"
#include "core/augmotion/stored_options.h"
#include "core/evaluation/evaluate_beside.h"
#include "core/evaluation/result_table.h"
#include "core/network/threads.h"
#include "core/options/options_json.h"
#include "core/project/output_guard.h"

namespace solopose {
namespace {

struct EvaluateArguments {
  EvaluateOptions options;
  std::vector<std::string> splits;
  std::string protocol{usual_protocol().name};
  std::string crops{name_of(CropSource::exact)};
  std::filesystem::path csv;
  std::filesystem::path table;
  std::vector<std::string> beside;
  CsvTexts names = CsvTexts::guarded;
  ComparisonTables tables;
  bool json = false;
};

std::vector<Split> splits_named(const std::vector<std::string>& names) {
  std::vector<Split> splits;
  for (const auto& [split, name] : named_values(Split()))
    if (std::ranges::find(names, name) != names.end()) splits.push_back(split);
  return splits;
}

Json evaluation_as_json(const Evaluation& evaluation, const ComparisonTables& tables) {
  Json report = comparison_as_json(evaluation.comparison, tables);
  const ModelDescription& model = evaluation.model;
  report["model"] = {{"run", model.run},
                     {"frame", name_of(model.target.frame)},
                     {"extent_mm", model.target.extent_mm},
                     {"clip_frames", model.clip_frames},
                     {"step", model.step}};
  report["held_out_cameras_only"] = evaluation.held_out;
  report["frames_rejected"] = evaluation.frames_rejected;
  report["reliability"] =
      evaluation.reliability ? Json::parse(options_as_json(*evaluation.reliability)) : Json();
  report["notes"] = texts_of(evaluation.notes);
  return report;
}

std::string evaluation_as_text(const Evaluation& evaluation, const ComparisonTables& tables) {
  const ModelDescription& model = evaluation.model;
  std::string text =
      fmt::format("Model: {}, {} frame, clips of {} frames, after {} steps; tests through {}\n", model.run,
                  name_of(model.target.frame), model.clip_frames, model.step,
                  evaluation.held_out ? "held-out cameras only" : "all cameras");
  for (const Note& note : evaluation.notes) text += fmt::format("Note: {}\n", text_of(note));
  return text + comparison_as_text(evaluation.comparison, tables);
}

Json table_as_json(const ResultTable& table) {
  Json lines = Json::array();
  for (const ResultLine& line : table.measured) {
    for (std::size_t set = 0; set < table.test_sets.size(); ++set) {
      lines.push_back({{"name", line.method},
                       {"test_set", table.test_sets[set]},
                       {"frames", line.figures[set].frames},
                       {"mpjpe_mm", line.figures[set].mpjpe_mm},
                       {"p_mpjpe_mm", line.figures[set].p_mpjpe_mm},
                       {"pck150", line.figures[set].pck150},
                       {"auc", line.figures[set].auc}});
    }
  }
  Json changes = Json::array();
  for (const ResultChange& change : table.changes) changes.push_back(text_of(change));
  return {{"lines", lines}, {"changes", changes}, {"notes", texts_of(table.notes)}};
}

BesideModel beside_of(const std::vector<std::string>& texts) {
  BesideModel beside;
  for (const std::string& text : texts) add_beside(text, beside);
  return beside;
}

void guard_outputs(const EvaluateArguments& arguments, const BesideModel& beside) {
  OutputGuard guard{.project = arguments.options.project,
                    .inputs = {{arguments.options.clip_weights.value_or(""), "CLIP's file"}}};
  if (!std::filesystem::is_directory(arguments.options.model))
    guard.inputs.push_back({arguments.options.model, "the model"});
  for (const std::filesystem::path& model : beside.models)
    if (!std::filesystem::is_directory(model)) guard.inputs.push_back({model, "a model"});
  for (const MethodFile& method : beside.methods) guard.inputs.push_back({method.file, "a method's poses"});
  const auto check = [&guard](const std::filesystem::path& out, const std::vector<std::string>& endings,
                              const char* option) {
    if (out.empty()) return;
    guard.endings = endings;
    guard_output(out, guard);
    guard.inputs.push_back({out, option});
  };
  check(arguments.options.poses_file, {".npz"}, "--out's file");
  check(arguments.options.truth_file, {".npz"}, "--truth's file");
  check(arguments.csv, {".csv"}, "--csv's file");
  check(arguments.table, result_table_endings(), "--table's file");
}

void run_evaluate(EvaluateArguments& arguments, Console& console) {
  EvaluateOptions& options = arguments.options;
  const BesideModel beside = beside_of(arguments.beside);
  guard_outputs(arguments, beside);
  Project project = Project::open(options.project);
  options.data.clips = clip_options_of(project);
  options.protocol = protocol_named(arguments.protocol);
  options.protocol.crops = *value_named<CropSource>(arguments.crops);
  if (!arguments.splits.empty()) options.splits = splits_named(arguments.splits);
  console.say(set_network_threads(0));
  EvaluatedTogether together;
  console.run_logged(project, "evaluate", [&](const JobContext& context) {
    together = evaluate_beside(options, beside, context);
  });
  const Evaluation& evaluation = together.first;
  ResultTable table = result_table(together.measurements, mean_pose_row, arguments.tables.quote_paper);
  table.notes.insert(table.notes.end(), together.notes.begin(), together.notes.end());
  if (!arguments.table.empty()) write_result_table(arguments.table, table, arguments.names);
  if (!arguments.csv.empty()) write_comparison_csv(arguments.csv, evaluation.comparison, arguments.names);
  if (arguments.json) {
    Json report = evaluation_as_json(evaluation, arguments.tables);
    report["table"] = table_as_json(table);
    console.print(report);
  } else if (arguments.beside.empty()) {
    console.print(evaluation_as_text(evaluation, arguments.tables));
  } else {
    console.print(result_table_text(table));
  }
}

}  // namespace

void add_evaluate(CLI::App& program, Console& console) {
  auto arguments = std::make_shared<EvaluateArguments>();
  EvaluateOptions& options = arguments->options;
  CLI::App* verb = program.add_subcommand("evaluate", "Measure a trained model on a project's videos");
  const OptionFlags flags(*verb, options);
  flags.add("RUN", "model", "Run folder, or a model file")->required();
  flags.add("DIR", "project", "Project folder")->required();
  verb->add_option("BESIDE", arguments->beside,
                   "What stands beside it in the table: more runs or model files, and METHOD=FILE with the "
                   "poses of another method (see compare) as its program writes them");
  verb->add_option("--table", arguments->table,
                   "Also write a table of all methods by test sets: .tex, .csv or .html; with --paper the "
                   "paper's lines set apart")
      ->type_name("FILE");
  verb->add_option("--split", arguments->splits, "What to measure on; test and independent by default")
      ->check(CLI::IsMember(names_of_all<Split>()))
      ->delimiter(',');
  add_protocol(*verb, arguments->protocol);
  verb->add_option(
          "--crops", arguments->crops,
          "true: cut around the true pose, which gives the root's place and depth away; detected: the "
          "person is found in the pictures")
      ->check(CLI::IsMember({name_of(CropSource::exact), name_of(CropSource::detected)}));
  verb->add_option("--dataset", options.datasets, "Only these datasets")->type_name("NAME");
  flags.add("--held-out-cameras", "held_out_cameras_only",
            "Of tests only what cameras saw that training did not");
  flags.add("--with-rejected", "with_rejected", "Frames that people reject are measured, too");
  flags.add("--without-estimated", "without_estimated",
            "Joints that a dataset does not have but estimates are not measured (see info)");
  flags.add("--out", "poses_file", "Also write the predicted poses, for compare")->type_name("POSES.npz");
  flags.add("--truth", "truth_file", "Also write the true poses in the same frame, for compare --truth")
      ->type_name("TRUTH.npz");
  flags.add("--clip-weights", "clip_weights", "CLIP's own file; the run's by default")->type_name("FILE");
  flags.add("--device", "device", "Where the network runs");
  flags.add("--store-reliability", "store_reliability",
            "Keep with the model how far off its answers were here by their confidence; --split val "
            "is meant for it");
  verb->add_option("--csv", arguments->csv, "Also write every row here")->type_name("FILE");
  add_raw_csv(*verb, arguments->names);
  verb->add_flag("--paper", arguments->tables.quote_paper, "Quote the lines of the paper's table 2");
  verb->add_flag("--by-action", arguments->tables.by_action, "Also a table by action");
  verb->add_flag("--per-joint", arguments->tables.per_joint, "Also a table by joint");
  verb->add_flag("--json", arguments->json, "Print the result as JSON");
  verb->callback([arguments, &console] { run_evaluate(*arguments, console); });
}

}  // namespace solopose
