#include "core/project/project.h"

#include <algorithm>
#include <fstream>

#include <fmt/format.h>

#include "core/base/atomic_file.h"
#include "core/project/database.h"
#include "core/project/folder_lock.h"
#include "core/project/made_folders.h"
#include "core/project/open_database.h"
#include "core/project/pose_folder.h"
#include "core/project/project_places.h"
#include "core/project/project_remains.h"
#include "core/project/relink.h"
#include "core/project/schema.h"
#include "core/project/stored_fields.h"
#include "core/video/media_names.h"

namespace solopose {
namespace fs = std::filesystem;
namespace {

// What is not listed any more is not edited either.
constexpr const char* listed_dataset_of_id =
    "id = ? AND EXISTS (SELECT 1 FROM import WHERE dataset = dataset.id AND active)";
constexpr const char* listed_sequence_of_id = "id = ? AND import IN (SELECT id FROM import WHERE active)";

void refuse_clouds(SQLite::Database& sql, std::span<const SequenceId> sequences) {
  SQLite::Statement cloud(
      sql, fmt::format("SELECT take FROM sequence WHERE id = ? AND {}", cloud_in_sql("sequence")));
  for (const SequenceId sequence : sequences) {
    cloud.bind(1, sequence);
    if (cloud.executeStep()) {
      throw Error(
          fmt::format("{}: is a marker cloud, without poses to take in; import it again with a joint mapping",
                      cloud.getColumn(0).getString()));
    }
    cloud.reset();
  }
}

template <typename Value>
void update_dataset(ProjectDatabase& database, DatasetId dataset, const char* column, const Value& value) {
  writing(database, [&](SQLite::Database& sql) {
    SQLite::Statement update(sql,
                             fmt::format("UPDATE dataset SET {} = ? WHERE {}", column, listed_dataset_of_id));
    update.bind(1, value);
    update.bind(2, dataset);
    expect_changed(update.exec(), "dataset");
  });
}

/// Absolute. @throws Error where there is none.
fs::path where_project_is(const fs::path& folder) {
  if (Project::exists(folder)) return fs::absolute(folder).lexically_normal();
  throw Error(
      fmt::format("{}: there is no SoloPose project here (no {})", folder.string(), project_names::database));
}

}  // namespace

Project::Project(std::unique_ptr<ProjectDatabase> database) : database_(std::move(database)) {}
Project::Project(Project&&) noexcept = default;
Project& Project::operator=(Project&&) noexcept = default;
Project::~Project() = default;

bool Project::exists(const fs::path& folder) {
  std::error_code ignored;
  return fs::is_regular_file(ProjectPlaces(folder).database(), ignored);
}

Project Project::create(const fs::path& folder) {
  refuse_remains(folder);
  MadeFolders folders(folder);
  {
    const auto lock = FolderLock::exclusive(ProjectPlaces(folder).poses());
    refuse_remains(folder);  // somebody else may have been quicker
    translating_errors(folder, [&] {
      AtomicFile file(ProjectPlaces(folder).database());
      std::ofstream(file.temporary()).close();  // SQLite itself makes files of mode 0644 at most
      create_database(file.temporary());
      file.commit();
    });
  }
  try {
    Project project = open(folder);
    project.require_writable();  // the disk may be full by now
    folders.keep();
    return project;
  } catch (const Error&) {
    remove_database(folder);
    throw;
  }
}

Project Project::open(const fs::path& folder) {
  const fs::path absolute = where_project_is(folder);
  return translating_errors(folder, [&] { return Project(open_database(absolute)); });
}

Project Project::open_read_only(const fs::path& folder) {
  const fs::path absolute = where_project_is(folder);
  return translating_errors(folder, [&] { return Project(open_for_reading(absolute, "it is only read")); });
}

const fs::path& Project::folder() const { return database_->folder; }

const std::string& Project::why_read_only() const { return database_->read_only; }

void Project::require_writable() const { solopose::require_writable(*database_); }

std::int64_t Project::data_version() const {
  return translating_errors(folder(), [&] {
    refresh(*database_);
    require_in_place(*database_);
    return read_only() ? database_->snapshots : database_->sql.execAndGet("PRAGMA data_version").getInt64();
  });
}

void Project::atomically(const std::function<void()>& work) {
  writing(*database_, [&](SQLite::Database&) { work(); });
}

void Project::rename_dataset(DatasetId dataset, const std::string& name) {
  check_dataset_name(name);
  writing(*database_, [&](SQLite::Database& sql) {
    SQLite::Statement update(sql, fmt::format("UPDATE dataset SET name = ? WHERE {}", listed_dataset_of_id));
    update.bind(1, name);
    update.bind(2, dataset);
    expect_changed(update.exec(), "dataset");
    check_names_are_unique(sql);
  });
}

std::vector<ImportId> Project::active_imports(DatasetId dataset) const {
  return reading(*database_, [&](SQLite::Database& sql) {
    std::vector<ImportId> imports;
    SQLite::Statement rows(sql, "SELECT id FROM import WHERE dataset = ? AND active ORDER BY id");
    rows.bind(1, dataset);
    while (rows.executeStep()) imports.push_back(rows.getColumn(0).getInt64());
    return imports;
  });
}

bool Project::is_active(ImportId import) const {
  return reading(*database_, [&](SQLite::Database& sql) {
    SQLite::Statement row(sql, "SELECT 1 FROM import WHERE id = ? AND active");
    row.bind(1, import);
    return row.executeStep();
  });
}

std::unordered_set<std::string> Project::imported_fingerprints() const {
  return reading(*database_, [](SQLite::Database& sql) {
    std::unordered_set<std::string> fingerprints;
    SQLite::Statement rows(
        sql, "SELECT fingerprint FROM import_file JOIN import ON import.id = import WHERE active");
    while (rows.executeStep()) fingerprints.insert(rows.getColumn(0).getString());
    return fingerprints;
  });
}

void Project::set_imports_active(std::span<const ImportId> imports, bool active) {
  if (active) {
    replace_imports({}, imports);
  } else {
    replace_imports(imports, {});
  }
}

void Project::replace_imports(std::span<const ImportId> deactivate, std::span<const ImportId> activate) {
  writing(*database_, [&](SQLite::Database& sql) {
    set_rows_active(sql, "import", deactivate, false);
    set_rows_active(sql, "import", activate, true);
    check_names_are_unique(sql);
    note_data_state(sql);
  });
}

void Project::set_key_frame_override(SequenceId sequence, std::optional<std::int64_t> frame) {
  writing(*database_, [&](SQLite::Database& sql) {
    const std::int64_t frames = frames_of_listed(sql, sequence);
    if (frame && (*frame < 0 || *frame >= frames)) {
      throw Error(fmt::format("frame {} cannot be the key frame: the sequence has frames 0 to {}", *frame,
                              frames - 1));
    }
    SQLite::Statement update(sql, "UPDATE sequence SET key_frame_override = ? WHERE id = ?");
    if (frame) update.bind(1, *frame);
    update.bind(2, sequence);
    update.exec();
  });
}

void Project::set_excluded(std::span<const SequenceId> sequences, bool excluded) {
  writing(*database_, [&](SQLite::Database& sql) {
    if (!excluded) refuse_clouds(sql, sequences);
    SQLite::Statement update(sql,
                             fmt::format("UPDATE sequence SET excluded = ? WHERE {}", listed_sequence_of_id));
    for (const SequenceId sequence : sequences) {
      update.bind(1, excluded ? 1 : 0);
      update.bind(2, sequence);
      expect_changed(update.exec(), "sequence");
      update.reset();
    }
    note_data_state(sql);
  });
}

void Project::set_videos(std::span<const SequenceVideoNames> sequences) {
  PathKeeper paths(folder());
  writing(*database_, [&](SQLite::Database& sql) {
    SQLite::Statement update(
        sql, fmt::format("UPDATE sequence SET videos = ? WHERE {} AND json_array_length(videos) = ?",
                         listed_sequence_of_id));
    for (const SequenceVideoNames& sequence : sequences) {
      std::vector<std::string> stored;
      for (const std::string& video : sequence.videos) stored.push_back(paths.stored(folder() / video));
      update.bind(1, to_json(stored));
      update.bind(2, sequence.sequence);
      update.bind(3, static_cast<std::int64_t>(stored.size()));
      expect_changed(update.exec(), "sequence");
      update.reset();
    }
  });
}

void Project::set_independent_test(DatasetId dataset, bool independent) {
  update_dataset(*database_, dataset, "independent_test", independent ? 1 : 0);
}

void Project::set_independent_subjects(DatasetId dataset, const std::vector<std::string>& subjects) {
  update_dataset(*database_, dataset, "independent_subjects", to_json(subjects));
}

std::string Project::setting(const std::string& name) const {
  return reading(*database_, [&](SQLite::Database& sql) {
    SQLite::Statement row(sql, "SELECT json FROM setting WHERE name = ?");
    row.bind(1, name);
    return row.executeStep() ? row.getColumn(0).getString() : std::string();
  });
}

void Project::set_setting(const std::string& name, const std::string& json) {
  writing(*database_, [&](SQLite::Database& sql) {
    SQLite::Statement row(sql, "INSERT OR REPLACE INTO setting (name, json) VALUES (?, ?)");
    row.bind(1, name);
    row.bind(2, json);
    row.exec();
  });
}

std::vector<Project::ImportSource> Project::sources(DatasetId dataset) const {
  return reading(*database_, [&](SQLite::Database& sql) {
    std::vector<ImportSource> all;
    SQLite::Statement rows(
        sql, "SELECT id, format, paths, options FROM import WHERE dataset = ? AND active ORDER BY id");
    rows.bind(1, dataset);
    while (rows.executeStep()) {
      ImportSource& source = all.emplace_back();
      source.import = rows.getColumn(0).getInt64();
      source.format = rows.getColumn(1).getString();
      for (const auto& path : texts_from_json(rows.getColumn(2).getString()))
        source.paths.push_back(folder() / path);
      source.options_json = rows.getColumn(3).getString();
    }
    return all;
  });
}

std::vector<fs::path> Project::source_files() const {
  return reading(*database_, [&](SQLite::Database& sql) {
    std::vector<fs::path> all;
    SQLite::Statement files(sql, "SELECT DISTINCT path FROM import_file");
    while (files.executeStep()) all.push_back(folder() / files.getColumn(0).getString());
    SQLite::Statement videos(sql, "SELECT DISTINCT videos FROM sequence");
    while (videos.executeStep()) {
      for (const auto& video : texts_from_json(videos.getColumn(0).getString()))
        all.push_back(located_video(folder(), video));
    }
    return all;
  });
}

void Project::append_job_log(const std::string& job, const std::string& outcome, const std::string& text) {
  writing(*database_, [&](SQLite::Database& sql) {
    SQLite::Statement row(sql, "INSERT INTO job_log (job, outcome, text) VALUES (?, ?, ?)");
    row.bind(1, job);
    row.bind(2, outcome);
    row.bind(3, text);
    row.exec();
  });
}

std::vector<Project::JobLog> Project::job_logs() const {
  return reading(*database_, [](SQLite::Database& sql) {
    std::vector<JobLog> logs;
    SQLite::Statement rows(sql, "SELECT at, job, outcome, text FROM job_log ORDER BY id");
    while (rows.executeStep()) {
      logs.push_back({rows.getColumn(0).getString(), rows.getColumn(1).getString(),
                      rows.getColumn(2).getString(), rows.getColumn(3).getString()});
    }
    return logs;
  });
}

}  // namespace solopose
