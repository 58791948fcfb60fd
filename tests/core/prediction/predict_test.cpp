#include "core/prediction/predict.h"

#include <cmath>
#include <fstream>

#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/camera/camera_projection.h"
#include "core/evaluation/pose_archive.h"
#include "core/network/pose_model.h"
#include "core/video/video_reader.h"
#include "tests/core/prediction/small_model.h"
#include "tests/core/video/test_video.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {
namespace {

using ::testing::Each;
using ::testing::FloatNear;
using ::testing::HasSubstr;
using ::testing::Pointwise;

constexpr std::size_t pose_size = 3 * joint_count;

class Predict : public ::testing::Test {
 protected:
  void SetUp() override { description = write_random_model(model); }

  PredictOptions options_for(const TestVideo& video, const std::string& name = "video.mp4") {
    write_test_video(folder / name, video);
    PredictOptions options;
    options.model = model;
    options.video = folder / name;
    options.crops = {crop};
    return options;
  }
  std::string message(const PredictOptions& options) {
    try {
      predict(options, {}, {});
    } catch (const Error& error) {
      return error.what();
    }
    return "no error";
  }
  /// The features of frames, as the model itself gives them.
  std::vector<std::vector<float>> features_of(PoseModel& network, const std::filesystem::path& video) {
    VideoReader reader(video);
    std::vector<std::vector<float>> features;
    for (std::int64_t i = 0; i < reader.frames(); ++i) {
      const std::vector<Image> picture{cropped(reader.frame(i), crop, description.network.image_size())};
      features.push_back(network.encode(picture));
    }
    return features;
  }

