#include "core/demo/flesh.h"

#include <array>
#include <cmath>

#include "core/base/seeded_random.h"

namespace solopose::demo {
namespace {

using Eigen::Vector3f;

Vector3f colour_of(SeededRandom& random, double darkest, double brightest, double greyness) {
  const double value = darkest + (brightest - darkest) * random.unit();
  Vector3f colour;
  for (int c = 0; c < 3; ++c) {
    colour[c] = static_cast<float>(value * (greyness + (1 - greyness) * 1.6 * random.unit()));
  }
  return colour.cwiseMin(1.0F);
}

/// Lays limbs between a body's points. Radii are those of a person of 1750 mm.
class Sculptor {
 public:
  Sculptor(const BodyPoints& points, const Looks& looks) : points_(points), looks_(looks) {
    const double legs = (part(Part::left_knee) - part(Part::left_ankle)).norm();
    constexpr double usual_shank_mm = 430;
    size_ = static_cast<float>(legs / usual_shank_mm);
    trunk();
    head();
    for (const bool left : {true, false}) {
      arm(left);
      leg(left);
    }
  }
  std::vector<Limb> take() { return std::move(limbs_); }

 private:
  Vector3f part(Part p) const { return at(points_, p).cast<float>(); }
  Vector3f side(Part left_part, bool left) const { return part(left ? left_part : mirrored(left_part)); }
  static Vector3f between(const Vector3f& from, const Vector3f& to, float share) {
    return from + share * (to - from);
  }
  void add(const Vector3f& a, float radius_a, const Vector3f& b, float radius_b, const Vector3f& colour,
           float stripes = 0) {
    const float girth = size_ * looks_.girth;
    limbs_.push_back({a, b, girth * radius_a, girth * radius_b, colour, stripes});
  }
  /// A limb of which the first share is covered.
  void add_clothed(const Vector3f& a, float radius_a, const Vector3f& b, float radius_b, float covered,
                   const Vector3f& cloth, float stripes) {
    if (covered <= 0) return add(a, radius_a, b, radius_b, looks_.skin);
    constexpr float cloth_thickness = 5;
    if (covered >= 1)
      return add(a, radius_a + cloth_thickness, b, radius_b + cloth_thickness, cloth, stripes);
    const Vector3f hem = between(a, b, covered);
    const float radius = radius_a + covered * (radius_b - radius_a);
    add(a, radius_a + cloth_thickness, hem, radius + cloth_thickness, cloth, stripes);
    add(hem, radius, b, radius_b, looks_.skin);
  }

  void trunk() {
    const Vector3f neck = part(Part::spine4);
    const Vector3f chest = part(Part::spine3);
    const Vector3f waist = part(Part::spine);
    const Vector3f pelvis = part(Part::pelvis);
    for (const bool left : {true, false}) {
      const Vector3f shoulder = side(Part::left_shoulder, left);
      const Vector3f hip = side(Part::left_hip, left);
      const Vector3f breast = between(shoulder, chest, 0.5F);
      add(breast, 82, between(waist, hip, 0.3F), 84, looks_.shirt, looks_.stripes);
      add(between(neck, shoulder, 0.25F), 58, shoulder, 56, looks_.shirt, looks_.stripes);
      add(between(pelvis, hip, 0.55F), 100, between(waist, hip, 0.35F), 84, looks_.trousers);
    }
    add(chest, 104, waist, 98, looks_.shirt, looks_.stripes);
    add(waist, 98, between(waist, pelvis, 0.4F), 102, looks_.shirt, looks_.stripes);
  }

  void head() {
    const Vector3f ears = part(Part::head);
    const Vector3f top = part(Part::head_top);
    const Vector3f forward = part(Part::nose) - ears;
    add(part(Part::spine4), 54, between(part(Part::neck), ears, 0.7F), 52, looks_.skin);
    const Vector3f crown = between(ears, top, 0.48F);
    add(ears + 0.3F * forward - 0.05F * (top - ears), 58, crown + 0.1F * forward, 76, looks_.skin);
    add(ears - 0.22F * forward + 0.2F * (top - ears), 72, crown - 0.12F * forward + 0.08F * (top - ears), 82,
        looks_.hair);
    add(between(ears, part(Part::nose), 0.8F), 14, part(Part::nose), 11, looks_.skin);
    for (const Part eye : {Part::left_eye, Part::right_eye}) {
      add(part(eye) - 0.12F * forward, 10, part(eye) - 0.13F * forward, 10, Vector3f(0.05F, 0.05F, 0.06F));
    }
  }

