#pragma once

#include <filesystem>
#include <set>
#include <string>

#include <SQLiteCpp/SQLiteCpp.h>

namespace solopose {

/// Make a database with the present schema at `file`, which must be empty or not exist. The caller brings it
/// to disk.
void create_database(const std::filesystem::path& file);

/// All tables that a project can have, of whatever version; there are no views and no triggers.
const std::set<std::string>& project_tables();

/// Set the connection up, so that what the file's own schema says cannot reach outside the file, and check
/// that this is a project of a version we know. @throws Error, SQLite::Exception.
void prepare_connection(SQLite::Database& sql, const std::filesystem::path& folder);

/// Of an earlier version.
bool is_outdated(SQLite::Database& sql);
/// Bring one that has been found whole to the present version, inside a transaction of the caller's (of a
/// read-only project that is its copy in memory). @throws SQLite::Exception.
void bring_up_to_date(SQLite::Database& sql);

}  // namespace solopose