  TemporaryFolder folder;
  std::filesystem::path model = folder / "model.safetensors";
  ModelDescription description;
  Crop crop{{60, 30}, 90};
};

TEST_F(Predict, answers_every_frame_and_hands_each_out) {
  const PredictOptions options = options_for({.frames = 61});
  std::vector<int> handed(61);
  std::int64_t last_done = 0;
  JobContext context;
  context.progress = [&](const Progress& progress) {
    if (progress.step != "Predicting") return;
    EXPECT_GE(progress.done, last_done);
    EXPECT_EQ(progress.total, 61);
    last_done = progress.done;
  };
  const Prediction prediction = predict(
      options,
      [&](const Prediction& so_far, std::int64_t first, std::int64_t count) {
        for (std::int64_t i = first; i < first + count; ++i) {
          ++handed.at(static_cast<std::size_t>(i));
          EXPECT_TRUE(std::isfinite(so_far.poses_mm[static_cast<std::size_t>(i) * pose_size]));
        }
      },
      context);
  EXPECT_THAT(handed, Each(::testing::Ge(1)));
  EXPECT_EQ(last_done, 61);
  ASSERT_EQ(prediction.frames(), 61);
  EXPECT_EQ(prediction.poses_mm.size(), 61 * pose_size);
  for (const float value : prediction.poses_mm) EXPECT_TRUE(std::isfinite(value));
  for (const float confidence : prediction.confidences) EXPECT_TRUE(confidence >= 0 && confidence <= 1);
  EXPECT_TRUE(prediction.camera_assumed);
  EXPECT_NEAR(prediction.frames_per_second, test_fps, 1e-6);
  EXPECT_EQ(prediction.crops.size(), 61U);
}

TEST_F(Predict, says_nothing_of_a_frame_without_a_picture_and_all_it_can_of_the_others) {
  std::filesystem::create_directory(folder / "pictures");
  for (const int number : {1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12})
    write_bitmap(folder / "pictures" / ("img_" + std::to_string(number) + ".bmp"), number);
  PredictOptions options;
  options.model = model;
  options.video = folder / "pictures";
  options.crops = {crop};
  for (const WindowMode mode : {WindowMode::many_to_many, WindowMode::many_to_one}) {
    options.mode = mode;
    options.cache_folder = folder / "cache";
    const Prediction prediction = predict(options, {}, {});
    ASSERT_EQ(prediction.frames(), 12);
    for (std::size_t frame = 0; frame < 12; ++frame) {
      const bool there = frame != 4;
      EXPECT_EQ(std::isfinite(prediction.confidences[frame * joint_count]), there) << frame;
      for (std::size_t i = 0; i < pose_size; ++i)
        ASSERT_EQ(std::isfinite(prediction.poses_mm[frame * pose_size + i]), there) << frame;
      for (std::size_t i = 0; i < 2 * joint_count; ++i)
        ASSERT_EQ(std::isfinite(prediction.pixels[frame * 2 * joint_count + i]), there) << frame;
    }
    write_prediction(folder / "p.npz", prediction);
    EXPECT_TRUE(std::isnan(read_prediction(folder / "p.npz").poses_mm[4 * pose_size]));
  }
}

TEST_F(Predict, sees_wide_pixels_as_they_are_shown) {
  PredictOptions options = options_for({.frames = 9, .pixel_aspect = {4, 3}}, "wide.mp4");
  EXPECT_EQ(predict(options, {}, {}).camera.width, 171);
  Camera calibrated = assumed_camera(128, 64);
  calibrated.intrinsics(0, 0) = 150;
  options.camera = calibrated;
  const Camera seen_by = predict(options, {}, {}).camera;
  EXPECT_EQ(seen_by.width, 171);
  EXPECT_NEAR(seen_by.intrinsics(0, 0), 150.0 * 171 / 128, 1e-9);
}

TEST_F(Predict, is_the_mean_of_windows_answered_one_by_one) {
  const PredictOptions options = options_for({.frames = 21});
  const Prediction prediction = predict(options, {}, {});
  PoseModel network(model);
  const auto features = features_of(network, options.video);
  std::vector<double> sums(21 * pose_size);
  std::vector<int> counts(21);
  for (const std::size_t first : {0, 4, 8, 12, 13}) {  // every fourth, and one that ends with the video
    std::vector<float> window;
    for (std::size_t k = 0; k < 8; ++k)
      window.insert(window.end(), features[first + k].begin(), features[first + k].end());
    const PredictedPoses answer = network.answer(window, 1, 8);
    for (std::size_t i = 0; i < 8 * pose_size; ++i) sums[first * pose_size + i] += double{answer.poses_mm[i]};
    for (std::size_t k = 0; k < 8; ++k) ++counts[first + k];
  }
  const Camera camera = assumed_camera(128, 64);
  std::vector<float> expected;
  for (std::size_t frame = 0; frame < 21; ++frame) {
    std::vector<float> pose(pose_size);
    for (std::size_t i = 0; i < pose_size; ++i)
      pose[i] = static_cast<float>(sums[frame * pose_size + i] / counts[frame]);
    const auto in_camera = camera_from_crop(camera, crop, description.target.extent_mm, pose);
    expected.insert(expected.end(), in_camera.begin(), in_camera.end());
  }
  EXPECT_THAT(prediction.poses_mm, Pointwise(FloatNear(0.05f), expected));
}

TEST_F(Predict, many_to_one_takes_the_middle_of_each_frame_s_own_window) {
  PredictOptions options = options_for({.frames = 13});
  options.mode = WindowMode::many_to_one;
  const Prediction prediction = predict(options, {}, {});
  PoseModel network(model);
  const auto features = features_of(network, options.video);
  for (const int frame : {0, 2, 6, 12}) {
    std::vector<float> window;
    for (int k = -4; k < 4; ++k) {
      const auto& one = features[static_cast<std::size_t>(std::clamp(frame + k, 0, 12))];
      window.insert(window.end(), one.begin(), one.end());
    }
    const PredictedPoses answer = network.answer(window, 1, 8);
    const std::span<const float> middle(&answer.poses_mm[4 * pose_size], pose_size);
    const auto expected = camera_from_crop(prediction.camera, crop, description.target.extent_mm, middle);
    const auto begin = prediction.poses_mm.begin() + static_cast<std::ptrdiff_t>(frame) * 45;
    EXPECT_THAT(std::vector<float>(begin, begin + 45), Pointwise(FloatNear(0.05f), expected));
  }
  options.mode = WindowMode::many_to_many;
  EXPECT_NE(predict(options, {}, {}).poses_mm, prediction.poses_mm) << "the windows make a difference";
}

TEST_F(Predict, begins_at_the_cursor_and_ends_with_the_same_poses) {
  PredictOptions options = options_for({.frames = 400, .gop = 50});
  const Prediction from_start = predict(options, {}, {});
  options.cursor = 300;
  std::vector<std::int64_t> order;
  const Prediction from_cursor = predict(
      options, [&](const Prediction&, std::int64_t first, std::int64_t) { order.push_back(first); }, {});
  EXPECT_LE(order.front(), 300);
  EXPECT_GT(order.front(), 280);
  EXPECT_THAT(from_cursor.poses_mm, Pointwise(FloatNear(0.05f), from_start.poses_mm));
}

TEST_F(Predict, poses_lie_on_their_pixels_through_the_camera) {
  PredictOptions options = options_for({.frames = 9});
  Camera camera;  // calibrated at twice the video's size
  camera.width = 256;
  camera.height = 128;
  camera.intrinsics << 400, 0, 130, 0, 405, 60, 0, 0, 1;
  camera.distortion = {-0.05, 0.01, 0.001, -0.001, 0};
  options.camera = camera;
  const Prediction prediction = predict(options, {}, {});
  EXPECT_FALSE(prediction.camera_assumed);
  EXPECT_EQ(prediction.camera.width, 128);
  for (std::size_t i = 0; i < 9 * joint_count; ++i) {
    const float* at = &prediction.poses_mm[3 * i];
    const Eigen::Vector2d pixel = project_to_pixel(prediction.camera, {at[0], at[1], at[2]});
    EXPECT_NEAR(pixel.x(), prediction.pixels[2 * i], 0.05);
    EXPECT_NEAR(pixel.y(), prediction.pixels[2 * i + 1], 0.05);
  }
}

TEST_F(Predict, universal_models_have_poses_and_no_pixels) {
  write_random_model(model, TargetFrame::universal);
  const Prediction prediction = predict(options_for({.frames = 9}), {}, {});
  EXPECT_TRUE(prediction.pixels.empty());
  EXPECT_EQ(prediction.frames(), 9);
}

TEST_F(Predict, encodes_no_frame_twice_and_none_when_features_are_kept) {
  PredictOptions options = options_for({.frames = 40});
  const Prediction plain = predict(options, {}, {});
  options.cache_folder = folder / "cache";
  std::string log;
  JobContext context;
  context.log = [&](const std::string& line) { log = line; };
  const Prediction first = predict(options, {}, context);
  EXPECT_EQ(log, "40 frames, 0 of them with features kept from before");
  const Prediction second = predict(options, {}, context);
  EXPECT_EQ(log, "40 frames, 40 of them with features kept from before");
  EXPECT_EQ(first.poses_mm, plain.poses_mm);
  EXPECT_EQ(second.poses_mm, plain.poses_mm);
  EXPECT_EQ(second.confidences, plain.confidences);
  options.crops = {{{61, 30}, 90}};
  predict(options, {}, context);
  EXPECT_EQ(log, "40 frames, 0 of them with features kept from before") << "another crop, other features";
}

TEST_F(Predict, a_cancelled_prediction_leaves_nothing_wrong) {
  PredictOptions options = options_for({.frames = 200});
  const Prediction plain = predict(options, {}, {});
  options.cache_folder = folder / "cache";
  std::stop_source stop;
  JobContext context;
  context.stop = stop.get_token();
  const PredictionSink stop_soon = [&](const Prediction&, std::int64_t, std::int64_t) {
    stop.request_stop();
  };
  EXPECT_THROW(predict(options, stop_soon, context), Cancelled);
  EXPECT_EQ(predict(options, {}, {}).poses_mm, plain.poses_mm);
}

TEST_F(Predict, takes_a_range_with_a_crop_of_each_frame) {
  PredictOptions options = options_for({.frames = 30});
  options.first = 10;
  options.count = 12;
  options.crops.clear();
  for (int i = 0; i < 12; ++i) options.crops.push_back({{60.0 + i, 30}, 90.0 + i});
  const Prediction prediction = predict(options, {}, {});
  EXPECT_EQ(prediction.frames(), 12);
  EXPECT_EQ(prediction.first, 10);
  EXPECT_EQ(prediction.crops[11].side_px, 101);
}

TEST_F(Predict, takes_videos_as_users_have_them) {
  const auto frames_of = [&](const PredictOptions& options) { return predict(options, {}, {}).frames(); };
  EXPECT_EQ(frames_of(options_for({.frames = 1}, "one.mp4")), 1);
  EXPECT_EQ(frames_of(options_for({.frames = 3}, "short.mp4")), 3);
  EXPECT_EQ(frames_of(options_for({.frames = 9, .pixels = AV_PIX_FMT_YUV420P10}, "deep.mp4")), 9);
  EXPECT_EQ(frames_of(options_for({.frames = 9, .width = 127, .height = 63, .pixels = AV_PIX_FMT_YUV444P},
                                  "odd.mp4")),
            9);
  std::filesystem::create_directories(folder / "pictures");
  for (int i = 0; i < 10; ++i) write_bitmap(folder / "pictures" / (std::to_string(i) + ".bmp"), i);
  PredictOptions pictures = options_for({.frames = 1});
  pictures.video = folder / "pictures";
  pictures.cache_folder = folder / "cache";
  EXPECT_EQ(frames_of(pictures), 10);
}

TEST_F(Predict, reaches_the_end_of_a_hundred_thousand_frames) {
  PredictOptions options = options_for(
      {.container = "avi", .encoder = "mpeg4", .frames = 100000, .width = 32, .height = 16, .b_frames = 0},
      "long.avi");
  options.first = 99990;
  options.cursor = 99999;
  EXPECT_EQ(predict(options, {}, {}).frames(), 10);
}

TEST_F(Predict, says_what_is_wrong) {
  const PredictOptions good = options_for({.frames = 60});
  PredictOptions bad = good;
  bad.first = 59;
  bad.count = 2;
  EXPECT_THAT(message(bad), HasSubstr("frames within 0 to 59, found 2 from 59"));
  bad = good;
  bad.crops.resize(3, crop);
  EXPECT_THAT(message(bad), HasSubstr("crops: expected one or 60"));
  bad = good;
  bad.crops = {{{5, 5}, 0}};
  EXPECT_THAT(message(bad), HasSubstr("side above 0"));
  bad = good;
  bad.overlap = 8;
  EXPECT_THAT(message(bad), HasSubstr("overlap: expected 0 to 7"));
  bad = good;
  bad.model = good.video;
  EXPECT_THAT(message(bad), HasSubstr("video.mp4"));
  bad = good;
  bad.video = folder / "nowhere.mp4";
  EXPECT_THAT(message(bad), HasSubstr("nowhere.mp4"));
  write_sound(folder / "sound.mp4");
  bad.video = folder / "sound.mp4";
  EXPECT_THAT(message(bad), HasSubstr("sound.mp4"));
  bad.video = folder / "cut.mp4";
  std::filesystem::copy_file(good.video, bad.video);
  std::filesystem::resize_file(bad.video, std::filesystem::file_size(bad.video) / 2);
  EXPECT_THAT(message(bad), HasSubstr("cut.mp4"));
}

TEST_F(Predict, a_video_deleted_on_the_way_ends_in_poses_or_an_error) {
  PredictOptions options = options_for({.frames = 300});
  const PredictionSink remove = [&](const Prediction&, std::int64_t, std::int64_t) {
    std::filesystem::remove(options.video);
  };
  try {
    EXPECT_EQ(predict(options, remove, {}).frames(), 300) << "who has it open can read on";
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("video.mp4"));
  }
}