  void arm(bool left) {
    const Vector3f shoulder = side(Part::left_shoulder, left);
    const Vector3f elbow = side(Part::left_elbow, left);
    const Vector3f wrist = side(Part::left_wrist, left);
    const Vector3f hand = side(Part::left_hand, left);
    add_clothed(shoulder, 52, elbow, 40, 2 * looks_.sleeves, looks_.shirt, looks_.stripes);
    add_clothed(elbow, 40, wrist, 27, 2 * looks_.sleeves - 1, looks_.shirt, looks_.stripes);
    add(wrist, 27, hand, 36, looks_.skin);
    add(hand, 34, between(wrist, hand, 1.7F), 18, looks_.skin);
  }

  void leg(bool left) {
    const Vector3f hip = side(Part::left_hip, left);
    const Vector3f knee = side(Part::left_knee, left);
    const Vector3f ankle = side(Part::left_ankle, left);
    const Vector3f heel = side(Part::left_heel, left);
    const Vector3f toe = side(Part::left_toe, left);
    const Vector3f sole(0, 0, 28);
    add_clothed(hip, 86, knee, 58, 2 * looks_.legs, looks_.trousers, 0);
    const Vector3f calf = between(knee, ankle, 0.3F);
    const float covered = 2 * looks_.legs - 1;
    add_clothed(knee, 56, calf, 57, covered / 0.3F, looks_.trousers, 0);
    add_clothed(calf, 57, ankle, 38, (covered - 0.3F) / 0.7F, looks_.trousers, 0);
    add(heel + sole, 36, toe + sole, 28, looks_.shoes);
    add(ankle, 38, between(heel, toe, 0.55F) + sole, 38, looks_.shoes);
  }

  const BodyPoints& points_;
  const Looks& looks_;
  float size_ = 1;
  std::vector<Limb> limbs_;
};

}  // namespace

Looks looks_of(std::string_view subject, std::string_view take) {
  SeededRandom body(seeded_hash(subject, 1));
  SeededRandom wardrobe(seeded_hash(take, seeded_hash(subject, 2)));
  static const std::array<Vector3f, 5> skins = {Vector3f(0.90F, 0.72F, 0.62F), Vector3f(0.80F, 0.60F, 0.47F),
                                                Vector3f(0.66F, 0.46F, 0.34F), Vector3f(0.48F, 0.32F, 0.23F),
                                                Vector3f(0.34F, 0.23F, 0.18F)};
  static const std::array<Vector3f, 5> hairs = {Vector3f(0.08F, 0.07F, 0.07F), Vector3f(0.25F, 0.16F, 0.1F),
                                                Vector3f(0.62F, 0.5F, 0.3F), Vector3f(0.45F, 0.2F, 0.1F),
                                                Vector3f(0.6F, 0.6F, 0.6F)};
  Looks looks;
  looks.skin = skins[body.below(skins.size())];
  looks.hair = hairs[body.below(hairs.size())];
  looks.girth = static_cast<float>(0.92 + 0.2 * body.unit());
  looks.shirt = colour_of(wardrobe, 0.15, 0.85, 0.35);
  looks.trousers = colour_of(wardrobe, 0.1, 0.6, 0.6);
  looks.shoes = colour_of(wardrobe, 0.05, 0.8, 0.7);
  looks.sleeves = std::array{0.2F, 0.3F, 0.45F, 1.0F, 1.0F}[wardrobe.below(5)];
  looks.legs = std::array{0.4F, 0.5F, 1.0F, 1.0F, 1.0F}[wardrobe.below(5)];
  looks.stripes = wardrobe.unit() < 0.3 ? 0.35F : 0.0F;
  return looks;
}

std::vector<Limb> fleshed(const BodyPoints& points, const Looks& looks) {
  return Sculptor(points, looks).take();
}

}  // namespace solopose::demo
