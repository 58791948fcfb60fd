#pragma once

#include <array>
#include <filesystem>
#include <string>

#include "core/camera/crop.h"
#include "core/project/project.h"
#include "core/runs/options.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {

/// A joint drawn as a disc of its own colour.
struct Marker {
  Joint joint;
  std::array<int, 3> colour;  ///< which of red, green and blue are on
};
inline constexpr std::array<Marker, 3> markers = {
    {{Joint::head, {1, 0, 0}}, {Joint::left_wrist, {0, 1, 0}}, {Joint::right_ankle, {0, 0, 1}}}};

/// A project of AIST++'s layout with six takes by three people, d04, d08 and d16, of 70 frames each. Cameras
/// c01 and c03 have films, on which three joints shine on dark grey; the other seven are not there. In one
/// take a hip is lost in frames 20 to 29, and with it the pelvis.
class SampleProject {
 public:
  static constexpr int frames = 70;
  static constexpr int width = 480;
  static constexpr int height = 270;
  static constexpr const char* dataset = "Dancers";
  static constexpr const char* take_without_hip = "gWA_sBM_cAll_d04_mWA1_ch01";

  SampleProject();

  const std::filesystem::path& folder() const { return folder_; }
  Project open() const { return Project::open(folder_); }
  /// The film of a take as camera c01 or c03 sees it.
  std::filesystem::path film(const std::string& take, const std::string& camera) const;
  /// Films a take anew: fewer frames, or another rate.
  void film_again(const std::string& take, const std::string& camera, int film_frames, double fps) const;

  /// Clips of 20 frames every 10, T 4.
  static DataOptions data_options();

 private:
  TemporaryFolder scratch_;
  std::filesystem::path folder_ = scratch_ / "project";
};

/// Where a marker's colour is in a square picture that the network sees, (3, size, size) with clip_mean and
/// clip_std taken out: its centre from the upper left corner in shares of the side. None when it is hidden or
/// cut off at a border.
std::optional<Eigen::Vector2d> marker_in(std::span<const float> pixels, int size, const Marker& marker);

}  // namespace solopose::testing
