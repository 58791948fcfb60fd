#pragma once

#include <string>
#include <vector>

#include "core/formats/rig.h"
#include "core/skeleton/joint_set.h"

namespace solopose {

/// What the canonical joints of an unknown rig probably are: by names that tell them (joint_names.h), and for
/// a rig with a hierarchy whose names tell no torso by its shape: the two pairs of equal limbs are legs and
/// arms, the pair nearer to the root the legs, the last of the longest two bones in a row of a limb its thigh
/// and shank or upper arm and forearm, and the feet point to where the person looks, which tells left from
/// right in a right-handed frame. What neither tells stays empty. The set is named as a custom one.
JointSet guessed_joints(const Rig& rig);

/// Whether names alone tell what no pose goes without: the pelvis and the shoulders.
bool names_tell_a_body(const std::vector<std::string>& joints);

/// The joint on the other side of the body by its name: "LElbow" of "RElbow", "hand.left" of "hand.right"; -1
/// when the rig has none.
int counterpart_of(const std::vector<std::string>& joints, int joint);

}  // namespace solopose
