#include "core/formats/asf_amc.h"

#include <cstdlib>
#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/formats/bvh.h"
#include "tests/core/formats/companion_readers.h"
#include "tests/core/formats/reading.h"
#include "tests/support/python.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

using testing::Body;
using testing::error_of;
using ::testing::HasSubstr;
using testing::read;
using testing::shared_data;
using testing::TemporaryFolder;
using testing::write_bytes;

std::string bone(const std::string& name, const std::string& direction, const std::string& length,
                 const std::string& more = "") {
  return "  begin\n    id 1\n    name " + name + "\n    direction " + direction + "\n    length " + length +
         "\n    axis 0 0 0 XYZ\n" + more + "  end\n";
}

/// A torso with a left arm, y up, left along +x.
std::string torso_asf(
    const std::string& arm = "    dof rx ry rz\n    limits (-90 90)\n      (-90 90)\n      (-90 90)\n",
    const std::string& angle = "deg") {
  return "# made by hand\n:version 1.10\n:name torso\n:units\n  mass 1.0\n  length 1.0\n  angle " + angle +
         "\n:documentation\n   begin with :nothing\n:root\n   order TX TY TZ RX RY RZ\n   axis XYZ\n   "
         "position 0 0 0\n"
         "   orientation 0 0 0\n:bonedata\n" +
         bone("spine", "0 1 0", "50") + bone("lclavicle", "1 0 0", "20") + bone("rclavicle", "-1 0 0", "20") +
         bone("lhumerus", "1 0 0", "30", arm) + bone("rhumerus", "-1 0 0", "30") +
         bone("lradius", "1 0 0", "25") + bone("head", "0 1 0", "25") +
         ":hierarchy\n  begin\n    root spine\n    spine lclavicle rclavicle head\n    lclavicle lhumerus\n"
         "    rclavicle rhumerus\n    lhumerus lradius\n  end\n";
}
const std::string torso_amc =
    ":FULLY-SPECIFIED\n:DEGREES\n1\nroot 1 90 3 0 0 0\nlhumerus 0 0 90\n2\nroot 1 91 3 0 90 0\nlhumerus 90 0 "
    "90\n";

class AsfAmc : public ::testing::Test {
 protected:
  Sequence read_pair(const std::string& asf, const std::string& amc,
                     const ReadOptions& options = centimetres()) {
    write_bytes(folder / "07.asf", asf);
    write_bytes(folder / "07_01.amc", amc);
    reading = read(asf_amc_reader(), folder / "07_01.amc", options);
    return reading.sequences.at(0);
  }
  std::string refusal(const std::string& asf, const std::string& amc) {
    write_bytes(folder / "07.asf", asf);
    write_bytes(folder / "07_01.amc", amc);
    return error_of(asf_amc_reader(), folder / "07_01.amc", centimetres());
  }
  static ReadOptions centimetres() {
    ReadOptions options;
    options.millimetres_per_unit = 10;
    return options;
  }

  TemporaryFolder folder;
  testing::Reading reading;
};

TEST_F(AsfAmc, cmus_recordings_are_people) {
  REQUIRE_SHARED_DATA();
  for (const char* name : {"01_01", "02_01", "02_05"}) {
    SCOPED_TRACE(name);
    reading = read(asf_amc_reader(), shared_data() / "cmu/asfamc" / (std::string(name) + ".amc"));
    const Sequence& sequence = reading.sequences.at(0);
    testing::expect_plausible_person(sequence);
    EXPECT_EQ(sequence.subject, std::string(name).substr(0, 2));
    EXPECT_EQ(sequence.take, name);
    EXPECT_EQ(sequence.frames_per_second, 0);
    EXPECT_TRUE(sequence.up->isApprox(Eigen::Vector3d::UnitY()));
    EXPECT_TRUE(reading.remarked("no frame rate in the file: unknown until --fps states it (CMU's are 120)"));
    for (std::size_t joint = 0; joint < joint_count; ++joint)
      EXPECT_FALSE(sequence.joints->canonical[joint].empty()) << joint_names()[joint];
  }
}

