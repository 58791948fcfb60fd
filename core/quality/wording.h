#pragma once

#include <array>

#include "core/base/translatable.h"
#include "core/skeleton/canonical.h"
#include "core/skeleton/joint_angles.h"

namespace solopose {

/// Words of a reason, with places %1, %2, … for its values.
struct Wording {
  const char* text;
  const char* of_several = text;  ///< where %1 are several joints or things
};

/// All that detectors say. Languages other than English find their own words by these.
namespace wording {

inline constexpr Wording published{TRANSLATABLE("solopose::Reason", "%1 (%2)")};
inline constexpr Wording video_ended{TRANSLATABLE("solopose::Reason", "%1 ended %2 before")};
inline constexpr Wording sides_exchanged{
    TRANSLATABLE("solopose::Reason", "left and right are exchanged: %1")};
inline constexpr Wording sides_exchanged_in_many{
    TRANSLATABLE("solopose::Reason", "left and right are exchanged: %1, as in %2 of %3 of the dataset")};
inline constexpr Wording missing{TRANSLATABLE("solopose::Reason", "%1 is missing for %2"),
                                 TRANSLATABLE("solopose::Reason", "%1 are missing for %2")};
inline constexpr Wording swapped{TRANSLATABLE(
    "solopose::Reason", "%1 are exchanged: the other way round the motion is %2 times as smooth")};
inline constexpr Wording held_pose{TRANSLATABLE("solopose::Reason", "%1 within %2 degrees, held still")};
inline constexpr Wording stays{TRANSLATABLE("solopose::Reason", "%1 stays in one place for %2"),
                               TRANSLATABLE("solopose::Reason", "%1 stay in one place for %2")};
inline constexpr Wording jumps{TRANSLATABLE("solopose::Reason", "%1 jumps by %2 mm within a frame"),
                               TRANSLATABLE("solopose::Reason", "%1 jump by %2 mm within a frame")};
inline constexpr Wording jumps_and_stays{
    TRANSLATABLE("solopose::Reason", "%1 jumps by %2 mm within a frame and stays there"),
    TRANSLATABLE("solopose::Reason", "%1 jump by %2 mm within a frame and stay there")};
inline constexpr Wording jumps_and_comes_back{
    TRANSLATABLE("solopose::Reason", "%1 jumps by %2 mm within a frame and comes back"),
    TRANSLATABLE("solopose::Reason", "%1 jump by %2 mm within a frame and come back")};
inline constexpr Wording trembles{
    TRANSLATABLE("solopose::Reason", "%1 trembles by %2 mm from frame to frame"),
    TRANSLATABLE("solopose::Reason", "%1 tremble by %2 mm from frame to frame")};
inline constexpr Wording bent{TRANSLATABLE("solopose::Reason", "%1 is bent by %2 degrees, %3 are possible")};
inline constexpr Wording bent_the_wrong_way{
    TRANSLATABLE("solopose::Reason", "%1 bends the wrong way by %2 degrees, %3 are possible")};
inline constexpr Wording behind_the_body{
    TRANSLATABLE("solopose::Reason", "%1 is behind the body by %2 degrees, %3 are possible")};
inline constexpr Wording crosses_the_other{
    TRANSLATABLE("solopose::Reason", "%1 crosses the other by %2 degrees, %3 are possible")};
inline constexpr Wording twisted{TRANSLATABLE(
    "solopose::Reason", "the shoulders are twisted against the hips by %1 degrees, %2 are possible")};
inline constexpr Wording bends_sideways{
    TRANSLATABLE("solopose::Reason", "the trunk bends sideways by %1 degrees, %2 are possible")};
inline constexpr Wording head_turned{TRANSLATABLE(
    "solopose::Reason", "the head is turned by %1 degrees from how it is usually held, %2 are possible")};
inline constexpr Wording bone_length{
    TRANSLATABLE("solopose::Reason", "%1 are %2 mm apart, in this sequence usually %3 mm")};
inline constexpr Wording bone_further{TRANSLATABLE(
    "solopose::Reason", "%1 are %2 % further apart in this sequence than in others of the subject")};
inline constexpr Wording bone_closer{TRANSLATABLE(
    "solopose::Reason", "%1 are %2 % less far apart in this sequence than in others of the subject")};
inline constexpr Wording unusual_bone{TRANSLATABLE("solopose::Reason", "a bone has an unusual length")};
inline constexpr Wording unequal_bones{
    TRANSLATABLE("solopose::Reason", "the bones that end in %1 are %2 and %3 mm long")};
inline constexpr Wording below_the_floor{
    TRANSLATABLE("solopose::Reason", "the body is %1 mm below the floor")};
inline constexpr Wording floats{
    TRANSLATABLE("solopose::Reason", "the body floats %1 mm above the floor for longer than a jump")};
inline constexpr Wording slides{TRANSLATABLE("solopose::Reason", "both feet slide over the floor at %1 m/s")};
inline constexpr Wording leans{
    TRANSLATABLE("solopose::Reason", "the trunk leans %1 degrees from up over the sequence")};
inline constexpr Wording stature{
    TRANSLATABLE("solopose::Reason", "the person would stand %1 m tall, where %2 m is usual")};
inline constexpr Wording alignment_leaves{
    TRANSLATABLE("solopose::Reason", "the alignment leaves %1 mm at key frame %2")};
inline constexpr Wording other_views{
    TRANSLATABLE("solopose::Reason", "%1 is %2 mm away from where the other views are"),
    TRANSLATABLE("solopose::Reason", "%1 are %2 mm away from where the other views are")};
inline constexpr Wording labels_disagree{
    TRANSLATABLE("solopose::Reason", "%1 is %2 mm away from where its label in the picture sees it"),
    TRANSLATABLE("solopose::Reason",
                 "%1 are up to %2 mm away from where their labels in the picture see them")};
inline constexpr Wording model_disagrees{
    TRANSLATABLE(
        "solopose::Reason",
        "%1 is %2 mm from where model %3 sees it, which is off by less than %4 mm in nine frames of ten"),
    TRANSLATABLE(
        "solopose::Reason",
        "%1 are %2 mm from where model %3 sees them, which is off by less than %4 mm in nine frames of ten")};
inline constexpr Wording odd_pose{TRANSLATABLE("solopose::Reason", "a pose unlike the project's others")};
inline constexpr Wording odd_pose_by_one{TRANSLATABLE(
    "solopose::Reason", "a pose unlike the project's others: %1 is %2 degrees, %3 would fit the rest")};
inline constexpr Wording odd_pose_by_two{
    TRANSLATABLE("solopose::Reason",
                 "a pose unlike the project's others: %1 is %2 degrees, %3 would fit the rest, %4 is %5, %6 "
                 "would fit")};

// Parts of sentences.

inline constexpr Wording knees_and_elbows_bend_backwards{
    TRANSLATABLE("solopose::Reason", "knees and elbows bend backwards")};
inline constexpr Wording knees_bend_backwards{TRANSLATABLE("solopose::Reason", "the knees bend backwards")};
inline constexpr Wording elbows_bend_backwards{TRANSLATABLE("solopose::Reason", "the elbows bend backwards")};
inline constexpr Wording sides_of_the_body{TRANSLATABLE("solopose::Reason", "the sides of the body")};
inline constexpr Wording left_and_right_joints{TRANSLATABLE("solopose::Reason", "left and right joints")};
inline constexpr Wording legs{TRANSLATABLE("solopose::Reason", "the legs")};
inline constexpr Wording arms{TRANSLATABLE("solopose::Reason", "the arms")};
inline constexpr Wording t_pose{TRANSLATABLE("solopose::Reason", "a T-pose")};
inline constexpr Wording a_pose{TRANSLATABLE("solopose::Reason", "an A-pose")};
inline constexpr Wording left_thigh{TRANSLATABLE("solopose::Reason", "the left thigh")};
inline constexpr Wording right_thigh{TRANSLATABLE("solopose::Reason", "the right thigh")};
inline constexpr Wording frames{TRANSLATABLE("solopose::Reason", "%1 frame"),
                                TRANSLATABLE("solopose::Reason", "%1 frames")};
inline constexpr Wording sequences{TRANSLATABLE("solopose::Reason", "%1 sequence"),
                                   TRANSLATABLE("solopose::Reason", "%1 sequences")};
inline constexpr Wording whole_body{TRANSLATABLE("solopose::Reason", "the whole body")};
inline constexpr Wording several_joints{TRANSLATABLE("solopose::Reason", "%1 joints")};
inline constexpr Wording both{TRANSLATABLE("solopose::Reason", "%1 and %2")};

/// By index_of.
inline constexpr std::array<Wording, joint_count> joints = {{
    {TRANSLATABLE("solopose::Reason", "the pelvis")},
    {TRANSLATABLE("solopose::Reason", "the right hip")},
    {TRANSLATABLE("solopose::Reason", "the right knee")},
    {TRANSLATABLE("solopose::Reason", "the right ankle")},
    {TRANSLATABLE("solopose::Reason", "the left hip")},
    {TRANSLATABLE("solopose::Reason", "the left knee")},
    {TRANSLATABLE("solopose::Reason", "the left ankle")},
    {TRANSLATABLE("solopose::Reason", "the neck")},
    {TRANSLATABLE("solopose::Reason", "the head")},
    {TRANSLATABLE("solopose::Reason", "the left shoulder")},
    {TRANSLATABLE("solopose::Reason", "the left elbow")},
    {TRANSLATABLE("solopose::Reason", "the left wrist")},
    {TRANSLATABLE("solopose::Reason", "the right shoulder")},
    {TRANSLATABLE("solopose::Reason", "the right elbow")},
    {TRANSLATABLE("solopose::Reason", "the right wrist")},
}};

/// What each angle measures, by index_of; see natural_degrees for its sign.
inline constexpr std::array<Wording, body_angle_count> angles = {{
    {TRANSLATABLE("solopose::Reason", "bend of the left knee")},
    {TRANSLATABLE("solopose::Reason", "bend of the right knee")},
    {TRANSLATABLE("solopose::Reason", "swing of the left shank to the back")},
    {TRANSLATABLE("solopose::Reason", "swing of the right shank to the back")},
    {TRANSLATABLE("solopose::Reason", "bend of the left elbow")},
    {TRANSLATABLE("solopose::Reason", "bend of the right elbow")},
    {TRANSLATABLE("solopose::Reason", "swing of the left forearm to the back")},
    {TRANSLATABLE("solopose::Reason", "swing of the right forearm to the back")},
    {TRANSLATABLE("solopose::Reason", "bend of the left hip")},
    {TRANSLATABLE("solopose::Reason", "bend of the right hip")},
    {TRANSLATABLE("solopose::Reason", "swing of the left thigh to the back")},
    {TRANSLATABLE("solopose::Reason", "swing of the right thigh to the back")},
    {TRANSLATABLE("solopose::Reason", "swing of the left thigh inwards")},
    {TRANSLATABLE("solopose::Reason", "swing of the right thigh inwards")},
    {TRANSLATABLE("solopose::Reason", "lift of the left arm")},
    {TRANSLATABLE("solopose::Reason", "lift of the right arm")},
    {TRANSLATABLE("solopose::Reason", "swing of the left arm to the front")},
    {TRANSLATABLE("solopose::Reason", "swing of the right arm to the front")},
    {TRANSLATABLE("solopose::Reason", "tilt of the head to the front")},
    {TRANSLATABLE("solopose::Reason", "tilt of the head to the side")},
    {TRANSLATABLE("solopose::Reason", "turn of the shoulders against the hips")},
    {TRANSLATABLE("solopose::Reason", "side bend of the trunk")},
}};

}  // namespace wording
}  // namespace solopose
