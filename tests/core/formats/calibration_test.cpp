#include "core/formats/calibration.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "core/base/error.h"
#include "core/camera/camera_projection.h"
#include "core/formats/camera_videos.h"
#include "tests/core/files/sample_files.h"
#include "tests/core/formats/companion_readers.h"
#include "tests/core/formats/reading.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

using Eigen::Vector2d;
using Eigen::Vector3d;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::TemporaryFolder;
using testing::write_bytes;

// As aniposelib 0.8.0 wrote it (CameraGroup.dump).
const std::string anipose = R"toml([cam_0]
name = "left"
size = [ 1920, 1080,]
matrix = [ [ 1310.0, 0.0, 955.5,], [ 0.0, 1295.25, 548.0,], [ 0.0, 0.0, 1.0,],]
distortions = [ -0.21, 0.06, 0.003, -0.002, 0.01,]
rotation = [ 0.1, -0.2, 0.05,]
translation = [ 0.25, -0.1, 3.2,]

[cam_1]
name = "wide"
size = [ 1920, 1080,]
matrix = [ [ 620.0, 0.0, 955.0,], [ 0.0, 615.0, 548.0,], [ 0.0, 0.0, 1.0,],]
distortions = [ 0.05, -0.012, 0.004, -0.0009,]
rotation = [ 0.2, 1.9, -0.3,]
translation = [ -0.4, 0.3, 3.5,]
fisheye = true

[metadata]
)toml";

// As OpenCV 5.1 wrote them (cv2.FileStorage).
const std::string one_camera = R"yaml(%YAML 1.2
---
image_width: 1920
image_height: 1080
camera_matrix: !!opencv-matrix
   rows: 3
   cols: 3
   dt: d
   data: [ 1310., 0., 955.5, 0., 1295.25, 548., 0., 0., 1. ]
distortion_coefficients: !!opencv-matrix
   rows: 5
   cols: 1
   dt: d
   data: [ -0.20999999999999999, 0.059999999999999998,
       0.0030000000000000001, -0.002, 0.01 ]
R: !!opencv-matrix
   rows: 3
   cols: 3
   dt: d
   data: [ 0.97884280620712538, -0.059519973493763902,
       -0.1957655063893064, 0.03960732051223486, 0.99377729594327213,
       -0.10410545725138103, 0.20074366963468865, 0.094149130760616498,
       0.97510918377308875 ]
T: !!opencv-matrix
   rows: 3
   cols: 1
   dt: d
   data: [ 250., -100., 3200. ]
)yaml";
const std::string one_camera_xml = R"xml(<?xml version="1.0"?>
<opencv_storage>
<cameraMatrix type_id="opencv-matrix">
  <rows>3</rows>
  <cols>3</cols>
  <dt>d</dt>
  <data>
    1310. 0. 955.5 0. 1295.25 548. 0. 0. 1.</data></cameraMatrix>
<distCoeffs type_id="opencv-matrix">
  <rows>1</rows>
  <cols>5</cols>
  <dt>d</dt>
  <data>
    -0.20999999999999999 0.059999999999999998 0.0030000000000000001
    -0.002 0.01</data></distCoeffs>
</opencv_storage>
)xml";
const std::string stereo_lenses = R"yaml(%YAML 1.2
---
M1: !!opencv-matrix
   rows: 3
   cols: 3
   dt: d
   data: [ 1310., 0., 955.5, 0., 1295.25, 548., 0., 0., 1. ]
D1: !!opencv-matrix
   rows: 1
   cols: 8
   dt: d
   data: [ -0.20999999999999999, 0.059999999999999998,
       0.0030000000000000001, -0.002, 0.01, 0., 0., 0. ]
M2: !!opencv-matrix
   rows: 3
   cols: 3
   dt: d
   data: [ 1000., 0., 600., 0., 1010., 400., 0., 0., 1. ]
D2: !!opencv-matrix
   rows: 1
   cols: 5
   dt: d
   data: [ 0.10000000000000001, 0., 0., 0., 0. ]
)yaml";
const std::string stereo_places = R"yaml(%YAML 1.2
---
R: !!opencv-matrix
   rows: 3
   cols: 3
   dt: d
   data: [ 0.95533686187977895, 0.0014887712706740347,
       0.29551525154177721, 0.0014887712706740347, 0.99995037429097755,
       -0.0098505083847259065, -0.29551525154177721,
       0.0098505083847259065, 0.9552872361707565 ]