TEST_F(Predict, files_keep_everything_and_compare_reads_them) {
  PredictOptions options = options_for({.frames = 11});
  options.first = 2;
  const Prediction written = predict(options, {}, {});
  const auto file = folder / "poses.npz";
  write_prediction(file, written);
  const Prediction read = read_prediction(file);
  EXPECT_EQ(read.poses_mm, written.poses_mm);
  EXPECT_EQ(read.pixels, written.pixels);
  EXPECT_EQ(read.confidences, written.confidences);
  EXPECT_EQ(read.first, 2);
  EXPECT_EQ(read.video, written.video);
  EXPECT_EQ(read.model_fingerprint, written.model_fingerprint);
  EXPECT_EQ(read.model.to_json(), written.model.to_json());
  EXPECT_EQ(read.frames_per_second, written.frames_per_second);
  EXPECT_EQ(read.camera_assumed, written.camera_assumed);
  EXPECT_EQ(read.camera.intrinsics, written.camera.intrinsics);
  EXPECT_EQ(read.camera.name, written.camera.name);
  ASSERT_EQ(read.crops.size(), 9U);
  EXPECT_EQ(read.crops[8].centre_px, written.crops[8].centre_px);
  const PoseArchive archive(file);
  ASSERT_EQ(archive.sequences().size(), 1U);
  EXPECT_EQ(archive.poses_mm(0), written.poses_mm);
}

