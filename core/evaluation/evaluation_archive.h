#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/evaluation/evaluated_parts.h"
#include "core/files/npz.h"
#include "core/metrics/protocol.h"

namespace solopose {

struct SequenceRecord;

/// Poses by video, each as long as its sequence, so that `compare` finds what belongs together: a file as
/// pose_archive.h reads it.
class EvaluationArchive {
 public:
  /// `samples` and `protocol` must outlive it. No file is written where it is empty. @throws Error.
  EvaluationArchive(const std::filesystem::path& file, const SampleSet& samples, const Protocol& protocol);

  /// Poses (frames, 15, 3) of each range of the part, kept in the protocol's rows. @throws Error (disk full).
  void add(const EvaluatedPart& part, const std::vector<std::vector<float>>& poses_mm);
  /// The file appears. @throws Error.
  void finish();

 private:
  /// A sequence's name, with the camera where several show it and the split where it is in several.
  std::string name_of(const SequenceRecord& sequence, const SampleVideo& video, Split split) const;

  const SampleSet& samples_;
  const Protocol& protocol_;
  std::optional<NpzWriter> out_;
  std::vector<std::string> names_;
  std::vector<double> rates_;
  std::vector<std::string> actions_;
  std::vector<std::string> splits_;
};

}  // namespace solopose
