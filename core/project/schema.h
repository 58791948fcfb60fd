#pragma once

#include <filesystem>

#include <SQLiteCpp/SQLiteCpp.h>

namespace solopose {

/// Make a database with the present schema at `file`, which must be empty or not exist. The caller brings it
/// to disk.
void create_database(const std::filesystem::path& file);

/// Set the connection up and check that this is a project of a version we know. An older one is brought up to
/// date in one transaction (of a read-only project that is its copy in memory). @throws Error,
/// SQLite::Exception.
void prepare_connection(SQLite::Database& sql, const std::filesystem::path& folder);

}  // namespace solopose
