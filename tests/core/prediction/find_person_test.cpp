#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/camera/camera_projection.h"
#include "core/formats/trc.h"
#include "core/prediction/person_crops.h"
#include "tests/core/video/test_video.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {
namespace {

Sequence balancing_trial() {
  Sequence track;
  trc_reader().read(
      shared_data() / "pose2sim/pose-3d/S00_P00_T01_BalancingTrial_0-100.trc", {},
      [&](Sequence&& sequence) { track = std::move(sequence); }, [](const std::string&) {}, {});
  return track;
}

/// The share of frames whose person lies wholly inside its crop.
double share_inside(const Sequence& track, std::size_t camera_number) {
  VideoReader video(track.videos[camera_number]);
  const Camera camera = camera_for_size(track.cameras[camera_number], video.width(), video.height());
  const auto crops = find_person(video, 0, video.frames(), 2600, {});
  const std::vector<float> poses = to_canonical(*track.joints, track.positions_mm);
  int inside = 0;
  for (std::size_t frame = 0; frame < crops.size(); ++frame) {
    bool all = true;
    for (std::size_t joint = 0; joint < joint_count; ++joint) {
      const float* at = &poses[(frame * joint_count + joint) * 3];
      const Eigen::Vector2d pixel =
          project_to_pixel(camera, camera_from_world(camera, {at[0], at[1], at[2]}));
      const double reach = crops[frame].side_px / 2;
      all = all && (pixel - crops[frame].centre_px).cwiseAbs().maxCoeff() <= reach;
    }
    inside += all;
  }
  return static_cast<double>(inside) / static_cast<double>(crops.size());
}

TEST(FindPerson, keeps_real_people_inside_their_crops) {
  REQUIRE_SHARED_DATA();
  const Sequence track = balancing_trial();
  ASSERT_EQ(track.videos.size(), 4U);
  int good = 0;
  for (std::size_t camera = 0; camera < 4; ++camera) {
    const double share = share_inside(track, camera);
    RecordProperty(track.cameras[camera].name, std::to_string(share));
    good += share > 0.8;
  }
  EXPECT_EQ(good, 4) << "cameras whose person is followed";
}

TEST(FindPerson, says_so_where_nobody_is) {
  const TemporaryFolder folder;
  write_test_video(folder / "blocks.mp4", {.frames = 10});
  VideoReader video(folder / "blocks.mp4");
  try {
    find_person(video, 0, 10, 2600, {});
    FAIL() << "somebody was found";
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("blocks.mp4: nobody was found"), std::string::npos);
  }
}

TEST(FindPerson, can_be_cancelled) {
  const TemporaryFolder folder;
  write_test_video(folder / "blocks.mp4", {.frames = 100});
  VideoReader video(folder / "blocks.mp4");
  std::stop_source stop;
  JobContext context;
  context.stop = stop.get_token();
  context.progress = [&](const Progress& progress) {
    if (progress.done > 0) stop.request_stop();
  };
  EXPECT_THROW(find_person(video, 0, 100, 2600, context), Cancelled);
}

}  // namespace
}  // namespace solopose::testing
