#include "core/demo/films.h"

#include <thread>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/camera/camera_projection.h"
#include "core/demo/aist_writer.h"
#include "core/demo/cast.h"
#include "core/demo/flesh.h"
#include "core/demo/h36m_writer.h"
#include "core/demo/mads_writer.h"
#include "core/demo/mpi_writer.h"
#include "core/video/video_reader.h"
#include "tests/core/demo/reading_back.h"
#include "tests/support/shared_data.h"

namespace solopose::demo {
namespace {

using solopose::testing::TemporaryFolder;

std::vector<Take> short_takes(const std::vector<Casting>& castings, std::size_t frames) {
  std::vector<Take> takes = performed({castings.begin(), castings.begin() + 2});
  for (Take& take : takes) take.recording.frames.resize(frames);
  return takes;
}

double difference(const Image& one, const Image& other) {
  double sum = 0;
  for (std::size_t i = 0; i < one.bytes.size(); ++i) sum += std::abs(one.bytes[i] - other.bytes[i]);
  return sum / static_cast<double>(one.bytes.size());
}

/// Mean difference of the 3 x 3 pixels round a place; 0 outside the picture.
double difference_at(const Image& one, const Image& other, const Eigen::Vector2d& pixel) {
  double sum = 0;
  const int left = static_cast<int>(std::lround(pixel.x())) - 1;
  const int top = static_cast<int>(std::lround(pixel.y())) - 1;
  if (left < 0 || top < 0 || left + 3 > one.width || top + 3 > one.height) return 0;
  for (int y = top; y < top + 3; ++y) {
    for (int i = 3 * left; i < 3 * left + 9; ++i) sum += std::abs(one.row(y)[i] - other.row(y)[i]);
  }
  return sum / 27;
}

/// The share of a track's joints where a film's frame differs from its empty room, when the joints are seen
/// through the track's own calibration.
double joints_on_body(const Sequence& track, const Camera& calibrated, std::size_t frame,
                      const Image& picture, const Image& empty) {
  const Camera camera = camera_for_size(calibrated, picture.width, picture.height);
  const auto joints = static_cast<std::size_t>(track.joints->size());
  int on_body = 0;
  for (std::size_t j = 0; j < joints; ++j) {
    const float* p = track.positions_mm.data() + (frame * joints + j) * 3;
    const Eigen::Vector3d point(p[0], p[1], p[2]);
    const Eigen::Vector3d seen =
        track.frame == CoordinateFrame::camera ? point : camera_from_world(camera, point);
    if (difference_at(picture, empty, project_to_pixel(camera, seen)) > 6) ++on_body;
  }
  return on_body / static_cast<double>(joints);
}

/// What a reader's videos show is the reader's track.
void expect_films_show(const std::vector<Take>& takes, const std::vector<Shot>& shots, const Sequence& track,
                       std::size_t take) {
  ASSERT_FALSE(track.videos.empty());
  ASSERT_EQ(track.videos.size(), track.cameras.size());
  for (std::size_t v = 0; v < track.videos.size(); ++v) {
    const auto shot = std::find_if(shots.begin(), shots.end(), [&](const Shot& s) {
      return std::filesystem::absolute(s.file) == track.videos[v];
    });
    ASSERT_NE(shot, shots.end()) << track.videos[v];
    VideoReader film(shot->file);
    EXPECT_EQ(film.frames(), track.frames());
    EXPECT_NEAR(film.fps(), track.frames_per_second, 1e-6);
    const Painter painter = painter_of(takes[take], *shot);
    double found = 0;
    for (std::int64_t n = 0; n < film.frames(); ++n) {
      found += joints_on_body(track, track.cameras[v], static_cast<std::size_t>(n), film.frame(n),
                              painter.empty());
    }
    EXPECT_GT(found / static_cast<double>(film.frames()), 0.9) << shot->file;
  }
}

TEST(DemoFilms, every_frame_shows_its_own_pose) {
  const TemporaryFolder folder;
  const auto takes = short_takes(aist_castings(), 60);
  const std::vector<Shot> shots = {aist_shots(folder.path(), takes).front()};
  film(takes, shots, JobContext{});
  Painter painter = painter_of(takes[0], shots[0]);
  VideoReader reader(shots[0].file);
  ASSERT_EQ(reader.frames(), 60);
  const Looks looks = looks_of(takes[0].subject, takes[0].name);
  for (std::int64_t n = 3; n < 57; n += 7) {
    const Image shown = reader.frame(n);
    const auto distance = [&](std::int64_t pose) {
      return difference(
          shown, painter.paint(fleshed(takes[0].recording.frames[static_cast<std::size_t>(pose)], looks)));
    };
    const double own = distance(n);
    for (const std::int64_t other : {n - 3, n - 2, n + 2, n + 3}) EXPECT_LT(own, distance(other)) << n;
  }
}

TEST(DemoFilms, aist_films_show_the_track_through_its_cameras) {
  const TemporaryFolder folder;
  const auto takes = short_takes(aist_castings(), 10);
  write_aist(folder.path(), takes);
  const auto shots = aist_shots(folder.path(), takes);
  film(takes, shots, JobContext{});
  const auto tracks = tracks_of("aist", folder.path() / "keypoints3d" / (takes[1].name + ".pkl"));
  expect_films_show(takes, shots, tracks.front(), 1);
}

TEST(DemoFilms, human36m_films_show_the_track_through_its_cameras) {
  const TemporaryFolder folder;
  const auto takes = short_takes(h36m_castings(), 10);
  write_h36m(folder / "data_3d_h36m.npz", takes);
  const auto shots = h36m_shots(folder.path(), takes);
  film(takes, shots, JobContext{});
  expect_films_show(takes, shots, tracks_of("h36m", folder / "data_3d_h36m.npz").front(), 0);
}

TEST(DemoFilms, mpi_films_show_each_cameras_track) {
  const TemporaryFolder folder;
  const auto takes = short_takes(mpi_castings(), 10);
  write_mpi_inf_3dhp(folder.path(), takes);
  const auto shots = mpi_shots(folder.path(), takes);
  film(takes, shots, JobContext{});
  ReadOptions options;
  options.frames_per_second = mpi_frames_per_second;
  for (const Sequence& track : tracks_of("mpi_inf_3dhp", folder.path() / "S1/Seq1/annot.mat", options)) {
    expect_films_show(takes, shots, track, 0);
  }
}

TEST(DemoFilms, mads_films_show_the_track_through_its_cameras) {
  const TemporaryFolder folder;
  const auto takes = short_takes(mads_castings(), 10);
  write_mads(folder.path(), takes);
  const auto shots = mads_shots(folder.path(), takes);
  film(takes, shots, JobContext{});
  ReadOptions options;
  options.frames_per_second = mads_frames_per_second;
  const auto file = folder.path() / "multi_view_data/HipHop/HipHop_HipHop1_GT.mat";
  expect_films_show(takes, shots, tracks_of("mads", file, options).front(), 0);
}

/// Nothing in a picture tells left from right but the body: a mirrored body's picture is the mirrored
/// picture.
TEST(DemoFilms, sides_are_not_coloured) {
  const Looks looks = looks_of("somebody", "something");
  const auto takes = short_takes(h36m_castings(), 1);
  const BodyPoints& points = takes[0].recording.frames[0];
  BodyPoints swapped;
  for (int p = 0; p < part_count; ++p)
    at(swapped, static_cast<Part>(p)) = at(points, mirrored(static_cast<Part>(p)));
  const auto key = [](const Limb& limb) {
    return std::tuple(limb.a.x(), limb.a.y(), limb.a.z(), limb.b.x(), limb.radius_a, limb.colour.x());
  };
  auto limbs = fleshed(points, looks);
  auto others = fleshed(swapped, looks);
  const auto before = [&](const Limb& a, const Limb& b) { return key(a) < key(b); };
  std::sort(limbs.begin(), limbs.end(), before);
  std::sort(others.begin(), others.end(), before);
  ASSERT_EQ(limbs.size(), others.size());
  for (std::size_t i = 0; i < limbs.size(); ++i) {
    EXPECT_LT((limbs[i].a - others[i].a).norm(), 0.5F);
    EXPECT_EQ(limbs[i].colour, others[i].colour);
  }
}

TEST(DemoFilms, shots_of_a_take_have_rooms_of_their_own) {
  const TemporaryFolder folder;
  const auto takes = short_takes(h36m_castings(), 1);
  const auto shots = h36m_shots(folder.path(), takes);
  const Image first = painter_of(takes[0], shots[0]).empty();
  EXPECT_EQ(difference(first, painter_of(takes[0], shots[0]).empty()), 0);
  EXPECT_GT(difference(first, painter_of(takes[0], shots[3]).empty()), 5);
  EXPECT_GT(difference(first, painter_of(takes[1], shots[4]).empty()), 5);
}

TEST(DemoFilms, stopping_leaves_whole_films_only_and_progress_stays_on_the_jobs_thread) {
  const TemporaryFolder folder;
  const auto takes = short_takes(h36m_castings(), 5);
  const auto shots = h36m_shots(folder.path(), takes);
  const auto job = std::this_thread::get_id();
  std::stop_source stop;
  JobContext context;
  context.stop = stop.get_token();
  context.progress = [&](const Progress& progress) {
    EXPECT_EQ(std::this_thread::get_id(), job);
    if (progress.done > 0) stop.request_stop();
  };
  EXPECT_THROW(film(takes, shots, context), Cancelled);
  std::size_t films = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path())) {
    if (!entry.is_regular_file()) continue;
    EXPECT_EQ(VideoReader(entry.path()).frames(), 5) << entry.path();
    ++films;
  }
  EXPECT_LT(films, shots.size());
}

}  // namespace
}  // namespace solopose::demo
