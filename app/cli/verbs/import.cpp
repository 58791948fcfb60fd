#include "core/project/import.h"

#include <fmt/format.h>

#include "app/cli/import_report.h"
#include "app/cli/verbs/read_arguments.h"
#include "app/cli/verbs/verbs.h"
#include "core/project/project_to_fill.h"

namespace solopose {
namespace {

struct ImportArguments : VerbArguments {
  ImportOptions import;
  ReadOptions read;
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

void run_import(ImportArguments& arguments, Console& console) {
  ImportOptions& options = arguments.import;
  options.read = arguments.read;
  check_paths(options);

  ProjectToFill target(arguments.folder);
  Project& project = target.project();
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
  if (report.import == 0 && !report.problems.empty()) throw Error("nothing was imported");
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
  add_read_options(*verb, arguments->read);
  verb->callback([arguments, &console] { run_import(*arguments, console); });
}

}  // namespace solopose
