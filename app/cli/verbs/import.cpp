#include "core/project/import.h"

#include <fmt/format.h>

#include "app/cli/table.h"
#include "app/cli/verbs/verbs.h"

namespace solopose {
namespace {

struct ImportArguments : VerbArguments {
  ImportOptions import;
  std::string unit;
  double frames_per_second = 0;
  std::string up;
};

const std::map<std::string, double>& millimetres_per_unit() {
  static const std::map<std::string, double> units = {{"mm", 1},   {"cm", 10},   {"dm", 100},
                                                      {"m", 1000}, {"in", 25.4}, {"ft", 304.8}};
  return units;
}

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const Reader& reader : readers()) names.emplace_back(reader.name);
  return names;
}

std::vector<std::string> unit_names() {
  std::vector<std::string> names;
  for (const auto& [name, size] : millimetres_per_unit()) names.push_back(name);
  return names;
}

/// A mistyped path must not leave an empty project behind.
void check_paths(const ImportOptions& options) {
  for (const auto& path : options.paths) {
    if (!std::filesystem::exists(path))
      throw Error(fmt::format("{}: there is no such file or folder", path.string()));
  }
}

Json report_as_json(const ImportReport& report, const std::string& dataset) {
  Json problems = Json::array();
  for (const ProblemRecord& problem : report.problems) {
    problems.push_back({{"file", problem.file}, {"message", problem.message}, {"skipped", problem.skipped}});
  }
  return {{"dataset", dataset},      {"sequences", report.sequences},
          {"frames", report.frames}, {"files", report.files},
          {"problems", problems},    {"already_present", report.already_present}};
}

std::string report_as_text(const ImportReport& report, const std::string& dataset) {
  std::string text = fmt::format("{}: {} sequences, {} frames from {} files\n", dataset,
                                 grouped(report.sequences), grouped(report.frames), grouped(report.files));
  if (!report.already_present.empty()) {
    text +=
        fmt::format("{} files were in the project already\n", grouped(std::ssize(report.already_present)));
  }
  for (const ProblemRecord& problem : report.problems) {
    const bool named = problem.message.find(problem.file) != std::string::npos;
    text += fmt::format("{}: {}{}\n", problem.skipped ? "left out" : "remark",
                        named ? "" : problem.file + ": ", problem.message);
  }
  return text;
}

void run_import(ImportArguments& arguments, Console& console) {
  ImportOptions& options = arguments.import;
  if (!arguments.unit.empty()) options.read.millimetres_per_unit = millimetres_per_unit().at(arguments.unit);
  if (arguments.frames_per_second > 0) options.read.frames_per_second = arguments.frames_per_second;
  if (!arguments.up.empty()) options.read.up = arguments.up;
  check_paths(options);

  Project project =
      Project::exists(arguments.folder) ? Project::open(arguments.folder) : Project::create(arguments.folder);
  ImportReport report;
  console.run_logged(project, "import",
                     [&](const JobContext& context) { report = import_files(project, options, context); });
  const std::string dataset =
      options.dataset.empty() ? std::string(reader_named(options.format).title) : options.dataset;
  if (arguments.json) {
    console.print(report_as_json(report, dataset));
  } else {
    console.print(report_as_text(report, dataset));
  }
  if (report.import == 0 && !report.problems.empty())
    throw Error("nothing was imported: " + report.problems[0].message);
}

}  // namespace

void add_import(CLI::App& program, Console& console) {
  auto arguments = std::make_shared<ImportArguments>();
  ImportOptions& options = arguments->import;
  CLI::App* verb = add_project_verb(
      program, "import", "Bring files of one format into a project, which is created if it is missing",
      *arguments);
  verb->add_option("PATH", options.paths, "Files and folders")->required();
  verb->add_option("--format", options.format, "Format of the files")
      ->required()
      ->check(CLI::IsMember(format_names()));
  verb->add_option("--name", options.dataset, "Name of the dataset; one that exists is added to")
      ->type_name("DATASET");
  verb->add_option("--mapping", options.read.mapping,
                   "Joint mapping, for files whose joints have no known names")
      ->type_name("FILE.json")
      ->check(CLI::ExistingFile);
  verb->add_option("--fps", arguments->frames_per_second, "Frames a second, where the file does not say")
      ->check(CLI::PositiveNumber);
  verb->add_option("--unit", arguments->unit, "Unit of the coordinates, where the file does not say")
      ->check(CLI::IsMember(unit_names()));
  verb->add_option("--up", arguments->up, "Up axis, where the file does not say (--up=-y for a negative one)")
      ->check(CLI::IsMember({"x", "-x", "y", "-y", "z", "-z"}));
  verb->callback([arguments, &console] { run_import(*arguments, console); });
}

}  // namespace solopose
