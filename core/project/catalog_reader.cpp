#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "core/project/catalog.h"
#include "core/project/database.h"
#include "core/project/listed_catalog.h"
#include "core/project/pose_folder.h"
#include "core/project/project.h"
#include "core/project/stored_fields.h"

namespace solopose {
namespace {

void read_datasets(SQLite::Database& sql, Catalog& catalog) {
  SQLite::Statement rows(
      sql,
      "SELECT id, name, format, independent_test, independent_subjects FROM dataset "
      "WHERE EXISTS (SELECT 1 FROM import WHERE dataset = dataset.id AND active) ORDER BY id");
  while (rows.executeStep()) {
    DatasetRecord& dataset = catalog.datasets.emplace_back();
    dataset.id = rows.getColumn(0).getInt64();
    dataset.name = rows.getColumn(1).getString();
    dataset.format = rows.getColumn(2).getString();
    dataset.independent_test = rows.getColumn(3).getInt() != 0;
    dataset.independent_subjects = texts_from_json(rows.getColumn(4).getString());
  }
}

/// What many sequences share is kept once and parsed once.
template <typename Value, typename Parse>
std::unordered_map<std::int64_t, Value> read_shared(SQLite::Database& sql, const char* query, Parse parse) {
  std::unordered_map<std::int64_t, Value> values;
  SQLite::Statement rows(sql, query);
  while (rows.executeStep())
    values.emplace(rows.getColumn(0).getInt64(), parse(rows.getColumn(1).getString()));
  return values;
}

std::optional<Eigen::Vector3d> read_up(SQLite::Statement& rows, int first_column) {
  if (rows.isColumnNull(first_column)) return std::nullopt;
  return Eigen::Vector3d(rows.getColumn(first_column).getDouble(),
                         rows.getColumn(first_column + 1).getDouble(),
                         rows.getColumn(first_column + 2).getDouble());
}

void read_sequences(SQLite::Database& sql, Catalog& catalog) {
  const auto joint_sets = read_shared<JointSetPtr>(
      sql, "SELECT id, json FROM joint_set",
      [](const std::string& json) { return std::make_shared<const JointSet>(JointSet::from_json(json)); });
  const auto rigs =
      read_shared<std::vector<Camera>>(sql, "SELECT id, json FROM camera_rig", cameras_from_json);

  SQLite::Statement count(sql,
                          "SELECT count(*) FROM sequence JOIN import ON import.id = import WHERE active");
  count.executeStep();
  catalog.sequences.reserve(static_cast<std::size_t>(count.getColumn(0).getInt64()));

  SQLite::Statement rows(
      sql,
      "SELECT sequence.id, dataset.id, import, dataset.name, subject, action, take, view, "
      "frames_per_second, frames, joint_set, in_camera_frame, up_x, up_y, up_z, camera_rig, videos, "
      "source, pose_group, key_frame_override, excluded "
      "FROM sequence JOIN import ON import.id = import JOIN dataset ON dataset.id = dataset "
      "WHERE active");
  while (rows.executeStep()) {
    SequenceRecord& s = catalog.sequences.emplace_back();
    s.id = rows.getColumn(0).getInt64();
    s.dataset = rows.getColumn(1).getInt64();
    s.import = rows.getColumn(2).getInt64();
    s.subject = rows.getColumn(4).getString();
    s.action = rows.getColumn(5).getString();
    s.take = rows.getColumn(6).getString();
    s.view = rows.getColumn(7).getString();
    s.name = rows.getColumn(3).getString() + '/' + s.subject + '/' + s.take + '/' + s.view;
    s.frames_per_second = rows.getColumn(8).getDouble();
    s.frames = rows.getColumn(9).getInt64();
    s.joints = joint_sets.at(rows.getColumn(10).getInt64());
    s.frame = rows.getColumn(11).getInt() != 0 ? CoordinateFrame::camera : CoordinateFrame::world;
    s.up = read_up(rows, 12);
    s.cameras = rigs.at(rows.getColumn(15).getInt64());
    s.videos = texts_from_json(rows.getColumn(16).getString());
    s.source = rows.getColumn(17).getString();
    s.pose_file = pose_file_of(s.import);
    s.pose_group = rows.getColumn(18).getString();
    if (!rows.isColumnNull(19)) s.key_frame_override = rows.getColumn(19).getInt64();
    s.excluded = rows.getColumn(20).getInt() != 0;
  }
}

/// Datasets keep the order of their first import, which is that of their ids.
void sort_sequences(Catalog& catalog) {
  auto& all = catalog.sequences;
  std::vector<std::uint32_t> order(all.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return all[a].dataset != all[b].dataset ? all[a].dataset < all[b].dataset : all[a].name < all[b].name;
  });
  std::vector<SequenceRecord> sorted;
  sorted.reserve(all.size());
  for (const std::uint32_t i : order) sorted.push_back(std::move(all[i]));
  all = std::move(sorted);
  index_by_id(catalog);
}

void read_problems(SQLite::Database& sql, Catalog& catalog) {
  SQLite::Statement rows(sql,
                         "SELECT dataset, import, file, message, skipped FROM problem "
                         "JOIN import ON import.id = import WHERE active ORDER BY problem.rowid");
  while (rows.executeStep()) {
    catalog.problems.push_back({rows.getColumn(0).getInt64(), rows.getColumn(1).getInt64(),
                                rows.getColumn(2).getString(), rows.getColumn(3).getString(),
                                rows.getColumn(4).getInt() != 0});
  }
}

void give_rejected(const RejectedFrames& rejected, Catalog& catalog) {
  for (SequenceRecord& sequence : catalog.sequences) {
    const auto found = rejected.find(sequence.id);
    if (found != rejected.end()) sequence.rejected = found->second;
  }
}

}  // namespace

Catalog read_catalog(ProjectDatabase& database) {
  SQLite::Database& sql = database.sql;
  Catalog catalog;
  read_datasets(sql, catalog);
  read_sequences(sql, catalog);
  sort_sequences(catalog);
  read_problems(sql, catalog);
  catalog.verdicts = VerdictList(read_verdicts(sql));
  const RejectedFrames rejected = rejected_frames(catalog.verdicts);
  give_rejected(rejected, catalog);
  read_repairs(database, catalog);
  catalog.data_revision = read_data_revision(sql, rejected);
  catalog.alignment = read_alignment(sql, catalog);
  return catalog;
}

Catalog Project::catalog() const {
  return reading(*database_, [&](SQLite::Database&) { return listed_catalog(*database_).catalog; });
}

}  // namespace solopose
