#include "render/heat_map/vti_file.h"

#include <fstream>
#include <iterator>
#include <random>

#include <gtest/gtest.h>
#include <vtkFloatArray.h>
#include <vtkImageData.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkXMLImageDataWriter.h>

#include "core/base/error.h"
#include "tests/support/bytes.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {
namespace {

Volume random_volume() {
  Volume volume;
  volume.grid = {{5, 4, 3}, {-10, 2.5, 30}, {10, 20, 30}};
  std::mt19937 random(1);
  std::uniform_real_distribution<float> share(0, 1);
  for (std::int64_t i = 0; i < volume.grid.voxels(); ++i) volume.values.push_back(share(random));
  return volume;
}

std::string refusal(const std::filesystem::path& file) {
  try {
    read_vti(file);
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

void write(const std::filesystem::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary) << bytes;
}

TEST(vti_file, vtk_reads_what_the_studio_writes) {
  const TemporaryFolder folder;
  const Volume volume = random_volume();
  write_volume(folder / "v.vti", volume.grid, volume.values);
  const Volume back = read_vti(folder / "v.vti");
  EXPECT_EQ(back.values, volume.values);
  EXPECT_EQ(back.grid.size, volume.grid.size);
  EXPECT_EQ(back.grid.origin_mm, volume.grid.origin_mm);
  EXPECT_EQ(back.grid.spacing_mm, volume.grid.spacing_mm);
}

TEST(vti_file, other_programs_compress_and_count_from_elsewhere) {
  const TemporaryFolder folder;
  vtkNew<vtkImageData> image;
  image->SetExtent(2, 4, 0, 1, -1, 0);
  image->SetSpacing(10, 10, 10);
  vtkNew<vtkFloatArray> values;
  values->SetName("anything");
  for (int i = 0; i < 12; ++i) values->InsertNextValue(static_cast<float>(i));
  image->GetPointData()->AddArray(values);
  vtkNew<vtkXMLImageDataWriter> writer;
  writer->SetInputData(image);
  writer->SetFileName((folder / "v.vti").string().c_str());
  writer->SetCompressorTypeToZLib();
  writer->SetDataModeToBinary();
  ASSERT_EQ(writer->Write(), 1);
  const Volume volume = read_vti(folder / "v.vti");
  EXPECT_EQ(volume.grid.size, (std::array<int, 3>{3, 2, 2}));
  EXPECT_EQ(volume.grid.origin_mm, Eigen::Vector3d(20, 0, -10));
  EXPECT_EQ(volume.values[static_cast<std::size_t>(volume.grid.index(1, 0, 0))], 1);
  EXPECT_EQ(volume.values[static_cast<std::size_t>(volume.grid.index(0, 0, 1))], 6);
}

TEST(vti_file, says_which_file_cannot_be_read_and_why) {
  const TemporaryFolder folder;
  EXPECT_THAT(refusal(folder / "missing.vti"), ::testing::HasSubstr("missing.vti"));
  write(folder / "text.vti", "no markup at all");
  EXPECT_THAT(refusal(folder / "text.vti"), ::testing::HasSubstr("ImageData"));
  const Volume volume = random_volume();
  write_volume(folder / "v.vti", volume.grid, volume.values);
  std::string huge = testing::bytes_of(folder / "v.vti");
  for (std::size_t at = 0; (at = huge.find("0 4 0 3 0 2", at)) != std::string::npos; ++at)
    huge.replace(at, 11, "0 99999 0 99999 0 99999");
  write(folder / "huge.vti", huge);
  EXPECT_THAT(refusal(folder / "huge.vti"), ::testing::HasSubstr("WholeExtent"));
  const std::string whole = testing::bytes_of(folder / "v.vti");
  write(folder / "short.vti", whole.substr(0, whole.find("\n_") + 100));
  EXPECT_THAT(refusal(folder / "short.vti"), ::testing::HasSubstr("short.vti"));
}

TEST(vti_file, damaged_copies_are_read_or_refused) {
  const TemporaryFolder folder;
  const Volume volume = random_volume();
  write_volume(folder / "v.vti", volume.grid, volume.values);
  const std::string whole = testing::bytes_of(folder / "v.vti");
  std::mt19937 random(5);
  for (int copy = 0; copy < 150; ++copy) {
    std::string damaged = whole;
    for (int i = 0; i < 1 + copy % 4; ++i) damaged[random() % damaged.size()] = static_cast<char>(random());
    if (copy % 3 == 0) damaged.resize(random() % damaged.size());
    write(folder / "damaged.vti", damaged);
    const std::string said = refusal(folder / "damaged.vti");
    EXPECT_TRUE(said.empty() || said.find("damaged.vti") != std::string::npos) << said;
  }
}

}  // namespace
}  // namespace solopose::testing