T: !!opencv-matrix
   rows: 3
   cols: 1
   dt: d
   data: [ -120., 1., 8. ]
)yaml";
const std::string easymocap_lenses = R"yaml(%YAML 1.2
---
names:
   - "02"
   - "01"
K_01: !!opencv-matrix
   rows: 3
   cols: 3
   dt: d
   data: [ 1310., 0., 955.5, 0., 1295.25, 548., 0., 0., 1. ]
dist_01: !!opencv-matrix
   rows: 5
   cols: 1
   dt: d
   data: [ -0.20999999999999999, 0.059999999999999998,
       0.0030000000000000001, -0.002, 0.01 ]
K_02: !!opencv-matrix
   rows: 3
   cols: 3
   dt: d
   data: [ 1000., 0., 600., 0., 1010., 400., 0., 0., 1. ]
dist_02: !!opencv-matrix
   rows: 5
   cols: 1
   dt: d
   data: [ 0., 0., 0., 0., 0. ]
)yaml";

// As EasyMocap's files are; the cameras in another order than in intri.yml.
const std::string easymocap_places = R"yaml(%YAML:1.0
---
names:
   - "01"
   - "02"
R_01: !!opencv-matrix
   rows: 3
   cols: 1
   dt: d
   data: [ 0.1, -0.2, 0.05 ]
T_01: !!opencv-matrix
   rows: 3
   cols: 1
   dt: d
   data: [ 0.25, -0.1, 3.2 ]
R_02: !!opencv-matrix
   rows: 3
   cols: 1
   dt: d
   data: [ 0., 0., 0. ]
T_02: !!opencv-matrix
   rows: 3
   cols: 1
   dt: d
   data: [ 0., 0., 2. ]
)yaml";

// Laid out as caliscope 0.11.8's CameraArray.to_toml does.
const std::string caliscope = R"toml([cameras.0]
cam_id = 0
size = [1920, 1080]
rotation_count = 0
error = 0.31
matrix = [[1310.0, 0.0, 955.5], [0.0, 1295.25, 548.0], [0.0, 0.0, 1.0]]
distortions = [-0.21, 0.06, 0.003, -0.002, 0.01]
translation = [0.25, -0.1, 3.2]
rotation = [0.1, -0.2, 0.05]
fisheye = false

[cameras.10]
cam_id = 10
size = [1920, 1080]
matrix = [[620.0, 0.0, 955.0], [0.0, 615.0, 548.0], [0.0, 0.0, 1.0]]
distortions = [0.05, -0.012, 0.004, -0.0009]
translation = [-0.4, 0.3, 3.5]
rotation = [0.2, 1.9, -0.3]
fisheye = true

[cameras.2]
cam_id = 2
size = [1920, 1080]
matrix = [[620.0, 0.0, 955.0], [0.0, 615.0, 548.0], [0.0, 0.0, 1.0]]
distortions = [0.05, -0.012, 0.004, -0.0009]

[cameras.3]
cam_id = 3
size = [1920, 1080]
ignore = true
matrix = [[620.0, 0.0, 955.0], [0.0, 615.0, 548.0], [0.0, 0.0, 1.0]]
distortions = []
translation = [-0.4, 0.3, 3.5]
rotation = [0.2, 1.9, -0.3]
)toml";

const std::string ros = R"yaml(image_width: 640
image_height: 480
camera_name: head_camera
camera_matrix:
  rows: 3
  cols: 3
  data: [620.5, 0, 320, 0, 615, 240, 0, 0, 1]
distortion_model: equidistant
distortion_coefficients:
  rows: 1
  cols: 4
  data: [0.05, -0.012, 0.004, -0.0009]
)yaml";

const std::string panoptic = R"json({"calibDataSource": "160401_cr_newCalib", "cameras": [
{"name": "00_12", "type": "hd", "resolution": [1920, 1080], "panel": 0, "node": 12,
 "K": [[1310, 0, 955.5], [0, 1295.25, 548], [0, 0, 1]], "distCoef": [-0.21, 0.06, 0.003, -0.002, 0.01],
 "R": [[1, 0, 0], [0, 0, -1], [0, 1, 0]], "t": [[10], [-20], [310]]},
{"name": "01_01", "type": "vga", "resolution": [640, 480], "panel": 1, "node": 1,
 "K": [[745, 0, 375], [0, 745, 226], [0, 0, 1]], "distCoef": [0, 0, 0, 0, 0],
 "R": [[1, 0, 0], [0, 1, 0], [0, 0, 1]], "t": [[0], [0], [300]]}]}
)json";

