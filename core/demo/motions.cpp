#include "core/demo/motions.h"

#include <numbers>
#include <vector>

#include "core/demo/key_poses.h"

namespace solopose::demo {
namespace {

double sine(double cycles) { return std::sin(2 * std::numbers::pi * cycles); }
double cosine(double cycles) { return std::cos(2 * std::numbers::pi * cycles); }

/// 1 at `centre`, falling off over `width`, periodic in 1.
double bump(double phase, double centre, double width) {
  double distance = phase - centre;
  distance -= std::round(distance);
  return std::exp(-0.5 * distance * distance / (width * width));
}

/// 0 to 1 and back, as often as the cycles say, at rest at 0.
double pulse(double cycles) { return 0.5 - 0.5 * cosine(cycles); }

/// Hip, knee and sole over a stride that begins with the heel on the ground.
LegPose stride(double phase) {
  phase -= std::floor(phase);
  LegPose leg;
  leg.flex = 8 + 21 * cosine(phase - 0.03) + 4 * bump(phase, 0.85, 0.08);
  leg.knee = 4 + 13 * bump(phase, 0.14, 0.07) + 58 * bump(phase, 0.72, 0.1);
  leg.foot = 16 * bump(phase, 0.99, 0.05) - 42 * bump(phase, 0.62, 0.09) + 4 * bump(phase, 0.85, 0.06);
  return leg;
}

ArmPose arm_swing(double phase) {
  ArmPose arm;
  arm.flex = -2 - 24 * cosine(phase);
  arm.elbow = 24 - 14 * cosine(phase - 0.05);
  arm.abduct = 8;
  return arm;
}

BodyPose walk(double phase) {
  BodyPose pose;
  pose.lean = 4;
  pose.turn = -5 * cosine(phase);
  pose.twist = 9 * cosine(phase);
  pose.look = -4 * cosine(phase);
  pose.sway = 2.5 * sine(phase);
  pose.left_leg = stride(phase + 0.5);
  pose.right_leg = stride(phase);
  pose.left_arm = arm_swing(phase + 0.5);
  pose.right_arm = arm_swing(phase);
  return pose;
}

BodyPose squat(double phase) {
  BodyPose down;
  down.lean = 34;
  down.bend = 16;
  down.nod = -22;
  for (LegPose* leg : {&down.left_leg, &down.right_leg})
    *leg = {.flex = 112, .abduct = 12, .twist = 14, .knee = 112};
  for (ArmPose* arm : {&down.left_arm, &down.right_arm})
    *arm = {.flex = 112, .abduct = 6, .twist = 4, .elbow = 8};
  const std::array<KeyPose, 5> keys = {{{0, {}}, {0.12, {}}, {0.45, down}, {0.55, down}, {0.9, {}}}};
  return blended(keys, phase);
}

BodyPose wave(double phase) {
  // Two seconds of waving in a cycle of four: the arm goes up, the forearm swings, the arm comes down.
  BodyPose pose;
  const double raised = std::clamp(1.6 * pulse(phase), 0.0, 1.0);
  const ArmPose up = {.lift = 12,
                      .flex = 12,
                      .abduct = 84,
                      .twist = -78,
                      .elbow = 78 + 27 * sine(6 * phase),
                      .wrist = -8 * cosine(6 * phase)};
  const BodyPose raising = [&] {
    BodyPose target;
    target.right_arm = up;
    target.side = -5;
    target.sway = -2;
    target.look = -8;
    return target;
  }();
  return mixed(pose, raising, raised);
}

BodyPose reach(double phase) {
  BodyPose high;
  high.lean = -1;
  high.bend = -6;
  high.side = -9;
  high.nod = -24;
  high.look = -14;
  high.right_arm = {.lift = 16, .flex = 158, .abduct = 12, .twist = 0, .elbow = 12, .wrist = -10};
  for (LegPose* leg : {&high.left_leg, &high.right_leg}) *leg = {.flex = 0, .knee = 2, .foot = -22};

  BodyPose low;
  low.lean = 48;
  low.bend = 34;
  low.twist = 14;
  low.nod = -18;
  low.look = 10;
  for (LegPose* leg : {&low.left_leg, &low.right_leg})
    *leg = {.flex = 74, .abduct = 9, .twist = 10, .knee = 52};
  low.right_arm = {.lift = 4, .flex = 96, .abduct = 4, .twist = 6, .elbow = 8};
  low.left_arm = {.flex = 56, .abduct = 20, .twist = 30, .elbow = 58};

  BodyPose aside;
  aside.turn = 12;
  aside.twist = 26;
  aside.look = 24;
  aside.left_arm = {.lift = 6, .flex = 30, .abduct = 78, .twist = -10, .elbow = 12};
  aside.left_leg.knee = 10;
  aside.left_leg.flex = 7;
  const std::array<KeyPose, 8> keys = {
      {{0, {}}, {0.08, {}}, {0.25, high}, {0.31, high}, {0.44, {}}, {0.6, low}, {0.73, {}}, {0.87, aside}}};
  return blended(keys, phase);
}

/// Height of a thrown body: 0 before `start` and after `start + width`, a parabola between.
double flight(double phase, double start, double width, double height_mm) {
  const double s = (phase - std::floor(phase) - start) / width;
  return s <= 0 || s >= 1 ? 0 : 4 * height_mm * s * (1 - s);
}

BodyPose jump(double phase) {
  BodyPose crouch;
  crouch.lean = 40;
  crouch.bend = 12;
  crouch.nod = -18;
  for (LegPose* leg : {&crouch.left_leg, &crouch.right_leg}) *leg = {.flex = 92, .abduct = 6, .knee = 88};
  for (ArmPose* arm : {&crouch.left_arm, &crouch.right_arm})
    *arm = {.flex = -24, .abduct = 14, .twist = 0, .elbow = 14};
  BodyPose stretched;
  stretched.lean = 0;
  stretched.bend = -4;
  stretched.nod = -12;
  for (LegPose* leg : {&stretched.left_leg, &stretched.right_leg})
    *leg = {.flex = -2, .knee = 4, .foot = -48};
  for (ArmPose* arm : {&stretched.left_arm, &stretched.right_arm})
    *arm = {.lift = 14, .flex = 126, .abduct = 16, .twist = 0, .elbow = 16};
  BodyPose landing = mixed(BodyPose{}, crouch, 0.7);
  for (ArmPose* arm : {&landing.left_arm, &landing.right_arm})
    *arm = {.flex = 46, .abduct = 22, .twist = 0, .elbow = 34};
  BodyPose floating = mixed(stretched, landing, 0.25);
  for (LegPose* leg : {&floating.left_leg, &floating.right_leg})
    *leg = {.flex = 22, .abduct = 5, .knee = 34, .foot = -38};

  const std::array<KeyPose, 7> keys = {{{0, {}},
                                        {0.12, {}},
                                        {0.36, crouch},
                                        {0.46, stretched},
                                        {0.55, floating},
                                        {0.66, landing},
                                        {0.86, {}}}};
  BodyPose pose = blended(keys, phase);
  pose.lift_mm = flight(phase, 0.465, 0.16, 280);
  return pose;
}

BodyPose jumping_jack(double phase) {
  const double open = pulse(phase);
  const double bounce = pulse(2 * phase + 0.5);
  BodyPose pose;
  for (ArmPose* arm : {&pose.left_arm, &pose.right_arm}) {
    *arm = {.lift = 20 * open,
            .flex = 4,
            .abduct = 8 + 152 * open,
            .twist = -20 * open,
            .elbow = 10 + 10 * pulse(2 * phase)};
  }
  for (LegPose* leg : {&pose.left_leg, &pose.right_leg}) {
    *leg = {.flex = 4 + 13 * bounce,
            .abduct = 2 + 20 * open,
            .knee = 6 + 26 * bounce,
            .foot = -26 * (1 - bounce)};
  }
  pose.lean = 3 + 4 * bounce;
  pose.lift_mm = 70 * (1 - bounce) * (1 - bounce);
  return pose;
}

/// Steps on the beat, one leg after the other, with knees and chest that give.
BodyPose house_dance(double phase) {
  const double beat = 4 * phase;
  const double give = pulse(beat);
  const double left = std::max(0.0, sine(2 * phase));
  const double right = std::max(0.0, -sine(2 * phase));
  BodyPose pose;
  pose.lean = 3 + 5 * give;
  pose.bend = 3 + 7 * pulse(beat + 0.5);
  pose.turn = 20 * sine(phase);
  pose.twist = -24 * sine(2 * phase);
  pose.side = 9 * sine(2 * phase + 0.25);
  pose.sway = 5 * sine(2 * phase);
  pose.nod = 10 * pulse(beat + 0.2) - 6;
  pose.look = 14 * sine(phase + 0.1);
  pose.left_leg = {.flex = 20 + 14 * give + 52 * left * left,
                   .abduct = 8 + 9 * left,
                   .twist = 10,
                   .knee = 24 + 22 * give + 62 * left * left,
                   .foot = -34 * left * left};
  pose.right_leg = {.flex = 20 + 14 * give + 52 * right * right,
                    .abduct = 8 + 9 * right,
                    .twist = 10,
                    .knee = 24 + 22 * give + 62 * right * right,
                    .foot = -34 * right * right};
  pose.left_arm = {.lift = 4,
                   .flex = 34 - 40 * sine(2 * phase),
                   .abduct = 24 + 14 * sine(phase),
                   .twist = 24,
                   .elbow = 74 + 22 * cosine(2 * phase)};
  pose.right_arm = {.lift = 4,
                    .flex = 34 + 40 * sine(2 * phase),
                    .abduct = 24 - 14 * sine(phase),
                    .twist = 24,
                    .elbow = 74 - 22 * cosine(2 * phase)};
  return pose;
}

/// A wide, low groove: a wave runs through both arms while the weight goes from foot to foot.
BodyPose hip_hop(double phase) {
  const double give = pulse(4 * phase + 0.5);
  const double shift = sine(phase);
  const auto arm = [&](double lag) {
    return ArmPose{.lift = 8 + 8 * sine(2 * phase + lag),
                   .flex = 22 + 16 * sine(phase + lag),
                   .abduct = 62 + 26 * sine(2 * phase + lag),
                   .twist = -6 + 34 * sine(2 * phase + lag + 0.2),
                   .elbow = 52 + 38 * sine(2 * phase + lag + 0.35),
                   .wrist = 18 * sine(2 * phase + lag + 0.5)};
  };
  BodyPose pose;
  pose.lean = 4 + 6 * give;
  pose.bend = 9 * sine(2 * phase + 0.3) + 3;
  pose.side = 12 * shift;
  pose.sway = -6 * shift;
  pose.twist = 18 * sine(2 * phase);
  pose.turn = -14 * sine(2 * phase + 0.1);
  pose.nod = 9 * sine(4 * phase);
  pose.tilt = 6 * shift;
  pose.left_arm = arm(0);
  pose.right_arm = arm(0.45);
  pose.left_leg = {.flex = 30 + 16 * give - 12 * shift,
                   .abduct = 17,
                   .twist = 16,
                   .knee = 40 + 22 * give - 16 * shift,
                   .foot = -10 * std::max(0.0, shift)};
  pose.right_leg = {.flex = 30 + 16 * give + 12 * shift,
                    .abduct = 17,
                    .twist = 16,
                    .knee = 40 + 22 * give + 16 * shift,
                    .foot = -10 * std::max(0.0, -shift)};
  return pose;
}

BodyPose kata(double phase) {
  const ArmPose chambered = {.flex = -34, .abduct = 8, .twist = 18, .elbow = 112};
  const ArmPose punch = {.lift = 4, .flex = 84, .abduct = -8, .twist = 16, .elbow = 6};
  const ArmPose block = {.lift = 10, .flex = 112, .abduct = 22, .twist = 66, .elbow = 84};
  BodyPose guard;
  guard.left_leg = {.flex = 36, .abduct = 9, .twist = 8, .knee = 40};
  guard.right_leg = {.flex = -4, .abduct = 13, .twist = 26, .knee = 18, .foot = -4};
  guard.lean = 3;
  guard.left_arm = {.flex = 44, .abduct = 10, .twist = 26, .elbow = 96};
  guard.right_arm = chambered;
  BodyPose right_punch = guard;
  right_punch.turn = 10;
  right_punch.twist = 22;
  right_punch.look = -16;
  right_punch.left_arm = chambered;
  right_punch.right_arm = punch;
  BodyPose left_punch = guard;
  left_punch.turn = -8;
  left_punch.twist = -18;
  left_punch.look = 14;
  left_punch.left_arm = punch;
  BodyPose rising = guard;
  rising.left_arm = block;
  rising.twist = -12;
  BodyPose knee_up = guard;
  knee_up.lean = -2;
  knee_up.left_leg = {.flex = 8, .abduct = 4, .twist = 12, .knee = 18};
  knee_up.right_leg = {.flex = 92, .abduct = 6, .twist = 4, .knee = 104, .foot = -24};
  BodyPose kick = knee_up;
  kick.lean = -9;
  kick.right_leg = {.flex = 82, .abduct = 4, .twist = 2, .knee = 8, .foot = 58};
  const BodyPose stand;
  const std::array<KeyPose, 12> keys = {{{0, stand},
                                         {0.05, stand},
                                         {0.14, guard},
                                         {0.22, right_punch},
                                         {0.28, right_punch},
                                         {0.36, left_punch},
                                         {0.46, rising},
                                         {0.55, guard},
                                         {0.64, knee_up},
                                         {0.7, kick},
                                         {0.77, knee_up},
                                         {0.87, guard}}};
  return blended(keys, phase);
}

BodyPose tai_chi(double phase) {
  const auto low = [](double left_weight) {
    BodyPose pose;
    pose.lean = 4;
    pose.left_leg = {.flex = 22 + 22 * left_weight, .abduct = 17, .twist = 20, .knee = 24 + 34 * left_weight};
    pose.right_leg = {
        .flex = 44 - 22 * left_weight, .abduct = 17, .twist = 20, .knee = 58 - 34 * left_weight};
    return pose;
  };
  BodyPose rise;
  for (ArmPose* arm : {&rise.left_arm, &rise.right_arm})
    *arm = {.lift = 5, .flex = 82, .abduct = 4, .twist = 8, .elbow = 18, .wrist = 24};
  BodyPose ball_left = low(0.9);
  ball_left.turn = 12;
  ball_left.twist = 14;
  ball_left.left_arm = {.lift = 3, .flex = 62, .abduct = 26, .twist = 58, .elbow = 70};
  ball_left.right_arm = {.flex = 26, .abduct = 14, .twist = 52, .elbow = 66};
  BodyPose part_right = low(0.1);
  part_right.turn = -16;
  part_right.twist = -16;
  part_right.look = -12;
  part_right.right_arm = {.lift = 5, .flex = 76, .abduct = 28, .twist = -24, .elbow = 36, .wrist = -20};
  part_right.left_arm = {.flex = 8, .abduct = 24, .twist = 8, .elbow = 30, .wrist = -18};
  const BodyPose ball_right = mirrored(ball_left);
  const BodyPose part_left = mirrored(part_right);
  const std::array<KeyPose, 7> keys = {{{0, {}},
                                        {0.08, {}},
                                        {0.2, rise},
                                        {0.37, ball_left},
                                        {0.53, part_right},
                                        {0.69, ball_right},
                                        {0.85, part_left}}};
  return blended(keys, phase);
}

struct Definition {
  std::string_view name;
  BodyPose (*pose)(double phase);
  double seconds;  ///< one cycle
};

constexpr std::array<Definition, motion_count> definitions = {{{"walk", walk, 1.14},
                                                               {"squat", squat, 3.2},
                                                               {"wave", wave, 4},
                                                               {"reach", reach, 6.5},
                                                               {"jump", jump, 3.1},
                                                               {"jumping jack", jumping_jack, 1.1},
                                                               {"house dance", house_dance, 2},
                                                               {"hip hop", hip_hop, 2.4},
                                                               {"kata", kata, 5.5},
                                                               {"tai chi", tai_chi, 12}}};

/// Nobody stands still: breath and slow sway, a degree or two.
void stir(BodyPose& pose, const Style& style, double seconds) {
  const double breath = sine(0.27 * seconds + style.phase);
  pose.bend -= 0.8 * breath;
  pose.left_arm.lift += 0.8 * breath;
  pose.right_arm.lift += 0.8 * breath;
  pose.sway += 0.7 * sine(0.19 * seconds + 2.3 * style.phase);
  pose.lean += 0.6 * sine(0.13 * seconds + 1.7 * style.phase);
  pose.look += 5 * sine(0.11 * seconds + 3.1 * style.phase);
  pose.nod += 2 * sine(0.17 * seconds + 0.7 * style.phase);
  pose.left_arm.flex += 1.5 * sine(0.23 * seconds + 1.3 * style.phase);
  pose.right_arm.flex += 1.5 * sine(0.21 * seconds + 2.9 * style.phase);
}

/// Knees and elbows bend one way only.
void keep_possible(BodyPose& pose) {
  for (LegPose* leg : {&pose.left_leg, &pose.right_leg}) leg->knee = std::max(leg->knee, 1.0);
  for (ArmPose* arm : {&pose.left_arm, &pose.right_arm}) arm->elbow = std::max(arm->elbow, 2.0);
}

}  // namespace

std::string_view motion_name(Motion motion) { return definitions[static_cast<std::size_t>(motion)].name; }

BodyPose pose_at(Motion motion, const Style& style, double seconds) {
  const Definition& definition = definitions[static_cast<std::size_t>(motion)];
  const double phase = style.phase + seconds * style.tempo / definition.seconds;
  BodyPose pose = mixed(BodyPose{}, definition.pose(phase), style.amplitude);
  // A smaller jump is a lower one, but what is on the ground stays there.
  pose.lift_mm = std::max(pose.lift_mm, 0.0);
  if (style.mirrored) pose = mirrored(pose);
  stir(pose, style, seconds);
  keep_possible(pose);
  return pose;
}

}  // namespace solopose::demo
