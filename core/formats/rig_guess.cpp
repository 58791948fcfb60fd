#include "core/formats/rig_guess.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>
#include <utility>

#include <Eigen/Geometry>

#include "core/formats/joint_names.h"

namespace solopose {
namespace {

using Chain = std::vector<int>;  ///< joints, each the parent of the next

/// Two limbs that hang on the same trunk joint and are equally long.
struct Pair {
  int trunk = -1;
  std::pair<Chain, Chain> limbs;
};

class ShapeGuess {
 public:
  explicit ShapeGuess(const Rig& rig) : rig_(rig), children_(rig.joints.size()) {
    for (std::size_t j = 0; j < rig.parents.size(); ++j) {
      if (rig.parents[j] >= 0)
        children_[static_cast<std::size_t>(rig.parents[j])].push_back(static_cast<int>(j));
    }
  }

  /// Whether legs and arms were found.
  bool fill(JointSet& set) {
    find_pairs(0);
    if (pairs_.size() < 2) return false;
    const Pair& legs = pairs_[0];
    const Pair& arms = pairs_[1];
    own(set, Joint::pelvis) = {legs.trunk};
    const int neck = neck_above(arms);
    own(set, Joint::neck) = {neck};
    own(set, Joint::head) = {longest_chain(neck).back()};
    fill_limbs(set, legs, {Joint::left_hip, Joint::left_knee, Joint::left_ankle});
    fill_limbs(set, arms, {Joint::left_shoulder, Joint::left_elbow, Joint::left_wrist});
    return true;
  }

 private:
  static std::vector<int>& own(JointSet& set, Joint joint) {
    return set.canonical[static_cast<std::size_t>(index_of(joint))];
  }
  const Eigen::Vector3f& at(int joint) const { return rig_.pose[static_cast<std::size_t>(joint)]; }
  const Chain& below(int joint) const { return children_[static_cast<std::size_t>(joint)]; }
  float bone(int joint) const {
    return (at(joint) - at(rig_.parents[static_cast<std::size_t>(joint)])).norm();
  }

  /// From a joint to the end that is farthest along the bones.
  Chain longest_chain(int from) const {
    Chain chain = {from};
    while (!below(chain.back()).empty()) {
      const auto& next = below(chain.back());
      chain.push_back(*std::ranges::max_element(next, {}, [this](int joint) { return reach(joint); }));
    }
    return chain;
  }

  /// Length of the bones from a joint's parent to its farthest end.
  float reach(int joint) const {
    float longest = 0;
    for (const int child : below(joint)) longest = std::fmax(longest, reach(child));
    return bone(joint) + longest;
  }

  /// A limb has at least two bones below where it begins.
  std::optional<Pair> pair_at(int joint) const {
    std::optional<Pair> best;
    float longest = 0;
    for (std::size_t a = 0; a < below(joint).size(); ++a) {
      for (std::size_t b = a + 1; b < below(joint).size(); ++b) {
        Chain left = longest_chain(below(joint)[a]);
        Chain right = longest_chain(below(joint)[b]);
        const float length = reach(left.front());
        const bool equal = left.size() == right.size() && left.size() >= 3 &&
                           std::abs(length - reach(right.front())) < 0.03F * length;
        if (!equal || length <= longest) continue;
        longest = length;
        best = Pair{joint, {std::move(left), std::move(right)}};
      }
    }
    return best;
  }

  /// Legs and arms, those nearer to the root first.
  void find_pairs(int joint) {
    const auto pair = pair_at(joint);
    if (pair) pairs_.push_back(*pair);
    for (const int child : below(joint)) {
      if (pairs_.size() >= 2) return;
      const bool in_a_limb =
          pair && (pair->limbs.first.front() == child || pair->limbs.second.front() == child);
      if (!in_a_limb) find_pairs(child);
    }
  }

  /// What else hangs on the trunk joint of the arms and reaches farthest; that joint itself without any.
  int neck_above(const Pair& arms) const {
    int neck = arms.trunk;
    float longest = 0;
    for (const int child : below(arms.trunk)) {
      if (child == arms.limbs.first.front() || child == arms.limbs.second.front()) continue;
      if (reach(child) > longest) {
        longest = reach(child);
        neck = child;
      }
    }
    return neck;
  }

