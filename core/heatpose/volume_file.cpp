#include "core/heatpose/volume_file.h"

#include <bit>

#include <fmt/format.h>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/file_writer.h"
#include "core/files/npz.h"

namespace solopose {
namespace {

void write_npz(const std::filesystem::path& file, const Grid& grid, std::span<const float> values) {
  NpzWriter npz(file);
  npz.add<float>("volume", values,
                 {static_cast<std::uint64_t>(grid.size[0]), static_cast<std::uint64_t>(grid.size[1]),
                  static_cast<std::uint64_t>(grid.size[2])});
  npz.add<double>("origin_mm", std::span<const double>(grid.origin_mm.data(), 3), {3});
  npz.add<double>("spacing_mm", std::span<const double>(grid.spacing_mm.data(), 3), {3});
  npz.finish();
}

/// As many as .vti files are read of, too.
constexpr std::size_t most_voxels = std::size_t{512} * 512 * 512;

/// VTK has x fastest, the studio z.
std::vector<float> x_fastest(const Grid& grid, std::span<const float> values) {
  std::vector<float> turned;
  turned.reserve(values.size());
  for (int z = 0; z < grid.size[2]; ++z) {
    for (int y = 0; y < grid.size[1]; ++y) {
      for (int x = 0; x < grid.size[0]; ++x)
        turned.push_back(values[static_cast<std::size_t>(grid.index(x, y, z))]);
    }
  }
  return turned;
}

/// VTK file formats, "XML file formats": the values follow the markup as raw bytes behind their length.
void write_vti(const std::filesystem::path& file, const Grid& grid, std::span<const float> values) {
  static_assert(std::endian::native == std::endian::little, "the markup says so");
  const std::string extent =
      fmt::format("0 {} 0 {} 0 {}", grid.size[0] - 1, grid.size[1] - 1, grid.size[2] - 1);
  const std::string head = fmt::format(
      R"(<?xml version="1.0"?>
<VTKFile type="ImageData" version="1.0" byte_order="LittleEndian" header_type="UInt64">
<ImageData WholeExtent="{0}" Origin="{1} {2} {3}" Spacing="{4} {5} {6}">
<Piece Extent="{0}"><PointData Scalars="heat"><DataArray type="Float32" Name="heat" format="appended" offset="0"/></PointData></Piece>
</ImageData>
<AppendedData encoding="raw">
_)",
      extent, grid.origin_mm.x(), grid.origin_mm.y(), grid.origin_mm.z(), grid.spacing_mm.x(),
      grid.spacing_mm.y(), grid.spacing_mm.z());
  const std::vector<float> turned = x_fastest(grid, values);
  const std::uint64_t bytes = turned.size() * sizeof(float);
  AtomicFile target(file);
  FileWriter out(target);
  out.expect(head.size() + bytes);
  out.write(head);
  out.write({reinterpret_cast<const char*>(&bytes), sizeof bytes});
  out.write({reinterpret_cast<const char*>(turned.data()), bytes});
  out.write("\n</AppendedData>\n</VTKFile>\n");
  out.close();
  target.commit();
}

Eigen::Vector3d vector_in(const NpzReader& npz, const std::string& name, const std::filesystem::path& file) {
  const NumberArray array = npz.numbers(name);
  if (array.values.size() != 3)
    throw FormatError(file, name, "3 numbers", std::to_string(array.values.size()));
  return {array.values[0], array.values[1], array.values[2]};
}

}  // namespace

void write_volume(const std::filesystem::path& file, const Grid& grid, std::span<const float> values) {
  require_voxels(grid, values.size());
  if (file.extension() == ".npz") return write_npz(file, grid, values);
  if (file.extension() == ".vti") return write_vti(file, grid, values);
  throw Error(fmt::format("{}: a volume is written as .npz or .vti, found \"{}\"", file.string(),
                          file.extension().string()));
}

Volume read_volume(const std::filesystem::path& file) {
  const NpzReader npz(file);
  const NumberArray array = npz.numbers("volume");
  if (array.shape.size() != 3)
    throw FormatError(file, "volume", "3 axes", std::to_string(array.shape.size()));
  Volume volume;
  if (array.values.size() > most_voxels)
    throw FormatError(file, "volume", fmt::format("at most {} voxels", most_voxels),
                      std::to_string(array.values.size()));
  for (std::size_t axis = 0; axis < 3; ++axis) {
    if (array.shape[axis] < 1 || array.shape[axis] > 4096) {
      throw FormatError(file, "volume", "1 to 4096 voxels a side", std::to_string(array.shape[axis]));
    }
    volume.grid.size[axis] = static_cast<int>(array.shape[axis]);
  }
  volume.grid.origin_mm = vector_in(npz, "origin_mm", file);
  volume.grid.spacing_mm = vector_in(npz, "spacing_mm", file);
  if (!volume.grid.origin_mm.allFinite()) throw FormatError(file, "origin_mm", "three numbers", "others");
  if (!(volume.grid.spacing_mm.minCoeff() > 0) || !volume.grid.spacing_mm.allFinite()) {
    throw FormatError(file, "spacing_mm", "three lengths above 0",
                      fmt::format("{} {} {}", volume.grid.spacing_mm.x(), volume.grid.spacing_mm.y(),
                                  volume.grid.spacing_mm.z()));
  }
  volume.values.assign(array.values.begin(), array.values.end());
  return volume;
}

}  // namespace solopose
