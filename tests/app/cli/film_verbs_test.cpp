#include <algorithm>
#include <cmath>
#include <filesystem>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "core/camera/camera.h"
#include "core/models/prediction.h"
#include "core/project/catalog.h"
#include "core/project/placement.h"
#include "core/project/project.h"
#include "core/skeleton/pose_rows.h"
#include "core/video/video_reader.h"
#include "tests/app/cli/program_run.h"
#include "tests/support/filmed_project.h"
#include "tests/support/python.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using ::testing::HasSubstr;

constexpr int frames = 30;

/// One take on film, one in numbered pictures, and the model that is always there.
struct FilmVerbsTest : ::testing::Test {
  FilmVerbsTest() {
    write_film(scratch / "front.mp4", frames, 30);
    write_film(scratch / "side.mp4", frames, 30);
    fs::create_directories(scratch / "pictures");
    for (int i = 0; i < frames; ++i)
      write_bitmap(scratch / fmt::format("pictures/img_{:06}.bmp", i), i, film_width, film_height);
    // Fifty a second is not what pictures are played at: they go by their numbers.
    make_filmed_project(scratch / "project",
                        {filmed_sequence("filmed", frames, 30, {scratch / "front.mp4", scratch / "side.mp4"}),
                         filmed_sequence("counted", frames, 50, {scratch / "pictures/img_%06d.bmp"})});
  }

  ProgramRun heatmap(const fs::path& out, std::vector<std::string> more) const {
    std::vector<std::string> arguments = {"heatmap", project, "--sequence", "films/S1/filmed/world",
                                          "--frame", "20",    "--out",      out.string(),
                                          "--json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_solopose(arguments);
  }
  ProgramRun predict(const std::string& video, std::vector<std::string> more) const {
    std::vector<std::string> arguments = {"predict", model, video, "--out", scratch / "poses.npz", "--json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_solopose(arguments);
  }

  TemporaryFolder scratch;
  std::string project = scratch / "project";
  std::string model = SOLOPOSE_DEMO_MODEL;
};

TEST_F(FilmVerbsTest, a_universal_prediction_is_drawn_where_its_camera_sees_it) {
  const fs::path grey = scratch / "grey.mp4";
  write_film(grey, frames, 30, false);
  const Sequence take = filmed_sequence("filmed", frames, 30, {grey});
  const std::string folder = scratch / "aligned";
  make_filmed_project(folder, {take});
  const fs::path universal = scratch / "universal.safetensors";
  ModelDescription description = read_model_description(model);
  description.target.frame = TargetFrame::universal;
  fs::copy_file(model, universal);
  write_model_description(universal, description);
  const std::string poses = scratch / "poses.npz";
  const fs::path overlay = scratch / "overlay";
  const auto predict_it = [&] {
    return run_solopose({"predict", universal, grey, "--project", folder, "--sequence",
                         "films/S1/filmed/world", "--out", poses, "--overlay", overlay, "--json"});
  };
  const ProgramRun refused = predict_it();
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.err, HasSubstr("aligned"));
  ASSERT_EQ(run_solopose({"align", folder}).exit_code, 0);
  const ProgramRun run = predict_it();
  ASSERT_EQ(run.exit_code, 0) << run.err;

  const Prediction told = read_prediction(poses);
  const Catalog catalog = Project::open(folder).catalog();
  const RigidTransform aligned = placement_of(catalog, catalog.sequences.front().id)->universal_from_dataset;
  const Camera camera = camera_for_size(take.cameras[0], film_width, film_height);
  constexpr std::int64_t frame = 10;
  const Image picture = VideoReader(overlay).frame(frame);
  const auto colour_at = [&](int x, int y) {
    const std::uint8_t* pixel = picture.row(y) + 3 * x;
    return std::max({pixel[0], pixel[1], pixel[2]}) - std::min({pixel[0], pixel[1], pixel[2]});
  };
  // The pelvis stands in the middle of the crop, which is cut round the true one.
  const Eigen::Vector3d pelvis = camera_from_world(camera, joint_at(take.positions_mm, frame, Joint::pelvis));
  int inside = 0;
  for (int joint = 0; joint < joint_count; ++joint) {
    const Eigen::Vector3d said = joint_at(told.poses_mm, frame, static_cast<Joint>(joint));
    const Eigen::Vector3d in_world = aligned.rotation.transpose() * said / aligned.scale;
    const Eigen::Vector2d pixel = project_to_pixel(camera, pelvis + camera.rotation * in_world);
    const int x = static_cast<int>(std::lround(pixel.x()));
    const int y = static_cast<int>(std::lround(pixel.y()));
    if (x < 2 || y < 2 || x >= film_width - 2 || y >= film_height - 2) continue;
    ++inside;
    EXPECT_GT(colour_at(x, y), 10) << joint << " at " << x << ", " << y;
  }
  EXPECT_GE(inside, 8);
  EXPECT_LT(colour_at(3, 3), 6) << "the film is grey";
}

/// Where numpy finds a joint in its volume, from where it is: voxel error, and how far the decoded place is
/// off.
constexpr const char* joint_in_volume = R"py(
import json, sys
import numpy as np
poses, volume, joint, frame, decoded = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), json.loads(sys.argv[5])
with np.load(poses) as z:
    pose = z[str(list(z["names"]).index("films/S1/filmed/world"))][frame][list(z["joints"]).index(joint)].astype(float)
