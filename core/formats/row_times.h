#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/formats/reader.h"

namespace solopose {

/// When the rows of one track were taken, told by their frame numbers, their time stamps or both. Rows that
/// were lost on the way show as a jump in either: time is kept, and the rows behind a jump keep their frames.
///
/// Numbers and stamps are read by their usual step (1, 2, 2, 3 is one row a number; 0, 10, 20, 50 one row
/// every ten), so neither need begin at 0 nor count by 1. Those out of order (a row number that was mistyped,
/// a second take below the first) say nothing, nor do stamps without a steady step. A value below 1.75 steps
/// is no jump: cameras' stamps are not even.
class RowTimes {
 public:
  /// The next row; NaN where it does not say.
  void add(double number, double seconds);
  /// The time stamps were none.
  void forget_stamps();
  std::size_t rows() const { return numbers_.size(); }

  /// The frame of each row, counted from 0 and rising.
  std::vector<std::int64_t> frames() const;
  /// Rows whose number (or stamp, where there are none) repeats or falls out of the order of the others.
  std::vector<std::size_t> misplaced() const;
  /// Frames a second by the time stamps' usual step, not rounded; 0 when they do not tell.
  double frames_per_second() const;

 private:
  std::vector<double> numbers_;
  std::vector<double> seconds_;
};

/// Moves the rows of (rows, width) to their frames, with NaN in the frames between, and remarks which those
/// are, and which rows are out of order. Rows stay one behind the other, with a remark, where a jump would
/// make an absurdly long track.
void keep_time(const RowTimes& times, std::size_t width, std::vector<float>& positions,
               const RemarkSink& remark);

/// The remark for a file whose last row is dropped.
std::string cut_row_remark(std::int64_t whole_rows);

}  // namespace solopose
