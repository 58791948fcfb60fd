#include "tests/core/formats/bvh_text.h"

#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace solopose::testing {
namespace {

struct RigJoint {
  const char* name;
  int depth;
  std::array<double, 3> offset;
  std::array<double, 3> end;  ///< of an End Site, zeros = none
};

constexpr RigJoint rig[] = {{"Hips", 0, {0, 95, 0}, {}},
                            {"Spine", 1, {0, 10, 0}, {}},
                            {"Neck", 2, {0, 40, 0}, {}},
                            {"Head", 3, {0, 8, 1}, {0, 18, 0}},
                            {"LeftArm", 2, {18, 36, 0}, {}},
                            {"LeftForeArm", 3, {29, 0, 0}, {}},
                            {"LeftHand", 4, {25, 0, 0}, {9, 0, 0}},
                            {"RightArm", 2, {-18, 36, 0}, {}},
                            {"RightForeArm", 3, {-29, 0, 0}, {}},
                            {"RightHand", 4, {-25, 0, 0}, {-9, 0, 0}},
                            {"LeftUpLeg", 1, {10, -2, 0}, {}},
                            {"LeftLeg", 2, {0, -42, 0}, {}},
                            {"LeftFoot", 3, {0, -42, 0}, {0, -5, 15}},
                            {"RightUpLeg", 1, {-10, -2, 0}, {}},
                            {"RightLeg", 2, {0, -42, 0}, {}},
                            {"RightFoot", 3, {0, -42, 0}, {0, -5, 15}}};

std::string offset_line(const std::array<double, 3>& offset, double scale) {
  return fmt::format("OFFSET {:.4f} {:.4f} {:.4f}\n", offset[0] * scale, offset[1] * scale,
                     offset[2] * scale);
}

}  // namespace

std::string BvhRig::hierarchy() const {
  std::string text;
  int open = 0;
  for (const RigJoint& joint : rig) {
    for (; open > joint.depth; --open) text += "}\n";
    text += fmt::format("{} {}\n{{\n", joint.depth == 0 ? word : "JOINT", name(joint.name));
    ++open;
    text += offset_line(joint.offset, scale);
    const bool positions = joint.depth == 0 || inner_positions;
    text += fmt::format("CHANNELS {} {}Zrotation Xrotation Yrotation\n", positions ? 6 : 3,
                        positions ? "Xposition Yposition Zposition " : "");
    if (joint.end != std::array<double, 3>{}) text += "End Site\n{\n" + offset_line(joint.end, scale) + "}\n";
  }
  for (; open > 0; --open) text += "}\n";
  return text;
}

std::vector<double> BvhRig::row(double x, double z, double of_offset, double neck) const {
  std::vector<double> values;
  for (const RigJoint& joint : rig) {
    if (joint.depth == 0) {
      values.insert(values.end(), {x, 95 * scale, z});
    } else if (inner_positions) {
      for (const double offset : joint.offset) values.push_back(offset * scale * of_offset);
    }
    const bool is_neck = std::string_view(joint.name) == "Neck";
    values.insert(values.end(), {0, is_neck ? neck : 0, 0});
  }
  return values;
}

std::string row_text(const std::vector<double>& values) {
  return fmt::format("{:.4f}\n", fmt::join(values, " "));
}

std::string bvh_text(const std::vector<std::string>& blocks, const std::vector<std::vector<double>>& rows,
                     const std::string& frame_time) {
  std::string text = "HIERARCHY\n";
  for (const std::string& block : blocks) text += block;
  text += fmt::format("MOTION\nFrames: {}\nFrame Time: {}\n", rows.size(), frame_time);
  for (const auto& row : rows) text += row_text(row);
  return text;
}

}  // namespace solopose::testing
