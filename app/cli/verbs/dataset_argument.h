#pragma once

#include <filesystem>
#include <string>

#include "app/cli/verbs/verbs.h"
#include "core/project/catalog.h"

namespace solopose {

struct Catalog;
struct DatasetRecord;
struct SequenceRecord;

/// What a verb about one dataset is told.
struct DatasetArguments : VerbArguments {
  std::string dataset;
};

/// A verb with DIR, DATASET and --json bound to `arguments`, which must outlive the parse.
CLI::App* add_dataset_verb(CLI::App& program, const std::string& name, const std::string& description,
                           DatasetArguments& arguments);

/// @throws Error listing the datasets there are.
const DatasetRecord& dataset_named(const Catalog& catalog, const std::string& name);

/// By its ID, or by what follows the dataset's name in it. @throws Error.
const SequenceRecord& sequence_of(const Catalog& catalog, const DatasetRecord& dataset,
                                  const std::string& name);

/// By its ID alone. @throws Error that names the project.
const SequenceRecord& sequence_named(const Catalog& catalog, const std::filesystem::path& project,
                                     const std::string& id);

/// {"dataset", "sequences", "frames"} of what a catalog lists of it.
Json dataset_as_json(const Catalog& catalog, const DatasetRecord& dataset);

}  // namespace solopose
