#include <fmt/format.h>

#include "app/cli/verbs/dataset_argument.h"
#include "core/base/counted.h"
#include "core/project/catalog.h"

namespace solopose {
namespace {

struct RemoveArguments : DatasetArguments {
  std::string sequence;
};

Json remove_sequence(Project& project, const SequenceRecord& sequence) {
  const std::vector<SequenceId> one = {sequence.id};
  project.set_excluded(one, true);
  return {{"dataset", sequence.name.substr(0, sequence.name.find('/'))},
          {"sequences", 1},
          {"frames", sequence.frames},
          {"sequence", sequence.name}};
}

Json remove_dataset(Project& project, const Catalog& catalog, const DatasetRecord& dataset) {
  project.set_imports_active(project.active_imports(dataset.id), false);
  return dataset_as_json(catalog, dataset);
}

void run_remove(const RemoveArguments& arguments, Console& console) {
  Project project = Project::open(arguments.folder);
  const Catalog catalog = project.catalog();
  const DatasetRecord& dataset = dataset_named(catalog, arguments.dataset);
  const bool one = !arguments.sequence.empty();
  const Json report = one ? remove_sequence(project, sequence_of(catalog, dataset, arguments.sequence))
                          : remove_dataset(project, catalog, dataset);
  if (arguments.json) {
    console.print(report);
    return;
  }
  const std::string what = one ? report["sequence"].get<std::string>() : dataset.name;
  const std::string back = one ? "set --excluded off takes it in again" : "it lies in the project's trash";
  console.print(fmt::format("{}: {}, {} removed; {}\n", what,
                            counted(report["sequences"].get<std::int64_t>(), "sequence"),
                            counted(report["frames"].get<std::int64_t>(), "frame"), back));
}

}  // namespace

void add_remove(CLI::App& program, Console& console) {
  auto arguments = std::make_shared<RemoveArguments>();
  CLI::App* verb = add_dataset_verb(
      program, "remove",
      "Take a dataset, or one of its sequences, out of a project; the files it came from stay where they are",
      *arguments);
  verb->add_option("--sequence", arguments->sequence, "Only this sequence, which is then excluded")
      ->type_name("ID");
  verb->callback([arguments, &console] { run_remove(*arguments, console); });
}

}  // namespace solopose
