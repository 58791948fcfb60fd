#include "app/cli/verbs/dataset_argument.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/error.h"
#include "core/project/catalog.h"

namespace solopose {

CLI::App* add_dataset_verb(CLI::App& program, const std::string& name, const std::string& description,
                           DatasetArguments& arguments) {
  CLI::App* verb = add_project_verb(program, name, description, arguments);
  verb->add_option("DATASET", arguments.dataset, "Name of the dataset")->required();
  return verb;
}

const DatasetRecord& dataset_named(const Catalog& catalog, const std::string& name) {
  const auto found = std::ranges::find(catalog.datasets, name, &DatasetRecord::name);
  if (found != catalog.datasets.end()) return *found;
  std::vector<std::string> names;
  for (const DatasetRecord& dataset : catalog.datasets) names.push_back(dataset.name);
  throw Error(
      fmt::format("dataset \"{}\" is not in the project; {}", name,
                  names.empty() ? "it has none" : fmt::format("there are {}", fmt::join(names, ", "))));
}

const SequenceRecord& sequence_of(const Catalog& catalog, const DatasetRecord& dataset,
                                  const std::string& name) {
  for (const std::string& id : {name, dataset.name + '/' + name}) {
    const SequenceRecord* found = catalog.sequence_named(id);
    if (found != nullptr && found->dataset == dataset.id) return *found;
  }
  throw Error(fmt::format("sequence \"{}\" is not in dataset {}", name, dataset.name));
}

const SequenceRecord& sequence_named(const Catalog& catalog, const std::filesystem::path& project,
                                     const std::string& id) {
  const SequenceRecord* sequence = catalog.sequence_named(id);
  if (sequence == nullptr)
    throw Error(fmt::format("{}: there is no sequence \"{}\"; an ID is dataset/subject/take/view",
                            project.string(), id));
  return *sequence;
}

Json dataset_as_json(const Catalog& catalog, const DatasetRecord& dataset) {
  std::int64_t sequences = 0;
  std::int64_t frames = 0;
  for (const SequenceRecord& sequence : catalog.sequences) {
    if (sequence.dataset != dataset.id) continue;
    ++sequences;
    frames += sequence.frames;
  }
  return {{"dataset", dataset.name}, {"sequences", sequences}, {"frames", frames}};
}

}  // namespace solopose
