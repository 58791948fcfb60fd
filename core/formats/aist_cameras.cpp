#include "core/formats/aist_cameras.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/files/byte_cursor.h"
#include "core/files/utf8.h"
#include "core/formats/track_facts.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

// The folder that holds keypoints3d, cameras, videos and ignore_list.txt.
fs::path annotations_of(const fs::path& file) { return fs::absolute(file).parent_path().parent_path(); }

// The second word of the line whose first word is `key`; the key itself when the line ends there.
std::optional<std::string> entry_of(const fs::path& list, const std::string& key) {
  std::error_code ignored;
  if (!fs::exists(list, ignored)) return std::nullopt;
  const std::vector<std::uint8_t> bytes = bytes_of_file(list);
  std::istringstream in(std::string(bytes.begin(), bytes.end()));
  std::string line;
  while (std::getline(in, line)) {
    std::istringstream words(line);
    std::string first;
    std::string second;
    words >> first >> second;
    if (fs::path(first).extension() == ".json") first = fs::path(first).stem();
    if (first == key) return second.empty() ? key : second;
  }
  return std::nullopt;
}

std::vector<double> numbers_at(const json& entry, const char* key, std::size_t count, const fs::path& file) {
  std::vector<double> numbers;
  const auto collect = [&](const auto& self, const json& value, int depth) -> void {
    if (value.is_number()) numbers.push_back(value.get<double>());
    if (value.is_array() && depth < 2) {
      for (const json& inner : value) self(self, inner, depth + 1);
    }
  };
  if (entry.is_object() && entry.contains(key)) collect(collect, entry[key], 0);
  if (numbers.size() != count) {
    throw FormatError(file, key, fmt::format("{} numbers", count), fmt::format("{}", numbers.size()));
  }
  return numbers;
}

Camera camera_of(const json& entry, double millimetres_per_unit, const fs::path& file) {
  Camera camera;
  if (!entry.is_object() || !entry.contains("name") || !entry["name"].is_string()) {
    throw FormatError(file, "name", "a camera's name", entry.type_name());
  }
  camera.name = id_part(entry["name"].get<std::string>());
  const auto size = numbers_at(entry, "size", 2, file);
  constexpr double most_pixels = 1 << 16;
  for (const double side : size) {
    if (!(side >= 0 && side <= most_pixels))
      throw FormatError(file, "size", "pixels", fmt::format("{}", side));
  }
  camera.width = static_cast<int>(size[0]);
  camera.height = static_cast<int>(size[1]);
  const auto matrix = numbers_at(entry, "matrix", 9, file);
  camera.intrinsics = Eigen::Map<const Eigen::Matrix<double, 3, 3, Eigen::RowMajor>>(matrix.data());
  const auto distortion = numbers_at(entry, "distortions", 5, file);
  std::copy(distortion.begin(), distortion.end(), camera.distortion.begin());
  camera.rotation = rotation_of_vector(Eigen::Vector3d(numbers_at(entry, "rotation", 3, file).data()));
  camera.translation_mm =
      millimetres_per_unit * Eigen::Vector3d(numbers_at(entry, "translation", 3, file).data());
  return camera;
}

std::vector<Camera> cameras_of(const fs::path& file, double millimetres_per_unit) {
  const std::vector<std::uint8_t> bytes = bytes_of_file(file);
  const json document = json::parse(bytes.begin(), bytes.end(), nullptr, false);
  if (!document.is_array())
    throw FormatError(file, "cameras", "a JSON list of cameras", document.type_name());
  std::vector<Camera> cameras;
  for (const json& entry : document) cameras.push_back(camera_of(entry, millimetres_per_unit, file));
  return cameras;
}

std::vector<std::string> usual_camera_names() {
  std::vector<std::string> names;
  for (int c = 1; c <= 9; ++c) names.push_back(fmt::format("c{:02}", c));
  return names;
}

}  // namespace

void refuse_ignored_aist_sequence(const fs::path& file) {
  const fs::path list = annotations_of(file) / "ignore_list.txt";
  if (!entry_of(list, file.stem().string())) return;
  throw Error(fmt::format(
      "{}: listed in ignore_list.txt: the dataset's authors found its reconstruction wrong", file.string()));
}

void add_aist_cameras(const fs::path& file, double millimetres_per_unit, Sequence& track,
                      const RemarkSink& remark) {
  const std::string sequence = file.stem().string();
  const fs::path annotations = annotations_of(file);
  const fs::path folder = annotations / "cameras";
  std::error_code ignored;
  if (const auto setting = entry_of(folder / "mapping.txt", sequence)) {
    const fs::path cameras = folder / fs::path(*setting + ".json").filename();
    if (fs::exists(cameras, ignored)) {
      track.cameras = cameras_of(cameras, millimetres_per_unit);
    } else {
      remark(fmt::format("{} names {}, which is not there: the cameras are unknown",
                         (folder / "mapping.txt").string(), id_part(cameras.filename().string())));
    }
  } else if (fs::exists(folder, ignored)) {
    remark(fmt::format("{} does not list the sequence: its cameras are unknown",
                       (folder / "mapping.txt").string()));
  }
  constexpr std::string_view all_cameras = "cAll";
  const std::size_t place = sequence.find(all_cameras);
  if (place == std::string::npos) return;
  std::vector<std::string> names = usual_camera_names();
  if (!track.cameras.empty()) {
    names.clear();
    for (const Camera& camera : track.cameras) names.push_back(camera.name);
  }
  for (const std::string& name : names) {
    std::string video = sequence;
    video.replace(place, all_cameras.size(), name);
    track.videos.push_back((annotations / "videos" / (video + ".mp4")).string());
  }
}

}  // namespace solopose
