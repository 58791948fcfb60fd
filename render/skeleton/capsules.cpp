#include "render/skeleton/capsules.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <Eigen/Geometry>

#include "render/skeleton/stroke_text.h"

namespace solopose {

namespace {

constexpr float kLimb_mm = 13;
constexpr float kTrunk_mm = 17;
constexpr float kJoint_mm = 17;
constexpr float kHead_mm = 52;
constexpr float kMarker_mm = 9;
constexpr float kRim_mm = 9;
constexpr float kHighlightScale = 1.25F;
constexpr float kMarkScale = 1.8F;
constexpr int kManySkeletons = 12;  // thinner from here on, so that they can be told apart
constexpr float kManyScale = 0.7F;
constexpr float kAxis_mm = 500;
constexpr float kGridStep_mm = 500;
constexpr float kTextHeight_px = 13;
constexpr float kTextMargin_px = 6;  // between a text and the view's edge
constexpr float kDash_px = 7;
constexpr float kDashGap_px = 5;

/// Into the view; what is too large for it begins at its edge.
float kept_between(float value, float least, float most) { return std::max(least, std::min(value, most)); }

Eigen::Vector4f rgba(const QColor& colour, float opacity = 1) {
  return {colour.redF(), colour.greenF(), colour.blueF(), colour.alphaF() * opacity};
}

class Builder {
 public:
  Builder(const SkeletonScene& scene, const OrbitCamera& camera) : scene_(scene), camera_(camera) {
    body_scale_ = scene.skeletons.size() > kManySkeletons ? kManyScale : 1.0F;
  }

  std::vector<Capsule> build() {
    out_.reserve(64 + scene_.skeletons.size() * (joint_count + bone_count));
    if (scene_.floor) addFloor();
    if (scene_.axes) addAxes();
    for (const SkeletonPath& path : scene_.paths) addPath(path);
    addSkeletons();
    addMarkers();
    if (scene_.reference_points_mm) addReferencePoints(*scene_.reference_points_mm);
    addMeasure();
    return std::move(out_);
  }

 private:
  void add(const Eigen::Vector3f& a, const Eigen::Vector3f& b, float radius_a, float radius_b,
           const Eigen::Vector4f& colour, Capsule::Style style) {
    if (a.allFinite() && b.allFinite()) out_.push_back({a, b, radius_a, radius_b, colour, style, in_front_});
  }

  void addLine(const Eigen::Vector3f& a, const Eigen::Vector3f& b, float width_px,
               const Eigen::Vector4f& colour, Capsule::Style style = Capsule::Style::flat) {
    add(a, b, -width_px / 2, -width_px / 2, colour, style);
  }

  void addFloor() {
    const Eigen::Vector3f up = camera_.up.cast<float>();
    const Eigen::Vector3f along = camera_.facing.cast<float>();
    const Eigen::Vector3f across = along.cross(up);
    const Eigen::Vector3f centre = scene_.floor_height_mm * up;
    const int cells = std::clamp(static_cast<int>(std::ceil(scene_.floor_radius_mm / kGridStep_mm)), 2, 20);
    const float reach = static_cast<float>(cells) * kGridStep_mm;
    for (int i = -cells; i <= cells; ++i) {
      const float at = static_cast<float>(i) * kGridStep_mm;
      const Eigen::Vector4f colour = rgba(scene_.grid, i == 0 ? 1.0F : 0.55F);
      addLine(centre + at * across - reach * along, centre + at * across + reach * along, 1, colour);
      addLine(centre + at * along - reach * across, centre + at * along + reach * across, 1, colour);
    }
  }

  void addAxes() {
    const std::array<QString, 3> names = {QStringLiteral("x"), QStringLiteral("y"), QStringLiteral("z")};
    const Eigen::Vector4f colour = rgba(scene_.text, 0.85F);
    for (int i = 0; i < 3; ++i) {
      const Eigen::Vector3f direction = Eigen::Vector3f::Unit(i);
      const Eigen::Vector3f tip = kAxis_mm * direction;
      addLine(Eigen::Vector3f::Zero(), tip, 2, colour);
      add(tip, tip + 45 * direction, 16, 1, colour, Capsule::Style::flat);  // the arrow's head
      addText(names[static_cast<std::size_t>(i)], tip + 110 * direction, {-0.5F, -0.5F}, 1.7F, colour,
              Capsule::Style::flat);
    }
  }

  bool inView(const Eigen::Vector2f& pixel) const {
    return pixel.x() >= 0 && pixel.y() >= 0 && pixel.x() <= static_cast<float>(camera_.width_px) &&
           pixel.y() <= static_cast<float>(camera_.height_px);
  }

