#include "core/project/import_rows.h"

#include <fmt/format.h>

#include "core/project/inherited_judgements.h"
#include "core/project/inherited_videos.h"
#include "core/project/pose_folder.h"
#include "core/skeleton/marker_cloud.h"

namespace solopose {
namespace {

std::vector<std::string> stored_paths(PathKeeper& keeper, const auto& paths) {
  std::vector<std::string> stored;
  for (const auto& path : paths) stored.push_back(keeper.stored(path));
  return stored;
}

}  // namespace

ImportRows::ImportRows(ProjectDatabase& database) : database_(database), paths_(database.folder) {}

template <typename Work>
auto ImportRows::all_or_nothing(Work&& work) {
  bool to_commit = false;
  try {
    return writing(database_, [&](SQLite::Database& sql) {
      return followed_by([&] { return work(sql); }, [&] { to_commit = true; });
    });
  } catch (...) {
    // Of a commit that failed halfway the next who opens the database may find all, in its log: then its
    // files must be there. Once the log is empty nobody will.
    std::error_code ignored;
    if (!to_commit || empty_log(database_))
      for (const auto& file : published_) std::filesystem::remove(file, ignored);
    throw;
  }
}

StagedImport::Committed ImportRows::insert_active(StagedImport& staged) {
  return all_or_nothing([&](SQLite::Database& sql) {
    DatasetId dataset = listed_dataset(sql, staged.description_.dataset);
    if (dataset == 0) dataset = make_dataset(staged.description_);
    const ImportId import = insert(staged, dataset, true);
    check_names_are_unique(sql);
    note_data_state(sql);
    return StagedImport::Committed{import, dataset};
  });
}

std::vector<ImportId> ImportRows::insert_inactive(DatasetId dataset, std::span<StagedImport> imports) {
  return all_or_nothing([&](SQLite::Database&) {
    std::vector<ImportId> ids;
    for (StagedImport& staged : imports) {
      ids.push_back(insert(staged, dataset, false));
      inherit_choices(dataset, ids.back());
      inherit_videos(database_, dataset, ids.back());
      inherit_judgements(database_, dataset, ids.back(), staged.records_);
    }
    return ids;
  });
}

DatasetId ImportRows::make_dataset(const ImportDescription& description) {
  SQLite::Statement row(database_.sql,
                        "INSERT INTO dataset (name, format, independent_subjects) VALUES (?, ?, ?)");
  row.bind(1, description.dataset);
  row.bind(2, description.format);
  row.bind(3, to_json(description.independent_subjects));
  row.exec();
  return database_.sql.getLastInsertRowid();
}

ImportId ImportRows::insert(StagedImport& staged, DatasetId dataset, bool active) {
  const ImportDescription& description = staged.description_;
  // Past every number that was given here, and past every pose file that the database does not know.
  SQLite::Statement row(
      database_.sql,
      "INSERT INTO import (dataset, active, format, paths, options, id) VALUES (?, ?, ?, ?, ?, "
      "1 + max(?, (SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'import')))");
  row.bind(1, dataset);
  row.bind(2, active ? 1 : 0);
  row.bind(3, description.format);
  row.bind(4, to_json(stored_paths(paths_, description.paths)));
  row.bind(5, description.options_json);
  row.bind(6, highest_pose_file(database_.folder));
  row.exec();
  const ImportId import = database_.sql.getLastInsertRowid();
  insert_files(staged, import);
  insert_sequences(staged, import);
  const auto pose_file = database_.folder / pose_file_of(import);
  staged.poses_.publish(pose_file);
  published_.push_back(pose_file);
  return import;
}

void ImportRows::insert_files(const StagedImport& staged, ImportId import) {
  SQLite::Statement file_row(database_.sql,
                             "INSERT INTO import_file (import, path, fingerprint) VALUES (?, ?, ?)");
  for (const auto& file : staged.files_) {
    file_row.bind(1, import);
    file_row.bind(2, paths_.stored(file.path));
    file_row.bind(3, file.fingerprint);
    file_row.exec();
    file_row.reset();
  }
  SQLite::Statement problem_row(database_.sql,
                                "INSERT INTO problem (import, file, message, skipped) VALUES (?, ?, ?, ?)");
  for (const ProblemRecord& problem : staged.problems_) {
    problem_row.bind(1, import);
    problem_row.bind(2, problem.file.empty() ? std::string() : paths_.stored(problem.file));
    problem_row.bind(3, problem.message);
    problem_row.bind(4, problem.skipped ? 1 : 0);
    problem_row.exec();
    problem_row.reset();
  }
}

void ImportRows::insert_sequences(const StagedImport& staged, ImportId import) {
  SQLite::Statement row(
      database_.sql,
      "INSERT INTO sequence (import, subject, action, take, view, frames_per_second, frames, "
      "joint_set, in_camera_frame, up_x, up_y, up_z, camera_rig, videos, source, pose_group, "
      "excluded) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  for (const SequenceRecord& s : staged.records_) {
    auto joint_set = joint_set_ids_.find(s.joints.get());
    if (joint_set == joint_set_ids_.end()) {
      joint_set = joint_set_ids_.emplace(s.joints.get(), shared_id("joint_set", s.joints->to_json())).first;
    }
    row.clearBindings();
    row.bind(1, import);
    row.bind(2, s.subject);
    row.bind(3, s.action);
    row.bind(4, s.take);
    row.bind(5, s.view);
    row.bind(6, s.frames_per_second);
    row.bind(7, s.frames);
    row.bind(8, joint_set->second);
    row.bind(9, s.frame == CoordinateFrame::camera ? 1 : 0);
    for (int axis = 0; s.up && axis < 3; ++axis) row.bind(10 + axis, (*s.up)[axis]);
    row.bind(13, shared_id("camera_rig", to_json(s.cameras)));
    row.bind(14, to_json(stored_paths(paths_, s.videos)));
    row.bind(15, s.source.empty() ? std::string() : paths_.stored(s.source));
    row.bind(16, s.pose_group);
    row.bind(17, is_marker_cloud(*s.joints) ? 1 : 0);
    row.exec();
    row.reset();
  }
}

std::int64_t ImportRows::shared_id(const char* table, const std::string& json) {
  const auto [known, is_new] = shared_ids_.try_emplace({table, json}, 0);
  if (is_new) {
    SQLite::Statement row(database_.sql, fmt::format("INSERT OR IGNORE INTO {} (json) VALUES (?)", table));
    row.bind(1, json);
    row.exec();
    SQLite::Statement id(database_.sql, fmt::format("SELECT id FROM {} WHERE json = ?", table));
    id.bind(1, json);
    id.executeStep();
    known->second = id.getColumn(0).getInt64();
  }
  return known->second;
}

void ImportRows::inherit_choices(DatasetId dataset, ImportId import) {
  const std::string same_track =
      "FROM sequence old JOIN import ON import.id = old.import WHERE import.dataset = ? AND import.active "
      "AND old.subject = sequence.subject AND old.take = sequence.take AND old.view = sequence.view";
  const auto inherit = [&](const std::string& assignment) {
    SQLite::Statement update(database_.sql, "UPDATE sequence SET " + assignment + " WHERE import = ?");
    update.bind(1, dataset);
    update.bind(2, import);
    update.exec();
  };
  inherit(
      fmt::format("key_frame_override = (SELECT old.key_frame_override {} "
                  "AND old.key_frame_override < sequence.frames)",
                  same_track));
  // Nobody chose what a marker cloud is: neither one that is a body now nor a body that is one now.
  inherit(fmt::format("excluded = excluded OR EXISTS (SELECT 1 {} AND old.excluded AND NOT {})", same_track,
                      cloud_in_sql("old")));
}

}  // namespace solopose
