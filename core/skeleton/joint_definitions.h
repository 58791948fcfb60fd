#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

#include "core/skeleton/joint_set.h"

namespace solopose {

/// What a canonical joint is on the body, for people: "top of the head".
std::string_view anatomy_of(Joint joint);

/// How a set answers for it: "own joint thorax", "mean of lsho and rsho", "nose, for the head's top", "none".
std::string estimator_text(const JointSet& set, Joint joint);

/// How far two sets' definitions of a joint lie apart on one body, mm.
struct DefinitionGap {
  double mm = 0;   ///< the median over frames; NaN where no body tells
  int frames = 0;  ///< that tell it; 0 where the two rules are the same, or nothing tells
};

/// Of each canonical joint: `set` and `other` applied to one body, of which `set` recorded its joints.
/// `positions_mm`: (frames, set.size(), 3), NaN = missing. Known where both rules are one, and where `other`
/// estimates the joint from joints that `set` has, too (hips, shoulders, the nose). Two sets that each have a
/// joint of their own may still put it elsewhere on the body: that no body of one set alone can tell. @throws
/// Error when the positions are no whole frames.
std::array<DefinitionGap, joint_count> definition_gaps(const JointSet& set,
                                                       std::span<const float> positions_mm,
                                                       const JointSet& other);

}  // namespace solopose