  /// Where a text's lower left corner has to be, so that no edge cuts the text.
  Eigen::Vector2f keptInView(const Eigen::Vector2f& corner, float width) const {
    const float right = static_cast<float>(camera_.width_px) - kTextMargin_px - width;
    const float bottom = static_cast<float>(camera_.height_px) - kTextMargin_px;
    return {kept_between(corner.x(), kTextMargin_px, right),
            kept_between(corner.y(), kTextMargin_px + kTextHeight_px, bottom)};
  }

  /// `shift`: from the anchor to the text's lower left corner, in text widths and heights. The view's edges
  /// push it inside, unless its anchor is out of sight and it may be so too.
  void addText(const QString& letters, const Eigen::Vector3f& anchor, const Eigen::Vector2f& shift,
               float width_px, const Eigen::Vector4f& colour, Capsule::Style style,
               bool always_seen = false) {
    const auto seen = camera_.project(anchor.cast<double>());
    if (!seen) return;
    const StrokeText text = strokeText(letters);
    const float width = text.width * kTextHeight_px;
    const Eigen::Vector2f at = seen->pixel.cast<float>();
    Eigen::Vector2f corner = at + Eigen::Vector2f(shift.x() * width, -shift.y() * kTextHeight_px);
    if (always_seen || inView(at)) corner = keptInView(corner, width);
    const auto mm_per_pixel = static_cast<float>(seen->mm_per_pixel);
    const Eigen::Vector3f right = kTextHeight_px * mm_per_pixel * camera_.rightward().cast<float>();
    const Eigen::Vector3f up = kTextHeight_px * mm_per_pixel * camera_.upward().cast<float>();
    const Eigen::Vector2f moved = (corner - at) / kTextHeight_px;
    const Eigen::Vector3f origin = anchor + moved.x() * right - moved.y() * up;
    for (const StrokeText::Segment& segment : text.segments) {
      addLine(origin + segment.from.x() * right + segment.from.y() * up,
              origin + segment.to.x() * right + segment.to.y() * up, width_px, colour, style);
    }
  }

  void addPath(const SkeletonPath& path) {
    const auto count = path.points_mm.size();
    for (std::size_t i = 1; i < count; ++i) {
      const float t = static_cast<float>(i) / static_cast<float>(count);
      const float opacity = path.first_opacity + t * (path.last_opacity - path.first_opacity);
      addLine(path.points_mm[i - 1], path.points_mm[i], 2, rgba(path.colour, opacity));
    }
  }

  /// Every capsule by itself from far to near: smooth edges and transparency then lie over what is behind
  /// them.
  void addSkeletons() {
    const auto first = static_cast<std::ptrdiff_t>(out_.size());
    for (const SkeletonInstance& skeleton : scene_.skeletons) addSkeleton(skeleton);
    const Eigen::Vector3f backward = camera_.backward().cast<float>();
    std::stable_sort(out_.begin() + first, out_.end(), [&](const Capsule& a, const Capsule& b) {
      if (a.in_front != b.in_front) return b.in_front;
      return backward.dot(a.a_mm + a.b_mm) < backward.dot(b.a_mm + b.b_mm);
    });
  }

  void addSkeleton(const SkeletonInstance& skeleton) {
    if (skeleton.ghost) return addGhost(skeleton);
    const float scale = body_scale_ * (skeleton.highlighted ? kHighlightScale : 1.0F);
    in_front_ = skeleton.highlighted;  // in a crowd it could not be seen otherwise
    if (skeleton.highlighted) addRim(skeleton, scale);
    addBody(skeleton, scale);
    in_front_ = false;
  }

  void addRim(const SkeletonInstance& skeleton, float scale) {
    const Eigen::Vector4f colour = rgba(scene_.text);
    for (const Bone& bone : bones()) addBone(skeleton, bone, scale, kRim_mm, colour, Capsule::Style::flat);
    for (int j = 0; j < joint_count; ++j) addJoint(skeleton, j, scale, kRim_mm, colour, Capsule::Style::flat);
  }

  void addBody(const SkeletonInstance& skeleton, float scale) {
    const auto is_marked = [&](Joint joint) {
      return skeleton.marked[static_cast<std::size_t>(index_of(joint))];
    };
    const auto colour_of = [&](Joint joint, bool marked) {
      return rgba(marked ? scene_.mark : colourOf(skeleton, joint), skeleton.opacity);
    };
    for (const Bone& bone : bones()) {
      const bool marked = is_marked(bone.parent) && is_marked(bone.child);
      addBone(skeleton, bone, scale, 0, colour_of(bone.child, marked), Capsule::Style::solid);
    }
    for (int j = 0; j < joint_count; ++j) {
      const auto joint = static_cast<Joint>(j);
      const bool marked = is_marked(joint);
      addJoint(skeleton, j, marked ? scale * kMarkScale : scale, 0, colour_of(joint, marked),
               Capsule::Style::solid);
    }
  }

