#include "core/demo/made_up_model.h"

#include <array>
#include <cmath>
#include <numbers>

#include "core/base/seeded_random.h"
#include "core/camera/camera_projection.h"
#include "core/models/prediction.h"

namespace solopose::demo {
namespace {

constexpr const char* run = "made-up model";
constexpr const char* fingerprint = "000000000000made";
constexpr float confidence = 0.8F;
constexpr double error_mm = 25;
constexpr double error_changes_per_second = 0.7;

/// The parts that stand for the canonical joints, in their order.
constexpr std::array<Part, joint_count> canonical_parts = {
    Part::pelvis,     Part::right_hip,  Part::right_knee,     Part::right_ankle, Part::left_hip,
    Part::left_knee,  Part::left_ankle, Part::neck,           Part::head,        Part::left_shoulder,
    Part::left_elbow, Part::left_wrist, Part::right_shoulder, Part::right_elbow, Part::right_wrist};

/// Errors of one film: slow swings with a beginning of their own for each joint and axis.
class Errors {
 public:
  explicit Errors(const Shot& shot) {
    SeededRandom random(seeded_hash(shot.file.filename().string(), 5));
    for (double& begin : begins_) begin = random.unit();
  }

  Eigen::Vector3d of(std::size_t joint, double seconds) const {
    Eigen::Vector3d error;
    for (std::size_t axis = 0; axis < 3; ++axis) {
      const double turns = begins_[3 * joint + axis] + error_changes_per_second * seconds;
      error[static_cast<Eigen::Index>(axis)] = error_mm * std::sin(2 * std::numbers::pi * turns);
    }
    return error;
  }

 private:
  std::array<double, std::size_t{3} * joint_count> begins_{};
};

ModelDescription described() {
  ModelDescription model;
  model.run = run;
  model.mean_pose_mm.assign(std::size_t{3} * joint_count, 0);
  return model;
}

void add_frame(Prediction& prediction, const BodyPoints& points, const Errors& errors) {
  const double seconds = static_cast<double>(prediction.frames()) / prediction.frames_per_second;
  std::vector<float> pose;
  for (std::size_t j = 0; j < joint_count; ++j) {
    const Eigen::Vector3d seen =
        camera_from_world(prediction.camera, at(points, canonical_parts[j]) + errors.of(j, seconds));
    const Eigen::Vector2d pixel = project_to_pixel(prediction.camera, seen);
    for (const double value : seen) pose.push_back(static_cast<float>(value));
    for (const double value : pixel) prediction.pixels.push_back(static_cast<float>(value));
    prediction.confidences.push_back(confidence);
  }
  prediction.crops.push_back(
      crop_of_pose(prediction.camera, pose, prediction.model.target.extent_mm).value_or(Crop()));
  prediction.poses_mm.insert(prediction.poses_mm.end(), pose.begin(), pose.end());
}

Prediction predicted(const Take& take, const Shot& shot) {
  Prediction prediction;
  prediction.model_fingerprint = fingerprint;
  prediction.model = described();
  prediction.video = shot.file;
  prediction.frames_per_second = take.recording.frames_per_second;
  prediction.camera = shot.camera;
  const Errors errors(shot);
  const std::size_t frames = take.recording.frames.size();
  for (std::size_t f = 0; f < std::min(frames, shot.frames.value_or(frames)); ++f)
    add_frame(prediction, take.recording.frames[f], errors);
  return prediction;
}

}  // namespace

void predict_films(const std::filesystem::path& project_folder, std::span<const Take> takes,
                   std::span<const Shot> shots) {
  for (const Shot& shot : shots) {
    const auto file = prediction_file(project_folder, fingerprint, shot.file);
    std::filesystem::create_directories(file.parent_path());
    write_prediction(file, predicted(takes[shot.take], shot));
  }
}

}  // namespace solopose::demo
