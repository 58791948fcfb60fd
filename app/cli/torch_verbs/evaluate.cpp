#include "app/cli/option_flags.h"

#include <fmt/format.h>

#include "app/cli/project_report.h"
#include "app/cli/torch_verbs/comparison_report.h"
#include "app/cli/torch_verbs/torch_verbs.h"
#include "core/augmotion/stored_options.h"
#include "core/evaluation/evaluate.h"
#include "core/network/threads.h"
#include "core/project/output_guard.h"

namespace solopose {
namespace {

struct EvaluateArguments {
  EvaluateOptions options;
  std::vector<std::string> splits;
  std::string protocol{usual_protocol().name};
  std::string crops{name_of(CropSource::exact)};
  std::filesystem::path csv;
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
  report["notes"] = evaluation.notes;
  return report;
}

std::string evaluation_as_text(const Evaluation& evaluation, const ComparisonTables& tables) {
  const ModelDescription& model = evaluation.model;
  std::string text =
      fmt::format("Model: {}, {} frame, clips of {} frames, after {} steps; tests through {}\n", model.run,
                  name_of(model.target.frame), model.clip_frames, model.step,
                  evaluation.held_out ? "held-out cameras only" : "all cameras");
  for (const std::string& note : evaluation.notes) text += fmt::format("Note: {}\n", note);
  return text + comparison_as_text(evaluation.comparison, tables);
}

void guard_outputs(const EvaluateArguments& arguments) {
  OutputGuard guard{.project = arguments.options.project,
                    .inputs = {{arguments.options.clip_weights.value_or(""), "CLIP's file"}}};
  if (!std::filesystem::is_directory(arguments.options.model))
    guard.inputs.push_back({arguments.options.model, "the model"});
  const auto check = [&guard](const std::filesystem::path& out, const char* ending, const char* option) {
    if (out.empty()) return;
    guard.endings = {ending};
    guard_output(out, guard);
    guard.inputs.push_back({out, option});
  };
  check(arguments.options.poses_file, ".npz", "--out's file");
  check(arguments.options.truth_file, ".npz", "--truth's file");
  check(arguments.csv, ".csv", "--csv's file");
}

void run_evaluate(EvaluateArguments& arguments, Console& console) {
  EvaluateOptions& options = arguments.options;
  guard_outputs(arguments);
  Project project = Project::open(options.project);
  options.data.clips = clip_options_of(project);
  options.protocol = protocol_named(arguments.protocol);
  options.protocol.crops = *value_named<CropSource>(arguments.crops);
  if (!arguments.splits.empty()) options.splits = splits_named(arguments.splits);
  console.say(set_network_threads(0));
  Evaluation evaluation;
  console.run_logged(project, "evaluate",
                     [&](const JobContext& context) { evaluation = evaluate(options, context); });
  if (!arguments.csv.empty()) write_comparison_csv(arguments.csv, evaluation.comparison, arguments.names);
  if (arguments.json) {
    console.print(evaluation_as_json(evaluation, arguments.tables));
  } else {
    console.print(evaluation_as_text(evaluation, arguments.tables));
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
  verb->add_option("--csv", arguments->csv, "Also write every row here")->type_name("FILE");
  add_raw_csv(*verb, arguments->names);
  verb->add_flag("--paper", arguments->tables.quote_paper, "Quote the lines of the paper's table 2");
  verb->add_flag("--by-action", arguments->tables.by_action, "Also a table by action");
  verb->add_flag("--per-joint", arguments->tables.per_joint, "Also a table by joint");
  verb->add_flag("--json", arguments->json, "Print the result as JSON");
  verb->callback([arguments, &console] { run_evaluate(*arguments, console); });
}

}  // namespace solopose
