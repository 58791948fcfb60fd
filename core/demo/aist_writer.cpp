#include "core/demo/aist_writer.h"

#include <fmt/format.h>
#include <Eigen/Geometry>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/demo/camera_ring.h"
#include "core/demo/layouts.h"
#include "core/files/pickle_writer.h"

namespace solopose::demo {
namespace {

constexpr double cm_per_mm = 0.1;

FileFrame aist_world() { return y_up(25, {120, -85, 260}); }

std::string keypoints_pickle(const Recording& recording) {
  std::vector<double> values;
  for (const BodyPoints& points : recording.frames) {
    for (const Eigen::Vector3d& point : points_in(points, coco17_parts(), aist_world())) {
      for (int axis = 0; axis < 3; ++axis) values.push_back(cm_per_mm * point[axis]);
    }
  }
  const std::vector<std::uint32_t> shape = {static_cast<std::uint32_t>(recording.frames.size()),
                                            static_cast<std::uint32_t>(coco17_parts().size()), 3};
  PickleWriter pickle;
  pickle.begin_dict();
  for (const char* key : {"keypoints3d", "keypoints3d_optim"}) {
    pickle.text(key);
    pickle.array<double>(values, shape);
  }
  pickle.end_dict();
  pickle.finish();
  return pickle.take();
}

nlohmann::json json_of(const Eigen::Matrix3d& matrix) {
  nlohmann::json rows = nlohmann::json::array();
  for (int row = 0; row < 3; ++row) rows.push_back({matrix(row, 0), matrix(row, 1), matrix(row, 2)});
  return rows;
}

nlohmann::json json_of(const Eigen::Vector3d& vector) { return {vector.x(), vector.y(), vector.z()}; }

std::vector<Camera> aist_cameras() {
  const RingOptions ring{.count = 9, .radii_mm = {4800}, .heights_mm = {1700, 1650, 1750}};
  std::vector<Camera> cameras = ring_of_cameras(ring, aist_world());
  int number = 1;
  for (Camera& camera : cameras) {
    camera.name = fmt::format("c{:02}", number++);
    camera.distortion = {-0.1, 0, 0, 0, 0};
  }
  return cameras;
}

std::string camera_setting() {
  nlohmann::json setting = nlohmann::json::array();
  for (const Camera& camera : aist_cameras()) {
    const Eigen::AngleAxisd rotation(camera.rotation);
    setting.push_back({{"name", camera.name},
                       {"size", {camera.width, camera.height}},
                       {"matrix", json_of(camera.intrinsics)},
                       {"distortions", camera.distortion},
                       {"rotation", json_of(Eigen::Vector3d(rotation.angle() * rotation.axis()))},
                       {"translation", json_of(Eigen::Vector3d(cm_per_mm * camera.translation_mm))}});
  }
  return setting.dump(1);
}

}  // namespace

void write_aist(const std::filesystem::path& folder, std::span<const Take> takes) {
  std::filesystem::create_directories(folder / "keypoints3d");
  std::filesystem::create_directories(folder / "cameras");
  std::string mapping;
  for (const Take& take : takes) {
    write_text_atomically(folder / "keypoints3d" / (take.name + ".pkl"), keypoints_pickle(take.recording));
    mapping += take.name + " setting1\n";
  }
  write_text_atomically(folder / "cameras" / "setting1.json", camera_setting());
  write_text_atomically(folder / "cameras" / "mapping.txt", mapping);
}

std::vector<Shot> aist_shots(const std::filesystem::path& folder, std::span<const Take> takes) {
  constexpr int film_width = 320;
  constexpr std::string_view all_cameras = "cAll";
  std::vector<Shot> shots;
  for (std::size_t t = 0; t < takes.size(); ++t) {
    for (const Camera& camera : aist_cameras()) {
      std::string name = takes[t].name;
      name.replace(name.find(all_cameras), all_cameras.size(), camera.name);
      shots.push_back({t, folder / "videos" / (name + ".mp4"), on_stage(camera, aist_world(), film_width)});
    }
  }
  return shots;
}

}  // namespace solopose::demo
