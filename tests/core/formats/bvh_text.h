#pragma once

#include <functional>
#include <string>
#include <vector>

namespace solopose::testing {

/// A made-up BVH person in centimetres, y up, left along +x, 1.72 m tall: ROOT Hips and 15 more joints, each
/// with three rotations behind its position channels.
struct BvhRig {
  std::function<std::string(const std::string&)> name = [](const std::string& joint) { return joint; };
  double scale = 1;
  bool inner_positions = false;  ///< six channels on every joint, not only on the root
  std::string word = "ROOT";     ///< JOINT for somebody below another joint

  std::string hierarchy() const;
  std::size_t joints() const { return 16; }
  /// Values of a row: the root at (x, 95 * scale, z), inner positions by offset times `of_offset`, the neck
  /// turned by `neck` degrees about x, all else straight.
  std::vector<double> row(double x = 0, double z = 0, double of_offset = 1, double neck = 0) const;
};

std::string row_text(const std::vector<double>& values);

/// HIERARCHY, these blocks, MOTION and these rows.
std::string bvh_text(const std::vector<std::string>& blocks, const std::vector<std::vector<double>>& rows,
                     const std::string& frame_time = "0.02");

}  // namespace solopose::testing
