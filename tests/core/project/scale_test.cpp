#include <chrono>

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "core/augmotion/clips.h"
#include "core/project/project.h"
#include "core/project/staged_import.h"
#include "tests/core/project/project_samples.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

using namespace solopose::testing;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// 20 000 sequences of 410 frames, each with nine calibrated videos like AIST++'s, all aligned: rows only,
/// copied from one real import.
void make_large_project(const std::filesystem::path& folder) {
  {
    Project project = Project::create(folder);
    Sequence sequence = swaying_sequence("S0", "take", "world", 1);
    for (int c = 1; c <= 9; ++c) {
      Camera& camera = sequence.cameras.emplace_back();
      camera.name = "c0" + std::to_string(c);
      camera.rotation = Eigen::AngleAxisd(0.1234567 * c, Eigen::Vector3d::UnitY()).toRotationMatrix();
      sequence.videos.push_back(fmt::format("/data/aist/videos/gBR_sBM_c0{}_d04_mBR0_ch03.mp4", c));
    }
    StagedImport staged(project, {.dataset = "Large", .format = "aist"});
    staged.add(sequence);
    staged.commit(project);
    AlignmentRecord alignment;
    alignment.options_json = "{}";
    alignment.data_revision = project.catalog().data_revision;
    alignment.sequences.push_back({project.catalog().sequences[0].id, 0, {10, 5, 1}, {}, 1.5});
    project.save_alignment(alignment);
  }
  SQLite::Database sql(folder / "project.sqlite", SQLite::OPEN_READWRITE);
  SQLite::Transaction transaction(sql);
  sql.exec("UPDATE sequence SET frames = 410");
  // Forty rigs, as if many settings had been recorded.
  sql.exec(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40) "
      "INSERT INTO camera_rig (json) SELECT replace(json, 'c01', 'r' || i) FROM n, camera_rig WHERE id = 1");
  sql.exec(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 19999) "
      "INSERT INTO sequence (import, subject, action, take, view, frames_per_second, frames, joint_set, "
      "in_camera_frame, up_x, up_y, up_z, camera_rig, videos, source, pose_group) "
      "SELECT import, 'S' || (i % 30), 'action', 'take' || i, view, 60, 410, joint_set, 0, 0, 1, 0, 1 + i % "
      "40, videos, "
      "'/data/aist/keypoints3d/gBR_sBM_cAll_' || i || '.pkl', 'sequences/' || i FROM n, sequence WHERE "
      "sequence.id = 1");
  sql.exec(
      "INSERT INTO sequence_alignment SELECT sequence.id, 7, cluster_sizes, universal_from_dataset, "
      "residual_mm "
      "FROM sequence, sequence_alignment WHERE sequence.id > 1");
  sql.exec("DELETE FROM setting WHERE name = 'content_digest'");  // changed by hand on purpose
  transaction.commit();
  Project::open(folder).set_setting("any",
                                    "1");  // what it holds is summed up again, so that opening verifies it
}

TEST(ScaleTest, a_project_of_half_a_million_clips_opens_whole) {
  const TemporaryFolder scratch;
  const auto folder = scratch / "project";
  make_large_project(folder);

  const auto begin = Clock::now();
  const Project project = Project::open(folder);
  const Catalog catalog = project.catalog();
  const double opened = seconds_since(begin);
  const std::vector<Clip> clips = list_clips(catalog, ClipOptions{.length = 30, .step = 16});
  const double listed = seconds_since(begin);
  RecordProperty("seconds_to_open", std::to_string(opened));
  RecordProperty("seconds_to_open_and_list", std::to_string(listed));

  EXPECT_EQ(catalog.sequences.size(), 20'000U);
  EXPECT_EQ(catalog.sequences[100].cameras.size(), 9U);
  EXPECT_EQ(catalog.alignment->sequences.size(), 20'000U);
  EXPECT_GE(clips.size(), 480'000U);
}

}  // namespace
}  // namespace solopose
