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
