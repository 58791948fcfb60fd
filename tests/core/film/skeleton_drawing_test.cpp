#include "core/film/skeleton_drawing.h"

#include <cmath>
#include <limits>
#include <numeric>

#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/film/stroke_painter.h"

namespace solopose::testing {
namespace {

constexpr float missing = std::numeric_limits<float>::quiet_NaN();

/// Joints along a diagonal, far enough apart to tell them.
std::vector<float> spread_joints() {
  std::vector<float> pixels;
  for (int j = 0; j < joint_count; ++j) {
    pixels.push_back(static_cast<float>(20 + 12 * j));
    pixels.push_back(static_cast<float>(20 + 12 * ((j * 7) % joint_count)));
  }
  return pixels;
}

bool is_disc(const Stroke& stroke) { return stroke.from == stroke.to; }

std::array<std::uint8_t, 3> rgb_at(const Image& image, int x, int y) {
  const std::uint8_t* pixel = image.row(y) + x * bytes_per_pixel(image.layout);
  if (image.layout == PixelLayout::bgra32) return {pixel[2], pixel[1], pixel[0]};
  return {pixel[0], pixel[1], pixel[2]};
}

Image grey(int width, int height, PixelLayout layout) {
  Image image(width, height, layout);
  std::fill(image.bytes.begin(), image.bytes.end(), std::uint8_t{128});
  if (layout == PixelLayout::bgra32) {
    for (std::size_t i = 3; i < image.bytes.size(); i += 4) image.bytes[i] = 255;
  }
  return image;
}

TEST(SkeletonStrokes, has_an_outlined_stroke_for_every_bone_and_joint) {
  const auto strokes = skeleton_strokes(spread_joints(), {}, {}, {});
  EXPECT_EQ(strokes.size(), 2 * (bone_count + joint_count));
  EXPECT_EQ(std::count_if(strokes.begin(), strokes.end(), is_disc), 2 * joint_count);
  for (std::size_t i = 0; i < strokes.size(); i += 2) {
    EXPECT_EQ(strokes[i].from, strokes[i + 1].from);
    EXPECT_GT(strokes[i].width, strokes[i + 1].width);
  }
}

TEST(SkeletonStrokes, leaves_out_a_missing_joint_and_its_bones) {
  std::vector<float> pixels = spread_joints();
  pixels[2 * index_of(Joint::right_knee)] = missing;
  const auto strokes = skeleton_strokes(pixels, {}, {}, {});
  EXPECT_EQ(strokes.size(), 2 * (bone_count - 2 + joint_count - 1));
  for (const Stroke& stroke : strokes) EXPECT_TRUE(stroke.from.allFinite() && stroke.to.allFinite());
}

TEST(SkeletonStrokes, draws_far_parts_first_and_a_joint_over_its_bones) {
  std::vector<float> depths(joint_count, 0);
  depths[index_of(Joint::left_wrist)] = -500;  // towards the viewer
  depths[index_of(Joint::right_wrist)] = 500;
  const auto pixels = spread_joints();
  const auto strokes = skeleton_strokes(pixels, {}, depths, {});
  const auto disc_of = [&](Joint joint) {
    const auto at = static_cast<std::size_t>(2 * index_of(joint));
    const Eigen::Vector2d place(pixels[at], pixels[at + 1]);
    return std::find_if(strokes.begin(), strokes.end(),
                        [&](const Stroke& s) { return is_disc(s) && s.from == place; });
  };
  EXPECT_LT(disc_of(Joint::right_wrist), disc_of(Joint::pelvis));
  EXPECT_LT(disc_of(Joint::pelvis), disc_of(Joint::left_wrist));
  const auto forearm = std::find_if(strokes.begin(), strokes.end(), [&](const Stroke& s) {
    return !is_disc(s) && s.to == disc_of(Joint::left_wrist)->from;
  });
  EXPECT_LT(forearm, disc_of(Joint::left_elbow));
  EXPECT_LT(forearm, disc_of(Joint::left_wrist));
}

TEST(SkeletonStrokes, shows_sides_in_their_colours_or_one_person_in_one) {
  SkeletonLook look;
  const auto has_colour = [](const std::vector<Stroke>& strokes, const std::array<std::uint8_t, 3>& colour) {
    return std::any_of(strokes.begin(), strokes.end(), [&](const Stroke& s) {
      return s.rgba[0] == colour[0] && s.rgba[1] == colour[1] && s.rgba[2] == colour[2];
    });
  };
  const auto sided = skeleton_strokes(spread_joints(), {}, {}, look);
  EXPECT_TRUE(has_colour(sided, look.left) && has_colour(sided, look.right) &&
              has_colour(sided, look.middle));
  look.one_colour = true;
  const auto plain = skeleton_strokes(spread_joints(), {}, {}, look);
  EXPECT_FALSE(has_colour(plain, look.left) || has_colour(plain, look.right));
}

TEST(SkeletonStrokes, fades_with_confidence_only_where_asked) {
  std::vector<float> confidences(joint_count, 1);
  confidences[index_of(Joint::head)] = 0;
  confidences[index_of(Joint::pelvis)] = missing;
  SkeletonLook look;
  for (const Stroke& stroke : skeleton_strokes(spread_joints(), confidences, {}, look))
    EXPECT_GE(stroke.rgba[3], 190);
  look.confidence_as_opacity = true;
  int faint = 0;
  for (const Stroke& stroke : skeleton_strokes(spread_joints(), confidences, {}, look)) {
    EXPECT_GT(stroke.rgba[3], 0);
    if (stroke.rgba[3] < 60) ++faint;
  }
  // Two joints, the bone to the head and the pelvis's bones, each with its outline.
  const auto at_pelvis = std::count_if(bones().begin(), bones().end(), [](const Bone& bone) {
    return bone.parent == Joint::pelvis || bone.child == Joint::pelvis;
  });
  EXPECT_EQ(faint, 2 * (2 + 1 + at_pelvis));
}

TEST(SkeletonStrokes, refuses_sizes_that_do_not_fit) {
  EXPECT_THROW(skeleton_strokes(std::vector<float>(29), {}, {}, {}), Error);
  EXPECT_THROW(skeleton_strokes(spread_joints(), std::vector<float>(3), {}, {}), Error);
  EXPECT_THROW(skeleton_strokes(spread_joints(), {}, std::vector<float>(3), {}), Error);
}

TEST(DrawStrokes, colours_what_a_stroke_covers_and_nothing_else) {
  for (const PixelLayout layout : {PixelLayout::rgb24, PixelLayout::bgra32}) {
    Image image = grey(61, 41, layout);
    draw_strokes(image, std::vector<Stroke>{{{10, 20}, {50, 20}, 5, {200, 40, 10, 255}}});
    const std::array<std::uint8_t, 3> red{200, 40, 10};
    const std::array<std::uint8_t, 3> background{128, 128, 128};
    for (const int y : {18, 20, 22}) EXPECT_EQ(rgb_at(image, 30, y), red);
    for (const int y : {17, 23}) EXPECT_EQ(rgb_at(image, 30, y), background);
    EXPECT_EQ(rgb_at(image, 8, 20), red);  // the round end
    EXPECT_EQ(rgb_at(image, 7, 18), background);
    if (layout == PixelLayout::bgra32) {
      EXPECT_EQ(image.row(20)[30 * 4 + 3], 255);
    }
  }
}

TEST(DrawStrokes, covers_the_area_of_a_disc_wherever_its_centre_lies) {
  for (const double shift : {0.0, 0.25, 0.5, 0.8}) {
    Image image(64, 64, PixelLayout::rgb24);
    const Eigen::Vector2d centre(30 + shift, 31 + shift / 2);
    draw_strokes(image, std::vector<Stroke>{{centre, centre, 20, {255, 255, 255, 255}}});
    double area = 0;
    Eigen::Vector2d mean = Eigen::Vector2d::Zero();
    for (int y = 0; y < 64; ++y) {
      for (int x = 0; x < 64; ++x) {
        const double cover = rgb_at(image, x, y)[0] / 255.0;
        area += cover;
        mean += cover * Eigen::Vector2d(x, y);
      }
    }
    EXPECT_NEAR(area, 314.16, 3);
    EXPECT_NEAR((mean / area - centre).norm(), 0, 0.02);
  }
}

TEST(DrawStrokes, mixes_by_opacity) {
  Image image = grey(20, 20, PixelLayout::rgb24);
  draw_strokes(image, std::vector<Stroke>{{{10, 10}, {10, 10}, 9, {228, 28, 128, 128}}});
  EXPECT_NEAR(rgb_at(image, 10, 10)[0], 178, 1);
  EXPECT_NEAR(rgb_at(image, 10, 10)[1], 78, 1);
  EXPECT_NEAR(rgb_at(image, 10, 10)[2], 128, 1);
}

TEST(DrawStrokes, survives_strokes_beyond_the_picture_and_without_a_place) {
  Image image = grey(33, 17, PixelLayout::bgra32);
  const Image before = image;
  const double nowhere = std::numeric_limits<double>::quiet_NaN();
  const double far = 1e12;
  draw_strokes(image, std::vector<Stroke>{{{-90, -90}, {-40, -3}, 5, {255, 0, 0, 255}},
                                          {{nowhere, 3}, {5, 5}, 5, {255, 0, 0, 255}},
                                          {{far, far}, {far, far}, 5, {255, 0, 0, 255}},
                                          {{3, 3}, {9, 9}, 0, {255, 0, 0, 255}}});
  EXPECT_EQ(image.bytes, before.bytes);
  draw_strokes(image, std::vector<Stroke>{{{-far, 8}, {far, 8}, 3, {255, 0, 0, 255}}});
  EXPECT_EQ(rgb_at(image, 32, 8)[0], 255);
}

}  // namespace
}  // namespace solopose::testing
