#pragma once

#include <span>
#include <string>

#include "core/project/catalog.h"
#include "core/project/database.h"

namespace solopose {

// Private to core/project: the catalog that a connection has read last. It follows edits of verdicts, so that
// one verdict costs what its own sequence's verdicts cost; any other edit, whoever makes it, has it read
// anew.

class ListedCatalog {
 public:
  Catalog catalog;
  RejectedFrames rejected;  ///< of it
  std::string last_said;    ///< the latest `at` of all verdicts, also of those that were taken back

  /// Nothing was written since `mark` by this connection or another one. Inside a transaction.
  bool is_current(ProjectDatabase& database) const;
  void mark(ProjectDatabase& database);

 private:
  std::int64_t written_by_others_ = -1;
  std::int64_t written_here_ = -1;
  std::int64_t snapshot_ = -1;
};

/// Read where it is not current. Inside a transaction. @throws as Project::catalog.
ListedCatalog& listed_catalog(ProjectDatabase& database);

/// After an edit of verdicts on these sequences, ascending, and of nothing else since listed_catalog: bring
/// it up to date and note the data state.
void follow_verdicts(ProjectDatabase& database, const std::vector<SequenceId>& sequences);

}  // namespace solopose
