#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>

#include "core/files/hdf5_file.h"
#include "core/formats/image_points.h"
#include "core/skeleton/joint_set.h"

namespace solopose {

/// Where the 2D labels of the track at `pose_group` ("sequences/7") are: "image_points/7".
std::string labels_group_of(const std::string& pose_group);

/// Writes one import's poses/N.h5: a dataset /sequences/K of float32 (frames, joints, 3) mm per track, with
/// attributes `name` (subject/take/view) and `joints` (the joint set's name), and of a track with 2D labels
/// /image_points/K/C of float32 (frames, joints, 2) pixels per labelled camera, with the attribute `camera`;
/// sealed with checksums. The file has a temporary name until publish(); destroyed before that it leaves
/// nothing behind.
class PoseFileWriter {
 public:
  /// @throws Error when the folder cannot be written.
  explicit PoseFileWriter(std::filesystem::path poses_folder);
  PoseFileWriter(PoseFileWriter&& other) noexcept;
  PoseFileWriter& operator=(PoseFileWriter&&) = delete;
  ~PoseFileWriter();

  /// Write a track and return its path in the file. positions_mm: (frames, joints.size(), 3). @throws Error.
  std::string append(const std::string& name, const JointSet& joints, std::span<const float> positions_mm,
                     std::span<const ImagePoints> image_points = {});
  /// Give a track another name. @throws Error.
  void rename(const std::string& path, const std::string& name);
  /// Take a track out again, with its labels; later ones reuse its space.
  void remove(const std::string& path);

  /// Close the file and bring it to disk; nothing can be appended after. @throws Error.
  void finish();
  /// Give the finished file its name, atomically and in no other file's place, and bring that to disk.
  /// @throws Error, and then the file is removed with this object.
  void publish(const std::filesystem::path& destination);

 private:
  std::filesystem::path folder_;
  std::filesystem::path temporary_;  ///< to be removed; empty once published
  std::optional<Hdf5File> file_;
  std::int64_t next_ = 0;
};

}  // namespace solopose
