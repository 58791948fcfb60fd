#include "core/formats/row_times.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace solopose {
namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();
constexpr double least_jump = 1.75;  // steps

/// The rows whose values make the longest rising series: what stands between them is out of order.
std::vector<std::size_t> rising_rows(const std::vector<double>& values) {
  std::vector<std::size_t> ends;  // ends[n]: the row with the least value that ends a series of n + 1
  std::vector<std::size_t> before(values.size());
  for (std::size_t row = 0; row < values.size(); ++row) {
    if (!std::isfinite(values[row])) continue;
    if (ends.empty() || values[ends.back()] < values[row]) {  // as in most files each row does
      before[row] = ends.empty() ? row : ends.back();
      ends.push_back(row);
      continue;
    }
    const auto place = std::lower_bound(ends.begin(), ends.end(), values[row],
                                        [&](std::size_t end, double value) { return values[end] < value; });
    before[row] = place == ends.begin() ? row : *(place - 1);
    *place = row;
  }
  std::vector<std::size_t> rows(ends.size());
  for (std::size_t n = ends.size(); n > 0; --n)
    rows[n - 1] = n == ends.size() ? ends.back() : before[rows[n]];
  return rows;
}

/// A column of frame numbers or time stamps: its rows in order, and what one row usually adds.
class Clock {
 public:
  explicit Clock(const std::vector<double>& values) : values_(values), rows_(rising_rows(values)) {
    find_misplaced();
    std::vector<double> steps;
    for (std::size_t i = 1; i < rows_.size(); ++i) {
      if (rows_[i] == rows_[i - 1] + 1) steps.push_back(values_[rows_[i]] - values_[rows_[i - 1]]);
    }
    if (!steps.empty()) settle_step(std::move(steps));
  }

  /// What one row adds; none when the values are not steady.
  std::optional<double> step() const { return step_; }

  /// Rows between whose neighbours their value does not lie.
  const std::vector<std::size_t>& misplaced() const { return misplaced_; }

  /// Frames that lie empty before each row; infinite ones are the caller's to refuse. A row out of place
  /// fills a frame that another value seems to leave empty.
  void add_gaps(std::vector<double>& gaps) const {
    if (!step_ || 4 * misplaced_.size() > values_.size()) return;
    double surplus = 0;
    auto next_misplaced = misplaced_.begin();
    for (std::size_t i = 1; i < rows_.size(); ++i) {
      for (; next_misplaced != misplaced_.end() && *next_misplaced < rows_[i]; ++next_misplaced) ++surplus;
      const auto passed = static_cast<double>(rows_[i] - rows_[i - 1]);
      const double frames = (values_[rows_[i]] - values_[rows_[i - 1]]) / *step_;
      if (frames < passed - 1 + least_jump) continue;
      const double gap = std::round(frames) - passed;
      const double filled = std::min(surplus, gap);
      surplus -= filled;
      gaps[rows_[i]] = std::max(gaps[rows_[i]], gap - filled);
    }
  }

 private:
  /// Stamps that are rounded may repeat: only whole numbers that repeat are out of place.
  void find_misplaced() {
    const bool whole = std::ranges::all_of(
        values_, [](double value) { return !std::isfinite(value) || value == std::floor(value); });
    std::size_t i = 0;
    for (std::size_t row = 0; row < values_.size(); ++row) {
      if (!std::isfinite(values_[row])) continue;
      if (i < rows_.size() && rows_[i] == row) {
        ++i;
        continue;
      }
      const bool repeats = (i > 0 && values_[row] == values_[rows_[i - 1]]) ||
                           (i < rows_.size() && values_[row] == values_[rows_[i]]);
      if (whole || !repeats) misplaced_.push_back(row);
    }
  }

  /// The usual step is the mean of the largest bunch of like steps, the smaller one of two: stamps are
  /// rounded, and in a sum the roundings cancel.
  void settle_step(std::vector<double> steps) {
    constexpr double alike = 1.4;
    constexpr double steady_share = 0.75;
    std::ranges::sort(steps);
    auto bunch = steps.begin();
    std::ptrdiff_t size = 0;
    auto end = steps.begin();
    for (auto begin = steps.begin(); begin != steps.end(); ++begin) {
      while (end != steps.end() && *end <= alike * *begin) ++end;
      if (end - begin <= size) continue;
      bunch = begin;
      size = end - begin;
    }
    const double step = std::accumulate(bunch, bunch + size, 0.0) / static_cast<double>(size);
    const auto jumps = std::ranges::count_if(steps, [&](double each) { return each >= least_jump * step; });
    if (static_cast<double>(size + jumps) >= steady_share * static_cast<double>(steps.size())) step_ = step;
  }

