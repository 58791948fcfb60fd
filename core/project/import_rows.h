#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "core/project/database.h"
#include "core/project/staged_import.h"
#include "core/project/stored_fields.h"

namespace solopose {

/// Lists staged imports in project.sqlite and publishes their pose files, in one transaction: a pose file
/// gets its name before the transaction that lists it commits, so what is listed is always there. After a
/// failure no published file is left, unless it was the commit that failed: then they are the trash's.
class ImportRows {
 public:
  explicit ImportRows(ProjectDatabase& database);

  StagedImport::Committed insert_active(StagedImport& staged);
  std::vector<ImportId> insert_inactive(DatasetId dataset, std::span<StagedImport> imports);

 private:
  template <typename Work>
  auto all_or_nothing(Work&& work);
  ImportId insert(StagedImport& staged, DatasetId dataset, bool active);
  DatasetId make_dataset(const ImportDescription& description);
  void insert_files(const StagedImport& staged, ImportId import);
  void insert_sequences(const StagedImport& staged, ImportId import);
  /// The id of a JSON text in joint_set or camera_rig, which keep each text once.
  std::int64_t shared_id(const char* table, const std::string& json);
  /// What people chose for the tracks that this import brings anew: key frames and exclusions.
  void inherit_choices(DatasetId dataset, ImportId import);

  ProjectDatabase& database_;
  PathKeeper paths_;
  std::map<std::pair<std::string, std::string>, std::int64_t> shared_ids_;
  std::map<const JointSet*, std::int64_t> joint_set_ids_;
  std::vector<std::filesystem::path> published_;
};

}  // namespace solopose
