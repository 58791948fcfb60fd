#include "core/formats/h36m_cameras.h"

#include <algorithm>

#include <fmt/format.h>
#include <Eigen/Geometry>

#include "core/base/error.h"
#include "core/files/byte_cursor.h"
#include "core/files/text_scanner.h"
#include "core/formats/track_facts.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

struct KnownCamera {
  const char* name;
  int width;
  int height;
};
constexpr std::array<KnownCamera, 4> known_cameras = {
    {{"54138969", 1000, 1002}, {"55011271", 1000, 1000}, {"58860488", 1000, 1000}, {"60457274", 1000, 1002}}};

constexpr std::size_t number_count = 300;
constexpr std::size_t subject_count = 11;
constexpr std::size_t lens_begin = 6 * known_cameras.size() * subject_count;
constexpr const char* field = "w0";

/// 0 for S1; none when the name is another's.
std::optional<std::size_t> index_of_subject(const std::string& subject) {
  for (std::size_t i = 0; i < subject_count; ++i) {
    if (subject == fmt::format("S{}", i + 1)) return i;
  }
  return std::nullopt;
}

std::vector<double> camera_numbers(const fs::path& metadata) {
  const ByteBuffer bytes = bytes_of_file(metadata);
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  constexpr std::string_view opening = "<w0>[";
  const std::size_t begin = text.find(opening);
  const std::size_t end = text.find("]</w0>", begin == std::string_view::npos ? 0 : begin);
  if (begin == std::string_view::npos || end == std::string_view::npos)
    throw FormatError(metadata, field, "<w0>[ … ]</w0>", "none");
  std::string_view list = text.substr(begin + opening.size(), end - begin - opening.size());
  std::vector<double> numbers;
  constexpr std::string_view spaces = " \t\r\n";
  while (numbers.size() <= number_count) {
    const std::size_t first = list.find_first_not_of(spaces);
    if (first == std::string_view::npos) break;
    list.remove_prefix(first);
    const std::string_view word = list.substr(0, list.find_first_of(spaces));
    const std::optional<double> number = number_in(word);
    if (!number || !std::isfinite(*number)) throw FormatError(metadata, field, "a number", printable(word));
    numbers.push_back(*number);
    list.remove_prefix(word.size());
  }
  if (numbers.size() != number_count) {
    throw FormatError(metadata, field, fmt::format("{} numbers", number_count),
                      numbers.size() > number_count ? "more" : fmt::format("{}", numbers.size()));
  }
  return numbers;
}

}  // namespace

std::array<std::string_view, 4> h36m_camera_names() {
  std::array<std::string_view, 4> names;
  std::ranges::transform(known_cameras, names.begin(), &KnownCamera::name);
  return names;
}

std::vector<Camera> read_h36m_cameras(const fs::path& metadata, const std::string& subject) {
  const auto who = index_of_subject(subject);
  if (!who) return {};
  const std::vector<double> numbers = camera_numbers(metadata);
  std::vector<Camera> cameras;
  for (std::size_t c = 0; c < known_cameras.size(); ++c) {
    const double* place = numbers.data() + 6 * (c * subject_count + *who);
    const double* lens = numbers.data() + lens_begin + 9 * c;
    Camera camera;
    camera.name = known_cameras[c].name;
    camera.width = known_cameras[c].width;
    camera.height = known_cameras[c].height;
    camera.intrinsics << lens[0], 0, lens[2], 0, lens[1], lens[3], 0, 0, 1;
    camera.distortion = {lens[4], lens[5], lens[7], lens[8], lens[6]};  // the file has k1 k2 k3 p1 p2
    camera.rotation = (Eigen::AngleAxisd(place[0], Eigen::Vector3d::UnitX()) *
                       Eigen::AngleAxisd(place[1], Eigen::Vector3d::UnitY()) *
                       Eigen::AngleAxisd(place[2], Eigen::Vector3d::UnitZ()))
                          .toRotationMatrix();
    camera.translation_mm = -camera.rotation * Eigen::Vector3d(place[3], place[4], place[5]);
    cameras.push_back(camera);
  }
  return cameras;
}

namespace {

bool recognises_metadata(const fs::path& file) {
  constexpr std::size_t far_enough = 1 << 20;  // <w0> stands behind the list of takes
  return file.filename() == "metadata.xml" && first_bytes(file, far_enough).find("<w0>") != std::string::npos;
}

std::vector<Camera> read_all_subjects(const fs::path& file, double millimetres_per_unit, const RemarkSink&) {
  std::vector<Camera> all;
  for (std::size_t i = 1; i <= subject_count; ++i) {
    const std::string subject = fmt::format("S{}", i);
    for (Camera& camera : read_h36m_cameras(file, subject)) {
      camera.name = subject + "." + camera.name;
      camera.translation_mm *= millimetres_per_unit;
      all.push_back(std::move(camera));
    }
  }
  return all;
}

}  // namespace

std::vector<std::string> h36m_videos(const fs::path& folder, const std::string& subject,
                                     const std::string& take) {
  constexpr std::array<std::array<std::string_view, 2>, 2> renamed = {
      {{"Photo", "TakingPhoto"}, {"WalkDog", "WalkingDog"}}};
  std::string name = take;
  for (const auto& [here, there] : renamed) {
    if (name == here || name.starts_with(fmt::format("{} ", here))) name.replace(0, here.size(), there);
  }
  std::vector<std::string> videos;
  for (const KnownCamera& camera : known_cameras) {
    videos.push_back((folder / subject / "Videos" / fmt::format("{}.{}.mp4", name, camera.name)).string());
  }
  return videos;
}

CalibrationReader h36m_calibration_reader() {
  return {"h36m", "Human3.6M metadata.xml", 1, recognises_metadata, read_all_subjects};
}

}  // namespace solopose
