#include "core/project/stored_fields.h"

#include <cstring>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/camera/lens.h"
#include "core/files/text_scanner.h"

namespace solopose {
namespace fs = std::filesystem;
namespace {

using nlohmann::json;

/// File names need not be UTF-8; a replaced letter in a list is better than an import that fails.
std::string dumped(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

template <typename Matrix>
json numbers_of(const Matrix& matrix) {
  json list = json::array();
  for (Eigen::Index row = 0; row < matrix.rows(); ++row) {
    for (Eigen::Index column = 0; column < matrix.cols(); ++column) list.push_back(matrix(row, column));
  }
  return list;
}

template <typename Matrix>
void read_numbers(const json& list, Matrix& matrix) {
  for (Eigen::Index row = 0; row < matrix.rows(); ++row) {
    for (Eigen::Index column = 0; column < matrix.cols(); ++column) {
      matrix(row, column) =
          list.at(static_cast<std::size_t>(row * matrix.cols() + column)).template get<double>();
    }
  }
}

LensModel lens_from_json(const std::string& name) {
  const auto lens = lens_model_named(name);
  if (!lens)
    throw Error(fmt::format("project.sqlite is damaged: a camera has a lens \"{}\"", printable(name)));
  return *lens;
}

}  // namespace

std::string to_json(const std::vector<std::string>& texts) { return dumped(json(texts)); }

std::string to_json(const std::vector<std::int64_t>& numbers) { return dumped(json(numbers)); }

std::vector<std::string> texts_from_json(std::string_view text) {
  if (text == "[]") return {};
  return json::parse(text).get<std::vector<std::string>>();
}

std::vector<std::int64_t> numbers_from_json(std::string_view text) {
  if (text == "[]") return {};
  return json::parse(text).get<std::vector<std::int64_t>>();
}

std::string to_json(const std::vector<Camera>& cameras) {
  json list = json::array();
  for (const Camera& camera : cameras) {
    list.push_back({{"name", camera.name},
                    {"width", camera.width},
                    {"height", camera.height},
                    {"intrinsics", numbers_of(camera.intrinsics)},
                    {"lens", name_of(camera.lens)},
                    {"distortion", camera.distortion},
                    {"rotation", numbers_of(camera.rotation)},
                    {"translation_mm", numbers_of(camera.translation_mm)}});
  }
  return dumped(list);
}

std::vector<Camera> cameras_from_json(std::string_view text) {
  std::vector<Camera> cameras;
  for (const json& stored : json::parse(text)) {
    Camera& camera = cameras.emplace_back();
    camera.name = stored.at("name").get<std::string>();
    camera.width = stored.at("width").get<int>();
    camera.height = stored.at("height").get<int>();
    camera.lens = lens_from_json(stored.at("lens").get<std::string>());
    camera.distortion = stored.at("distortion").get<std::array<double, 5>>();
    read_numbers(stored.at("intrinsics"), camera.intrinsics);
    read_numbers(stored.at("rotation"), camera.rotation);
    read_numbers(stored.at("translation_mm"), camera.translation_mm);
  }
  return cameras;
}

std::array<double, 13> to_doubles(const RigidTransform& transform) {
  std::array<double, 13> values{};
  Eigen::Map<Eigen::Matrix<double, 3, 3, Eigen::RowMajor>>(values.data()) = transform.rotation;
  Eigen::Map<Eigen::Vector3d>(values.data() + 9) = transform.translation_mm;
  values[12] = transform.scale;
  return values;
}

RigidTransform transform_from_doubles(std::span<const double, 13> values) {
  RigidTransform transform;
  transform.rotation = Eigen::Map<const Eigen::Matrix<double, 3, 3, Eigen::RowMajor>>(values.data());
  transform.translation_mm = Eigen::Map<const Eigen::Vector3d>(values.data() + 9);
  transform.scale = values[12];
  return transform;
}

void bind_doubles(SQLite::Statement& statement, int index, std::span<const double> values) {
  statement.bind(index, values.data(), static_cast<int>(values.size_bytes()));
}

void read_doubles(const SQLite::Column& column, std::span<double> values) {
  if (column.getBytes() != static_cast<int>(values.size_bytes())) {
    throw Error("project.sqlite is damaged: a stored matrix has the wrong size");
  }
  std::memcpy(values.data(), column.getBlob(), values.size_bytes());
}

void throw_bad_row(std::string_view table, std::int64_t id, std::string_view field, std::string_view expected,
                   std::string_view found) {
  throw Error(fmt::format("project.sqlite is damaged: {} {}: {}: expected {}, found {}", table, id, field,
                          expected, found));
}

void require_stored_run(std::string_view table, std::int64_t id, const FrameRun& run, std::int64_t frames) {
  if (run.first < 0 || run.first >= frames)
    throw_bad_row(table, id, "first_frame", fmt::format("0 to {}", frames - 1), std::to_string(run.first));
  if (run.last < run.first || run.last >= frames) {
    throw_bad_row(table, id, "last_frame", fmt::format("{} to {}", run.first, frames - 1),
                  std::to_string(run.last));
  }
}

PathKeeper::PathKeeper(const fs::path& project_folder) : folder_(fs::weakly_canonical(project_folder)) {}

std::string PathKeeper::stored(const fs::path& path) {
  const fs::path absolute = fs::absolute(path).lexically_normal();
  const fs::path parent = absolute.parent_path();
  if (parent != last_parent_) {
    std::error_code failure;
    last_resolved_ = fs::weakly_canonical(parent, failure);
    if (failure) last_resolved_ = parent;
    last_parent_ = parent;
  }
  const fs::path resolved = last_resolved_ / absolute.filename();
  const fs::path relative = resolved.lexically_relative(folder_);
  const bool inside = !relative.empty() && *relative.begin() != "..";
  return (inside ? relative : resolved).string();
}

}  // namespace solopose