with np.load(volume) as z:
    v, origin, step = z["volume"], z["origin_mm"], z["spacing_mm"]
centre = origin + step * np.array(np.unravel_index(np.argmax(v), v.shape))
print(json.dumps(dict(voxel=float(np.linalg.norm(centre - pose)), refined=float(np.linalg.norm(np.array(decoded) - pose)))))
)py";

TEST_F(FilmVerbsTest, a_targets_readings_are_what_numpy_finds_in_the_volume) {
  REQUIRE_PYTHON("numpy, h5py");
  ASSERT_EQ(run_solopose({"export", project, "--out", scratch / "all.npz"}).exit_code, 0);
  const ProgramRun run = heatmap(scratch / "v.npz", {"--joint", "left_knee", "--size", "40"});
  ASSERT_EQ(run.exit_code, 0) << run.err;
  const json said = run.json();
  EXPECT_EQ(said["source"], "target");
  EXPECT_EQ(said["in"], "dataset");
  EXPECT_TRUE(said["model"].is_null());
  ASSERT_EQ(said["joints"].size(), 15U);
  const json& knee = said["joints"][5];
  ASSERT_EQ(knee["name"], "left_knee");
  EXPECT_TRUE(said["joints"][0]["decoded_mm"].is_null()) << "only the joint that is shown";
  EXPECT_EQ(said["mean_voxel_error_mm"], knee["voxel_error_mm"]);
  const ProgramRun read = python(joint_in_volume, {scratch / "all.npz", scratch / "v.npz", "left_knee", "20",
                                                   knee["decoded_mm"].dump()});
  ASSERT_EQ(read.exit_code, 0) << read.err;
  EXPECT_NEAR(read.json()["voxel"], knee["voxel_error_mm"].get<double>(), 1e-3);
  EXPECT_NEAR(read.json()["refined"], knee["refined_error_mm"].get<double>(), 1e-3);
  EXPECT_LT(knee["refined_error_mm"], knee["voxel_error_mm"]);
}

/// A prediction minus its difference is the target: where numpy finds the truth in that, and how far the
/// answer is from it.
constexpr const char* target_of_difference = R"py(
import json, sys
import numpy as np
decoded = np.array(json.loads(sys.argv[3]))
with np.load(sys.argv[1]) as z:
    said, origin, step = z["volume"].astype(float), z["origin_mm"], z["spacing_mm"]
with np.load(sys.argv[2]) as z:
    difference = z["volume"].astype(float)
target = said - difference
at = np.array(np.unravel_index(np.argmax(target), target.shape))
found = np.array(np.unravel_index(np.argmax(said), said.shape))
print(json.dumps(dict(highest=float(target.max()), lowest=float(target.min()), step=float(step[0]),
                      error=float(np.linalg.norm(origin + step * at - decoded)),
                      from_maximum=float(np.abs(origin + step * found - decoded).max()),
                      said=[float(said.min()), float(said.max())], difference=[float(difference.min()), float(difference.max())])))
)py";

