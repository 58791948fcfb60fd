#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "core/formats/sequence.h"
#include "core/project/catalog.h"
#include "core/project/project.h"

namespace solopose::testing {

/// A body that sways; `seed` makes it another one.
Sequence swaying_sequence(const std::string& subject, const std::string& take, const std::string& view,
                          std::int64_t frames, int seed = 1);

/// The same motion as a marker file. Equal seeds make equal bytes.
void write_trc(const std::filesystem::path& file, std::int64_t frames, int seed);

/// `count` marker files clip_000.trc …, all different.
void write_trc_folder(const std::filesystem::path& folder, int count, std::int64_t frames = 20);

/// A dataset of one take with two views straight into the project.
ImportId add_dataset(Project& project, const std::string& name, int seed = 1);

/// Everything a catalog lists, as text to compare; the revision only when asked for, since it is meant to
/// differ.
std::string described(const Catalog& catalog);

/// Files below a folder with a fingerprint of their bytes; without SQLite's shared memory, which holds no
/// data.
std::map<std::string, std::string> folder_contents(const std::filesystem::path& folder);

}  // namespace solopose::testing
