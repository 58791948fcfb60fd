#pragma once

#include <string>
#include <vector>

#include <Eigen/Core>

namespace solopose::testing {

/// A stick figure of 1.7 m in mm, z up and on the floor z = 0, facing +y: canonical poses one behind the
/// other.
class Postures {
 public:
  Postures& stand(int frames);
  Postures& bow(int frames);        ///< the torso level, legs upright
  Postures& lie(int frames);        ///< on the back, head towards +y, where the feet stood
  Postures& lie_aside(int frames);  ///< the same two metres off
  Postures& sit(int frames);        ///< on a chair
  Postures& handstand(int frames);
  Postures& jump(int frames);

  /// With z turned to "x", "-x", "y", "-y", "z" or "-z", and times a factor.
  std::vector<float> poses(const std::string& up = "z", double factor = 1) const;

 private:
  template <typename Pose>
  Postures& add(int frames, const Pose& pose);

  std::vector<Eigen::Vector3d> points_;
};

/// Canonical poses (frames, 15, 3) as a TRC of 50 frames a second.
std::string trc_of(const std::vector<float>& poses, const std::string& units = "mm");

/// The same of any markers: positions (frames, markers, 3).
std::string trc_of(const std::vector<std::string>& markers, const std::vector<float>& positions,
                   const std::string& units = "mm");

}  // namespace solopose::testing
