#include "core/formats/pose2sim_calibration.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <system_error>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "core/base/error.h"
#include "core/base/system_files.h"
#include "core/files/byte_cursor.h"
#include "core/files/text_scanner.h"
#include "core/files/utf8.h"
#include "core/formats/track_facts.h"
#include "core/video/media_names.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

constexpr double millimetres_per_metre = 1000;
constexpr std::uintmax_t largest_calibration = 1 << 20;  ///< bytes; real ones have a few thousand

bool is_calibration(const fs::path& file) {
  return file.filename().string().starts_with("Calib") && file.extension() == ".toml";
}

/// Files of a folder that `wanted` accepts, sorted; none where the folder is not there.
template <typename Wanted>
std::vector<fs::path> files_in(const fs::path& folder, const Wanted& wanted) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    std::error_code ignored;
    const bool system = is_system_file(entry->path());
    if (!system && wanted(entry->path()) && entry->is_regular_file(ignored)) files.push_back(entry->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// One camera's table, with messages that name file, camera and key.
class CameraTable {
 public:
  CameraTable(const fs::path& file, std::string name, const toml::table& table)
      : file_(file), name_(std::move(name)), table_(table) {}

  /// A flat or nested list of numbers.
  template <std::size_t N>
  std::array<double, N> numbers(const char* key) const {
    const std::vector<double> found = numbers_of(key);
    if (found.size() != N) refuse(key, fmt::format("{} numbers", N), fmt::format("{}", found.size()));
    std::array<double, N> numbers{};
    std::copy(found.begin(), found.end(), numbers.begin());
    return numbers;
  }

  std::vector<double> numbers_of(const char* key) const {
    std::vector<double> found;
    if (const toml::array* list = table_[key].as_array()) collect(*list, key, found, 0);
    return found;
  }

  bool flag(const char* key) const { return table_[key].value_or(false); }
  std::string text(const char* key, const std::string& otherwise) const {
    return table_[key].value_or(otherwise);
  }

  [[noreturn]] void refuse(const char* key, const std::string& expected, const std::string& found) const {
    throw FormatError(file_, fmt::format("{}.{}", printable(name_), key), expected, found);
  }

 private:
  void collect(const toml::array& list, const char* key, std::vector<double>& found, int depth) const {
    constexpr std::size_t most = 64;
    for (const toml::node& node : list) {
      if (const toml::array* inner = node.as_array(); inner != nullptr && depth == 0) {
        collect(*inner, key, found, depth + 1);
        continue;
      }
      const std::optional<double> value = node.value<double>();
      if (!value || !std::isfinite(*value)) refuse(key, "finite numbers", "something else");
      found.push_back(*value);
      if (found.size() > most) refuse(key, fmt::format("at most {} numbers", most), "more");
    }
  }

  const fs::path& file_;
  std::string name_;
  const toml::table& table_;
};

void read_intrinsics(const CameraTable& table, Camera& camera) {
  constexpr double most_pixels = 1 << 16;
  const auto size = table.numbers<2>("size");
  for (const double side : size) {
    if (!(side >= 1 && side <= most_pixels))
      table.refuse("size", fmt::format("1 to {} pixels", most_pixels), fmt::format("{}", side));
  }
  camera.width = static_cast<int>(std::lround(size[0]));
  camera.height = static_cast<int>(std::lround(size[1]));
  const auto matrix = table.numbers<9>("matrix");
  camera.intrinsics = Eigen::Map<const Eigen::Matrix<double, 3, 3, Eigen::RowMajor>>(matrix.data());
  if (!(matrix[0] > 0 && matrix[4] > 0))
    table.refuse("matrix", "focal lengths above 0", fmt::format("{} and {}", matrix[0], matrix[4]));
  if (table.flag("fisheye")) table.refuse("fisheye", "false: fisheye lenses cannot be read yet", "true");
  const std::vector<double> distortions = table.numbers_of("distortions");
  if (distortions.size() > camera.distortion.size())
    table.refuse("distortions", "k1, k2, p1, p2 and perhaps k3", fmt::format("{}", distortions.size()));
  std::copy(distortions.begin(), distortions.end(), camera.distortion.begin());
}

/// calibration = turned * trc: x, y, z of the .trc are the calibration's y, z and x.
Eigen::Matrix3d calibration_from_trc() {
  Eigen::Matrix3d turned;
  turned << 0, 0, 1,  //
      1, 0, 0,        //
      0, 1, 0;
  return turned;
}

void read_place(const CameraTable& table, Camera& camera) {
  const auto rotation = table.numbers<3>("rotation");
  camera.rotation = rotation_of_vector(Eigen::Vector3d(rotation.data())) * calibration_from_trc();
  camera.translation_mm = millimetres_per_metre * Eigen::Vector3d(table.numbers<3>("translation").data());
}

std::string text_of_file(const fs::path& file) {
  std::error_code error;
  const std::uintmax_t size = fs::file_size(file, error);
  if (!error && size > largest_calibration)
    throw FormatError(file, "size", fmt::format("at most {} bytes", largest_calibration),
                      fmt::format("{}", size));
  const std::vector<std::uint8_t> bytes = bytes_of_file(file);
  return {bytes.begin(), bytes.end()};
}

toml::table parsed(const fs::path& file) {
  try {
    return toml::parse(text_of_file(file));
  } catch (const toml::parse_error& error) {
    throw FormatError(file, fmt::format("line {}", error.source().begin.line), "TOML",
                      printable(error.description()));
  }
}

/// Lower-case letters and digits: "cam_01" and "Cam01" are the same camera.
std::string plain_name(const std::string& name) {
  std::string plain;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte)) plain += static_cast<char>(std::tolower(byte));
  }
  return plain;
}

