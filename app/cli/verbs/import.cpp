#include "core/project/catalog.h"
#include "core/project/import_plan.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "app/cli/import_report.h"
#include "app/cli/plan_report.h"
#include "app/cli/verbs/read_arguments.h"
#include "app/cli/verbs/verbs.h"
#include "core/formats/remembered_mapping.h"
#include "core/project/project_to_fill.h"

namespace solopose {
namespace {

struct ImportArguments : VerbArguments {
  ImportOptions import;
  ReadOptions read;
  bool dry_run = false;
  bool by_name = false;
};

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const Reader& reader : readers()) names.emplace_back(reader.name);
  return names;
}

/// A mistyped path must not leave an empty project behind.
void check_paths(const ImportOptions& options) {
  for (const auto& path : options.paths) {
    if (!std::filesystem::exists(path))
      throw Error(fmt::format("{}: there is no such file or folder", path.string()));
  }
}

/// Nothing is written, not even a project.
void show_plan(const ImportArguments& arguments, Console& console) {
  std::optional<Project> project;
  if (Project::exists(arguments.folder)) project = Project::open_read_only(arguments.folder);
  JobContext context = console.job();
  context.log = {};  // the plan lists all that is noted on the way
  const ImportPlan plan = plan_import(project ? &*project : nullptr, arguments.import, context);
  if (arguments.json) return console.print(plan_as_json(plan));
  console.print(plan_as_text(plan));
}

std::string name_of(const ImportReport& report, const Project& project) {
  const Catalog catalog = project.catalog();
  const DatasetRecord* dataset = catalog.dataset(report.dataset);
  return dataset == nullptr ? "nothing" : dataset->name;
}

void print_reports(const std::vector<ImportReport>& reports, const ImportArguments& arguments,
                   const Project& project, Console& console) {
  Json list = Json::array();
  std::string text;
  for (const ImportReport& report : reports) {
    const std::string dataset = !arguments.import.dataset.empty() ? arguments.import.dataset
                                : arguments.import.format.empty()
                                    ? name_of(report, project)
                                    : std::string(reader_named(arguments.import.format).title);
    list.push_back(report_as_json(report, dataset));
    text += report_as_text(report, dataset);
  }
  if (!arguments.json) return console.print(text);
  arguments.import.format.empty() ? console.print(Json{{"imports", list}}) : console.print(list[0]);
}

void run_import(ImportArguments& arguments, Console& console) {
  ImportOptions& options = arguments.import;
  options.read = arguments.read;
  if (options.read.mapping.empty() && !arguments.by_name) options.read.mapping = remembered_mappings();
  check_paths(options);
  if (arguments.dry_run) return show_plan(arguments, console);

  ProjectToFill target(arguments.folder);
  Project& project = target.project();
  std::vector<ImportReport> reports;
  console.run_logged(project, "import",
                     [&](const JobContext& context) { reports = import_all(project, options, context); });
  print_reports(reports, arguments, project, console);
  const bool arrived = std::ranges::any_of(reports, [](const auto& report) { return report.import != 0; });
  const bool trouble =
      std::ranges::any_of(reports, [](const auto& report) { return !report.problems.empty(); });
  if (!arrived && (trouble || options.format.empty())) throw Error("nothing was imported");
}

}  // namespace

void add_import(CLI::App& program, Console& console) {
  auto arguments = std::make_shared<ImportArguments>();
  ImportOptions& options = arguments->import;
  CLI::App* verb = add_project_verb(
      program, "import", "Bring files into a project, which is created if it is missing", *arguments);
  verb->add_option("PATH", options.paths, "Files and folders")->required();
  verb->add_option("--format", options.format,
                   "Format of the files; without it each file's own is recognised")
      ->check(CLI::IsMember(format_names()));
  verb->add_option("--name", options.dataset, "Name of the dataset; one that exists is added to")
      ->type_name("DATASET");
  verb->add_flag("--dry-run", arguments->dry_run,
                 "Show what would arrive and what would be left out, and write nothing");
  verb->add_flag(
      "--by-name", arguments->by_name,
      "Match joints by their names alone, without the mappings that the import dialog has remembered");
  add_read_options(*verb, arguments->read);
  verb->callback([arguments, &console] { run_import(*arguments, console); });
}

}  // namespace solopose