  static QColor colourOf(const SkeletonInstance& skeleton, Joint joint) {
    if (!skeleton.side_colours) return skeleton.colour;
    return (*skeleton.side_colours)[static_cast<std::size_t>(side_of(joint))];
  }

  void addBone(const SkeletonInstance& skeleton, const Bone& bone, float scale, float rim_mm,
               const Eigen::Vector4f& colour, Capsule::Style style) {
    const auto at = [&](Joint joint) { return skeleton.joints_mm[static_cast<std::size_t>(joint)]; };
    const float width = (side_of(bone.parent) == Side::middle ? kTrunk_mm : kLimb_mm) * scale;
    add(at(bone.parent), at(bone.child), width + rim_mm, width * 0.75F + rim_mm, colour, style);
  }

  void addJoint(const SkeletonInstance& skeleton, int joint, float scale, float rim_mm,
                const Eigen::Vector4f& colour, Capsule::Style style) {
    const Eigen::Vector3f& at = skeleton.joints_mm[static_cast<std::size_t>(joint)];
    const float radius = (static_cast<Joint>(joint) == Joint::head ? kHead_mm : kJoint_mm) * scale + rim_mm;
    add(at, at, radius, radius, colour, style);
  }

  void addGhost(const SkeletonInstance& skeleton) {
    const auto at = [&](Joint joint) { return skeleton.joints_mm[static_cast<std::size_t>(joint)]; };
    for (const Bone& bone : bones()) {
      const Eigen::Vector4f colour = rgba(colourOf(skeleton, bone.child), skeleton.opacity);
      if (skeleton.dashed)
        addDashes(at(bone.parent), at(bone.child), colour);
      else
        addLine(at(bone.parent), at(bone.child), 2, colour);
    }
    add(at(Joint::head), at(Joint::head), kHead_mm * body_scale_, kHead_mm * body_scale_,
        rgba(colourOf(skeleton, Joint::head), skeleton.opacity), Capsule::Style::ring);
  }

  void addDashes(const Eigen::Vector3f& a, const Eigen::Vector3f& b, const Eigen::Vector4f& colour,
                 Capsule::Style style = Capsule::Style::flat) {
    if (!a.allFinite() || !b.allFinite()) return;
    const auto mm_per_pixel = static_cast<float>(camera_.mm_per_pixel_at_focus());
    const float length = (b - a).norm() / mm_per_pixel;
    const int dashes = std::clamp(static_cast<int>(std::round(length / (kDash_px + kDashGap_px))), 1, 200);
    const float share = kDash_px / (kDash_px + kDashGap_px);
    for (int i = 0; i < dashes; ++i) {
      const float from = static_cast<float>(i) / static_cast<float>(dashes);
      const float to = (static_cast<float>(i) + share) / static_cast<float>(dashes);
      addLine(a + from * (b - a), a + to * (b - a), 2, colour, style);
    }
  }

  void addMarkers() {
    for (const SceneMarker& marker : scene_.markers) {
      add(marker.at_mm, marker.at_mm, kMarker_mm, kMarker_mm, rgba(scene_.accent), Capsule::Style::solid);
      addText(marker.name.toUpper(), marker.at_mm, {0.0F, 0.6F}, 1.2F, rgba(scene_.text, 0.85F),
              Capsule::Style::flat);
    }
  }

  void addReferencePoints(const std::array<Eigen::Vector3f, 3>& points) {
    for (std::size_t i = 0; i < points.size(); ++i) {
      addLine(points[i], points[(i + 1) % points.size()], 1, rgba(scene_.accent, 0.7F),
              Capsule::Style::on_top);
      add(points[i], points[i], -4, -4, rgba(scene_.background), Capsule::Style::on_top);
      add(points[i], points[i], -3, -3, rgba(scene_.accent), Capsule::Style::on_top);
      in_front_ = true;
      add(points[i], points[i], -8, -8, rgba(scene_.accent), Capsule::Style::ring);
      in_front_ = false;
    }
  }

