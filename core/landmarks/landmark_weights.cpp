#include "core/landmarks/landmark_weights.h"

#include <array>
#include <utility>

#include "core/base/error.h"
#include "core/base/filled.h"
#include "core/base/fingerprint.h"
#include "core/base/user_folders.h"
#include "core/models/shipped_models.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

constexpr const char* finder_name = "pose_detection.tflite";
constexpr const char* landmarks_name = "pose_landmark_full.tflite";
constexpr const char* licence_name = "LICENSE";

// XXH3-128 of the two files in mediapipe-0.10.21.
constexpr const char* known_finder = "1a0f8fb7a02b55743330668b4d98c337";
constexpr const char* known_landmarks = "9842faa5fcc36a92847b71171f8ddae2";

bool is_file(const fs::path& path) {
  std::error_code unreadable;
  return fs::is_regular_file(path, unreadable);
}

}  // namespace

std::vector<fs::path> landmark_weights_folders() {
  if (const fs::path given = folder_from("SOLOPOSE_BLAZEPOSE"); !given.empty()) return {given};
  std::error_code unreadable;
  const fs::path program = fs::read_symlink("/proc/self/exe", unreadable).parent_path();
  std::vector<fs::path> folders{program.parent_path() / "share" / "solopose" / "blazepose"};
  if (fs::path own = user_data_folder("blazepose"); !own.empty()) folders.push_back(std::move(own));
  return folders;
}

std::optional<LandmarkWeights> landmark_weights() {
  for (const fs::path& folder : landmark_weights_folders()) {
    LandmarkWeights weights{folder / finder_name, folder / landmarks_name, folder / licence_name};
    if (is_file(weights.finder) && is_file(weights.landmarks)) return weights;
  }
  return std::nullopt;
}

LandmarkWeights require_landmark_weights() {
  if (auto weights = landmark_weights()) return *weights;
  throw Error(
      filled(landmark_weights_missing, std::array{blazepose_fetcher().value_or("fetch-blazepose").string(),
                                                  landmark_weights_folders().back().string()}));
}

bool are_known(const LandmarkWeights& weights) {
  return fingerprint_of_file(weights.finder) == known_finder &&
         fingerprint_of_file(weights.landmarks) == known_landmarks;
}

}  // namespace solopose
