#include "core/formats/shelf_cameras.h"

#include <algorithm>
#include <system_error>

#include "core/base/error.h"
#include "core/files/byte_cursor.h"
#include "core/formats/camera_builder.h"
#include "core/formats/json_camera.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

bool recognises_shelf_calibration(const fs::path& file) {
  if (file.extension() != ".json" || first_character_of(file) != '{') return false;
  const std::string beginning = first_bytes(file, 4096);
  return beginning.find("\"fx\"") != std::string::npos && beginning.find("\"T\"") != std::string::npos;
}

Camera camera_of(const fs::path& file, const std::string& name, const json& entry,
                 double millimetres_per_unit) {
  json named = entry;
  if (named.is_object()) named["name"] = name;
  const JsonCamera values(file, named, "name");
  CameraBuilder builder(file, name);
  const auto one = [&](const char* key) {
    const std::vector<double> numbers = values.numbers(key);
    if (numbers.size() != 1) builder.refuse(key, "a number", "something else");
    return numbers.front();
  };
  builder.intrinsics("fx", std::array{one("fx"), 0.0, one("cx"), 0.0, one("fy"), one("cy"), 0.0, 0.0, 1.0});
  const std::vector<double> radial = values.numbers("k");
  const std::vector<double> tangential = values.numbers("p");
  if (radial.size() != 3 || tangential.size() != 2) builder.refuse("k", "3 numbers, and 2 of p", "others");
  builder.lens("k", LensModel::brown_conrady,
               std::array{radial[0], radial[1], tangential[0], tangential[1], radial[2]});
  builder.rotation("R", values.numbers("R"));
  builder.translation("T", values.numbers("T"), millimetres_per_unit);
  Camera camera = builder.camera();
  camera.translation_mm = -camera.rotation * camera.translation_mm;
  return camera;
}

std::vector<Camera> read_shelf_calibration(const fs::path& file, double millimetres_per_unit,
                                           const RemarkSink&) {
  const json document = calibration_json(file);
  if (!document.is_object()) throw FormatError(file, "cameras", "an object for each", document.type_name());
  std::vector<Camera> cameras;
  for (const auto& [name, entry] : document.items())
    cameras.push_back(camera_of(file, name, entry, millimetres_per_unit));
  return cameras;
}

/// What a folder holds that passes, sorted.
template <typename Passes>
std::vector<fs::path> entries_of(const fs::path& folder, const Passes& passes) {
  std::vector<fs::path> entries;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (passes(entry->path())) entries.push_back(entry->path());
  }
  std::ranges::sort(entries);
  return entries;
}

/// img_000000.png of Shelf, campus4-c0-00000.png of Campus.
bool begins_at_frame_0(const fs::path& folder) {
  const std::string camera = folder.filename().string().substr(std::string_view("Camera").size());
  std::error_code ignored;
  return fs::exists(folder / "img_000000.png", ignored) ||
         fs::exists(folder / ("campus4-c" + camera + "-00000.png"), ignored);
}

}  // namespace

std::optional<fs::path> shelf_calibration_of(const fs::path& actors) {
  const std::vector<fs::path> found =
      entries_of(fs::absolute(actors).parent_path(), [](const fs::path& file) {
        return file.filename().string().starts_with("calibration") && recognises_shelf_calibration(file);
      });
  return found.empty() ? std::nullopt : std::optional(found.front());
}

std::vector<fs::path> shelf_pictures(const fs::path& actors) {
  return entries_of(fs::absolute(actors).parent_path(), [](const fs::path& folder) {
    std::error_code ignored;
    return folder.filename().string().starts_with("Camera") && fs::is_directory(folder, ignored) &&
           begins_at_frame_0(folder);
  });
}

CalibrationReader shelf_calibration_reader() {
  return {"shelf", "calibration_shelf.json or calibration_campus.json", 1, recognises_shelf_calibration,
          read_shelf_calibration};
}

}  // namespace solopose
