#pragma once

#include <filesystem>
#include <memory>

#include "core/project/database.h"

namespace solopose {

/// Open a project's database for reading and writing, or, where that cannot be, for reading only, with the
/// reason in ProjectDatabase::read_only. @throws Error, SQLite::Exception, also when its content is damaged.
std::unique_ptr<ProjectDatabase> open_database(const std::filesystem::path& project_folder);

/// For reading only, whatever could be: nothing in the folder changes. Verified, and as the present version
/// has it. @throws Error, SQLite::Exception.
std::unique_ptr<ProjectDatabase> open_for_reading(const std::filesystem::path& project_folder,
                                                  std::string why_read_only);

/// For reading only, whatever could be: nothing in the folder changes. As it is: not verified, and of an
/// earlier version where the file is. @throws Error, SQLite::Exception.
std::unique_ptr<ProjectDatabase> open_snapshot(const std::filesystem::path& project_folder,
                                               std::string why_read_only);

}  // namespace solopose