/// The BVH of the same recording that somebody else made: one frame (a T-pose) comes first there, and the
/// thorax has no length, so arms are compared from their shoulders on.
TEST_F(AsfAmc, agrees_with_the_bvh_of_the_same_take) {
  REQUIRE_SHARED_DATA();
  using enum Joint;
  ReadOptions cmu;
  cmu.millimetres_per_unit = 25.4 / 0.45;
  const Body amc(read(asf_amc_reader(), shared_data() / "cmu/asfamc/01_01.amc", cmu).sequences.at(0));
  const Body bvh(read(bvh_reader(), shared_data() / "cmu/bvh/01_01.bvh", cmu).sequences.at(0));
  ASSERT_EQ(amc.frames() + 1, bvh.frames());
  double worst = 0;
  for (std::int64_t frame = 0; frame < amc.frames(); ++frame)
    for (const auto& [from, to] :
         {std::pair{pelvis, left_ankle}, std::pair{pelvis, right_knee}, std::pair{left_shoulder, left_wrist},
          std::pair{right_shoulder, right_elbow}}) {
      const Eigen::Vector3d ours = amc.at(frame, to) - amc.at(frame, from);
      worst = std::max(worst, (ours - (bvh.at(frame + 1, to) - bvh.at(frame + 1, from))).norm());
    }
  EXPECT_LT(worst, 0.1);
}

TEST_F(AsfAmc, forward_kinematics_agree_with_numpy) {
  REQUIRE_SHARED_DATA();
  REQUIRE_PYTHON("numpy");
  const auto script = std::filesystem::path(__FILE__).parent_path() / "amc_fk.py";
  const auto data = shared_data() / "cmu/asfamc";
  const auto command =
      fmt::format("/usr/bin/python3 '{}' '{}' '{}' '{}'", script.string(), (data / "02.asf").string(),
                  (data / "02_03.amc").string(), (folder / "fk.json").string());
  ASSERT_EQ(std::system(command.c_str()), 0);
  const auto expected = nlohmann::json::parse(testing::bytes_of(folder / "fk.json"));
  ReadOptions raw;
  raw.millimetres_per_unit = 1;
  const Sequence sequence = read(asf_amc_reader(), data / "02_03.amc", raw).sequences.at(0);
  const JointSet& set = *sequence.joints;
  ASSERT_EQ(sequence.frames(), std::ssize(expected["root"]));
  double worst = 0;
  int compared = 0;
  for (int joint = 1; joint < set.size(); ++joint) {
    // A joint is where its bone begins: the end of the one it hangs on, or its own for an end.
    const std::string of = set.joints[static_cast<std::size_t>(set.parents[static_cast<std::size_t>(joint)])];
    const auto& places = expected.at(of);
    for (std::int64_t frame = 0; frame < sequence.frames(); ++frame)
      for (std::size_t axis = 0; axis < 3; ++axis) {
        const auto at = static_cast<std::size_t>(frame * set.size() + joint) * 3 + axis;
        const double value = places[static_cast<std::size_t>(frame)][axis];
        worst = std::max(worst, std::abs(value - static_cast<double>(sequence.positions_mm[at])));
        ++compared;
      }
  }
  EXPECT_GT(compared, 10000);
  EXPECT_LT(worst, 1e-4);
}

TEST_F(AsfAmc, bones_turn_about_x_first_and_about_axes_that_stand_still) {
  const Body body(read_pair(torso_asf(), torso_amc));
  const Eigen::Vector3d shoulder(1 + 20, 90 + 50, 3);
  EXPECT_TRUE(body.at(0, Joint::left_shoulder).isApprox(10 * shoulder, 1e-6));
  EXPECT_TRUE(body.at(0, Joint::left_elbow).isApprox(10 * (shoulder + Eigen::Vector3d(0, 30, 0)), 1e-6));
  // About x the arm stays, about z it then points up; all of it is turned by the root about y.
  EXPECT_TRUE(body.at(1, Joint::left_elbow).isApprox(10 * Eigen::Vector3d(1, 91 + 50 + 30, 3 - 20), 1e-6));
}

