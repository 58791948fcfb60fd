#include "core/skeleton/joint_definitions.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <Eigen/Core>

#include "core/base/error.h"
#include "core/skeleton/estimated_joints.h"
#include "core/skeleton/human36m_joints.h"

namespace solopose {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
using OwnJoints = std::vector<int>;

const OwnJoints& own_of(const JointSet& set, std::size_t joint) { return set.canonical[joint]; }

/// Human3.6M calls its nose "neck/nose": number 14 of its 32, number 9 of the 17 that methods keep.
std::optional<int> nose_of(const JointSet& set) {
  if (has_human36m_joints(set)) return set.size() == static_cast<int>(human36m_joints) ? 14 : 9;
  const auto nose = std::ranges::find_if(set.joints, is_nose);
  if (nose == set.joints.end()) return std::nullopt;
  return static_cast<int>(nose - set.joints.begin());
}

/// The own joint of `set` that stands for one of `other`'s; -1 when there is none.
int counterpart(const JointSet& set, const JointSet& other, int joint) {
  if (is_nose(other.joints[static_cast<std::size_t>(joint)])) return nose_of(set).value_or(-1);
  for (std::size_t canonical = 0; canonical < joint_count; ++canonical) {
    if (own_of(other, canonical) == OwnJoints{joint} && own_of(set, canonical).size() == 1)
      return own_of(set, canonical).front();
  }
  return -1;
}

/// The rule of `other` in the joints of `set`; empty where `set` lacks one.
OwnJoints rule_in(const JointSet& set, const JointSet& other, std::size_t joint) {
  OwnJoints rule;
  for (const int own : own_of(other, joint)) {
    const int here = counterpart(set, other, own);
    if (here < 0) return {};
    rule.push_back(here);
  }
  std::ranges::sort(rule);
  return rule;
}

Eigen::Vector3d mean_of(std::span<const float> frame, const OwnJoints& joints) {
  Eigen::Vector3d sum = Eigen::Vector3d::Zero();
  for (const int joint : joints)
    sum += Eigen::Map<const Eigen::Vector3f>(frame.data() + std::ptrdiff_t{3} * joint).cast<double>();
  return sum / static_cast<double>(joints.size());
}

DefinitionGap median_gap(const JointSet& set, std::span<const float> positions_mm, const OwnJoints& ours,
                         const OwnJoints& theirs) {
  const auto row = static_cast<std::size_t>(3 * set.size());
  std::vector<double> gaps;
  for (std::size_t at = 0; at < positions_mm.size(); at += row) {
    const std::span<const float> frame = positions_mm.subspan(at, row);
    const double gap = (mean_of(frame, ours) - mean_of(frame, theirs)).norm();
    if (std::isfinite(gap)) gaps.push_back(gap);
  }
  if (gaps.empty()) return {unknown, 0};
  const auto middle = gaps.begin() + std::ssize(gaps) / 2;
  std::ranges::nth_element(gaps, middle);
  return {*middle, static_cast<int>(gaps.size())};
}

}  // namespace

std::string_view anatomy_of(Joint joint) {
  constexpr std::string_view hip = "centre of the hip joint";
  constexpr std::string_view knee = "centre of the knee";
  constexpr std::string_view ankle = "centre of the ankle";
  constexpr std::string_view shoulder = "centre of the shoulder joint";
  constexpr std::string_view elbow = "centre of the elbow";
  constexpr std::string_view wrist = "centre of the wrist";
  static constexpr std::array<std::string_view, joint_count> anatomy = {
      "root of the body, between the hip joints",
      hip,
      knee,
      ankle,
      hip,
      knee,
      ankle,
      "base of the neck, where it meets the trunk",
      "top of the head",
      shoulder,
      elbow,
      wrist,
      shoulder,
      elbow,
      wrist,
  };
  return anatomy[static_cast<std::size_t>(index_of(joint))];
}

std::string estimator_text(const JointSet& set, Joint joint) {
  std::vector<std::string> names;
  for (const int own : own_of(set, static_cast<std::size_t>(index_of(joint))))
    names.push_back(set.joints[static_cast<std::size_t>(own)]);
  if (names.empty()) return "none";
  if (names.size() > 1) return fmt::format("mean of {}", fmt::join(names, " and "));
  const bool stands_for = joint == Joint::head && is_nose(names.front());
  return stands_for ? fmt::format("{}, for the head's top", names.front()) : "own joint " + names.front();
}

std::array<DefinitionGap, joint_count> definition_gaps(const JointSet& set,
                                                       std::span<const float> positions_mm,
                                                       const JointSet& other) {
  const auto row = static_cast<std::size_t>(3 * set.size());
  if (row == 0 || positions_mm.size() % row != 0) {
    throw Error(fmt::format("joint definitions: expected frames of {} joints of {}, found {} numbers",
                            set.size(), set.name, positions_mm.size()));
  }
  const JointMask other_estimates = estimated_joints(other);
  const JointMask set_estimates = estimated_joints(set);
  std::array<DefinitionGap, joint_count> gaps;
  if (set.name == other.name) return gaps;
  for (std::size_t joint = 0; joint < joint_count; ++joint) {
    const OwnJoints& ours = own_of(set, joint);
    const OwnJoints theirs = rule_in(set, other, joint);
    if (!other_estimates[joint] || ours.empty() || theirs.empty()) {
      gaps[joint] = {unknown, 0};
      continue;
    }
    OwnJoints sorted = ours;
    std::ranges::sort(sorted);
    if (set_estimates[joint] && sorted == theirs) continue;
    gaps[joint] = median_gap(set, positions_mm, ours, theirs);
  }
  return gaps;
}

}  // namespace solopose
