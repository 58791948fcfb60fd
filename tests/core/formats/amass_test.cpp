#include "core/formats/amass.h"

#include <cmath>
#include <cstdlib>
#include <limits>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/files/npz.h"
#include "core/formats/body_model.h"
#include "core/formats/body_model_choice.h"
#include "tests/core/formats/companion_readers.h"
#include "tests/core/formats/reading.h"
#include "tests/support/python.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

using testing::error_of;
using ::testing::HasSubstr;
using testing::read;
using Arrays = std::map<std::string, NumberArray>;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// An array of one number all over.
NumberArray filled(std::vector<std::uint64_t> shape, double value = 0) {
  std::size_t count = 1;
  for (const std::uint64_t size : shape) count *= size;
  return {std::move(shape), std::vector<double>(count, value)};
}

void write(const fs::path& file, const Arrays& arrays, const std::string& type = "") {
  NpzWriter out(file);
  for (const auto& [name, array] : arrays) out.add<double>(name, array.values, array.shape);
  if (!type.empty()) out.add("surface_model_type", std::vector<std::string>{type});
  out.finish();
}

/// SMPL's tree with all hands at the wrists: right only down to them, as far as is looked at.
NumberArray tree(std::uint64_t joints) {
  NumberArray tree = filled({2, joints}, 20);
  const std::vector<int>& parents = joint_set_named("smpl23")->parents;
  for (std::size_t j = 0; j < smpl_body_joints; ++j) tree.values[j] = j == 0 ? 4294967295 : parents[j];
  return tree;
}

/// A body of 30 vertices whose joints all lie at one place.
Arrays small_model(std::uint64_t joints = 52) {
  return {{"kintree_table", tree(joints)},
          {"v_template", filled({30, 3}, 1)},
          {"shapedirs", filled({30, 3, 4}, 0.01)},
          {"J_regressor", filled({joints, 30}, 1.0 / 30)}};
}

Arrays small_motion() {
  return {{"poses", filled({2, 156}, 0.1)},
          {"trans", filled({2, 3}, 1)},
          {"betas", filled({4}, 1)},
          {"mocap_framerate", filled({}, 120)}};
}

/// Models that the user has are those of the folder "models" alone.
class Amass : public ::testing::Test {
 protected:
  void SetUp() override {
    fs::create_directories(models);
    ::setenv("SOLOPOSE_BODY_MODELS", models.c_str(), 1);
  }
  void TearDown() override { ::unsetenv("SOLOPOSE_BODY_MODELS"); }

  /// Files that a script made, apart from the studio's writers.
  void make_bodies() const {
    const fs::path script = fs::path(__FILE__).parent_path() / "smpl_fk.py";
    const auto command =
        fmt::format("{} '{}' '{}'", testing::python_program, script.string(), folder.path().string());
    ASSERT_EQ(std::system(command.c_str()), 0);
  }
  fs::path take(const std::string& name) const { return folder / "ACCAD" / "Someone" / (name + ".npz"); }

  double worst_mm(const std::string& name, const Sequence& found) const {
    const NumberArray expected = NpzReader(take("expected_" + name)).numbers("joints");
    EXPECT_EQ(expected.values.size(), found.positions_mm.size());
    double worst = 0;
    for (std::size_t i = 0; i < expected.values.size(); ++i) {
      const double there = 1000 * expected.values[i];
      const auto here = static_cast<double>(found.positions_mm[i]);
      EXPECT_EQ(std::isnan(there), std::isnan(here)) << i;
      if (!std::isnan(there)) worst = std::max(worst, std::abs(there - here));
    }
    return worst;
  }

  std::string error_with(const std::string& name, const NumberArray& array,
                         const std::string& type = "") const {
    Arrays motion = small_motion();
    motion.insert_or_assign(name, array);
    write(motion_file, motion, type);
    return error_of(amass_reader(), motion_file);
  }
  std::string model_error_with(const std::string& name, const NumberArray& array) const {
    Arrays model = small_model();
    model.insert_or_assign(name, array);
    write(model_file, model);
    try {
      read_body_model(model_file);
    } catch (const Error& failure) {
      return failure.what();
    }
    return "read without an error";
  }

  const testing::TemporaryFolder folder;
  const fs::path models = folder / "models";
  const fs::path model_file = folder / "models" / "neutral.npz";
  const fs::path motion_file = folder / "walk_poses.npz";
};

