#include <fmt/format.h>

#include "app/cli/import_report.h"
#include "app/cli/verbs/dataset_argument.h"
#include "app/cli/verbs/read_arguments.h"
#include "core/project/catalog.h"
#include "core/project/import.h"

namespace solopose {
namespace {

struct ReimportArguments : DatasetArguments {
  ReadArguments read;
};

void run_reimport(const ReimportArguments& arguments, Console& console) {
  Project project = Project::open(arguments.folder);
  const DatasetId dataset = dataset_named(project.catalog(), arguments.dataset).id;
  console.run_logged(project, "reimport", [&](const JobContext& context) {
    const auto before = project.active_imports(dataset);
    project.replace_imports(before, reimport_dataset(project, dataset, context, arguments.read.stated()));
  });
  const Catalog catalog = project.catalog();
  std::vector<ProblemRecord> problems;
  for (const ProblemRecord& problem : catalog.problems) {
    if (problem.dataset == dataset) problems.push_back(problem);
  }
  Json report = dataset_as_json(catalog, *catalog.dataset(dataset));
  if (arguments.json) {
    report["problems"] = problems_as_json(problems);
    console.print(report);
    return;
  }
  console.print(fmt::format("{}: {} sequences, {} frames read again\n", arguments.dataset,
                            grouped(report["sequences"].get<std::int64_t>()),
                            grouped(report["frames"].get<std::int64_t>())) +
                remarks_as_text(problems));
}

}  // namespace

void add_reimport(CLI::App& program, Console& console) {
  auto arguments = std::make_shared<ReimportArguments>();
  CLI::App* verb = add_dataset_verb(program, "reimport",
                                    "Read a dataset's files again, with corrected options; names, key frames "
                                    "and what is not corrected stay",
                                    *arguments);
  add_read_options(*verb, arguments->read);
  verb->callback([arguments, &console] { run_reimport(*arguments, console); });
}

}  // namespace solopose