const std::string aist = R"json([{"name": "c01", "size": [1920, 1080],
 "matrix": [[1425, 0, 960], [0, 1425, 540], [0, 0, 1]], "rotation": [0.1, -0.2, 0.05],
 "translation": [25, -10, 320], "distortions": [-0.1, 0.02, 0, 0, 0]}])json";

const std::string shelf = R"json({"0": {"R": [[1, 0, 0], [0, 0, -1], [0, 1, 0]], "T": [[0], [-4000], [1000]],
 "fx": 1000, "fy": 1010, "cx": 516, "cy": 388, "k": [[-0.1], [0.02], [0.003]], "p": [[0.001], [-0.002]]}})json";

const std::string skeletool = R"(Skeletool Camera Calibration File V1.0
name          0
  sensor      10 10
  size        2048 2048
  animated    0
  intrinsic   1497.693 0 1024.704 0 0 1497.103 1051.394 0 0 0 1 0 0 0 0 1
  extrinsic   1 0 0 557.98 0 0 -1 1013.1 0 1 0 3020.7 0 0 0 1
  radial      0
)";

std::string human36m() {
  std::string numbers;
  for (int i = 0; i < 300; ++i) numbers += i < 264 ? "0.5 " : i % 9 < 2 ? "1000 " : "10 ";
  return "<metadata><w0>[" + numbers + "]</w0></metadata>";
}

std::string mads(bool compressed) {
  using namespace testing;
  return mat_file({mat_numbers("KK", {3, 3}, {500, 0, 0, 0, 510, 0, 256, 192, 1}),
                   mat_numbers("kc", {5, 1}, {-0.1, 0.2, 0.01, 0.02, 0}),
                   mat_numbers("om_ext", {3, 1}, {0, 0, 1.5}), mat_numbers("T_ext", {3, 1}, {1, 2, 3000})},
                  compressed);
}

// Where aniposelib 0.8.0 (so OpenCV) shows two points, metres.
const Vector3d first_point(0.3, 0.5, -0.2);
const Vector3d second_point(-0.6, -0.4, 0.3);
const Vector2d in_left[] = {{1185.7404809596485, 725.1298085331377}, {810.4499157504106, 335.4310983729646}};
const Vector2d in_wide[] = {{853.8995828979936, 702.9968078094776}, {948.8719810022649, 522.2972857409196}};

struct CalibrationTest : ::testing::Test {
  std::vector<Camera> read(const std::string& name, const std::string& text) {
    write_bytes(folder / name, text);
    return read(folder / name);
  }
  std::vector<Camera> read(const std::filesystem::path& file, std::optional<double> unit = {}) {
    remarks.clear();
    return read_calibration(file, unit, [this](const std::string& said) { remarks += said + "\n"; });
  }
  std::string refusal(const std::string& name, const std::string& text) {
    try {
      read(name, text);
    } catch (const Error& error) {
      return error.what();
    }
    return "no error";
  }

  TemporaryFolder folder;
  std::string remarks;
};

std::vector<std::string> names_of(const std::vector<Camera>& cameras) {
  std::vector<std::string> names;
  for (const Camera& camera : cameras) names.push_back(camera.name);
  return names;
}

Vector2d seen(const Camera& camera, const Vector3d& point_mm) {
  return project_to_pixel(camera, camera_from_world(camera, point_mm));
}

void expect_sees_as(const Camera& camera, const Vector2d (&pixels)[2]) {
  EXPECT_LT((seen(camera, 1000 * first_point) - pixels[0]).norm(), 1e-6) << camera.name;
  EXPECT_LT((seen(camera, 1000 * second_point) - pixels[1]).norm(), 1e-6) << camera.name;
}

TEST_F(CalibrationTest, aniposes_cameras_see_points_where_aniposelib_shows_them) {
  const auto cameras = read("calibration.toml", anipose);
  ASSERT_THAT(names_of(cameras), ElementsAre("left", "wide"));
  expect_sees_as(cameras[0], in_left);
  expect_sees_as(cameras[1], in_wide);
  EXPECT_EQ(cameras[1].lens, LensModel::equidistant);
  EXPECT_THAT(remarks, HasSubstr("read as metres"));
}

