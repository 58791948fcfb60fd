#include "core/formats/bvh_kinematics.h"

#include <algorithm>
#include <numbers>

namespace solopose {
namespace {

constexpr std::size_t rows_between_stops = 4096;

int axis_of(BvhChannel channel) { return static_cast<int>(channel) % 3; }
bool is_rotation(BvhChannel channel) { return channel >= BvhChannel::x_rotation; }

/// matrix = matrix * R_axis(angle): only two columns change.
void rotate(Eigen::Matrix3d& matrix, int axis, double degrees) {
  const double angle = degrees * (std::numbers::pi / 180);
  const double c = std::cos(angle);
  const double s = std::sin(angle);
  const int u = (axis + 1) % 3;
  const int v = (axis + 2) % 3;
  const Eigen::Vector3d column_u = matrix.col(u);
  matrix.col(u) = c * column_u + s * matrix.col(v);
  matrix.col(v) = c * matrix.col(v) - s * column_u;
}

/// A position channel below a root.
struct InnerPosition {
  std::size_t column;
  double offset;
};

std::vector<InnerPosition> inner_positions(const BvhSkeleton& skeleton) {
  std::vector<InnerPosition> found;
  std::size_t column = 0;
  for (const BvhJoint& joint : skeleton.joints) {
    for (const BvhChannel channel : joint.channels) {
      if (!is_rotation(channel) && joint.parent >= 0)
        found.push_back({column, joint.offset[axis_of(channel)]});
      ++column;
    }
  }
  return found;
}

class Kinematics {
 public:
  Kinematics(const BvhSkeleton& skeleton, bool displacements)
      : skeleton_(skeleton), displacements_(displacements), poses_(skeleton.joints.size()) {}

  /// row: skeleton.channels values. positions: (joints, 3).
  void place(std::span<const double> row, float* positions) {
    std::size_t column = 0;
    for (std::size_t j = 0; j < poses_.size(); ++j) {
      const BvhJoint& joint = skeleton_.joints[j];
      const Pose* parent = joint.parent < 0 ? nullptr : &poses_[static_cast<std::size_t>(joint.parent)];
      Pose& pose = poses_[j];
      pose.rotation = parent ? parent->rotation : Eigen::Matrix3d::Identity();
      if (joint.axes) pose.rotation *= *joint.axes;
      Eigen::Vector3d local = joint.offset;
      for (const BvhChannel channel : joint.channels) {
        const double value = row[column++];
        const int axis = axis_of(channel);
        if (is_rotation(channel)) {
          rotate(pose.rotation, axis, value);
        } else {
          local[axis] = displacements_ && parent ? joint.offset[axis] + value : value;
        }
      }
      if (joint.axes) pose.rotation *= joint.axes->transpose();
      pose.position = parent ? Eigen::Vector3d(parent->position + parent->rotation * local) : local;
      for (int axis = 0; axis < 3; ++axis) *positions++ = static_cast<float>(pose.position[axis]);
    }
  }

 private:
  struct Pose {
    Eigen::Matrix3d rotation;
    Eigen::Vector3d position;
  };

  const BvhSkeleton& skeleton_;
  bool displacements_;
  std::vector<Pose> poses_;  ///< per joint, in the file's frame
};

}  // namespace

bool holds_displacements(const BvhSkeleton& skeleton, std::span<const double> rows) {
  const std::vector<InnerPosition> positions = inner_positions(skeleton);
  const auto is_zero = [&](std::span<const double> row) {
    return std::ranges::all_of(positions, [&](const InnerPosition& p) { return row[p.column] == 0; });
  };
  double near_offset = 0;  // lengths of the offsets that have a say
  double near_zero = 0;
  double in_zero_rows = 0;
  for (std::size_t at = 0; at < rows.size(); at += skeleton.channels) {
    const auto row = rows.subspan(at, skeleton.channels);
    const bool zero_row = is_zero(row);
    for (const auto& [column, offset] : positions) {
      const double length = std::abs(offset);
      if (zero_row) {
        in_zero_rows += length;
      } else if (std::abs(row[column] - offset) <= 0.5 * length) {
        near_offset += length;
      } else if (std::abs(row[column]) < 0.5 * length) {
        near_zero += length;
      }
    }
  }
  return near_offset + near_zero > 0 ? near_zero > near_offset : in_zero_rows > 0;
}

std::vector<float> bvh_positions(const BvhSkeleton& skeleton, std::span<const double> rows,
                                 const JobContext& context) {
  const std::size_t frames = rows.size() / skeleton.channels;
  const std::size_t width = skeleton.joints.size() * 3;
  Kinematics kinematics(skeleton, holds_displacements(skeleton, rows));
  std::vector<float> positions(frames * width);
  for (std::size_t frame = 0; frame < frames; ++frame) {
    if (frame % rows_between_stops == 0) context.throw_if_stopped();
    kinematics.place(rows.subspan(frame * skeleton.channels, skeleton.channels),
                     positions.data() + frame * width);
  }
  return positions;
}

}  // namespace solopose
