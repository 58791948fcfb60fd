#pragma once

#include <array>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>

#include "core/base/frame_run.h"
#include "core/base/rigid_transform.h"
#include "core/formats/sequence.h"

namespace solopose {

// How values that are no plain column are kept in project.sqlite. What cannot be read back is a json
// exception or an Error.

std::string to_json(const std::vector<std::string>& texts);
std::string to_json(const std::vector<std::int64_t>& numbers);
std::vector<std::string> texts_from_json(std::string_view json);
std::vector<std::int64_t> numbers_from_json(std::string_view json);

std::string to_json(const std::vector<Camera>& cameras);
std::vector<Camera> cameras_from_json(std::string_view json);

/// 13 doubles: rotation row-major, translation in mm, scale.
std::array<double, 13> to_doubles(const RigidTransform& transform);
RigidTransform transform_from_doubles(std::span<const double, 13> values);

void bind_doubles(SQLite::Statement& statement, int index, std::span<const double> values);
/// @throws Error when the column holds another number of doubles.
void read_doubles(const SQLite::Column& column, std::span<double> values);

/// A row that no studio has written. @throws Error always, naming table, row, field, expected and found.
[[noreturn]] void throw_bad_row(std::string_view table, std::int64_t id, std::string_view field,
                                std::string_view expected, std::string_view found);

/// Frames first … last of a stored row; `frames`: what its sequence has. @throws Error as throw_bad_row.
void require_stored_run(std::string_view table, std::int64_t id, const FrameRun& run, std::int64_t frames);

/// A path relative to the project where it is inside, absolute otherwise, symbolic links resolved: the
/// project can be moved as a whole.
class PathKeeper {
 public:
  explicit PathKeeper(const std::filesystem::path& project_folder);
  std::string stored(const std::filesystem::path& path);

 private:
  std::filesystem::path folder_;
  std::filesystem::path last_parent_;  ///< files come folder by folder: resolve each folder once
  std::filesystem::path last_resolved_;
};

}  // namespace solopose
