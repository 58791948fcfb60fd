#include "render/heat_map/vti_file.h"

#include <algorithm>
#include <array>
#include <fstream>

#include <fmt/format.h>
#include <vtkCommand.h>
#include <vtkDataArray.h>
#include <vtkExecutive.h>
#include <vtkImageData.h>
#include <vtkInformation.h>
#include <vtkMatrix3x3.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkStreamingDemandDrivenPipeline.h>
#include <vtkXMLImageDataReader.h>

#include "core/base/error.h"

namespace solopose {
namespace {

constexpr std::int64_t most_voxels = std::int64_t{512} * 512 * 512;

/// Keeps the first complaint, which otherwise would go to a console nobody looks at.
class Complaints : public vtkCommand {
 public:
  static Complaints* New() { return new Complaints; }
  void Execute(vtkObject*, unsigned long, void* words) override {
    if (first.empty() && words != nullptr) first = static_cast<const char*>(words);
  }
  std::string first;
};

/// "ERROR: In vtkX.cxx, line 99\nvtkX (0x55…): what is wrong\n\n" without what only VTK's authors want.
std::string readable(std::string words) {
  if (const auto place = words.find("): "); place != std::string::npos) words.erase(0, place + 3);
  std::replace(words.begin(), words.end(), '\n', ' ');
  words.erase(words.find_last_not_of(' ') + 1);
  return words;
}

void check(const Complaints& complaints, const std::filesystem::path& file) {
  if (!complaints.first.empty())
    throw Error(
        fmt::format("{}: not a VTK image that can be read: {}", file.string(), readable(complaints.first)));
}

/// What is missing at a file's end VTK takes for zeros, without a word.
void check_end(const std::filesystem::path& file) {
  constexpr std::streamoff longest_end = 64;
  std::ifstream in(file, std::ios::binary | std::ios::ate);
  const std::streamoff size = in.tellg();
  std::string end(static_cast<std::size_t>(std::clamp<std::streamoff>(size, 0, longest_end)), '\0');
  in.seekg(-static_cast<std::streamoff>(end.size()), std::ios::end);
  in.read(end.data(), static_cast<std::streamsize>(end.size()));
  if (end.find("</VTKFile>") == std::string::npos)
    throw FormatError(file, "end", "</VTKFile>", "a file cut short");
}

/// Before anything as large as that is allocated.
void check_extent(const std::array<int, 6>& extent, const std::filesystem::path& file) {
  std::int64_t voxels = 1;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const std::int64_t size = std::int64_t{extent[2 * axis + 1]} - extent[2 * axis] + 1;
    voxels = size < 1 || size > most_voxels ? most_voxels + 1 : std::min(voxels * size, most_voxels + 1);
  }
  if (voxels > most_voxels) {
    throw FormatError(
        file, "WholeExtent", fmt::format("1 to {} voxels", most_voxels),
        fmt::format("{} {} {} {} {} {}", extent[0], extent[1], extent[2], extent[3], extent[4], extent[5]));
  }
}

vtkDataArray* array_of_numbers(vtkImageData* image, const std::filesystem::path& file) {
  vtkPointData* arrays = image->GetPointData();
  for (int i = 0; i < arrays->GetNumberOfArrays(); ++i) {
    vtkDataArray* array = arrays->GetArray(i);
    if (array != nullptr && array->GetNumberOfComponents() == 1 &&
        array->GetNumberOfTuples() == image->GetNumberOfPoints())
      return array;
  }
  throw FormatError(file, "PointData", "an array of one number a point",
                    fmt::format("{} others", arrays->GetNumberOfArrays()));
}

Grid grid_of(vtkImageData* image, const std::filesystem::path& file) {
  Grid grid;
  const int* extent = image->GetExtent();
  for (int axis = 0; axis < 3; ++axis) {
    grid.size[static_cast<std::size_t>(axis)] = extent[2 * axis + 1] - extent[2 * axis] + 1;
    grid.spacing_mm[axis] = image->GetSpacing()[axis];
    grid.origin_mm[axis] = image->GetOrigin()[axis] + extent[2 * axis] * image->GetSpacing()[axis];
  }
  if (!(grid.spacing_mm.minCoeff() > 0) || !grid.spacing_mm.allFinite() || !grid.origin_mm.allFinite()) {
    throw FormatError(file, "Spacing", "three lengths above 0",
                      fmt::format("{} {} {}", grid.spacing_mm.x(), grid.spacing_mm.y(), grid.spacing_mm.z()));
  }
  if (!image->GetDirectionMatrix()->IsIdentity())
    throw FormatError(file, "Direction", "axes along x, y and z", "turned ones");
  return grid;
}

}  // namespace

Volume read_vti(const std::filesystem::path& file) {
  vtkNew<vtkXMLImageDataReader> reader;
  vtkNew<Complaints> complaints;
  reader->AddObserver(vtkCommand::ErrorEvent, complaints);
  reader->SetReaderErrorObserver(complaints);
  reader->SetParserErrorObserver(complaints);
  reader->GetExecutive()->AddObserver(vtkCommand::ErrorEvent, complaints);
  reader->SetFileName(file.string().c_str());
  if (reader->CanReadFile(file.string().c_str()) == 0)
    throw FormatError(file, "VTKFile", "type ImageData", "another file, or none");
  check_end(file);
  reader->UpdateInformation();
  check(*complaints.Get(), file);
  std::array<int, 6> extent{};
  reader->GetOutputInformation(0)->Get(vtkStreamingDemandDrivenPipeline::WHOLE_EXTENT(), extent.data());
  check_extent(extent, file);
  reader->Update();
  check(*complaints.Get(), file);
  vtkImageData* image = reader->GetOutput();

  Volume volume;
  vtkDataArray* array = array_of_numbers(image, file);
  volume.grid = grid_of(image, file);
  volume.values.resize(static_cast<std::size_t>(volume.grid.voxels()));
  vtkIdType from = 0;  // x runs fastest there
  for (int z = 0; z < volume.grid.size[2]; ++z) {
    for (int y = 0; y < volume.grid.size[1]; ++y) {
      for (int x = 0; x < volume.grid.size[0]; ++x)
        volume.values[static_cast<std::size_t>(volume.grid.index(x, y, z))] =
            static_cast<float>(array->GetComponent(from++, 0));
    }
  }
  return volume;
}

}  // namespace solopose