  const std::vector<double>& values_;
  std::vector<std::size_t> rows_;
  std::vector<std::size_t> misplaced_;
  std::optional<double> step_;
};

std::string ranges_text(const std::vector<std::int64_t>& frames, std::int64_t count) {
  constexpr std::size_t shown = 8;
  std::vector<std::string> ranges;
  std::int64_t next = 0;
  for (const std::int64_t frame : frames) {
    if (frame - next == 1) ranges.push_back(fmt::format("{}", next));
    if (frame - next > 1) ranges.push_back(fmt::format("{} to {}", next, frame - 1));
    next = frame + 1;
  }
  const bool more = ranges.size() > shown;
  if (more) ranges.resize(shown);
  return fmt::format("{} {}", count == 1 ? "frame" : "frames", fmt::join(ranges, ", ")) + (more ? ", …" : "");
}

}  // namespace

void RowTimes::add(double number, double seconds) {
  numbers_.push_back(number);
  seconds_.push_back(seconds);
}

void RowTimes::forget_stamps() { std::ranges::fill(seconds_, missing); }

std::vector<std::int64_t> RowTimes::frames() const {
  std::vector<double> gaps(rows(), 0);
  Clock(numbers_).add_gaps(gaps);
  Clock(seconds_).add_gaps(gaps);
  constexpr double longest = 1e15;  // frames are counted in 64 bits
  std::vector<std::int64_t> frames(rows());
  double next = 0;
  for (std::size_t row = 0; row < rows(); ++row) {
    next = std::min(next + gaps[row], longest);
    frames[row] = static_cast<std::int64_t>(next++);
  }
  return frames;
}

std::vector<std::size_t> RowTimes::misplaced() const {
  const Clock numbers(numbers_);
  if (numbers.step()) return numbers.misplaced();
  const Clock stamps(seconds_);
  return stamps.step() ? stamps.misplaced() : std::vector<std::size_t>();
}

double RowTimes::frames_per_second() const {
  if (const auto step = Clock(seconds_).step()) return 1 / *step;
  const std::vector<std::size_t> stamped = rising_rows(seconds_);
  if (stamped.size() < 2) return 0;
  const std::size_t first = stamped.front();
  const std::size_t last = stamped.back();
  return static_cast<double>(last - first) / (seconds_[last] - seconds_[first]);
}

void keep_time(const RowTimes& times, std::size_t width, std::vector<float>& positions,
               const RemarkSink& remark) {
  if (const auto misplaced = times.misplaced(); !misplaced.empty()) {
    remark(fmt::format(
        "{} a number or time that is out of order or there twice, row {} the first (counted from 1): "
        "every row is a frame, in the file's order",
        misplaced.size() == 1 ? "1 row has" : fmt::format("{} rows have", misplaced.size()),
        misplaced.front() + 1));
  }
  const std::vector<std::int64_t> frames = times.frames();
  if (frames.empty()) return;
  const auto rows = static_cast<std::int64_t>(frames.size());
  const std::int64_t lost = frames.back() + 1 - rows;
  if (lost == 0) return;
  // A row holds the numbers of a body or two: 64 MiB of them are hours.
  const auto most = static_cast<std::int64_t>((positions.size() * 20 + (std::size_t{1} << 24)) / width);
  if (frames.back() >= most) {
    remark(fmt::format(
        "numbers or times of the rows jump by {} frames in all: too many to keep, so the rows stand one "
        "behind the other",
        lost));
    return;
  }
  std::vector<float> kept(static_cast<std::size_t>(frames.back() + 1) * width, static_cast<float>(missing));
  for (std::size_t row = 0; row < frames.size(); ++row) {
    const auto from = positions.begin() + static_cast<std::ptrdiff_t>(row * width);
    std::copy_n(from, width, kept.begin() + frames[row] * static_cast<std::ptrdiff_t>(width));
  }
  positions = std::move(kept);
  remark(fmt::format("numbers or times of the rows jump: {} (counted from 0) {} no row and {} missing",
                     ranges_text(frames, lost), lost == 1 ? "has" : "have", lost == 1 ? "is" : "are"));
}

std::string cut_row_remark(std::int64_t whole_rows) {
  return fmt::format("the file ends within a row: {} read, the last one was dropped",
                     whole_rows == 1 ? "1 whole row was" : fmt::format("{} whole rows were", whole_rows));
}

}  // namespace solopose