TEST_F(CalibrationTest, a_unit_that_is_stated_is_not_guessed) {
  write_bytes(folder / "calibration.toml", anipose);
  const auto cameras = read(folder / "calibration.toml", 10.0);
  EXPECT_TRUE(cameras[0].translation_mm.isApprox(Vector3d(2.5, -1, 32)));
  EXPECT_EQ(remarks, "");
}

TEST_F(CalibrationTest, millimetres_are_told_from_metres_by_how_far_cameras_are_apart) {
  std::string millimetres = anipose;
  const auto replace = [&](const std::string& from, const std::string& to) {
    millimetres.replace(millimetres.find(from), from.size(), to);
  };
  replace("0.25, -0.1, 3.2", "250.0, -100.0, 3200.0");
  replace("-0.4, 0.3, 3.5", "-400.0, 300.0, 3500.0");
  expect_sees_as(read("calibration.toml", millimetres)[0], in_left);
  EXPECT_THAT(remarks, HasSubstr("read as millimetres"));
}

TEST_F(CalibrationTest, caliscopes_own_file_has_the_same_cameras_and_says_which_it_leaves_out) {
  const auto cameras = read("camera_array.toml", caliscope);
  ASSERT_THAT(names_of(cameras), ElementsAre("cam_0", "cam_10"));
  expect_sees_as(cameras[0], in_left);
  expect_sees_as(cameras[1], in_wide);
  EXPECT_THAT(remarks, HasSubstr("cam_2 has no place yet"));
  EXPECT_THAT(remarks, HasSubstr("cam_3 is to be ignored"));
}

TEST_F(CalibrationTest, one_camera_of_opencv_is_named_after_its_file) {
  const auto cameras = read("calib_cam1.yml", one_camera);
  ASSERT_THAT(names_of(cameras), ElementsAre("cam1"));
  EXPECT_EQ(cameras[0].width, 1920);
  EXPECT_EQ(cameras[0].height, 1080);
  expect_sees_as(cameras[0], in_left);
}

TEST_F(CalibrationTest, opencvs_older_first_line_and_a_list_of_plain_numbers_are_read_too) {
  std::string old = one_camera;
  old.replace(old.find("%YAML 1.2"), 9, "%YAML:1.0");
  expect_sees_as(read("cam1.yaml", old)[0], in_left);
  const auto listed = read("cam2.yaml",
                           "K: [[1310, 0, 955.5], [0, 1295.25, 548], [0, 0, 1]]\n"
                           "D: [-0.21, 0.06, 0.003, -0.002, 0.01]\n"
                           "rvec: [0.1, -0.2, 0.05]\ntvec: [250, -100, 3200]\n");
  expect_sees_as(listed[0], in_left);
}

TEST_F(CalibrationTest, opencvs_xml_without_a_place_stands_in_the_origin_and_says_so) {
  const auto cameras = read("single.xml", one_camera_xml);
  ASSERT_EQ(cameras.size(), 1U);
  EXPECT_EQ(cameras[0].intrinsics(1, 1), 1295.25);
  EXPECT_EQ(cameras[0].distortion, (std::array<double, 5>{-0.21, 0.06, 0.003, -0.002, 0.01}));
  EXPECT_TRUE(cameras[0].rotation.isIdentity());
  EXPECT_THAT(remarks, HasSubstr("no R and T"));
}

TEST_F(CalibrationTest, a_stereo_pair_sees_points_where_opencv_shows_them) {
  write_bytes(folder / "extrinsics.yml", stereo_places);
  const Vector3d point(150, -80, 900);
  const Vector2d first(1171.8587469641388, 433.99726742866835);
  const Vector2d second(956.2242103914658, 290.9508718993887);
  const auto apart = read("intrinsics.yml", stereo_lenses);
  ASSERT_THAT(names_of(apart), ElementsAre("1", "2"));
  EXPECT_LT((seen(apart[0], point) - first).norm(), 1e-6);
  EXPECT_LT((seen(apart[1], point) - second).norm(), 1e-6);
  const auto together = read("stereo.yml", stereo_lenses + stereo_places.substr(stereo_places.find("R: ")));
  EXPECT_LT((seen(together[1], point) - second).norm(), 1e-6);
}

TEST_F(CalibrationTest, ross_camera_info_is_read_with_its_fisheye_lens) {
  const auto cameras = read("camera.yaml", ros);
  ASSERT_THAT(names_of(cameras), ElementsAre("head_camera"));
  EXPECT_EQ(cameras[0].lens, LensModel::equidistant);
  EXPECT_EQ(cameras[0].intrinsics(0, 0), 620.5);
  EXPECT_EQ(cameras[0].width, 640);
}

