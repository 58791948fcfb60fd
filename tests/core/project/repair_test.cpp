#include "core/project/repair.h"

#include <cmath>
#include <limits>

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/project/catalog.h"
#include "core/project/check.h"
#include "core/project/pose_store.h"
#include "core/project/repair_makers.h"
#include "core/skeleton/pose_rows.h"
#include "tests/core/project/walks_project.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using namespace solopose::testing;

constexpr float missing = std::numeric_limits<float>::quiet_NaN();

bool same(std::span<const float> a, std::span<const float> b) {
  return std::ranges::equal(a, b,
                            [](float x, float y) { return x == y || (std::isnan(x) && std::isnan(y)); });
}

/// A pose seen in a mirror's names: left and right change places.
std::vector<float> renamed(std::span<const float> pose) {
  std::vector<float> other(pose.begin(), pose.end());
  for (int joint = 0; joint < joint_count; ++joint) {
    const int from = index_of(mirrored(static_cast<Joint>(joint)));
    std::copy_n(pose.begin() + from * 3, 3, other.begin() + joint * 3);
  }
  return other;
}

struct RepairTest : ::testing::Test, WalksProject {
  std::vector<float> poses(std::size_t index = 0) const { return store.poses_mm(record(index)); }

  RepairRequest request(RepairMethod method, FrameRun frames, JointMask joints = {}) const {
    return {.method = method,
            .sequence = record().id,
            .frames = frames,
            .joints = joints,
            .window = 5,
            .reviewer = "me"};
  }
  RepairId repair(const RepairRequest& wanted) {
    const Repair made = make_repair(store, record(), wanted);
    return project.add_repairs({&made, 1}).front();
  }
  void set_active(RepairId id, bool active) { project.set_repairs_active({&id, 1}, active); }

  PoseStore store{folder};
};

TEST_F(RepairTest, swapping_sides_changes_those_frames_and_no_others) {
  const std::vector<float> before = poses();
  const std::vector<float> other_track = poses(1);
  const auto file = folder_contents(folder).at("poses/1.h5");
  repair(request(RepairMethod::swap_sides, {10, 19}));
  const std::vector<float> after = poses();
  for (std::int64_t frame = 0; frame < 40; ++frame) {
    const auto expected = frame >= 10 && frame <= 19 ? renamed(pose_at(before, frame))
                                                     : std::vector<float>(pose_at(before, frame).begin(),
                                                                          pose_at(before, frame).end());
    EXPECT_TRUE(same(pose_at(after, frame), expected)) << frame;
  }
  EXPECT_EQ(poses(1), other_track);
  EXPECT_EQ(folder_contents(folder).at("poses/1.h5"), file) << "the source stays as it is";
  EXPECT_EQ(store.positions_mm(record()), before) << "what was imported can still be read";
  SequenceRecord source = record();
  source.repairs.clear();
  EXPECT_EQ(store.poses_mm(source), before) << "and so can the pose before";
}

TEST_F(RepairTest, swapping_twice_is_as_before_and_a_pair_alone_leaves_the_others) {
  const std::vector<float> before = poses();
  repair(request(RepairMethod::swap_sides, {0, 39}));
  repair(request(RepairMethod::swap_sides, {0, 39}));
  EXPECT_EQ(poses(), before);
  JointMask wrist;
  wrist.set(static_cast<std::size_t>(index_of(Joint::left_wrist)));
  repair(request(RepairMethod::swap_sides, {0, 39}, wrist));
  const std::vector<float> after = poses();
  EXPECT_EQ(joint_at(after, 7, Joint::left_wrist), joint_at(before, 7, Joint::right_wrist));
  EXPECT_EQ(joint_at(after, 7, Joint::right_wrist), joint_at(before, 7, Joint::left_wrist));
  EXPECT_EQ(joint_at(after, 7, Joint::left_elbow), joint_at(before, 7, Joint::left_elbow));
}

TEST_F(RepairTest, values_take_the_place_of_their_joints_in_their_frames) {
  const std::vector<float> before = poses();
  JointMask joints;
  joints.set(static_cast<std::size_t>(index_of(Joint::head)));
  RepairRequest move = request(RepairMethod::move_joint, {5, 6}, joints);
  move.position_mm = {1, 2, 3};
  repair(move);
  repair(request(RepairMethod::blank, {6, 6}, joints));
  const std::vector<float> after = poses();
  EXPECT_EQ(joint_at(after, 5, Joint::head), Eigen::Vector3d(1, 2, 3));
  EXPECT_TRUE(std::isnan(joint_at(after, 6, Joint::head).x()));
  EXPECT_EQ(joint_at(after, 7, Joint::head), joint_at(before, 7, Joint::head));
  EXPECT_EQ(joint_at(after, 5, Joint::neck), joint_at(before, 5, Joint::neck));
}

TEST_F(RepairTest, a_part_of_a_track_is_repaired_like_the_whole) {
  repair(request(RepairMethod::swap_sides, {10, 19}));
  repair(request(RepairMethod::smooth, {15, 30}));
  repair(request(RepairMethod::blank, {28, 39}, JointMask(0b110)));
  const std::vector<float> whole = poses();
  for (const std::int64_t first : {0, 8, 12, 19, 29, 37}) {
    EXPECT_TRUE(same(store.poses_mm(record(), first, 3), std::span(whole).subspan(first * 45, 135))) << first;
  }
}

TEST_F(RepairTest, is_made_of_the_track_as_earlier_ones_left_it) {
  repair(request(RepairMethod::swap_sides, {9, 9}));
  const std::vector<float> swapped = poses();
  repair(request(RepairMethod::copy_previous, {10, 10}));
  EXPECT_TRUE(same(pose_at(poses(), 10), pose_at(swapped, 9)));
}

