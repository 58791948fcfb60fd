#pragma once

#include <filesystem>

#include "core/project/catalog.h"
#include "core/project/project.h"
#include "tests/core/project/project_samples.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {

/// A project with one dataset, for fixtures to have.
struct WalksProject {
  WalksProject() { add_dataset(project, "Walks"); }

  SequenceRecord record(std::size_t index = 0) const { return project.catalog().sequences[index]; }
  SequenceId id(std::size_t index = 0) const { return record(index).id; }

  TemporaryFolder scratch;
  std::filesystem::path folder = scratch / "project";
  Project project = Project::create(folder);
};

}  // namespace solopose::testing