TEST_F(FilmVerbsTest, a_models_answer_its_difference_and_its_readings_belong_together) {
  REQUIRE_PYTHON("numpy, h5py");
  const ProgramRun said = heatmap(scratch / "said.npz", {"--model", model, "--joint", "head"});
  ASSERT_EQ(said.exit_code, 0) << said.err;
  const ProgramRun off = heatmap(scratch / "off.npz", {"--model", model, "--joint", "head", "--difference"});
  ASSERT_EQ(off.exit_code, 0) << off.err;
  EXPECT_EQ(said.json()["source"], "prediction");
  EXPECT_EQ(off.json()["source"], "prediction-difference");
  EXPECT_EQ(said.json()["in"], "crop");
  EXPECT_EQ(said.json()["joints"], off.json()["joints"]);
  const json head = said.json()["joints"][8];
  ASSERT_EQ(head["name"], "head");
  EXPECT_GT(head["confidence"], 0);
  const ProgramRun read =
      python(target_of_difference, {scratch / "said.npz", scratch / "off.npz", head["decoded_mm"].dump()});
  ASSERT_EQ(read.exit_code, 0) << read.err;
  const json found = read.json();
  const double voxel = found["step"];
  EXPECT_NEAR(found["highest"], 1, 1e-5) << "equation 8";
  EXPECT_GT(found["lowest"], -1e-5);
  EXPECT_NEAR(found["error"], head["refined_error_mm"].get<double>(), voxel);
  EXPECT_LT(found["from_maximum"], 2 * voxel);
  EXPECT_NEAR(found["said"][1], said.json()["highest"].get<double>(), 1e-6);
  EXPECT_NEAR(found["difference"][0], off.json()["lowest"].get<double>(), 1e-6);
}

TEST_F(FilmVerbsTest, a_model_looks_through_the_camera_that_is_named) {
  const auto volume_by = [&](const std::string& camera) {
    const ProgramRun run = heatmap(scratch / (camera + ".npz"), {"--model", model, "--camera", camera});
    EXPECT_EQ(run.exit_code, 0) << run.err;
    return run.json()["joints"];
  };
  EXPECT_NE(volume_by("front"), volume_by("side"));
  const ProgramRun nobody = heatmap(scratch / "v.npz", {"--model", model, "--camera", "top"});
  EXPECT_EQ(nobody.exit_code, 1);
  EXPECT_THAT(nobody.err, HasSubstr("\"top\", but front, side"));
}

TEST_F(FilmVerbsTest, what_a_model_decides_itself_cannot_be_chosen) {
  for (const auto& [option, value] : std::vector<std::pair<std::string, std::string>>{{"--size", "32"},
                                                                                      {"--extent", "2000"},
                                                                                      {"--centre", "1,2,3"},
                                                                                      {"--sigma", "30"},
                                                                                      {"--in", "universal"}})
    EXPECT_EQ(heatmap(scratch / "v.npz", {"--model", model, option, value}).exit_code, 2) << option;
  EXPECT_EQ(heatmap(scratch / "v.npz", {"--difference"}).exit_code, 2) << "of what";
  EXPECT_EQ(heatmap(scratch / "v.npz", {"--model", scratch / "front.mp4"}).exit_code, 1);
  EXPECT_FALSE(fs::exists(scratch / "v.npz"));
}

TEST_F(FilmVerbsTest, a_sequence_finds_its_numbered_pictures_by_folder_and_by_pattern) {
  for (const fs::path& video : {scratch / "pictures", scratch / "pictures/img_%06d.bmp"}) {
    const ProgramRun run =
        predict(video.string(), {"--project", project, "--sequence", "films/S1/counted/world"});
    ASSERT_EQ(run.exit_code, 0) << video << ": " << run.err;
    EXPECT_EQ(run.json()["frames"], frames);
    EXPECT_EQ(run.json()["crop"], "sequence");
    EXPECT_TRUE(run.json()["mpjpe_mm"].is_number());
  }
  const ProgramRun other =
      predict(scratch / "front.mp4", {"--project", project, "--sequence", "films/S1/counted/world"});
  EXPECT_EQ(other.exit_code, 1);
  EXPECT_THAT(other.err, HasSubstr("img_%06d.bmp"));
}

}  // namespace
}  // namespace solopose::testing