  void addMeasure() {
    const auto& points = scene_.measure.points_mm;
    for (const Eigen::Vector3f& point : points) {
      if (!point.allFinite()) return;
    }
    const Eigen::Vector4f colour = rgba(scene_.accent);
    for (std::size_t i = 0; i < points.size(); ++i) {
      add(points[i], points[i], -5, -5, colour, Capsule::Style::on_top);
      if (i > 0) addLine(points[i - 1], points[i], 2.5F, colour, Capsule::Style::on_top);
    }
    if (points.size() == 2) {
      const Eigen::Vector2f along = pixelOf(points[1]) - pixelOf(points[0]);
      addBeside(scene_.measure.label, (points[0] + points[1]) / 2, {along.y(), -along.x()});
    } else if (points.size() == 3) {
      const Eigen::Vector3f label_at = addArc(points, colour);
      addBeside(scene_.measure.label, label_at, pixelOf(label_at) - pixelOf(points[1]));
    }
  }

  /// Zero for what no pixel shows.
  Eigen::Vector2f pixelOf(const Eigen::Vector3f& point) const {
    const auto seen = camera_.project(point.cast<double>());
    return seen ? seen->pixel.cast<float>().eval() : Eigen::Vector2f::Zero().eval();
  }

  /// On top, clear of a bone through the anchor: to that side of it, or to the other, that is to the right.
  /// `side`: across the bone, pixels, y down.
  void addBeside(const QString& letters, const Eigen::Vector3f& anchor, Eigen::Vector2f side) {
    const auto seen = camera_.project(anchor.cast<double>());
    if (!seen) return;
    if (side.norm() < 1) side = {1, 0};
    side.normalize();
    if (side.x() < 0 || (side.x() == 0 && side.y() > 0)) side = -side;
    const float width = std::max(1.0F, strokeText(letters).width * kTextHeight_px);
    const float bone_px = kMarkScale * kJoint_mm / static_cast<float>(seen->mm_per_pixel);
    const float off =
        kTextMargin_px + bone_px + std::abs(side.x()) * width / 2 + std::abs(side.y()) * kTextHeight_px / 2;
    addTextOnTop(letters, anchor, {off * side.x() / width - 0.5F, -off * side.y() / kTextHeight_px - 0.5F});
  }

  /// First in the background's colour and thicker: readable over anything.
  void addTextOnTop(const QString& letters, const Eigen::Vector3f& anchor, const Eigen::Vector2f& shift) {
    addText(letters, anchor, shift, 6, rgba(scene_.background, 0.85F), Capsule::Style::on_top, true);
    addText(letters, anchor, shift, 1.7F, rgba(scene_.text), Capsule::Style::on_top, true);
  }

  /// The arc at the middle point, from one leg to the other. Returns its middle.
  Eigen::Vector3f addArc(const std::vector<Eigen::Vector3f>& points, const Eigen::Vector4f& colour) {
    const Eigen::Vector3f first = points[0] - points[1];
    const Eigen::Vector3f second = points[2] - points[1];
    const float radius = 0.35F * std::min(first.norm(), second.norm());
    Eigen::Vector3f side = second - second.dot(first) / std::max(1e-6F, first.squaredNorm()) * first;
    if (radius < 1 || side.norm() < 1) return points[1];
    side.normalize();
    const float angle = std::acos(std::clamp(first.normalized().dot(second.normalized()), -1.0F, 1.0F));
    const auto on_arc = [&](float t) -> Eigen::Vector3f {
      return points[1] + radius * (std::cos(t * angle) * first.normalized() + std::sin(t * angle) * side);
    };
    constexpr int kPieces = 16;
    for (int i = 0; i < kPieces; ++i) {
      addLine(on_arc(static_cast<float>(i) / kPieces), on_arc(static_cast<float>(i + 1) / kPieces), 2, colour,
              Capsule::Style::on_top);
    }
    return on_arc(0.5F);
  }

  const SkeletonScene& scene_;
  const OrbitCamera& camera_;
  float body_scale_ = 1;
  bool in_front_ = false;
  std::vector<Capsule> out_;
};

}  // namespace

std::vector<Capsule> buildCapsules(const SkeletonScene& scene, const OrbitCamera& camera) {
  return Builder(scene, camera).build();
}

std::vector<CapsuleVertex> packCapsules(const std::vector<Capsule>& capsules) {
  std::vector<CapsuleVertex> vertices;
  vertices.reserve(capsules.size() * 4);
  for (const Capsule& capsule : capsules) {
    CapsuleVertex vertex;
    vertex.a_and_radius << capsule.a_mm, capsule.radius_a;
    vertex.b_and_radius << capsule.b_mm, capsule.radius_b;
    vertex.colour = capsule.colour;
    const float style = static_cast<float>(capsule.style) + (capsule.in_front ? 4.0F : 0.0F);
    for (const float end : {0.0F, 1.0F}) {
      for (const float side : {-1.0F, 1.0F}) {
        vertex.corner_and_style << end, side, style;
        vertices.push_back(vertex);
      }
    }
  }
  return vertices;
}

}  // namespace solopose
