#pragma once

#include <set>
#include <vector>

#include "core/formats/reader.h"

namespace solopose {

/// Tracks of a file that has one unit and one up axis and may leave both open: they are settled once, from
/// all of them. Positions are (frames, joints, 3) in the file's unit until they are emitted.
class TracksOfOneFrame {
 public:
  void add(Sequence&& track);
  /// In the order in which they were added. @throws FormatError as settle_body_frame.
  void emit(const ReadOptions& options, std::optional<double> known_unit, const SequenceSink& sink,
            const RemarkSink& remark);

 private:
  std::vector<Sequence> tracks_;
  std::vector<float> poses_;  ///< canonical, of all tracks
};

/// Tracks that a file says are in millimetres: each may turn out to be in another unit by its size, and its
/// frame may be any camera's, so up is only what the options state. Tracks that nothing measures are in the
/// unit of those that can be measured and come last.
class MillimetreTracks {
 public:
  MillimetreTracks(const ReadOptions& options, const SequenceSink& sink, const RemarkSink& remark)
      : options_(options), sink_(sink), remark_(remark) {}

  void add(Sequence&& track);
  void finish();

 private:
  void emit(Sequence&& track, double millimetres_per_unit);

  const ReadOptions& options_;
  const SequenceSink& sink_;
  const RemarkSink& remark_;
  std::set<double> units_;  ///< of the tracks that were measured
  std::vector<Sequence> unmeasured_;
};

}  // namespace solopose
