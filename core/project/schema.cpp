#include "core/project/schema.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include "core/base/error.h"

namespace solopose {
namespace {

constexpr int schema_version = 5;
constexpr int application_id = 0x534f4c4f;  // "SOLO"

// AUTOINCREMENT where an id names a file, a data state or what an undo brings back: such an id must never
// come back for something else.
constexpr const char* tables_of_version_2 = R"sql(
CREATE TABLE dataset (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  format TEXT NOT NULL,
  independent_test INTEGER NOT NULL DEFAULT 0,
  independent_subjects TEXT NOT NULL DEFAULT '[]'     -- JSON list
);
CREATE TABLE import (
  id INTEGER PRIMARY KEY AUTOINCREMENT,               -- poses/ID.h5
  dataset INTEGER NOT NULL REFERENCES dataset ON DELETE CASCADE,
  active INTEGER NOT NULL,
  format TEXT NOT NULL,
  paths TEXT NOT NULL,                                -- JSON list, relative to the project where inside it
  options TEXT NOT NULL,                              -- JSON, see import_options.h
  imported_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ'))
);
CREATE INDEX import_of_dataset ON import (dataset);
CREATE TABLE import_file (
  import INTEGER NOT NULL REFERENCES import ON DELETE CASCADE,
  path TEXT NOT NULL,
  fingerprint TEXT NOT NULL
);
CREATE INDEX import_file_of_import ON import_file (import);
CREATE INDEX import_file_by_fingerprint ON import_file (fingerprint);
CREATE TABLE problem (
  import INTEGER NOT NULL REFERENCES import ON DELETE CASCADE,
  file TEXT NOT NULL,
  message TEXT NOT NULL,
  skipped INTEGER NOT NULL
);
CREATE INDEX problem_of_import ON problem (import);
CREATE TABLE joint_set (id INTEGER PRIMARY KEY, json TEXT NOT NULL UNIQUE);
CREATE TABLE camera_rig (id INTEGER PRIMARY KEY, json TEXT NOT NULL UNIQUE);
CREATE TABLE sequence (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  import INTEGER NOT NULL REFERENCES import ON DELETE CASCADE,
  subject TEXT NOT NULL,
  action TEXT NOT NULL,
  take TEXT NOT NULL,
  view TEXT NOT NULL,
  frames_per_second REAL NOT NULL,
  frames INTEGER NOT NULL,
  joint_set INTEGER NOT NULL REFERENCES joint_set,
  in_camera_frame INTEGER NOT NULL,
  up_x REAL, up_y REAL, up_z REAL,
  camera_rig INTEGER NOT NULL REFERENCES camera_rig,
  videos TEXT NOT NULL,                               -- JSON list, relative to the project where inside it
  source TEXT NOT NULL,
  pose_group TEXT NOT NULL,
  key_frame_override INTEGER,
  excluded INTEGER NOT NULL DEFAULT 0,
  UNIQUE (import, subject, take, view)
);
CREATE TABLE alignment (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  options TEXT NOT NULL,
  data_revision INTEGER NOT NULL,
  shoulder_width_mm REAL NOT NULL,
  torso_length_mm REAL NOT NULL,
  reference_mm BLOB NOT NULL                          -- 9 doubles, row-major
);
CREATE TABLE sequence_alignment (
  sequence INTEGER PRIMARY KEY REFERENCES sequence ON DELETE CASCADE,
  key_frame INTEGER NOT NULL,
  cluster_sizes TEXT NOT NULL,                        -- JSON list
  universal_from_dataset BLOB NOT NULL,               -- 13 doubles: rotation row-major, translation in mm, scale
  residual_mm REAL NOT NULL
);
CREATE TABLE take_dispersion (
  dataset INTEGER NOT NULL REFERENCES dataset ON DELETE CASCADE,
  subject TEXT NOT NULL,
  take TEXT NOT NULL,
  views TEXT NOT NULL,                                -- JSON list
  before_mm REAL NOT NULL,
  after_mm REAL NOT NULL,
  PRIMARY KEY (dataset, subject, take)
);
CREATE TABLE data_state (
  revision INTEGER PRIMARY KEY AUTOINCREMENT,
  content TEXT NOT NULL UNIQUE                        -- JSON, see present_data_state
);
INSERT INTO data_state (content) VALUES ('[[],[]]');
CREATE TABLE setting (name TEXT PRIMARY KEY, json TEXT NOT NULL);
CREATE TABLE job_log (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ')),
  job TEXT NOT NULL,
  outcome TEXT NOT NULL,
  text TEXT NOT NULL
);
)sql";

// Version 3: verdicts and repairs.
constexpr const char* tables_of_version_3 = R"sql(
CREATE TABLE verdict (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sequence INTEGER NOT NULL REFERENCES sequence ON DELETE CASCADE,
  first_frame INTEGER NOT NULL,
  last_frame INTEGER NOT NULL,                        -- inclusive
  detector TEXT NOT NULL,                             -- whose finding; empty: the frames themselves
  verdict TEXT NOT NULL,                              -- accepted, fix_later, rejected
  note TEXT NOT NULL,
  tags TEXT NOT NULL,                                 -- JSON list
  reviewer TEXT NOT NULL,
  at TEXT NOT NULL,
  settles TEXT NOT NULL,                              -- JSON list of verdicts
  active INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX verdict_of_sequence ON verdict (sequence);
CREATE TABLE repair (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sequence INTEGER NOT NULL REFERENCES sequence ON DELETE CASCADE,
  kind TEXT NOT NULL,                                 -- exchange_sides, values
  joints INTEGER NOT NULL,                            -- a bit each, the pelvis lowest
  first_frame INTEGER NOT NULL,
  last_frame INTEGER NOT NULL,                        -- inclusive
  positions_mm BLOB NOT NULL,                         -- floats: frames, joints, 3
  reviewer TEXT NOT NULL,
  at TEXT NOT NULL,
  active INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX repair_of_sequence ON repair (sequence);
)sql";

// Version 2: sequences can be excluded.
constexpr const char* from_version_1 = R"sql(
ALTER TABLE sequence ADD COLUMN excluded INTEGER NOT NULL DEFAULT 0;
ALTER TABLE data_state RENAME COLUMN active_imports TO content;
UPDATE data_state SET content = json_array(json(content), json('[]'));
)sql";

// Version 4: cameras name their lens; all had been of one kind. How far views are apart before alignment is
// measured in the world: what was measured otherwise goes, and the alignment asks to be made anew.
constexpr const char* from_version_3 = R"sql(
DELETE FROM take_dispersion;
UPDATE alignment SET data_revision = -1;
UPDATE camera_rig SET json = (
  SELECT json_group_array(json_set(value, '$.lens', 'brown_conrady')) FROM json_each(camera_rig.json));
)sql";