TEST_F(Predict, files_keep_who_was_found) {
  Prediction written = predict(options_for({.frames = 9}), {}, {});
  written.people.resize(2);
  written.people[0] = {{0, 6}, {{{10, 20}, 200}, {{11, 20}, 210}}};
  written.people[1] = {{3}, {{{90, 20}, 100}}};
  written.chosen = 1;
  written.exchanged = {0, 0, 1, 1, 0, 0, 0, 0, 1};
  written.traits = FilmTraits{0, 0.25, 0, 1, 0};
  const auto file = folder / "poses.npz";
  write_prediction(file, written);
  const Prediction read = read_prediction(file);
  EXPECT_EQ(read.chosen, 1U);
  EXPECT_EQ(read.exchanged, written.exchanged);
  EXPECT_EQ(read.traits, written.traits);
  ASSERT_EQ(read.people.size(), 2U);
  EXPECT_EQ(read.people[0].frames, written.people[0].frames);
  EXPECT_EQ(read.people[0].crops[1].side_px, 210);
  EXPECT_EQ(read.people[1].crops[0].centre_px.x(), 90);

  written.people[0].frames[1] = 0;
  write_prediction(file, written);
  EXPECT_THAT([&] { read_prediction(file); }, ::testing::ThrowsMessage<FormatError>(HasSubstr("people")));
}