TEST_F(CalibrationTest, easymocaps_cameras_are_joined_by_name_and_never_by_position) {
  write_bytes(folder / "extri.yml", easymocap_places);
  for (const char* name : {"intri.yml", "extri.yml"}) {
    write_bytes(folder / "intri.yml", easymocap_lenses);
    const auto cameras = read(folder / name);
    ASSERT_THAT(names_of(cameras), ElementsAre("02", "01"));
    expect_sees_as(cameras[1], in_left);
    EXPECT_TRUE(cameras[0].translation_mm.isApprox(Vector3d(0, 0, 2000)));
  }
}

TEST_F(CalibrationTest, panoptics_cameras_are_read_in_centimetres) {
  const auto cameras = read("calibration_160401_ian1.json", panoptic);
  ASSERT_THAT(names_of(cameras), ElementsAre("00_12", "01_01"));
  EXPECT_TRUE(cameras[0].translation_mm.isApprox(Vector3d(100, -200, 3100)));
  EXPECT_EQ(cameras[0].rotation(1, 2), -1);
  EXPECT_EQ(cameras[0].distortion[4], 0.01);
  EXPECT_EQ(cameras[1].width, 640);
}

TEST_F(CalibrationTest, the_real_files_of_aist_mpi_and_pose2sim_are_known_by_their_content) {
  REQUIRE_SHARED_DATA();
  const auto settings = read(testing::shared_data() / "aistpp/cameras/setting1.json");
  EXPECT_EQ(settings.size(), 9U);
  EXPECT_EQ(settings[0].name, "c01");
  const auto mpi = read(testing::shared_data() / "same_motion/mpi_inf_3dhp/S1/Seq1/camera.calibration");
  EXPECT_EQ(mpi.front().name, "0");
  const auto pose2sim = read(testing::shared_data() / "pose2sim/Calib_qualisys.toml");
  EXPECT_EQ(pose2sim.size(), 4U);
  EXPECT_THAT(remarks, HasSubstr("read as metres"));
}

TEST_F(CalibrationTest, human36ms_cameras_are_those_of_all_subjects) {
  const auto cameras = read("metadata.xml", human36m());
  EXPECT_EQ(cameras.size(), 44U);
  EXPECT_EQ(cameras.front().name, "S1.54138969");
  EXPECT_EQ(cameras.back().name, "S11.60457274");
}

TEST_F(CalibrationTest, what_is_wrong_is_said_with_file_camera_and_field) {
  std::string text = anipose;
  text.replace(text.find("0.01,]"), 6, "0.01, 0.5,]");
  EXPECT_THAT(refusal("a.toml", text), HasSubstr("a.toml: left.distortions: expected k1, k2, p1, p2"));
  text = one_camera;
  text.replace(text.find("1310."), 5, "-131.");
  EXPECT_THAT(refusal("b.yml", text), HasSubstr("b.yml: b.camera_matrix: expected focal lengths above 0"));
  text = panoptic;
  text.replace(text.find("[0, 0, -1]"), 10, "[0, 0, -2]");
  EXPECT_THAT(refusal("calibration_x.json", text), HasSubstr("00_12.R: expected a rotation"));
  text = panoptic;
  text.replace(text.find("01_01"), 5, "00_12");
  EXPECT_THAT(refusal("calibration_x.json", text), HasSubstr("two named 00_12"));
  EXPECT_THAT(refusal("c.yml", "%YAML:1.0\n---\nfruit: 3\n"), HasSubstr("camera_matrix: expected a matrix"));
  EXPECT_THAT(refusal("d.txt", "hello"), HasSubstr("no calibration that is known"));
  EXPECT_THAT(refusal("e.yml", std::string(2 << 20, '#')), HasSubstr("at most"));
}

TEST_F(CalibrationTest, files_that_nest_without_end_are_refused) {
  std::string items, keys, indented, opened, closed;
  for (int i = 0; i < 20000; ++i) {
    items += "- ";
    keys += "a: ";
    opened += "<a>";
    closed += "</a>";
  }
  for (int i = 0; i < 1000; ++i) indented += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
  const std::string xml = "<opencv_storage>" + opened + closed + "</opencv_storage>";
  const std::string lists = "a: " + std::string(20000, '[') + std::string(20000, ']');
  for (const std::string& text : {lists, items, indented, xml})
    EXPECT_THAT(refusal("deep.yml", text), HasSubstr("at most 32 levels, found more")) << text.substr(0, 20);
  for (const std::string& text :
       {keys, "a: " + std::string(20000, '['), "a: " + std::string(20000, '{'), "<opencv_storage>" + opened})
    EXPECT_THAT(refusal("deep.yml", text), HasSubstr("deep.yml: ")) << text.substr(0, 20);
}

