#include "core/formats/shelf.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/formats/public_layouts.h"
#include "tests/core/formats/reading.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::SizeIs;

TEST(Shelf, every_actor_is_a_track_and_empty_cells_are_missing) {
  REQUIRE_PUBLIC_LAYOUTS();
  for (const char* take : {"Shelf", "CampusSeq1"}) {
    SCOPED_TRACE(take);
    const fs::path file = public_layouts() / "shelf" / take / "actorsGT.mat";
    EXPECT_EQ(reader_for(file)->name, "shelf");
    const Reading reading = read(shelf_reader(), file);
    ASSERT_THAT(reading.sequences, SizeIs(2));
    EXPECT_EQ(reading.sequences[0].subject, "actor 1");
    EXPECT_EQ(reading.sequences[1].take, take);
    EXPECT_EQ(reading.sequences[0].frames_per_second, 0);
    EXPECT_TRUE(reading.remarked("frame rate"));
    EXPECT_TRUE(reading.remarked("up axis guessed"));
    expect_figure(reading.sequences[0], 6,
                  [](std::int64_t f, Joint joint) { return figure_joint(f, joint); });
    expect_plausible_person(reading.sequences[0]);
    expect_figure(reading.sequences[1], 6,
                  [](std::int64_t f, Joint joint) { return f == 0 ? nowhere : figure_joint(f, joint, 1); });
  }
}

/// One camera at (0, -4000, 1000) mm that looks along +y, and one that looks back.
const std::string calibration =
    R"json({"0": {"R": [[1, 0, 0], [0, 0, -1], [0, 1, 0]], "T": [[0], [-4000], [1000]],
 "fx": 1000, "fy": 1010, "cx": 516, "cy": 388, "k": [[-0.1], [0.02], [0.003]], "p": [[0.001], [-0.002]]},
"1": {"R": [[-1, 0, 0], [0, 0, -1], [0, -1, 0]], "T": [[0], [4000], [1000]],
 "fx": 1000, "fy": 1010, "cx": 516, "cy": 388, "k": [[0], [0], [0]], "p": [[0], [0]]}})json";

void write_picture(const fs::path& file) {
  fs::create_directories(file.parent_path());
  write_bytes(file, "");
}

TEST(Shelf, cameras_and_pictures_beside_the_file_belong_to_every_actor) {
  REQUIRE_PUBLIC_LAYOUTS();
  const TemporaryFolder folder;
  const fs::path file = folder / "actorsGT.mat";
  fs::copy_file(public_layouts() / "shelf/Shelf/actorsGT.mat", file);
  write_bytes(folder / "calibration_shelf.json", calibration);
  write_picture(folder / "Camera0/img_000000.png");
  write_picture(folder / "Camera1/img_000300.png");  // begins later: not in step
  const Reading reading = read(shelf_reader(), file);
  for (const Sequence& actor : reading.sequences) {
    ASSERT_THAT(actor.cameras, SizeIs(1));
    EXPECT_EQ(actor.videos, std::vector<std::string>{(folder / "Camera0").string()});
    EXPECT_TRUE(actor.cameras[0].translation_mm.isApprox(Eigen::Vector3d(0, 1000, 4000)));
    EXPECT_EQ(actor.cameras[0].distortion, (std::array<double, 5>{-0.1, 0.02, 0.001, -0.002, 0.003}));
  }
}

TEST(Shelf, campus_pictures_are_bound_without_a_calibration_and_a_broken_one_is_remarked) {
  REQUIRE_PUBLIC_LAYOUTS();
  const TemporaryFolder folder;
  const fs::path file = folder / "actorsGT.mat";
  fs::copy_file(public_layouts() / "shelf/CampusSeq1/actorsGT.mat", file);
  write_picture(folder / "Camera2/campus4-c2-00000.png");
  EXPECT_THAT(read(shelf_reader(), file).sequences.at(0).videos, SizeIs(1));
  std::string broken = calibration;
  broken.replace(broken.find("\"fy\""), 4, "\"xx\"");
  write_bytes(folder / "calibration_campus.json", broken);
  EXPECT_TRUE(read(shelf_reader(), file).remarked("0.fy: expected a number"));
}

TEST(Shelf, damaged_files_are_survived) {
  REQUIRE_PUBLIC_LAYOUTS();
  const TemporaryFolder folder;
  for (const char* take : {"Shelf", "CampusSeq1"}) {
    expect_damage_is_survived(shelf_reader(), bytes_of(public_layouts() / "shelf" / take / "actorsGT.mat"),
                              folder / "actorsGT.mat");
  }
}

}  // namespace
}  // namespace solopose::testing
