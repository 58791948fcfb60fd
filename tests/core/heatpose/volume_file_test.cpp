#include "core/heatpose/volume_file.h"

#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/files/npz.h"
#include "tests/support/shared_data.h"

namespace solopose {
namespace {

Volume counting_volume() {
  Volume volume;
  volume.grid.size = {2, 3, 4};
  volume.grid.origin_mm = {-1, 2.5, 3};
  volume.grid.spacing_mm = {10, 20, 30};
  for (int i = 0; i < 24; ++i) volume.values.push_back(static_cast<float>(i));
  return volume;
}

TEST(VolumeFile, npz_gives_back_values_and_place) {
  const testing::TemporaryFolder folder;
  const Volume volume = counting_volume();
  write_volume(folder / "v.npz", volume.grid, volume.values);
  const Volume back = read_volume(folder / "v.npz");
  EXPECT_EQ(back.values, volume.values);
  EXPECT_EQ(back.grid.size, volume.grid.size);
  EXPECT_EQ(back.grid.origin_mm, volume.grid.origin_mm);
  EXPECT_EQ(back.grid.spacing_mm, volume.grid.spacing_mm);
}

TEST(VolumeFile, vti_has_x_fastest_behind_its_length) {
  const testing::TemporaryFolder folder;
  const Volume volume = counting_volume();
  write_volume(folder / "v.vti", volume.grid, volume.values);
  std::ifstream in(folder / "v.vti", std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(in)), {});
  EXPECT_NE(bytes.find(R"(Extent="0 1 0 2 0 3" Origin="-1 2.5 3" Spacing="10 20 30")"), std::string::npos);
  const std::size_t data = bytes.find("\n_") + 2;
  std::uint64_t length = 0;
  std::memcpy(&length, bytes.data() + data, sizeof length);
  ASSERT_EQ(length, 24 * sizeof(float));
  std::array<float, 24> values{};
  std::memcpy(values.data(), bytes.data() + data + sizeof length, sizeof values);
  EXPECT_EQ(values[0], 0);
  EXPECT_EQ(values[1], 12);  // voxel (1, 0, 0)
  EXPECT_EQ(values[2], 4);   // voxel (0, 1, 0)
  EXPECT_EQ(values[6], 1);   // voxel (0, 0, 1)
}

TEST(VolumeFile, says_what_it_cannot_write_or_read) {
  const testing::TemporaryFolder folder;
  const Volume volume = counting_volume();
  EXPECT_THROW(write_volume(folder / "v.png", volume.grid, volume.values), Error);
  EXPECT_THROW(write_volume(folder / "v.npz", Grid::cube({0, 0, 0}, 1, 3), volume.values), Error);
  NpzWriter flat(folder / "flat.npz");
  flat.add<float>("volume", volume.values, {24});
  flat.finish();
  try {
    read_volume(folder / "flat.npz");
    FAIL() << "accepted";
  } catch (const FormatError& error) {
    EXPECT_NE(std::string(error.what()).find("volume: expected 3 axes, found 1"), std::string::npos);
  }
}

}  // namespace
}  // namespace solopose