TEST_F(Predict, damaged_files_are_refused) {
  const auto file = folder / "poses.npz";
  write_prediction(file, predict(options_for({.frames = 9}), {}, {}));
  std::ifstream in(file, std::ios::binary);
  const std::string whole{std::istreambuf_iterator<char>(in), {}};
  for (std::size_t i = 0; i < 40; ++i) {
    std::string damaged = whole.substr(0, i % 2 == 0 ? whole.size() * i / 40 : whole.size());
    if (i % 2 == 1) damaged[whole.size() * i / 40] ^= 0x55;
    std::ofstream(file, std::ios::binary) << damaged;
    try {
      read_prediction(file);
    } catch (const Error& error) {
      EXPECT_THAT(error.what(), HasSubstr("poses.npz"));
    }
  }
}

TEST_F(Predict, projects_keep_a_file_for_each_model_and_video) {
  const Prediction prediction = predict(options_for({.frames = 9}), {}, {});
  const auto project = folder / "project";
  const auto video = project / "videos/a/cam.mp4";
  const auto same_name = project / "videos/b/cam.mp4";
  EXPECT_TRUE(predictions_of(project, video).empty());
  const auto older = prediction_file(project, "11", video);
  const auto newer = prediction_file(project, "00", video);
  for (const auto& file : {older, newer, prediction_file(project, "11", same_name)}) {
    std::filesystem::create_directories(file.parent_path());
    write_prediction(file, prediction);
  }
  std::filesystem::last_write_time(older, std::filesystem::last_write_time(newer) - std::chrono::hours(1));
  EXPECT_EQ(predictions_of(project, video), (std::vector{newer, older}));
  std::filesystem::rename(project, folder / "moved");
  EXPECT_EQ(predictions_of(folder / "moved", folder / "moved/videos/a/cam.mp4").size(), 2U);
}

TEST_F(Predict, nothing_is_listed_through_links_in_a_project) {
  const auto project = folder / "project";
  const auto video = project / "videos/a/cam.mp4";
  const auto own = prediction_file(project, "11", video);
  std::filesystem::create_directories(own.parent_path());
  std::filesystem::create_directories(folder / "elsewhere");
  std::ofstream(folder / "elsewhere" / own.filename()) << "somebody's";
  std::filesystem::create_symlink(folder / "elsewhere" / own.filename(), own);
  std::filesystem::create_directory_symlink(folder / "elsewhere", project / "predictions/22");
  EXPECT_TRUE(predictions_of(project, video).empty());
}

TEST_F(Predict, of_a_film_whose_name_is_not_utf_8_is_written_and_read) {
  const PredictOptions options = options_for({.frames = 9}, "caf\xE9.mp4");
  const Prediction prediction = predict(options, {}, {});
  write_prediction(folder / "p.npz", prediction);
  const Prediction again = read_prediction(folder / "p.npz");
  EXPECT_EQ(again.video, folder / "caf?.mp4");
  EXPECT_EQ(again.poses_mm, prediction.poses_mm);
}

}  // namespace
}  // namespace solopose::testing
