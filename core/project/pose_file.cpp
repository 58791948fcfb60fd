#include "core/project/pose_file.h"

#include <utility>

#include <fmt/format.h>

#include "core/base/atomic_file.h"
#include "core/base/file_move.h"
#include "core/project/pose_folder.h"

namespace solopose {
namespace fs = std::filesystem;

std::string labels_group_of(const std::string& pose_group) {
  return "image_points/" + pose_group.substr(pose_group.rfind('/') + 1);
}

PoseFileWriter::PoseFileWriter(fs::path poses_folder)
    : folder_(std::move(poses_folder)),
      temporary_(make_temporary_pose_file(folder_)),
      file_(Hdf5File::create(temporary_, {.sealed = true, .shown = folder_})) {
  file_->set_attribute("unit", "mm");
}

PoseFileWriter::PoseFileWriter(PoseFileWriter&& other) noexcept
    : folder_(std::move(other.folder_)),
      temporary_(std::exchange(other.temporary_, {})),
      file_(std::exchange(other.file_, std::nullopt)),
      next_(other.next_) {}

PoseFileWriter::~PoseFileWriter() {
  file_.reset();
  std::error_code ignored;
  if (!temporary_.empty()) fs::remove(temporary_, ignored);
}

std::string PoseFileWriter::append(const std::string& name, const JointSet& joints,
                                   std::span<const float> positions_mm,
                                   std::span<const ImagePoints> image_points) {
  const auto size = static_cast<std::uint64_t>(joints.size());
  std::string path = fmt::format("sequences/{}", next_++);
  auto dataset = file_->write<float>(path, {positions_mm.size() / (size * 3), size, 3}, positions_mm);
  dataset.set_attribute("name", name);
  dataset.set_attribute("joints", joints.name);
  for (std::size_t c = 0; c < image_points.size(); ++c) {
    const std::span<const float> points = image_points[c].points_px;
    file_
        ->write<float>(fmt::format("{}/{}", labels_group_of(path), c), {points.size() / (size * 2), size, 2},
                       points)
        .set_attribute("camera", image_points[c].camera);
  }
  return path;
}

void PoseFileWriter::rename(const std::string& path, const std::string& name) {
  file_->dataset(path).set_attribute("name", name);
}

void PoseFileWriter::remove(const std::string& path) {
  file_->remove(path);
  if (file_->has(labels_group_of(path))) file_->remove(labels_group_of(path));
}

void PoseFileWriter::finish() {
  file_->close();
  file_.reset();
  sync_to_disk(temporary_);
}

void PoseFileWriter::publish(const fs::path& destination) {
  move_without_replacing(temporary_, destination);
  temporary_ = destination;  // until it is sure to stay
  sync_to_disk(folder_);
  temporary_.clear();
}

}  // namespace solopose
