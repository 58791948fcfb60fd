#include <fmt/format.h>

#include "app/cli/import_report.h"
#include "app/cli/verbs/dataset_argument.h"
#include "app/cli/verbs/read_arguments.h"
#include "core/base/counted.h"
#include "core/project/catalog.h"
#include "core/project/import.h"
#include "core/project/lost_sequences.h"

namespace solopose {
namespace {

struct ReimportArguments : DatasetArguments {
  ReadOptions read;
};

/// What the dataset has no more.
std::vector<std::string> read_again(Project& project, DatasetId dataset, const ReadOptions& corrected,
                                    const JobContext& context) {
  const std::vector<ImportId> before = project.active_imports(dataset);
  const std::vector<ImportId> fresh = reimport_dataset(project, dataset, context, corrected);
  std::vector<std::string> lost;
  project.atomically([&] {
    if (project.active_imports(dataset) != before)
      throw Error(
          "somebody else has changed the dataset meanwhile; nothing is replaced, what was read lies in "
          "the trash");
    const std::vector<std::string> names = sequence_names(project.catalog(), dataset);
    project.replace_imports(before, fresh);
    lost = lost_sequences(names, project.catalog(), dataset);
  });
  return lost;
}

std::vector<ProblemRecord> problems_of(const Catalog& catalog, DatasetId dataset) {
  std::vector<ProblemRecord> problems;
  for (const ProblemRecord& problem : catalog.problems) {
    if (problem.dataset == dataset) problems.push_back(problem);
  }
  return problems;
}

void run_reimport(const ReimportArguments& arguments, Console& console) {
  Project project = Project::open(arguments.folder);
  project.require_writable();
  const DatasetId dataset = dataset_named(project.catalog(), arguments.dataset).id;
  std::vector<std::string> gone;
  console.run_logged(project, "reimport", [&](const JobContext& context) {
    gone = read_again(project, dataset, arguments.read, context);
    for (const std::string& name : gone) context.note("gone: " + name);
  });
  const Catalog catalog = project.catalog();
  const std::vector<ProblemRecord> problems = problems_of(catalog, dataset);
  Json report = dataset_as_json(catalog, *catalog.dataset(dataset));
  if (arguments.json) {
    report["problems"] = problems_as_json(problems);
    report["gone"] = gone;
    console.print(report);
  } else {
    console.print(fmt::format("{}: {}, {} read again\n", arguments.dataset,
                              counted(report["sequences"].get<std::int64_t>(), "sequence"),
                              counted(report["frames"].get<std::int64_t>(), "frame")) +
                  remarks_as_text(problems));
  }
  if (!gone.empty())
    throw Error(
        fmt::format("{}: what could not be read again is gone from the dataset; the earlier reading "
                    "lies in the trash",
                    arguments.dataset));
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
