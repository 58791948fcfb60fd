#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/files/npz.h"

namespace solopose {

/// A sequence of canonical poses in an archive.
struct ArchivedSequence {
  std::string name;              ///< dataset/subject/take/view; empty where the file names none
  std::string action;            ///< empty = unknown
  std::string split;             ///< "train", "val", "test", "independent"; empty = unknown
  double frames_per_second = 0;  ///< 0 = unknown
};

/// Poses to be compared, in a .npz of either form: one sequence as `poses` (frames,
/// joints, 3) mm with `fps`, or many as `names` and "0", "1", … with `fps` (one for all or one a sequence),
/// `actions` and `splits` where the writer knew them. `joints` names the canonical joints in the file's
/// order; where it is left out there are 15 in canonical order, and those it leaves out are missing.
/// Sequences are read one at a time, so an archive may be larger than memory.
class PoseArchive {
 public:
  /// @throws FormatError: no .npz, neither form, names twice, joints that are not canonical ones, lists of
  /// unequal lengths.
  explicit PoseArchive(std::filesystem::path file);

  const std::filesystem::path& file() const { return file_; }
  const std::vector<ArchivedSequence>& sequences() const { return sequences_; }
  /// Position of a name; -1 when there is none.
  std::int64_t index_of(const std::string& name) const;

  /// (frames, 15, 3) in canonical order, NaN = missing. @throws FormatError naming the array.
  std::vector<float> poses_mm(std::size_t index) const;

 private:
  void read_joints();
  void read_names();
  void read_rates();
  void read_texts(const std::string& array, std::string ArchivedSequence::*field);

  std::filesystem::path file_;
  NpzReader archive_;
  bool single_ = false;
  std::vector<int> canonical_;  ///< per joint of the file, its place in the canonical order
  std::vector<ArchivedSequence> sequences_;
  std::unordered_map<std::string, std::size_t> index_;  ///< of each name
};

}  // namespace solopose
