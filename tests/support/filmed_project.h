#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/camera/camera_projection.h"
#include "core/formats/sequence.h"
#include "core/prediction/predict.h"
#include "core/project/staged_import.h"
#include "core/video/video_writer.h"
#include "tests/core/video/test_video.h"
#include "tests/support/scratch_data.h"

namespace solopose::testing {

inline constexpr int film_width = 320;
inline constexpr int film_height = 180;

/// A film whose every frame carries its number; a plain grey one when `coded` is off.
inline void write_film(const std::filesystem::path& file, int frames, double fps, bool coded = true,
                       int width = film_width, int height = film_height) {
  VideoWriterOptions options;
  options.width = width;
  options.height = height;
  options.fps = fps;
  VideoWriter writer(file, options);
  Image grey(width, height, PixelLayout::rgb24);
  std::fill(grey.bytes.begin(), grey.bytes.end(), std::uint8_t{90});
  for (int i = 0; i < frames; ++i)
    writer.write(coded ? numbered_image(i, width, height, PixelLayout::rgb24) : grey);
  writer.finish();
}

/// Four metres in front of somebody who faces +y, or to the right of them, at a height of one metre.
inline Camera film_camera(const std::string& name, bool from_the_right = false) {
  Camera camera;
  camera.name = name;
  camera.width = 2 * film_width;  // calibrated at twice the film's size
  camera.height = 2 * film_height;
  camera.intrinsics << 700, 0, film_width - 0.5, 0, 700, film_height - 0.5, 0, 0, 1;
  if (from_the_right)
    camera.rotation << 0, 1, 0, 0, 0, -1, -1, 0, 0;
  else
    camera.rotation << -1, 0, 0, 0, 0, -1, 0, -1, 0;
  const Eigen::Vector3d place =
      from_the_right ? Eigen::Vector3d(4000, 0, 1000) : Eigen::Vector3d(0, 4000, 1000);
  camera.translation_mm = -camera.rotation * place;
  return camera;
}

/// The leaning body of scratch_data.h as a track of the world.
inline Sequence filmed_sequence(const std::string& take, std::int64_t frames, double fps,
                                const std::vector<std::filesystem::path>& videos) {
  Sequence sequence;
  sequence.subject = "S1";
  sequence.take = take;
  sequence.view = "world";
  sequence.frames_per_second = fps;
  sequence.joints = joint_set_named("canonical15");
  sequence.up = Eigen::Vector3d::UnitZ();
  sequence.positions_mm = leaning_poses(frames, 1);
  for (const auto& video : videos) {
    sequence.videos.push_back(video.string());
    sequence.cameras.push_back(film_camera(video.stem().string(), sequence.cameras.size() == 1));
  }
  return sequence;
}

inline void make_filmed_project(const std::filesystem::path& folder, const std::vector<Sequence>& sequences) {
  Project project = Project::create(folder);
  StagedImport staged(project, {.dataset = "films", .format = "table"});
  for (const Sequence& sequence : sequences) staged.add(sequence);
  staged.commit(project);
}

/// What a model would say that is off by `error_mm` to the camera's right at every joint but the pelvis.
inline Prediction shifted_prediction(const Sequence& truth, std::size_t view, const std::string& fingerprint,
                                     float error_mm) {
  Prediction prediction;
  prediction.model_fingerprint = fingerprint;
  prediction.model.run = "run " + fingerprint.substr(0, 1);
  prediction.model.target.frame = TargetFrame::camera;
  prediction.video = truth.videos[view];
  prediction.frames_per_second = truth.frames_per_second;
  prediction.camera = camera_for_size(truth.cameras[view], film_width, film_height);
  for (std::size_t i = 0; i < truth.positions_mm.size(); i += 3) {
    const Eigen::Vector3d world(truth.positions_mm[i], truth.positions_mm[i + 1], truth.positions_mm[i + 2]);
    Eigen::Vector3d point = camera_from_world(prediction.camera, world);
    if (i / 3 % joint_count != 0) point.x() += static_cast<double>(error_mm);
    const Eigen::Vector2d pixel = project_to_pixel(prediction.camera, point);
    for (int axis = 0; axis < 3; ++axis) prediction.poses_mm.push_back(static_cast<float>(point[axis]));
    prediction.pixels.push_back(static_cast<float>(pixel.x()));
    prediction.pixels.push_back(static_cast<float>(pixel.y()));
    prediction.confidences.push_back(0.8F);
  }
  prediction.crops.assign(truth.positions_mm.size() / 45, Crop{{160, 90}, 150});
  return prediction;
}

}  // namespace solopose::testing
