#include "tests/core/formats/reading.h"

#include <fstream>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/formats/body_guess.h"
#include "tests/core/formats/survival.h"

namespace solopose::testing {

bool Reading::remarked(const std::string& part) const {
  return std::any_of(remarks.begin(), remarks.end(),
                     [&](const std::string& remark) { return remark.find(part) != std::string::npos; });
}

Reading read(const Reader& reader, const std::filesystem::path& file, const ReadOptions& options) {
  Reading reading;
  reader.read(
      file, options, [&](Sequence&& sequence) { reading.sequences.push_back(std::move(sequence)); },
      [&](const std::string& remark) { reading.remarks.push_back(remark); }, JobContext{});
  return reading;
}

std::string error_of(const Reader& reader, const std::filesystem::path& file, const ReadOptions& options) {
  try {
    read(reader, file, options);
  } catch (const Error& failure) {
    return failure.what();
  }
  return "read without an error";
}

void expect_damage_is_survived(const Reader& reader, const std::string& bytes,
                               const std::filesystem::path& file, const ReadOptions& options) {
  for (unsigned round = 0; round < damage_rounds(); ++round)
    expect_survival(reader, file, damaged_copies(bytes, round), options);
}

Body::Body(const Sequence& sequence)
    : poses_(to_canonical(*sequence.joints, sequence.positions_mm)), frames_(sequence.frames()) {}

Eigen::Vector3d Body::at(std::int64_t frame, Joint joint) const {
  const float* p = poses_.data() + (frame * joint_count + index_of(joint)) * 3;
  return {p[0], p[1], p[2]};
}

double Body::bone(std::int64_t frame, const Bone& bone) const {
  return (at(frame, bone.parent) - at(frame, bone.child)).norm();
}

void expect_plausible_person(const Sequence& sequence) {
  using enum Joint;
  const Body body(sequence);
  ASSERT_GT(body.frames(), 0);
  ASSERT_TRUE(sequence.up);
  double shoulders_along_hips = 0;
  double head_height = 0;
  double feet_height = 0;
  double knees_in_front = 0;
  for (std::int64_t f = 0; f < body.frames(); ++f) {
    const Eigen::Vector3d hips = body.at(f, left_hip) - body.at(f, right_hip);
    const Eigen::Vector3d shoulders = body.at(f, left_shoulder) - body.at(f, right_shoulder);
    shoulders_along_hips += shoulders.normalized().dot(hips.normalized());
    head_height += sequence.up->dot(body.at(f, head) - body.at(f, pelvis));
    feet_height +=
        sequence.up->dot(0.5 * (body.at(f, left_ankle) + body.at(f, right_ankle)) - body.at(f, pelvis));
    // Knees bend backwards only: the knee lies in front of the line from hip to ankle. In front is up x
    // left-to-right.
    const Eigen::Vector3d forward = sequence.up->cross(-hips).normalized();
    for (const auto& [hip, knee, ankle] :
         {std::array{left_hip, left_knee, left_ankle}, std::array{right_hip, right_knee, right_ankle}}) {
      knees_in_front += forward.dot(body.at(f, knee) - 0.5 * (body.at(f, hip) + body.at(f, ankle)));
    }
  }
  const auto frames = static_cast<double>(body.frames());
  EXPECT_GT(shoulders_along_hips / frames, 0.5) << "left shoulder and left hip on different sides";
  EXPECT_GT(head_height / frames, 250) << "head not above the pelvis";
  EXPECT_LT(feet_height / frames, -400) << "feet not below the pelvis";
  // Straight legs may be overextended a little (2 cm a knee); those of a swapped body point back by more.
  EXPECT_GT(knees_in_front / frames, -40) << "knees bend the wrong way: left and right are swapped";
  const auto height = standing_height(to_canonical(*sequence.joints, sequence.positions_mm));
  ASSERT_TRUE(height);
  EXPECT_GT(*height, 1400);
  EXPECT_LT(*height, 2100);
}

}  // namespace solopose::testing
