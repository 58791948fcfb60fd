#include "core/formats/aist_cameras.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/files/byte_cursor.h"
#include "core/files/utf8.h"
#include "core/formats/camera_builder.h"
#include "core/formats/json_camera.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

// The folder that holds keypoints3d, cameras, videos and ignore_list.txt.
fs::path annotations_of(const fs::path& file) { return fs::absolute(file).parent_path().parent_path(); }

// The second word of the line whose first word is `key`; the key itself when the line ends there.
std::optional<std::string> entry_of(const fs::path& list, const std::string& key) {
  std::error_code ignored;
  if (!fs::exists(list, ignored)) return std::nullopt;
  const ByteBuffer bytes = bytes_of_file(list);
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

std::vector<std::string> usual_camera_names() {
  std::vector<std::string> names;
  for (int c = 1; c <= 9; ++c) names.push_back(fmt::format("c{:02}", c));
  return names;
}

bool recognises_setting(const fs::path& file) {
  return file.extension() == ".json" && first_character_of(file) == '[';
}

std::vector<Camera> read_setting(const fs::path& file, double millimetres_per_unit, const RemarkSink&) {
  const nlohmann::json document = calibration_json(file);
  if (!document.is_array())
    throw FormatError(file, "cameras", "a JSON list of cameras", document.type_name());
  std::vector<Camera> cameras;
  for (const nlohmann::json& entry : document) {
    const JsonCamera camera(file, entry, "name");
    CameraBuilder builder(file, camera.name);
    builder.size("size", camera.numbers("size"));
    builder.intrinsics("matrix", camera.numbers("matrix"));
    builder.lens("distortions", LensModel::brown_conrady, camera.numbers("distortions"));
    builder.rotation("rotation", camera.numbers("rotation"));
    builder.translation("translation", camera.numbers("translation"), millimetres_per_unit);
    cameras.push_back(builder.camera());
  }
  return cameras;
}

}  // namespace

CalibrationReader aist_calibration_reader() {
  constexpr double millimetres_per_centimetre = 10;
  return {"aist", "AIST++ settings", millimetres_per_centimetre, recognises_setting, read_setting};
}

void refuse_ignored_aist_sequence(const fs::path& file) {
  const fs::path list = annotations_of(file) / "ignore_list.txt";
  if (!entry_of(list, file.stem().string())) return;
  throw Error(fmt::format(
      "{}: listed in ignore_list.txt: the dataset's authors found its reconstruction wrong; --with-ignored "
      "reads it all the same",
      file.string()));
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
      track.cameras = read_setting(cameras, millimetres_per_unit, remark);
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