/// The last run of digits without leading zeros; empty when there is none.
std::string number_of(const std::string& name) {
  const auto last = name.find_last_of("0123456789");
  if (last == std::string::npos) return {};
  const auto before = name.find_last_not_of("0123456789", last);
  const std::string digits =
      name.substr(before == std::string::npos ? 0 : before + 1, last - (before + 1) + 1);
  const auto significant = digits.find_first_not_of('0');
  return significant == std::string::npos ? "0" : digits.substr(significant);
}

bool is_video(const fs::path& file) { return is_video_name(file) && !is_hidden_name(file); }

template <typename Same>
std::optional<std::string> only_one(const std::vector<fs::path>& videos, const Same& same) {
  std::optional<std::string> found;
  for (const fs::path& video : videos) {
    if (!same(video.stem().string())) continue;
    if (found) return std::nullopt;
    found = video.string();
  }
  return found;
}

std::string video_of(const Camera& camera, const std::vector<fs::path>& videos) {
  const std::string plain = plain_name(camera.name);
  if (const auto named = only_one(videos, [&](const std::string& n) { return plain_name(n) == plain; }))
    return *named;
  const std::string number = number_of(camera.name);
  if (number.empty()) return {};
  return only_one(videos, [&](const std::string& n) { return number_of(n) == number; }).value_or("");
}

}  // namespace

std::optional<fs::path> pose2sim_calibration_of(const fs::path& trc) {
  fs::path folder = fs::absolute(trc).parent_path();
  for (int up = 0; up <= 2; ++up) {
    for (const fs::path& place : {folder, folder / "calibration"}) {
      const std::vector<fs::path> found = files_in(place, is_calibration);
      if (!found.empty()) return found.front();
    }
    folder = folder.parent_path();
  }
  return std::nullopt;
}

std::vector<Camera> read_pose2sim_calibration(const fs::path& file) {
  const toml::table document = parsed(file);
  std::vector<Camera> cameras;
  for (const auto& [key, node] : document) {
    const toml::table* table = node.as_table();
    if (table == nullptr || !table->contains("matrix")) continue;  // [metadata] and the like
    const std::string name(key.str());
    const CameraTable values(file, name, *table);
    Camera& camera = cameras.emplace_back();
    camera.name = id_part(values.text("name", name));
    read_intrinsics(values, camera);
    read_place(values, camera);
  }
  if (cameras.empty()) throw FormatError(file, "cameras", "at least one table with a matrix", "none");
  std::sort(cameras.begin(), cameras.end(), [](const Camera& a, const Camera& b) { return a.name < b.name; });
  return cameras;
}

std::vector<std::string> pose2sim_videos(const fs::path& calibration, const std::vector<Camera>& cameras) {
  const fs::path folder = fs::absolute(calibration).parent_path();
  std::vector<fs::path> videos = files_in(folder / "videos", is_video);
  if (videos.empty()) videos = files_in(folder.parent_path() / "videos", is_video);
  std::vector<std::string> of_cameras;
  for (const Camera& camera : cameras) of_cameras.push_back(video_of(camera, videos));
  return of_cameras;
}

}  // namespace solopose