TEST_F(Amass, joints_are_those_of_forward_kinematics_in_numpy) {
  REQUIRE_PYTHON("numpy");
  make_bodies();
  for (const std::string name : {"walk_poses", "turn_stageii", "parts_stageii", "plain"}) {
    ASSERT_NE(reader_for(take(name)), nullptr) << name;
    EXPECT_EQ(reader_for(take(name))->name, "amass");
    const testing::Reading reading = read(amass_reader(), take(name));
    ASSERT_EQ(reading.sequences.size(), 1U);
    const Sequence& track = reading.sequences[0];
    EXPECT_EQ(track.frames(), 6);
    EXPECT_EQ(track.joints->name, "smpl23");
    EXPECT_EQ(track.subject, "Someone");
    EXPECT_EQ(track.take, name);
    EXPECT_EQ(track.up, Eigen::Vector3d::UnitZ());
    EXPECT_LT(worst_mm(name, track), 1e-3) << name;
  }
}

TEST_F(Amass, the_rate_is_the_files) {
  REQUIRE_PYTHON("numpy");
  make_bodies();
  EXPECT_EQ(read(amass_reader(), take("walk_poses")).sequences[0].frames_per_second, 120);
  EXPECT_EQ(read(amass_reader(), take("turn_stageii")).sequences[0].frames_per_second, 59.94);
  const testing::Reading unknown = read(amass_reader(), take("plain"));
  EXPECT_EQ(unknown.sequences[0].frames_per_second, 0);
  EXPECT_TRUE(unknown.remarked("no frame rate"));
}

TEST_F(Amass, the_body_is_of_the_motions_gender_or_says_that_it_is_not) {
  REQUIRE_PYTHON("numpy");
  make_bodies();
  EXPECT_FALSE(read(amass_reader(), take("walk_poses")).remarked("SMPL-H model"));
  EXPECT_TRUE(read(amass_reader(), take("turn_stageii")).remarked("no SMPL-X model that says \"male\""));
  fs::remove_all(models / "smplh" / "female");
  const testing::Reading other = read(amass_reader(), take("walk_poses"));
  EXPECT_TRUE(other.remarked("no SMPL-H model that says \"female\": joints by"));
  EXPECT_GT(worst_mm("walk_poses", other.sequences[0]), 1);
}

TEST_F(Amass, shapes_that_the_model_does_not_know_are_left_out_and_remarked) {
  REQUIRE_PYTHON("numpy");
  make_bodies();
  const testing::Reading reading = read(amass_reader(), take("turn_stageii"));
  EXPECT_TRUE(reading.remarked("betas: the body model knows 10 of 16"));
  EXPECT_LT(worst_mm("turn_stageii", reading.sequences[0]), 1e-3);
}

TEST_F(Amass, a_model_that_is_replaced_is_read_again) {
  write(motion_file, small_motion());
  write(model_file, small_model());
  const float before = read(amass_reader(), motion_file).sequences[0].positions_mm[0];
  Arrays larger = small_model();
  larger["v_template"] = filled({30, 3}, 2);
  write(model_file, larger);
  fs::last_write_time(model_file, fs::last_write_time(model_file) + std::chrono::seconds(2));
  EXPECT_NEAR(read(amass_reader(), motion_file).sequences[0].positions_mm[0], before + 1000, 1e-2);
}

TEST_F(Amass, without_a_model_one_line_says_what_is_missing_and_where_it_belongs) {
  write(motion_file, small_motion());
  const std::string error = error_of(amass_reader(), motion_file);
  EXPECT_THAT(error, HasSubstr("walk_poses.npz: joints: expected the body model SMPL-H as .npz"));
  EXPECT_THAT(error, HasSubstr(models.string()));
  EXPECT_THAT(error, HasSubstr("SOLOPOSE_BODY_MODELS"));
  EXPECT_EQ(error.find('\n'), std::string::npos);
  write(model_file, small_model(24));
  EXPECT_THAT(error_of(amass_reader(), motion_file), HasSubstr("found none there"));
}

TEST_F(Amass, a_pickled_model_is_not_run_and_the_line_says_how_to_convert_it) {
  write(motion_file, small_motion());
  testing::write_bytes(models / "SMPLH_male.pkl", "cchumpy.ch\nCh\n.");
  const std::string error = error_of(amass_reader(), motion_file);
  EXPECT_THAT(error,
              HasSubstr("J_regressor and kintree_table of SMPLH_male.pkl as plain arrays with numpy.savez"));
  EXPECT_EQ(error.find('\n'), std::string::npos);
}

