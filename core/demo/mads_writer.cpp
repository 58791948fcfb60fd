#include "core/demo/mads_writer.h"

#include <fmt/format.h>
#include <Eigen/Geometry>

#include "core/demo/camera_ring.h"
#include "core/demo/layouts.h"
#include "core/demo/mat_writer.h"

namespace solopose::demo {
namespace {

FileFrame mads_world() { return y_up(-70, {300, 0, -500}); }

void write_ground_truth(const std::filesystem::path& file, const Recording& recording) {
  std::vector<Eigen::MatrixXd> poses;
  for (const BodyPoints& points : recording.frames) {
    const auto placed = points_in(points, mads19_parts(), mads_world());
    Eigen::MatrixXd pose(static_cast<Eigen::Index>(placed.size()), 3);
    for (Eigen::Index j = 0; j < pose.rows(); ++j) pose.row(j) = placed[static_cast<std::size_t>(j)];
    poses.push_back(std::move(pose));
  }
  MatWriter mat(file);
  mat.cells("GTpose2", 1, poses.size(), poses);
  mat.finish();
}

std::vector<Camera> mads_cameras() {
  const RingOptions ring{.count = 3,
                         .radii_mm = {3600},
                         .first_deg = -40,
                         .arc_deg = 80,
                         .heights_mm = {1500, 1350, 1600},
                         .width = 512,
                         .height = 384,
                         .focal_px = 420};
  return ring_of_cameras(ring, mads_world());
}

void write_cameras(const std::filesystem::path& folder) {
  for (const Camera& camera : mads_cameras()) {
    const Eigen::AngleAxisd rotation(camera.rotation);
    MatWriter mat(folder / fmt::format("Calib_Cam{}.mat", camera.name));
    mat.matrix("KK", camera.intrinsics);
    mat.matrix("kc", Eigen::VectorXd::Zero(5));
    mat.matrix("om_ext", rotation.angle() * rotation.axis());
    mat.matrix("T_ext", camera.translation_mm);
    mat.finish();
  }
}

}  // namespace

void write_mads(const std::filesystem::path& folder, std::span<const Take> takes) {
  for (const Take& take : takes) {
    const std::filesystem::path place = folder / "multi_view_data" / take.subject;
    std::filesystem::create_directories(place);
    if (!std::filesystem::exists(place / "Calib_Cam0.mat")) write_cameras(place);
    write_ground_truth(place / fmt::format("{}_{}_GT.mat", take.subject, take.name), take.recording);
  }
}

std::vector<Shot> mads_shots(const std::filesystem::path& folder, std::span<const Take> takes) {
  constexpr int film_width = 512;  // the calibration does not tell its size: the film must have it
  std::vector<Shot> shots;
  for (std::size_t t = 0; t < takes.size(); ++t) {
    const Take& take = takes[t];
    for (const Camera& camera : mads_cameras()) {
      shots.push_back({t,
                       folder / "multi_view_data" / take.subject /
                           fmt::format("{}_{}_C{}.avi", take.subject, take.name, camera.name),
                       on_stage(camera, mads_world(), film_width)});
    }
  }
  return shots;
}

}  // namespace solopose::demo