TEST_F(CalibrationTest, a_short_text_that_spells_an_endless_one_is_refused) {
  std::string bomb = "a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1]\n";
  for (int i = 1; i < 20; ++i) {
    bomb += fmt::format("a{0}: &a{0} [*a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}]\n", i, i - 1);
  }
  EXPECT_THAT(refusal("bomb.yml", bomb + "K: *a19\n"),
              HasSubstr("bomb.yml: line 2: expected values written out, found an alias"));
  EXPECT_THAT(refusal("entities.xml",
                      "<!DOCTYPE a [<!ENTITY b \"1 1\">]><opencv_storage><K>&b;&b;</K>"
                      "<D>0</D></opencv_storage>"),
              HasSubstr("K: expected finite numbers"));
}

TEST_F(CalibrationTest, what_is_neither_yaml_nor_xml_is_refused_in_one_line_that_names_the_place) {
  EXPECT_THAT(refusal("tab.yml", "K: 1\n\tD: 3\n"), HasSubstr("tab.yml: line 2: expected YAML, found"));
  EXPECT_THAT(refusal("key.yml", "K: 1\n? [a, b]\n: 2\n"), HasSubstr("line 2: expected a word before"));
  EXPECT_THAT(refusal("list.yml", "- 1\n- 2\n"), HasSubstr("expected names with their values"));
  EXPECT_THAT(refusal("empty.yml", ""), HasSubstr("expected names with their values"));
  EXPECT_THAT(refusal("word.yml", "K: [1, a, 2]\n"), HasSubstr("K: expected finite numbers"));
  EXPECT_THAT(refusal("cut.xml", "<opencv_storage><K>1 2"), HasSubstr("expected XML, found"));
  for (const char* text : {"image_width: \x01", "image_width: 19\x7f", "\x1b: 1", "a: 1\n\xa1: 2\n"})
    EXPECT_THAT(refusal("noise.yml", text), ::testing::Not(HasSubstr("\n")));
}

TEST_F(CalibrationTest, a_byte_order_mark_is_skipped) {
  const std::string mark = "\xEF\xBB\xBF";
  expect_sees_as(read("cam1.yml", mark + one_camera)[0], in_left);
  EXPECT_EQ(read("cam2.xml", mark + one_camera_xml)[0].intrinsics(1, 1), 1295.25);
  EXPECT_EQ(read("cam3.toml", mark + anipose).size(), 2U);
}

TEST_F(CalibrationTest, damaged_files_are_read_or_refused) {
  const auto survives = [&](const std::string& name, const std::string& text) {
    testing::expect_damage_is_survived(testing::any_reader_named("calibration"), text, folder / name);
  };
  survives("damaged.toml", caliscope);
  survives("damaged.yml", one_camera);
  survives("damaged.xml", one_camera_xml);
  survives("calibration_damaged.json", panoptic);
  survives("calibration_shelf.json", shelf);
  survives("setting1.json", aist);
  survives("camera.calibration", skeletool);
  survives("metadata.xml", human36m());
  survives("Calib_Cam0.mat", mads(false));
  survives("Calib_Cam0.mat", mads(true));
}

TEST_F(CalibrationTest, damaged_files_of_a_pair_are_read_or_refused) {
  const Reader& calibrations = testing::any_reader_named("calibration");
  write_bytes(folder / "extri.yml", easymocap_places);
  testing::expect_damage_is_survived(calibrations, easymocap_lenses, folder / "intri.yml");
}

TEST_F(CalibrationTest, videos_belong_to_cameras_by_name_whatever_their_order) {
  std::vector<Camera> cameras(4);
  const char* names[] = {"cam_10", "cam_2", "cam_1", "side"};
  for (std::size_t i = 0; i < 4; ++i) cameras[i].name = names[i];
  const auto videos =
      videos_of_cameras(cameras, {"/v/01.mp4", "/v/Cam2.avi", "/v/take_10.mp4", "/v/top.mp4"});
  EXPECT_THAT(videos, ElementsAre("/v/take_10.mp4", "/v/Cam2.avi", "/v/01.mp4", ""));
}

}  // namespace
}  // namespace solopose