TEST_F(Amass, a_motion_that_is_not_what_it_says_is_refused_by_name) {
  write(model_file, small_model());
  EXPECT_THAT(error_with("poses", filled({2, 150})), HasSubstr("poses: expected (frames, 72) of SMPL"));
  EXPECT_THAT(error_with("poses", filled({3, 156})), HasSubstr("poses: expected (2, 156), found (3, 156)"));
  EXPECT_THAT(error_with("poses", filled({2, 156}), "smplx"), HasSubstr("expected (2, 165)"));
  EXPECT_THAT(error_with("poses", filled({2, 156}), "star"),
              HasSubstr("surface_model_type: expected smpl, smplh"));
  EXPECT_THAT(error_with("trans", filled({2})), HasSubstr("trans: expected (frames, 3)"));
  EXPECT_THAT(error_with("trans", filled({0, 3})), HasSubstr("trans: expected (frames, 3), found (0, 3)"));
  EXPECT_THAT(error_with("betas", filled({4}, nan)), HasSubstr("betas: expected finite numbers"));
  EXPECT_THAT(error_with("betas", filled({2, 4})), HasSubstr("betas: expected the shape of one body"));
  EXPECT_THAT(error_with("mocap_framerate", filled({}, 0)),
              HasSubstr("mocap_framerate: expected one number"));
}

TEST_F(Amass, a_frame_without_angles_is_missing_and_the_others_arrive) {
  write(model_file, small_model());
  Arrays motion = small_motion();
  motion["poses"].values[0] = nan;
  motion["trans"].values[5] = std::numeric_limits<double>::infinity();
  write(motion_file, motion);
  const std::vector<float> found = read(amass_reader(), motion_file).sequences.at(0).positions_mm;
  EXPECT_TRUE(std::isfinite(found[0])) << "the root is where trans says";
  EXPECT_TRUE(std::isnan(found[3]));
  EXPECT_TRUE(std::isnan(found[23 * 3 + 2]));
  EXPECT_TRUE(std::isfinite(found[23 * 3 + 3]));
}

TEST_F(Amass, a_model_that_is_none_is_refused_by_name) {
  EXPECT_THAT(model_error_with("kintree_table", filled({2, 30})),
              HasSubstr("kintree_table: expected (2, 24)"));
  NumberArray other_tree = tree(52);
  other_tree.values[5] = 4;
  EXPECT_THAT(model_error_with("kintree_table", other_tree), HasSubstr("joint 5 below joint 2"));
  EXPECT_THAT(model_error_with("v_template", filled({31, 3})), HasSubstr("shapedirs: expected (31, 3, 4)"));
  EXPECT_THAT(model_error_with("v_template", filled({90})), HasSubstr("v_template: expected (vertices, 3)"));
  EXPECT_THAT(model_error_with("J_regressor", filled({24, 30})), HasSubstr("J_regressor: expected (52, 30)"));
  EXPECT_THAT(model_error_with("shapedirs", filled({30, 3, 0})), HasSubstr("shapedirs: expected"));
  EXPECT_THAT(model_error_with("shapedirs", filled({30, 3, 4}, nan)),
              HasSubstr("shapedirs: expected finite"));
  EXPECT_THAT(model_error_with("v_template", filled({30, 3}, nan)), HasSubstr("finite places"));
}

TEST_F(Amass, damaged_motions_and_models_are_read_or_refused) {
  write(model_file, small_model());
  write(motion_file, small_motion());
  testing::expect_damage_is_survived(amass_reader(), testing::bytes_of(motion_file), folder / "damaged.npz");
  testing::expect_damage_is_survived(testing::any_reader_named("body_model"), testing::bytes_of(model_file),
                                     folder / "model.npz");
}

TEST_F(Amass, other_arrays_called_poses_are_not_taken_for_it) {
  NpzWriter out(folder / "poses.npz");
  out.add<double>("poses", std::vector<double>(45), {1, 15, 3});
  out.finish();
  EXPECT_EQ(reader_for(folder / "poses.npz")->name, "table");
}

}  // namespace
}  // namespace solopose