TEST_F(RepairTest, taking_back_and_repairing_again_restores_the_model_and_its_revision) {
  const Catalog before = project.catalog();
  const std::vector<float> source = poses();
  const RepairId swap = repair(request(RepairMethod::swap_sides, {0, 39}));
  const RepairId blank = repair(request(RepairMethod::blank, {3, 4}));
  const Catalog after = project.catalog();
  const std::vector<float> repaired = poses();
  EXPECT_NE(after.data_revision, before.data_revision);
  for (int round = 0; round < 2; ++round) {
    project.set_repairs_active(std::vector{swap, blank}, false);
    EXPECT_TRUE(same_content(project.catalog(), before));
    EXPECT_EQ(poses(), source);
    project.set_repairs_active(std::vector{blank, swap}, true);
    EXPECT_TRUE(same_content(project.catalog(), after));
    EXPECT_TRUE(same(poses(), repaired));
  }
  EXPECT_TRUE(same_content(Project::open(folder).catalog(), after));
}

TEST_F(RepairTest, a_catalog_read_again_shares_the_repairs_it_had) {
  repair(request(RepairMethod::smooth, {0, 39}));
  const Catalog before = project.catalog();
  project.set_setting("any", "1");
  EXPECT_EQ(project.catalog().sequences[0].repairs, before.sequences[0].repairs) << "read once";
}

TEST_F(RepairTest, a_read_only_project_sees_what_somebody_else_repairs) {
  const Project reader = Project::open_read_only(folder);
  EXPECT_TRUE(reader.read_only());
  repair(request(RepairMethod::swap_sides, {0, 9}));
  ASSERT_EQ(reader.catalog().sequences[0].repairs.size(), 1U);
  EXPECT_EQ(reader.catalog().sequences[0].repairs[0]->last_frame, 9);
}

TEST_F(RepairTest, frames_of_several_are_told_once) {
  repair(request(RepairMethod::swap_sides, {20, 29}));
  repair(request(RepairMethod::swap_sides, {3, 5}));
  repair(request(RepairMethod::blank, {6, 9}));
  repair(request(RepairMethod::blank, {25, 39}));
  EXPECT_THAT(repaired_frames(record().repairs), ElementsAre(FrameRun{3, 9}, FrameRun{20, 39}));
  EXPECT_THAT(repaired_frames({}), IsEmpty());
}

TEST_F(RepairTest, that_cannot_be_is_refused_with_its_field) {
  const auto refusal = [&](const std::function<void(Repair&)>& spoil) -> std::string {
    Repair made = make_repair(store, record(), request(RepairMethod::blank, {3, 4}, JointMask(1)));
    spoil(made);
    try {
      project.add_repairs({&made, 1});
    } catch (const Error& failure) {
      return failure.what();
    }
    return "";
  };
  EXPECT_THAT(refusal([](Repair& r) { r.last_frame = 40; }), HasSubstr("frames"));
  EXPECT_THAT(refusal([](Repair& r) { r.first_frame = -1; }), HasSubstr("frames"));
  EXPECT_THAT(refusal([](Repair& r) { r.joints.reset(); }), HasSubstr("joints"));
  EXPECT_THAT(refusal([](Repair& r) { r.positions_mm.pop_back(); }),
              HasSubstr("expected 6 numbers, found 5"));
  EXPECT_THAT(refusal([](Repair& r) { r.reviewer.clear(); }), HasSubstr("reviewer"));
  EXPECT_THAT(refusal([](Repair& r) {
                r.kind = RepairKind::exchange_sides;
                r.positions_mm.clear();
              }),
              HasSubstr("pairs"));
  EXPECT_THAT(refusal([](Repair& r) { r.sequence = 4711; }), HasSubstr("not in the project"));
  EXPECT_THAT(record().repairs, IsEmpty());
}

TEST_F(RepairTest, rows_that_no_studio_has_written_are_said_to_be_damage) {
  repair(request(RepairMethod::blank, {3, 4}, JointMask(1)));
  const auto said_of = [&](const std::string& statement) -> std::string {
    SQLite::Database((folder / "project.sqlite").string(), SQLite::OPEN_READWRITE)
        .exec(statement + "; DELETE FROM setting WHERE name = 'content_digest'");
    try {
      static_cast<void>(Project::open(folder).catalog());
    } catch (const Error& failure) {
      return failure.what();
    }
    return "";
  };
  EXPECT_THAT(said_of("UPDATE repair SET joints = 32768"), HasSubstr("repair 1: joints: expected"));
  EXPECT_THAT(said_of("UPDATE repair SET joints = -1"), HasSubstr("joints"));
  EXPECT_THAT(said_of("UPDATE repair SET joints = 3"), HasSubstr("expected 12 numbers, found 6"));
  EXPECT_THAT(said_of("UPDATE repair SET joints = 1, last_frame = 9223372036854775807"), HasSubstr("frames"));
  EXPECT_THAT(said_of("UPDATE repair SET last_frame = 4, kind = 'magic'"), HasSubstr("found magic"));
  EXPECT_THAT(said_of("UPDATE repair SET kind = 'exchange_sides'"), HasSubstr("pairs"));
  EXPECT_THAT(said_of("UPDATE repair SET kind = 'values', positions_mm = zeroblob(23)"),
              HasSubstr("23 bytes"));
  EXPECT_THAT(said_of("UPDATE repair SET positions_mm = ''"), HasSubstr("found 0"));
  EXPECT_EQ(said_of("UPDATE repair SET positions_mm = zeroblob(24)"), "");
}

}  // namespace
}  // namespace solopose
