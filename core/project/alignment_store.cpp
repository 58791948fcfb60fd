#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "core/project/database.h"
#include "core/project/project.h"
#include "core/project/stored_fields.h"

namespace solopose {
namespace {

void clear_stored(SQLite::Database& sql) {
  sql.exec("DELETE FROM take_dispersion");
  sql.exec("DELETE FROM sequence_alignment");
  sql.exec("DELETE FROM alignment");
}

void write_head(SQLite::Database& sql, const AlignmentRecord& alignment) {
  SQLite::Statement row(
      sql,
      "INSERT INTO alignment (id, options, data_revision, shoulder_width_mm, torso_length_mm, "
      "reference_mm) VALUES (1, ?, ?, ?, ?, ?)");
  const Eigen::Matrix<double, 3, 3, Eigen::RowMajor> reference = alignment.reference_mm;
  row.bind(1, alignment.options_json);
  row.bind(2, alignment.data_revision);
  row.bind(3, alignment.shoulder_width_mm);
  row.bind(4, alignment.torso_length_mm);
  bind_doubles(row, 5, {reference.data(), 9});
  row.exec();
}

void write_sequences(SQLite::Database& sql, const AlignmentRecord& alignment) {
  SQLite::Statement row(
      sql,
      "INSERT INTO sequence_alignment (sequence, key_frame, cluster_sizes, "
      "universal_from_dataset, residual_mm) SELECT id, ?, ?, ?, ? FROM sequence WHERE id = ?");
  for (const SequenceAlignment& s : alignment.sequences) {
    row.bind(1, s.key_frame);
    row.bind(2, to_json(s.cluster_sizes));
    bind_doubles(row, 3, to_doubles(s.universal_from_dataset));
    row.bind(4, s.residual_mm);
    row.bind(5, s.sequence);
    if (row.exec() != 1)
      throw Error("the alignment names a sequence that is not in the project any more; align again");
    row.reset();
  }
}

/// A take's name is kept by its parts, so that renaming its dataset renames it.
struct TakeParts {
  std::string dataset, subject, take;
};

TakeParts parts_of(const std::string& name) {
  const auto first = name.find('/');
  const auto last = name.rfind('/');
  if (first == std::string::npos || first == last) {
    throw Error(fmt::format("take \"{}\": expected dataset/subject/take", name));
  }
  return {name.substr(0, first), name.substr(first + 1, last - first - 1), name.substr(last + 1)};
}

void write_takes(SQLite::Database& sql, const AlignmentRecord& alignment) {
  SQLite::Statement row(sql,
                        "INSERT INTO take_dispersion (dataset, subject, take, views, before_mm, after_mm) "
                        "VALUES (?, ?, ?, ?, ?, ?)");
  std::unordered_map<std::string, DatasetId> datasets;
  for (const TakeDispersion& take : alignment.takes) {
    const TakeParts parts = parts_of(take.name);
    auto known = datasets.find(parts.dataset);
    if (known == datasets.end())
      known = datasets.emplace(parts.dataset, listed_dataset(sql, parts.dataset)).first;
    if (known->second == 0) {
      throw Error(fmt::format("dataset \"{}\" is not in the project any more; align again", parts.dataset));
    }
    row.bind(1, known->second);
    row.bind(2, parts.subject);
    row.bind(3, parts.take);
    row.bind(4, to_json(take.views));
    row.bind(5, take.before_mm);
    row.bind(6, take.after_mm);
    row.exec();
    row.reset();
  }
}

void read_sequences(SQLite::Database& sql, AlignmentRecord& alignment) {
  SQLite::Statement rows(sql,
                         "SELECT sequence, key_frame, cluster_sizes, universal_from_dataset, residual_mm "
                         "FROM sequence_alignment JOIN sequence ON sequence.id = sequence "
                         "JOIN import ON import.id = import WHERE active ORDER BY sequence");
  std::array<double, 13> values{};
  while (rows.executeStep()) {
    SequenceAlignment& s = alignment.sequences.emplace_back();
    s.sequence = rows.getColumn(0).getInt64();
    s.key_frame = rows.getColumn(1).getInt64();
    s.cluster_sizes = numbers_from_json(rows.getColumn(2).getString());
    read_doubles(rows.getColumn(3), values);
    s.universal_from_dataset = transform_from_doubles(values);
    s.residual_mm = rows.getColumn(4).getDouble();
  }
}

void read_takes(SQLite::Database& sql, const Catalog& catalog, AlignmentRecord& alignment) {
  std::unordered_set<std::string> listed;
  for (const SequenceRecord& sequence : catalog.sequences) listed.insert(sequence.take_name());
  SQLite::Statement rows(sql,
                         "SELECT dataset.name || '/' || subject || '/' || take, views, before_mm, after_mm "
                         "FROM take_dispersion JOIN dataset ON dataset.id = dataset");
  while (rows.executeStep()) {
    std::string name = rows.getColumn(0).getString();
    if (!listed.contains(name)) continue;
    alignment.takes.push_back({std::move(name), texts_from_json(rows.getColumn(1).getString()),
                               rows.getColumn(2).getDouble(), rows.getColumn(3).getDouble()});
  }
  std::sort(alignment.takes.begin(), alignment.takes.end(),
            [](const TakeDispersion& a, const TakeDispersion& b) { return a.name < b.name; });
}

}  // namespace

void Project::save_alignment(const AlignmentRecord& alignment) {
  writing(*database_, [&](SQLite::Database& sql) {
    clear_stored(sql);
    write_head(sql, alignment);
    write_sequences(sql, alignment);
    write_takes(sql, alignment);
  });
}

void Project::clear_alignment() { writing(*database_, clear_stored); }

std::optional<AlignmentRecord> read_alignment(SQLite::Database& sql, const Catalog& catalog) {
  SQLite::Statement row(
      sql, "SELECT options, data_revision, shoulder_width_mm, torso_length_mm, reference_mm FROM alignment");
  if (!row.executeStep()) return std::nullopt;
  AlignmentRecord alignment;
  alignment.options_json = row.getColumn(0).getString();
  alignment.data_revision = row.getColumn(1).getInt64();
  alignment.shoulder_width_mm = row.getColumn(2).getDouble();
  alignment.torso_length_mm = row.getColumn(3).getDouble();
  Eigen::Matrix<double, 3, 3, Eigen::RowMajor> reference;
  read_doubles(row.getColumn(4), {reference.data(), 9});
  alignment.reference_mm = reference;
  read_sequences(sql, alignment);
  read_takes(sql, catalog, alignment);
  return alignment;
}

}  // namespace solopose