// Version 5: repairs say how they came about; of those of before nobody knows.
constexpr const char* columns_of_version_5 = "ALTER TABLE repair ADD COLUMN method TEXT NOT NULL DEFAULT ''";

// See ContentDigest: the next edit makes it anew.
constexpr const char* forget_digest = "DELETE FROM setting WHERE name = 'content_digest'";

void make_tables(SQLite::Database& sql) {
  sql.exec(tables_of_version_2);
  sql.exec(tables_of_version_3);
  sql.exec(columns_of_version_5);
}

int pragma(SQLite::Database& sql, const char* name) {
  return sql.execAndGet(fmt::format("PRAGMA {}", name)).getInt();
}

}  // namespace

void create_database(const std::filesystem::path& file) {
  SQLite::Database sql(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  // Whoever gives the file its name syncs it first and nobody wants half of it; and everything is to be in
  // the file itself by then, which closing a write-ahead log on a full disk does not see to.
  sql.exec("PRAGMA synchronous = OFF");
  sql.exec("PRAGMA journal_mode = MEMORY");
  SQLite::Transaction transaction(sql);
  make_tables(sql);
  sql.exec(fmt::format("PRAGMA application_id = {}", application_id));
  sql.exec(fmt::format("PRAGMA user_version = {}", schema_version));
  transaction.commit();
  sql.exec("PRAGMA journal_mode = WAL");  // kept in the file's header for all later connections
}

const std::set<std::string>& project_tables() {
  static const std::set<std::string> tables = [] {
    SQLite::Database sql(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    make_tables(sql);
    std::set<std::string> names;
    SQLite::Statement rows(
        sql, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'sqlite_sequence'");
    while (rows.executeStep()) names.insert(rows.getColumn(0).getString());
    return names;
  }();
  return tables;
}

void prepare_connection(SQLite::Database& sql, const std::filesystem::path& folder) {
  // A project may come from anybody.
  sqlite3_db_config(sql.getHandle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sql.exec("PRAGMA trusted_schema = OFF");
  if (pragma(sql, "application_id") != application_id) {
    throw Error(fmt::format("{}: project.sqlite is not the database of a SoloPose project", folder.string()));
  }
  const int version = pragma(sql, "user_version");
  if (version > schema_version) {
    throw Error(fmt::format(
        "{}: the project was written by a newer studio (project version {}, this studio knows {}); "
        "update the studio to open it",
        folder.string(), version, schema_version));
  }
  if (version < 1) {
    throw Error(fmt::format("{}: the project has version {}, which never existed; project.sqlite is damaged",
                            folder.string(), version));
  }
  sql.exec("PRAGMA foreign_keys = ON");
  // An import that was reported as done must be there after a power cut too, and edits are rare: FULL costs
  // nothing noticeable.
  sql.exec("PRAGMA synchronous = FULL");
}

bool is_outdated(SQLite::Database& sql) { return pragma(sql, "user_version") < schema_version; }

void bring_up_to_date(SQLite::Database& sql) {
  if (!is_outdated(sql)) return;
  const int version = pragma(sql, "user_version");
  if (version < 2) sql.exec(from_version_1);
  if (version < 3) sql.exec(tables_of_version_3);
  if (version < 4) sql.exec(from_version_3);
  sql.exec(columns_of_version_5);
  sql.exec(forget_digest);
  sql.exec(fmt::format("PRAGMA user_version = {}", schema_version));
}

}  // namespace solopose
