#include "core/demo/h36m_writer.h"

#include <fmt/format.h>
#include <Eigen/Geometry>

#include "core/base/atomic_file.h"
#include "core/demo/camera_ring.h"
#include "core/demo/layouts.h"
#include "core/files/npz.h"
#include "core/files/pickle_writer.h"

namespace solopose::demo {
namespace {

constexpr double metres_per_mm = 0.001;

FileFrame h36m_world() { return z_up(130, {400, -1100, 0}); }

constexpr int subjects = 11;
constexpr std::array<const char*, 4> camera_names = {"54138969", "55011271", "58860488", "60457274"};
constexpr std::array<int, 4> camera_heights = {1002, 1000, 1000, 1002};

std::vector<Camera> h36m_cameras() {
  const RingOptions ring{.count = 4,
                         .radii_mm = {5290, 5370, 5530, 5270},
                         .first_deg = 20,
                         .heights_mm = {1563, 1606, 1492, 1520},
                         .width = 1000,
                         .height = 1000,
                         .focal_px = 1147};
  std::vector<Camera> cameras = ring_of_cameras(ring, h36m_world());
  for (std::size_t c = 0; c < cameras.size(); ++c) {
    cameras[c].name = camera_names[c];
    cameras[c].height = camera_heights[c];
    cameras[c].distortion = {-0.2, 0.24, -0.001, -0.0014, 0};
  }
  return cameras;
}

/// <w0> as the dataset has it: for each camera and subject three angles and a place, then for each camera
/// focal lengths, centre, k1 k2 k3 p1 p2. All subjects see the same cameras here.
std::string metadata_xml() {
  const std::vector<Camera> cameras = h36m_cameras();
  std::string numbers;
  const auto put = [&](double value) { numbers += fmt::format("{:.9g} ", value); };
  for (const Camera& camera : cameras) {
    const Eigen::Vector3d angles = camera.rotation.eulerAngles(0, 1, 2);
    const Eigen::Vector3d place = -camera.rotation.transpose() * camera.translation_mm;
    for (int subject = 0; subject < subjects; ++subject) {
      for (const Eigen::Vector3d& three : {angles, place}) std::for_each(three.begin(), three.end(), put);
    }
  }
  for (const Camera& camera : cameras) {
    const auto& [k1, k2, p1, p2, k3] = camera.distortion;
    for (const double value : {camera.intrinsics(0, 0), camera.intrinsics(1, 1), camera.intrinsics(0, 2),
                               camera.intrinsics(1, 2), k1, k2, k3, p1, p2}) {
      put(value);
    }
  }
  numbers.pop_back();
  return "<metadata>\n<w0>[" + numbers + "]</w0>\n</metadata>\n";
}

void write_positions(PickleWriter& pickle, const Recording& recording) {
  const FileFrame world = h36m_world();
  std::vector<float> values;
  for (const BodyPoints& points : recording.frames) {
    for (const Eigen::Vector3d& point : points_in(points, h36m32_parts(), world)) {
      for (int axis = 0; axis < 3; ++axis) values.push_back(static_cast<float>(metres_per_mm * point[axis]));
    }
  }
  pickle.array<float>(values, {static_cast<std::uint32_t>(recording.frames.size()),
                               static_cast<std::uint32_t>(h36m32_parts().size()), 3});
}

std::string positions_pickle(std::span<const Take> takes) {
  PickleWriter pickle;
  pickle.begin_object();
  pickle.begin_dict();
  for (std::size_t i = 0; i < takes.size();) {
    const std::string& subject = takes[i].subject;
    pickle.text(subject);
    pickle.begin_dict();
    for (; i < takes.size() && takes[i].subject == subject; ++i) {
      pickle.text(takes[i].name);
      write_positions(pickle, takes[i].recording);
    }
    pickle.end_dict();
  }
  pickle.end_dict();
  pickle.end_object();
  pickle.finish();
  return pickle.take();
}

}  // namespace

void write_h36m(const std::filesystem::path& file, std::span<const Take> takes) {
  std::filesystem::create_directories(file.parent_path());
  NpzWriter out(file);
  out.begin_objects("positions_3d");
  out.append_objects(positions_pickle(takes));
  out.end();
  out.finish();
  write_text_atomically(file.parent_path() / "metadata.xml", metadata_xml());
}

std::vector<Shot> h36m_shots(const std::filesystem::path& folder, std::span<const Take> takes) {
  constexpr int film_width = 250;
  std::vector<Shot> shots;
  for (std::size_t t = 0; t < takes.size(); ++t) {
    for (const Camera& camera : h36m_cameras()) {
      shots.push_back(
          {t, folder / takes[t].subject / "Videos" / fmt::format("{}.{}.mp4", takes[t].name, camera.name),
           on_stage(camera, h36m_world(), film_width)});
    }
  }
  return shots;
}

}  // namespace solopose::demo