  /// Where the last two bones in a row begin that are about as long as the longest two: a collar bone can be
  /// as long as a forearm, and comes before it.
  std::size_t upper_joint(const Chain& limb) const {
    constexpr float as_long = 0.85F;
    const auto two_bones = [&](std::size_t i) { return bone(limb[i + 1]) + bone(limb[i + 2]); };
    float longest = 0;
    for (std::size_t i = 0; i + 2 < limb.size(); ++i) longest = std::fmax(longest, two_bones(i));
    std::size_t last = 0;
    for (std::size_t i = 0; i + 2 < limb.size(); ++i)
      if (two_bones(i) >= as_long * longest) last = i;
    return last;
  }

  /// To the person's left: up of the trunk across to where the feet point.
  Eigen::Vector3f left() const {
    const Pair& legs = pairs_[0];
    Eigen::Vector3f forward = Eigen::Vector3f::Zero();
    for (const Chain& leg : {legs.limbs.first, legs.limbs.second})
      forward += at(leg.back()) - at(leg[std::min(upper_joint(leg) + 2, leg.size() - 1)]);
    return (at(pairs_[1].trunk) - at(legs.trunk)).cross(forward);
  }

  void fill_limbs(JointSet& set, const Pair& pair, const std::array<Joint, 3>& left_joints) const {
    const auto& [first, second] = pair.limbs;
    const std::size_t begin = upper_joint(first);
    Eigen::Vector3f apart = Eigen::Vector3f::Zero();  // limbs may begin in one place
    for (std::size_t i = 0; i < left_joints.size(); ++i)
      apart += at(first[begin + i]) - at(second[begin + i]);
    const bool first_is_left = left().dot(apart) > 0;
    for (std::size_t i = 0; i < left_joints.size(); ++i) {
      own(set, left_joints[i]) = {(first_is_left ? first : second)[begin + i]};
      own(set, mirrored(left_joints[i])) = {(first_is_left ? second : first)[begin + i]};
    }
  }

  const Rig& rig_;
  std::vector<Chain> children_;
  std::vector<Pair> pairs_;
};

bool tells_a_torso(const JointSet& set) {
  return std::ranges::all_of(
      std::array{Joint::pelvis, Joint::left_shoulder, Joint::right_shoulder},
      [&](Joint joint) { return !set.canonical[static_cast<std::size_t>(index_of(joint))].empty(); });
}

}  // namespace

JointSet guessed_joints(const Rig& rig) {
  JointSet told = joints_told_by_names("custom", rig.joints, rig.parents);
  told.name = "custom";
  if (tells_a_torso(told) || rig.parents.empty() || rig.pose.size() != rig.joints.size()) return told;
  JointSet by_shape = told;
  return ShapeGuess(rig).fill(by_shape) ? by_shape : told;
}

bool names_tell_a_body(const std::vector<std::string>& joints) {
  return tells_a_torso(joints_told_by_names("custom", joints, {}));
}

int counterpart_of(const std::vector<std::string>& joints, int joint) {
  using namespace std::string_view_literals;
  const std::string& name = joints[static_cast<std::size_t>(joint)];
  for (const auto& [from, to] : {std::pair{"left"sv, "right"sv},
                                 {"Left"sv, "Right"sv},
                                 {"LEFT"sv, "RIGHT"sv},
                                 {"l"sv, "r"sv},
                                 {"L"sv, "R"sv}}) {
    for (const auto& [side, other] : {std::pair{from, to}, std::pair{to, from}}) {
      for (std::size_t at = name.find(side); at != std::string::npos; at = name.find(side, at + 1)) {
        const auto found = std::ranges::find(joints, std::string(name).replace(at, side.size(), other));
        if (found != joints.end()) return static_cast<int>(found - joints.begin());
      }
    }
  }
  return -1;
}

}  // namespace solopose