TEST_F(AsfAmc, bones_turn_in_the_axes_of_their_own) {
  std::string asf = torso_asf("    dof rz\n");
  const auto humerus = asf.find("name lhumerus");
  asf.replace(asf.find("axis 0 0 0", humerus), 10, "axis 90 0 0");
  // The bone's z axis is the world's -y.
  const Body body(read_pair(asf, "1\nroot 0 90 0 0 0 0\nlhumerus 90\n"));
  EXPECT_TRUE(body.at(0, Joint::left_elbow).isApprox(10 * Eigen::Vector3d(20, 140, 30), 1e-6));
}

TEST_F(AsfAmc, radians_are_turned_into_the_same_pose) {
  const Body body(
      read_pair(torso_asf("    dof rz\n", "rad"), "1\nroot 0 90 0 0 0 0\nlhumerus 1.5707963268\n"));
  EXPECT_TRUE(body.at(0, Joint::left_elbow).isApprox(10 * Eigen::Vector3d(20, 170, 0), 1e-6));
}

TEST_F(AsfAmc, bones_that_grow_are_read_without_and_said_so) {
  const Body body(read_pair(torso_asf("    dof l rz\n"), "1\nroot 0 90 0 0 0 0\nlhumerus 7 90\n"));
  EXPECT_TRUE(body.at(0, Joint::left_elbow).isApprox(10 * Eigen::Vector3d(20, 170, 0), 1e-6));
  EXPECT_TRUE(reading.remarked("their translations and lengths were not read"));
}

TEST_F(AsfAmc, a_file_that_was_cut_off_keeps_its_whole_frames) {
  for (const std::size_t cut : {3U, 5U, 12U, 20U, 32U}) {
    const Sequence sequence = read_pair(torso_asf(), torso_amc.substr(0, torso_amc.size() - cut - 1));
    EXPECT_EQ(sequence.frames(), 1) << cut;
    EXPECT_TRUE(reading.remarked("the file ends within a frame"));
  }
}

TEST_F(AsfAmc, says_what_is_wrong_and_where) {
  EXPECT_THAT(refusal(torso_asf(), ""), HasSubstr("frames: expected at least one"));
  EXPECT_THAT(refusal(torso_asf(), "1\nroot 0 0 0\n"),
              HasSubstr("root (line 2): expected 6 values, found 3"));
  EXPECT_THAT(refusal(torso_asf(), "1\nroot 0 90 0 0 0 0\n2\nroot 0 90 0 0 0 0\n"),
              HasSubstr("frame 1 (line 3): expected 2 bones, found 1"));
  EXPECT_THAT(refusal(torso_asf(), "1\ntail 1\n"),
              HasSubstr("bone (line 2): expected one that the skeleton moves"));
  EXPECT_THAT(refusal(torso_asf("    dof rw\n"), torso_amc), HasSubstr("07.asf: dof"));
  std::string circle = torso_asf();
  circle.replace(circle.find("lhumerus lradius"), 16, "lhumerus spine\n");
  EXPECT_THAT(refusal(circle, torso_amc), HasSubstr("each bone below one other"));
  std::filesystem::remove(folder / "07.asf");
  EXPECT_THAT(error_of(asf_amc_reader(), folder / "07_01.amc"),
              HasSubstr("skeleton: expected 07_01.asf or 07.asf beside it, or only one other, found 0"));
}

TEST_F(AsfAmc, damaged_files_are_read_or_refused) {
  write_bytes(folder / "07.asf", torso_asf());
  testing::expect_damage_is_survived(asf_amc_reader(), torso_amc, folder / "07_01.amc");
  testing::expect_damage_is_survived(testing::any_reader_named("asf"), torso_asf(), folder / "damaged.asf");
}

}  // namespace
}  // namespace solopose
