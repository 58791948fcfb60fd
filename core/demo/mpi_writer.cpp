#include "core/demo/mpi_writer.h"

#include <algorithm>
#include <numbers>

#include <fmt/format.h>
#include <Eigen/Geometry>

#include "core/base/atomic_file.h"
#include "core/demo/calibration_error.h"
#include "core/demo/camera_ring.h"
#include "core/demo/layouts.h"
#include "core/demo/mat_writer.h"

namespace solopose::demo {
namespace {

constexpr int camera_count = 14;
constexpr float universal_scale = 0.97F;  // of a body to the size all subjects share in univ_annot3
constexpr std::uint64_t calibration_seed = 3;

FileFrame mpi_world() { return y_up(-40, {-350, 0, 500}); }

std::vector<Camera> mpi_cameras() {
  const RingOptions ring{.count = camera_count,
                         .radii_mm = {3900, 5200, 4400},
                         .heights_mm = {1300, 2700, 900, 1800, 3100},
                         .width = 2048,
                         .height = 2048,
                         .focal_px = 1497};
  return ring_of_cameras(ring, mpi_world());
}

/// How far from where its calibration says a camera looks in that frame.
Eigen::Matrix3d turn_of(const Take& take, std::size_t camera, std::size_t frame) {
  if (!take.knocked || take.knocked->camera != camera || frame < take.knocked->first_frame)
    return Eigen::Matrix3d::Identity();
  return Eigen::AngleAxisd(take.knocked->turned_deg * std::numbers::pi / 180, Eigen::Vector3d::UnitY())
      .toRotationMatrix();
}

/// Whose labels stand for the parts' in that picture.
std::vector<Part> labelled_as(const Take& take, std::size_t camera, std::size_t frame) {
  std::vector<Part> parts(mpi28_parts().begin(), mpi28_parts().end());
  const auto& exchanged = take.exchanged_labels;
  if (exchanged && exchanged->camera == camera && frame >= exchanged->first_frame &&
      frame - exchanged->first_frame < exchanged->frames)
    std::ranges::transform(parts, parts.begin(), mirrored);
  return parts;
}

/// A camera's cells: a row per frame, x1 y1 z1 x2 …, and the same points in its picture.
struct Annotation {
  Eigen::MatrixXf points_mm;
  Eigen::MatrixXf pixels;
};

Annotation annotation_of(const Take& take, const Camera& camera, std::size_t number) {
  const Recording& recording = take.recording;
  const auto frames = static_cast<Eigen::Index>(recording.frames.size());
  const auto joints = static_cast<Eigen::Index>(mpi28_parts().size());
  Annotation annotation{Eigen::MatrixXf(frames, 3 * joints), Eigen::MatrixXf(frames, 2 * joints)};
  for (Eigen::Index f = 0; f < frames; ++f) {
    const auto frame = static_cast<std::size_t>(f);
    const Eigen::Matrix3d turned = turn_of(take, number, frame);
    const auto points = points_in(recording.frames[frame], mpi28_parts(), mpi_world());
    const auto labelled = points_in(recording.frames[frame], labelled_as(take, number, frame), mpi_world());
    const auto seen = [&](const Eigen::Vector3d& point) -> Eigen::Vector3d {
      return turned * (camera.rotation * point + camera.translation_mm);
    };
    for (Eigen::Index j = 0; j < joints; ++j) {
      const auto joint = static_cast<std::size_t>(j);
      annotation.points_mm.block<1, 3>(f, 3 * j) = seen(points[joint]).cast<float>();
      annotation.pixels.block<1, 2>(f, 2 * j) =
          (camera.intrinsics * seen(labelled[joint])).hnormalized().cast<float>();
    }
  }
  return annotation;
}

void write_annotations(const std::filesystem::path& file, const Take& take) {
  std::vector<Eigen::MatrixXf> pixels;
  std::vector<Eigen::MatrixXf> points;
  std::vector<Eigen::MatrixXf> universal;
  for (const Camera& camera : mpi_cameras()) {
    Annotation annotation = annotation_of(take, camera, points.size());
    universal.push_back(universal_scale * annotation.points_mm);
    points.push_back(std::move(annotation.points_mm));
    pixels.push_back(std::move(annotation.pixels));
  }
  const auto frames = static_cast<Eigen::Index>(take.recording.frames.size());
  MatWriter mat(file);
  mat.cells("annot2", camera_count, 1, pixels);
  mat.cells("annot3", camera_count, 1, points);
  mat.cells("univ_annot3", camera_count, 1, universal);
  mat.matrix("cameras", Eigen::RowVectorXd::LinSpaced(camera_count, 0, camera_count - 1));
  mat.matrix("frames", Eigen::VectorXd::LinSpaced(frames, 0, static_cast<double>(frames - 1)));
  mat.finish();
}

std::string row_major(const Eigen::Matrix4d& matrix) {
  std::string text;
  for (int row = 0; row < 4; ++row) {
    for (int column = 0; column < 4; ++column) text += fmt::format("{:.9g} ", matrix(row, column));
  }
  return text;
}

/// As somebody measured the cameras, not as they stood: what they filmed is true, their extrinsics are not.
std::string calibration_text() {
  std::string text = "Skeletool Camera Calibration File V1.0\n";
  for (const Camera& camera : with_calibration_error(mpi_cameras(), calibration_seed)) {
    Eigen::Matrix4d intrinsic = Eigen::Matrix4d::Identity();
    intrinsic.topLeftCorner<3, 3>() = camera.intrinsics;
    Eigen::Matrix4d extrinsic = Eigen::Matrix4d::Identity();
    extrinsic.topLeftCorner<3, 3>() = camera.rotation;
    extrinsic.topRightCorner<3, 1>() = camera.translation_mm;
    text += fmt::format(
        "name          {}\n  sensor      10 10\n  size        {} {}\n  animated    0\n  intrinsic   {}\n"
        "  extrinsic   {}\n  radial      0\n",
        camera.name, camera.width, camera.height, row_major(intrinsic), row_major(extrinsic));
  }
  return text;
}

}  // namespace

void write_mpi_inf_3dhp(const std::filesystem::path& folder, std::span<const Take> takes) {
  for (const Take& take : takes) {
    const std::filesystem::path place = folder / take.subject / take.name;
    std::filesystem::create_directories(place);
    write_annotations(place / "annot.mat", take);
    write_text_atomically(place / "camera.calibration", calibration_text());
  }
}

std::vector<Shot> mpi_shots(const std::filesystem::path& folder, std::span<const Take> takes) {
  constexpr int film_width = 256;
  std::vector<Shot> shots;
  for (std::size_t t = 0; t < takes.size(); ++t) {
    const std::filesystem::path place = folder / takes[t].subject / takes[t].name / "imageSequence";
    for (const Camera& camera : mpi_cameras()) {
      shots.push_back(
          {t, place / fmt::format("video_{}.avi", camera.name), on_stage(camera, mpi_world(), film_width)});
    }
  }
  return shots;
}

}  // namespace solopose::demo
