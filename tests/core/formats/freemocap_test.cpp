#include "core/formats/freemocap.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/files/npy.h"
#include "core/formats/file_search.h"
#include "tests/core/formats/public_layouts.h"
#include "tests/core/formats/reading.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(FreeMoCap, a_recordings_finished_body_is_read_and_its_stages_are_passed_over) {
  REQUIRE_PUBLIC_LAYOUTS();
  const std::vector<fs::path> root = {public_layouts() / "freemocap"};
  const FoundFiles found = files_for(freemocap_reader(), root, JobContext{});
  ASSERT_THAT(found.files, SizeIs(2));
  EXPECT_THAT(found.unread, IsEmpty());
  for (const fs::path& file : found.files) {
    SCOPED_TRACE(file.string());
    EXPECT_EQ(reader_for(file)->name, "freemocap");
    const Reading reading = read(freemocap_reader(), file);
    const Sequence& track = reading.sequences.at(0);
    EXPECT_THAT(track.take, HasSubstr("sesh_202"));
    EXPECT_EQ(track.frames_per_second, 0);
    EXPECT_TRUE(reading.remarked("frame rate"));
    expect_figure(track, 6, [](std::int64_t f, Joint joint) -> Eigen::Vector3d {
      if (f == 2 && joint == Joint::left_wrist) return nowhere;
      if (joint == Joint::neck)
        return 0.5 * (figure_joint(f, Joint::left_shoulder) + figure_joint(f, Joint::right_shoulder));
      return figure_joint(f, joint);
    });
  }
}

TEST(FreeMoCap, an_array_of_another_shape_is_refused) {
  const TemporaryFolder folder;
  const std::vector<double> values(2 * 21 * 3, 1.0);
  write_bytes(folder / "mediapipe_body_3d_xyz.npy", npy_bytes(std::span<const double>(values), {2, 21, 3}));
  EXPECT_THAT(error_of(freemocap_reader(), folder / "mediapipe_body_3d_xyz.npy"),
              HasSubstr("expected shape (frames, 33 or more, 3), found (2, 21, 3)"));
}

TEST(FreeMoCap, damaged_files_are_survived) {
  REQUIRE_PUBLIC_LAYOUTS();
  const TemporaryFolder folder;
  const std::string sound =
      bytes_of(public_layouts() / "freemocap/sesh_2023-05-17/output_data/mediapipe_body_3d_xyz.npy");
  expect_damage_is_survived(freemocap_reader(), sound, folder / "mediapipe_body_3d_xyz.npy");
}

}  // namespace
}  // namespace solopose::testing
