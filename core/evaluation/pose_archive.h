#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/evaluation/published_poses.h"
#include "core/files/npz.h"
#include "core/metrics/protocol.h"

namespace solopose {

/// A sequence of poses in an archive.
struct ArchivedSequence {
  std::string name;              ///< dataset/subject/take/view; empty where the file names none
  std::string action;            ///< empty = unknown
  std::string split;             ///< "train", "val", "test", "independent"; empty = unknown
  double frames_per_second = 0;  ///< 0 = unknown
};

/// Poses to be compared, in a .npz of either form: one sequence as `poses` (frames,
/// joints, 3) mm with `fps`, or many as `names` and "0", "1", … with `fps` (one for all or one a sequence),
/// `actions` and `splits` where the writer knew them. `joints` names the joints in the file's order,
/// canonical ones, "spine" and "nose", each at most once; those it leaves out are missing. Where there is no
/// `joints`, the text `order` names a published order (joint_order.h); without either, arrays of 15 joints
/// are in canonical order and arrays of 17 in Human3.6M's. `crop_source` ("true", "detected") and `frame` say
/// under which conditions the poses were predicted. Sequences of a .npz are read one at a time, so that it
/// may be larger than memory. Other methods' own files are read as published_poses.h says.
class PoseArchive {
 public:
  /// @throws FormatError: no such file, neither form, names twice, joints or an order that are not known,
  /// lists of unequal lengths.
  explicit PoseArchive(std::filesystem::path file);

  const std::filesystem::path& file() const { return file_; }
  const std::vector<ArchivedSequence>& sequences() const { return sequences_; }
  /// Position of a name; -1 when there is none. A published file names sequences by their subject, or by
  /// subject, action and camera, which are then parts of the name.
  std::int64_t index_of(const std::string& name) const;
  /// Its frames are those alone that the dataset marks as valid.
  bool valid_frames_only() const { return published_ && published_->valid_frames_only; }

  const std::string& crop_source() const { return crop_source_; }  ///< empty = not said
  const std::string& frame() const { return frame_; }              ///< empty = not said

  /// (frames, protocol's joints, 3) in their order, NaN = missing. @throws FormatError naming the array, or a
  /// joint beyond the canonical ones that the protocol has and the file lacks.
  std::vector<float> poses_mm(std::size_t index, const Protocol& protocol = usual_protocol()) const;

 private:
  void take_published();
  void read_npz();
  std::string text_of(const std::string& array) const;
  std::vector<std::string> joints_of(const std::vector<std::uint64_t>& shape) const;
  void read_order();
  void read_joints();
  void read_names();
  void read_rates();
  void read_texts(const std::string& array, std::string ArchivedSequence::*field);

  std::filesystem::path file_;
  std::optional<PublishedPoses> published_;
  std::optional<NpzReader> archive_;  ///< where it is no published file
  bool single_ = false;
  std::vector<std::string> joints_;  ///< in the file's order; empty = as many as tell the order
  std::string crop_source_;
  std::string frame_;
  std::vector<ArchivedSequence> sequences_;
  std::unordered_map<std::string, std::size_t> index_;  ///< of each name
};

}  // namespace solopose
