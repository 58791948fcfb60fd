#include "tests/core/quality/planted_faults.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include <Eigen/Geometry>

#include "core/skeleton/joint_angles.h"
#include "core/skeleton/pose_rows.h"

namespace solopose::testing {
namespace {

using Vector = Eigen::Vector3f;
using enum Joint;

constexpr float radians_per_degree = static_cast<float>(std::numbers::pi / 180);

Eigen::Map<Vector> at(Recording& recording, std::int64_t frame, int joint) {
  return Eigen::Map<Vector>(recording.poses_mm.data() + frame * pose_floats + joint * 3);
}
Eigen::Map<Vector> at(Recording& recording, std::int64_t frame, Joint joint) {
  return at(recording, frame, index_of(joint));
}

float between(SeededRandom& random, float low, float high) {
  return low + (high - low) * static_cast<float>(random.unit());
}

float normal(SeededRandom& random) {
  const double radius = std::sqrt(-2 * std::log(1 - random.unit()));
  return static_cast<float>(radius * std::cos(2 * std::numbers::pi * random.unit()));
}

Vector direction(SeededRandom& random) {
  return Vector(normal(random), normal(random), normal(random)).normalized();
}

struct Limb {
  std::array<Joint, 3> joints;  ///< from the trunk outwards
};
constexpr std::array limbs = {
    Limb{{left_hip, left_knee, left_ankle}}, Limb{{right_hip, right_knee, right_ankle}},
    Limb{{left_shoulder, left_elbow, left_wrist}}, Limb{{right_shoulder, right_elbow, right_wrist}}};

bool spike(Recording& recording, std::int64_t first, std::int64_t count, SeededRandom& random) {
  const Vector jump = direction(random) * between(random, 150, 500);
  const bool whole = random.below(4) == 0;
  const int joint = static_cast<int>(random.below(joint_count));
  for (std::int64_t f = first; f < first + count; ++f) {
    for (int j = 0; j < joint_count; ++j) {
      if (whole || j == joint) at(recording, f, j) += jump;
    }
  }
  return true;
}

bool freeze_body(Recording& recording, std::int64_t first, std::int64_t count, SeededRandom&) {
  // The frame before stays: its pose is held for `count` frames more.
  for (std::int64_t f = first; f < first + count; ++f) {
    for (int j = 0; j < joint_count; ++j) at(recording, f, j) = at(recording, first - 1, j);
  }
  return true;
}

bool freeze_limb(Recording& recording, std::int64_t first, std::int64_t count, SeededRandom& random) {
  const Limb& limb = limbs[random.below(limbs.size())];
  for (std::int64_t f = first; f < first + count; ++f) {
    for (const std::size_t j : {1U, 2U})
      at(recording, f, limb.joints[j]) = at(recording, first - 1, limb.joints[j]);
  }
  return true;
}

void exchange(Recording& recording, std::int64_t frame, Joint joint) {
  const Vector own = at(recording, frame, joint);
  at(recording, frame, joint) = at(recording, frame, mirrored(joint));
  at(recording, frame, mirrored(joint)) = own;
}

bool swap_sides(Recording& recording, std::int64_t first, std::int64_t count, SeededRandom& random) {
  const auto what = random.below(3);  // a pair, a pair of limbs, the body
  const Limb& legs = limbs[0];
  const Limb& arms = limbs[2];
  const Limb& some = random.below(2) == 0 ? legs : arms;
  const Joint one = some.joints[random.below(3)];
  for (std::int64_t f = first; f < first + count; ++f) {
    if (what == 0) exchange(recording, f, one);
    for (std::size_t j = 0; j < 3 && what != 0; ++j) {
      exchange(recording, f, some.joints[j]);
      if (what == 2) exchange(recording, f, (&some == &legs ? arms : legs).joints[j]);
    }
  }
  return true;
}

bool gap(Recording& recording, std::int64_t first, std::int64_t count, SeededRandom& random) {
  const bool whole = random.below(3) == 0;
  const int joint = static_cast<int>(random.below(joint_count));
  for (std::int64_t f = first; f < first + count; ++f) {
    for (int j = 0; j < joint_count; ++j) {
      if (whole || j == joint) at(recording, f, j).setConstant(std::numeric_limits<float>::quiet_NaN());
    }
  }
  return true;
}

bool scale_limb(Recording& recording, std::int64_t first, std::int64_t count, SeededRandom& random) {
  const Limb& limb = limbs[random.below(limbs.size())];
  const std::size_t from = random.below(2);
  const float factor = random.below(2) == 0 ? between(random, 1.2F, 1.6F) : between(random, 0.5F, 0.8F);
  for (std::int64_t f = first; f < first + count; ++f) {
    const Vector root = at(recording, f, limb.joints[from]);
    for (std::size_t j = from + 1; j < 3; ++j) {
      const Vector apart = at(recording, f, limb.joints[j]) - root;
      at(recording, f, limb.joints[j]) = root + factor * apart;
    }
  }
  return true;
}

bool tremble(Recording& recording, std::int64_t first, std::int64_t count, SeededRandom& random) {
  const float error_mm = between(random, 10, 30);
  const Limb& limb = limbs[random.below(limbs.size())];
  const bool whole = random.below(3) == 0;
  for (std::int64_t f = first; f < first + count; ++f) {
    for (int j = 0; j < joint_count; ++j) {
      if (!whole && std::ranges::find(limb.joints, static_cast<Joint>(j)) == limb.joints.end()) continue;
      for (int axis = 0; axis < 3; ++axis) at(recording, f, j)[axis] += error_mm * normal(random);
    }
  }
  return true;
}

/// The body's axes at a frame: right, forward, up along the trunk.
Eigen::Matrix3f axes(Recording& recording, std::int64_t f, Joint left, Joint right) {
  const Vector middle = (at(recording, f, left_shoulder) + at(recording, f, right_shoulder)) / 2;
  Eigen::Matrix3f result;
  const Vector across = (at(recording, f, right) - at(recording, f, left)).normalized();
  const Vector trunk = middle - at(recording, f, pelvis);
  const Vector up = (trunk - trunk.dot(across) * across).normalized();
  result << across, up.cross(across), up;
  return result;
}

void turn(Recording& recording, std::int64_t f, Joint about, std::initializer_list<Joint> moved,
          const Vector& axis, float degrees) {
  const Eigen::AngleAxisf rotation(degrees * radians_per_degree, axis.normalized());
  const Vector centre = at(recording, f, about);
  for (const Joint joint : moved)
    at(recording, f, joint) = centre + rotation * (at(recording, f, joint) - centre);
}

/// To where no neck goes: 100 to 170 degrees from how it was, in any direction.
bool turn_head(Recording& recording, std::int64_t first, std::int64_t count, SeededRandom& random) {
  const float degrees = between(random, 100, 170);
  const Vector in_body = direction(random);
  for (std::int64_t f = first; f < first + count; ++f) {
    const Vector to_head = at(recording, f, head) - at(recording, f, neck);
    const Vector axis = (axes(recording, f, left_shoulder, right_shoulder) * in_body).cross(to_head);
    turn(recording, f, neck, {head}, axis, degrees);
  }
  return true;
}

/// A limb's outer bone, bent 35 to 80 degrees the way that it does not bend, from straight.
bool bend_back(Recording& recording, std::int64_t first, std::int64_t count, SeededRandom& random) {
  const float degrees = between(random, 35, 80);
  const bool leg = random.below(2) == 0;
  const Limb& limb = limbs[(leg ? 0 : 2) + random.below(2)];
  for (std::int64_t f = first; f < first + count && !leg; ++f) {
    const auto angles = body_angles(pose_at(recording.poses_mm, f));
    const bool left = limb.joints[0] == left_shoulder;
    if (!(angles[left ? BodyAngle::left_arm : BodyAngle::right_arm] < 50)) return false;
  }
  for (std::int64_t f = first; f < first + count; ++f) {
    const Eigen::Matrix3f body =
        leg ? axes(recording, f, left_hip, right_hip) : axes(recording, f, left_shoulder, right_shoulder);
    const Vector inner = at(recording, f, limb.joints[1]) - at(recording, f, limb.joints[0]);
    const float outer = (at(recording, f, limb.joints[2]) - at(recording, f, limb.joints[1])).norm();
    // About the body's right: a positive turn takes what hangs forwards, as no shank and no backward forearm
    // goes.
    const Vector hinge =
        (body.col(0) - body.col(0).dot(inner.normalized()) * inner.normalized()).normalized();
    const Eigen::AngleAxisf rotation((leg ? degrees : -degrees) * radians_per_degree, hinge);
    at(recording, f, limb.joints[2]) =
        at(recording, f, limb.joints[1]) + rotation * (inner.normalized() * outer);
  }
  return true;
}

/// The upper body turned on the pelvis by 115 to 165 degrees.
bool twist_trunk(Recording& recording, std::int64_t first, std::int64_t count, SeededRandom& random) {
  const float degrees = between(random, 120, 160) * (random.below(2) == 0 ? 1.F : -1.F);
  for (std::int64_t f = first; f < first + count; ++f) {
    const Vector middle = (at(recording, f, left_shoulder) + at(recording, f, right_shoulder)) / 2;
    turn(recording, f, pelvis,
         {neck, head, left_shoulder, left_elbow, left_wrist, right_shoulder, right_elbow, right_wrist},
         middle - at(recording, f, pelvis), degrees);
  }
  return true;
}

/// A thigh swung 80 to 120 degrees behind the body.
bool swing_leg_back(Recording& recording, std::int64_t first, std::int64_t count, SeededRandom& random) {
  const float degrees = between(random, 75, 100);
  const Limb& limb = limbs[random.below(2)];
  for (std::int64_t f = first; f < first + count; ++f) {
    const Eigen::Matrix3f body = axes(recording, f, left_hip, right_hip);
    const Vector hip = at(recording, f, limb.joints[0]);
    const float thigh = (at(recording, f, limb.joints[1]) - hip).norm();
    const Vector shank = at(recording, f, limb.joints[2]) - at(recording, f, limb.joints[1]);
    const float angle = degrees * radians_per_degree;
    const Vector back = -std::sin(angle) * body.col(1) - std::cos(angle) * body.col(2);
    at(recording, f, limb.joints[1]) = hip + thigh * back;
    at(recording, f, limb.joints[2]) = at(recording, f, limb.joints[1]) + shank;
  }
  return true;
}

}  // namespace

const std::vector<FaultKind>& fault_kinds() {
  static const std::vector<FaultKind> kinds = {{"spike", "spike", 1, 3, spike},
                                               {"frozen body", "frozen", 3, 20, freeze_body},
                                               {"frozen limb", "frozen", 8, 25, freeze_limb},
                                               {"sides swapped", "side_swap", 1, 40, swap_sides},
                                               {"turned head", "joint_angle", 2, 20, turn_head},
                                               {"bent backwards", "joint_angle", 2, 20, bend_back},
                                               {"twisted trunk", "joint_angle", 2, 20, twist_trunk},
                                               {"thigh behind", "joint_angle", 2, 20, swing_leg_back},
                                               {"gap", "missing_run", 1, 20, gap},
                                               {"scaled limb", "bone_length", 5, 30, scale_limb},
                                               {"scaled limb", "bone_symmetry", 5, 30, scale_limb},
                                               {"trembling", "jitter", 30, 60, tremble}};
  return kinds;
}

std::vector<PlantedFault> plant(Recording& recording, const FaultKind& kind, double share,
                                SeededRandom& random) {
  constexpr std::int64_t apart = 25;
  std::vector<PlantedFault> planted;
  auto left = static_cast<std::int64_t>(std::ceil(share * static_cast<double>(recording.frames())));
  for (int tries = 0; left > 0 && tries < 2000; ++tries) {
    const std::int64_t count =
        kind.shortest +
        static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(kind.longest - kind.shortest + 1)));
    const std::int64_t room = recording.frames() - count - 8;
    if (room <= 8) return planted;
    const std::int64_t first = 4 + static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(room)));
    const std::int64_t last = first + count - 1;
    if (std::ranges::any_of(planted, [&](const PlantedFault& other) {
          return first <= other.last + apart && other.first <= last + apart;
        }))
      continue;
    if (!kind.plant(recording, first, count, random)) continue;
    planted.push_back({first, last});
    left -= count;
  }
  return planted;
}

}  // namespace solopose::testing
