#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "core/project/catalog.h"
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

/// What is stored of these sequences and of their takes, whose names come back.
std::unordered_set<std::string> clear_stored_of(SQLite::Database& sql,
                                                std::span<const SequenceId> sequences) {
  std::unordered_set<std::string> takes;
  SQLite::Statement name(sql,
                         "SELECT dataset.name || '/' || subject || '/' || take FROM sequence "
                         "JOIN import ON import.id = import JOIN dataset ON dataset.id = dataset "
                         "WHERE sequence.id = ?");
  SQLite::Statement placed(sql, "DELETE FROM sequence_alignment WHERE sequence = ?");
  SQLite::Statement take(sql,
                         "DELETE FROM take_dispersion WHERE (dataset, subject, take) IN "
                         "(SELECT import.dataset, subject, take FROM sequence "
                         "JOIN import ON import.id = import WHERE sequence.id = ?)");
  for (const SequenceId sequence : sequences) {
    for (SQLite::Statement* statement : {&name, &placed, &take}) statement->bind(1, sequence);
    if (name.executeStep()) takes.insert(name.getColumn(0).getString());
    placed.exec();
    take.exec();
    for (SQLite::Statement* statement : {&name, &placed, &take}) statement->reset();
  }
  return takes;
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
                         "JOIN import ON import.id = import WHERE active AND NOT excluded ORDER BY sequence");
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
  std::unordered_set<std::string> in_use;
  for (const SequenceRecord& sequence : catalog.sequences) {
    if (!sequence.excluded) in_use.insert(sequence.name);
  }
  const auto is_whole = [&](const TakeDispersion& take) {
    return std::ranges::all_of(
        take.views, [&](const std::string& view) { return in_use.contains(take.name + '/' + view); });
  };
  SQLite::Statement rows(sql,
                         "SELECT dataset.name || '/' || subject || '/' || take, views, before_mm, after_mm "
                         "FROM take_dispersion JOIN dataset ON dataset.id = dataset");
  while (rows.executeStep()) {
    TakeDispersion take{rows.getColumn(0).getString(), texts_from_json(rows.getColumn(1).getString()),
                        rows.getColumn(2).getDouble(), rows.getColumn(3).getDouble()};
    if (is_whole(take)) alignment.takes.push_back(std::move(take));
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

void Project::save_alignment_of(std::span<const SequenceId> changed, const AlignmentRecord& alignment) {
  writing(*database_, [&](SQLite::Database& sql) {
    AlignmentRecord part = alignment;
    std::unordered_set<SequenceId> wanted(changed.begin(), changed.end());
    std::erase_if(part.sequences, [&](const SequenceAlignment& s) { return !wanted.contains(s.sequence); });
    const std::unordered_set<std::string> takes = clear_stored_of(sql, changed);
    std::erase_if(part.takes, [&](const TakeDispersion& take) { return !takes.contains(take.name); });
    sql.exec("DELETE FROM alignment");
    write_head(sql, part);
    write_sequences(sql, part);
    write_takes(sql, part);
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
