#include "core/formats/csv_table.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/files/csv_records.h"
#include "core/files/csv_text.h"
#include "core/files/plain_decimal.h"
#include "core/files/text_scanner.h"
#include "core/formats/csv_header.h"
#include "core/formats/csv_numbers.h"
#include "core/formats/joint_names.h"
#include "core/formats/row_times.h"

namespace solopose {
namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

struct Stamp {
  double seconds = missing;
  int decimals = 0;  ///< with which it is written, in the file's unit
  bool has_power = false;
};

Stamp stamp_of(double seconds, std::string_view cell) {
  std::string with_point(cell);
  std::ranges::replace(with_point, ',', '.');
  return {seconds, decimals_in(with_point), cell.find_first_of("eE") != std::string_view::npos};
}

/// By how much a track's time stamps may be off for their rounding: half of a last digit. 0 stands for 0.00,
/// too, so of stamps the one with the most digits tells; of those with a power of ten, whose last digits
/// differ in size, the one with the fewest.
class StampRounding {
 public:
  void add(const Stamp& stamp) {
    int& decimals = stamp.has_power ? fewest_of_powers_ : most_;
    decimals = stamp.has_power ? std::min(decimals, stamp.decimals) : std::max(decimals, stamp.decimals);
    has_plain_ = has_plain_ || !stamp.has_power;
  }
  double value() const { return 0.5 * std::pow(10.0, -(has_plain_ ? most_ : fewest_of_powers_)); }

 private:
  bool has_plain_ = false;
  int most_ = 0;
  int fewest_of_powers_ = std::numeric_limits<int>::max();
};

/// The rate that was meant: a whole one or its NTSC relative (n * 1000 / 1001), where the stamps, rounded as
/// they are, do not contradict it.
double meant_rate(double rate, double rounding, double seconds) {
  if (!(rate > 1e-3 && rate < 1e5)) return 0;
  const double off = rate * 2 * rounding / seconds + 1e-9 * rate;
  const double whole = std::round(rate);
  for (const double candidate : {whole, std::round(rate * 1.001) / 1.001}) {
    if (candidate > 0 && std::abs(rate - candidate) <= off) return candidate;
  }
  return rate;
}

/// One track while its rows come in.
struct TrackRows {
  CsvTable::Track track;
  RowTimes times;
  double first_seconds = missing;
  double last_seconds = missing;
  StampRounding rounding;
  bool rising = true;  ///< no stamp is earlier than the one before

  void add(const std::vector<float>& points, double number, const Stamp& stamp) {
    track.positions.insert(track.positions.end(), points.begin(), points.end());
    times.add(number, stamp.seconds);
    if (!std::isfinite(stamp.seconds)) return;
    rounding.add(stamp);
    if (!std::isfinite(first_seconds)) first_seconds = stamp.seconds;
    rising = rising && !(stamp.seconds < last_seconds);
    last_seconds = stamp.seconds;
  }

  CsvTable::Track finished(const CsvColumns& columns, const RemarkSink& remark) {
    if (!columns.sure_of_time && !rising) times.forget_stamps();
    track.frames_per_second =
        meant_rate(times.frames_per_second(), rounding.value() * columns.seconds_per_time,
                   std::abs(last_seconds - first_seconds));
    const std::string of_track = track.name.empty() ? "" : printable(track.name) + ": ";
    keep_time(times, columns.joints.size() * 3, track.positions,
              [&](const std::string& text) { remark(of_track + text); });
    return std::move(track);
  }
};

class TableReader {
 public:
  TableReader(const std::filesystem::path& file, CsvRecords& records, CsvColumns columns,
              const RemarkSink& remark)
      : file_(file),
        records_(records),
        first_row_(records),
        columns_(std::move(columns)),
        remark_(remark),
        points_(width()),
        plain_(columns_.target.size()) {
    is_named_ = columns_.has(CsvColumns::sequence);
    has_clock_ = is_named_ || columns_.has(CsvColumns::time) || columns_.has(CsvColumns::number);
  }

  /// The next record, whatever it is; false behind the last.
  bool read_next() {
    if (may_be_plain() && records_.next_plain(plain_)) {
      keep_blank_rows();
      read_plain_row();
      return true;
    }
    if (!records_.next(cells_)) return false;
    add(cells_);
    return true;
  }

  CsvTable finished() {
    if (!has_clock_ && blank_rows_ > 0)
      remark_(fmt::format("{} empty rows at the end are no frames", blank_rows_));
    if (!columns_.not_read.empty())
      remark_(fmt::format("columns not read: {}", listed_names(columns_.not_read)));
    if (thousands_.found()) {
      throw FormatError(file_, fmt::format("cell (line {})", thousands_line_),
                        "numbers without marks between thousands",
                        fmt::format("\"{}\" beside \"{}\"", thousands_.marked(), thousands_.plain()));
    }
    CsvTable table;
    for (TrackRows& rows : tracks_) table.tracks.push_back(rows.finished(columns_, remark_));
    table.joints = std::move(columns_.joints);
    table.millimetres_per_unit = columns_.millimetres_per_unit;
    return table;
  }

 private:
  std::size_t width() const { return columns_.joints.size() * 3; }

  /// Nothing needs the text of the cells.
  bool may_be_plain() const { return !thousands_.possible() && !is_named_; }

  void read_plain_row() {
    double number = missing;
    Stamp stamp;
    for (std::size_t column = 0; column < plain_.size(); ++column) {
      const PlainCell& cell = plain_[column];
      const int target = columns_.target[column];
      if (target >= 0) {
        points_[static_cast<std::size_t>(target)] = static_cast<float>(cell.value);
      } else if (target == CsvColumns::number) {
        number = cell.value;
      } else if (target == CsvColumns::time) {
        stamp = {cell.value * columns_.seconds_per_time, cell.decimals, cell.has_power};
      }
    }
    track_named("").add(points_, number, stamp);
  }

  void add(const std::vector<std::string_view>& cells) {
    if (std::all_of(cells.begin(), cells.end(), [](std::string_view cell) { return cell.empty(); })) {
      if (cells.size() > 1) ++blank_rows_;
      return;
    }
    if (!records_.was_ended() && is_cut(cells)) {
      remark_("the last row is cut short by the file's end and left out");
      return;
    }
    keep_blank_rows();
    read_row(cells);
  }

  /// Rows without a number, a time or a name have only their place to tell when they were.
  void keep_blank_rows() {
    std::fill(points_.begin(), points_.end(), static_cast<float>(missing));
    for (; !has_clock_ && blank_rows_ > 0; --blank_rows_) track_named("").add(points_, missing, {});
    blank_rows_ = 0;
  }

  double number_of(std::string_view cell, std::string_view what) const {
    double plain = 0;
    if (plain_decimal(cell, plain)) return plain;
    const auto value = csv_number(cell);
    if (!value) records_.fail("cell", what, cell);
    return *value;
  }

  /// The row that the file's end cuts lacks cells or the end of the last one. The first is kept: nothing
  /// tells how its numbers are written.
  bool is_cut(const std::vector<std::string_view>& cells) const {
    const std::size_t expected = columns_.target.size();
    if (cells.size() < expected) return true;
    const int target = columns_.target.back();
    if (cells.size() > expected || tracks_.empty() || target == CsvColumns::aside) return false;
    const auto value = csv_number(cells.back());
    if (target < 0) return target == CsvColumns::time && columns_.sure_of_time && !value;
    return !value || is_half_a_point(cells, *value) || is_part_of_number(cells.back());
  }

  bool is_half_a_point(const std::vector<std::string_view>& cells, double last) const {
    if (cells.size() < 2 || std::isfinite(last)) return false;
    const int before = columns_.target[cells.size() - 2];
    return before >= 0 && before / 3 == columns_.target.back() / 3 &&
           std::isfinite(csv_number(cells[cells.size() - 2]).value_or(missing));
  }

  /// Told by how the coordinates of all rows before are written, which the first of them mostly settle.
  bool is_part_of_number(std::string_view word) const {
    NumberForm form;
    CsvRecords rows = first_row_;
    std::vector<std::string_view> cells;
    while (rows.next(cells) && rows.was_ended()) {
      for (std::size_t column = 0; column < std::min(cells.size(), columns_.target.size()); ++column) {
        const bool is_coordinate = columns_.target[column] >= 0;
        if (is_coordinate && std::isfinite(csv_number(cells[column]).value_or(missing)))
          form.add(cells[column]);
      }
      if (form.is_settled() && !form.is_cut(word)) return false;
    }
    return form.is_cut(word);
  }

  double coordinate_of(std::string_view cell) {
    const double value = number_of(cell, "a number or nothing");
    if (!std::isfinite(value)) return value;
    if (thousands_.add(cell)) thousands_line_ = records_.line();
    return value;
  }

  double seconds_of(std::string_view cell) const {
    const double time =
        columns_.sure_of_time ? number_of(cell, "a time or nothing") : csv_number(cell).value_or(missing);
    return time * columns_.seconds_per_time;
  }

  void read_row(const std::vector<std::string_view>& cells) {
    const std::size_t expected = columns_.target.size();
    const bool has_more =
        std::any_of(cells.begin() + static_cast<std::ptrdiff_t>(std::min(expected, cells.size())),
                    cells.end(), [](std::string_view cell) { return !cell.empty(); });
    if (cells.size() < expected || has_more)
      records_.fail_saying("row", fmt::format("{} cells", expected), fmt::format("{}", cells.size()));
    std::string_view name;
    double number = missing;
    Stamp stamp;
    for (std::size_t column = 0; column < expected; ++column) {
      const std::string_view cell = cells[column];
      const int target = columns_.target[column];
      if (target == CsvColumns::sequence) {
        name = text_of_csv(cell);
      } else if (target == CsvColumns::number) {
        number = number_in(cell).value_or(missing);  // it may as well name a picture
      } else if (target == CsvColumns::time) {
        stamp = stamp_of(seconds_of(cell), cell);
      } else if (target >= 0) {
        points_[static_cast<std::size_t>(target)] = static_cast<float>(coordinate_of(cell));
      }
    }
    track_named(std::string(name)).add(points_, number, stamp);
  }

  TrackRows& track_named(const std::string& name) {
    const auto [at, is_new] = numbers_.try_emplace(name, tracks_.size());
    if (is_new) tracks_.emplace_back().track.name = name;
    return tracks_[at->second];
  }

  const std::filesystem::path& file_;
  CsvRecords& records_;
  const CsvRecords first_row_;  ///< before it is read
  CsvColumns columns_;
  const RemarkSink& remark_;
  bool is_named_ = false;  ///< a column tells whose each row is
  bool has_clock_ = false;
  std::size_t blank_rows_ = 0;  ///< since the last row that was none
  std::vector<float> points_;
  std::vector<PlainCell> plain_;         ///< of the row read last, where it is plain
  std::vector<std::string_view> cells_;  ///< else
  ThousandsMarks thousands_;
  std::size_t thousands_line_ = 0;
  std::vector<TrackRows> tracks_;
  std::unordered_map<std::string, std::size_t> numbers_;
};

}  // namespace

namespace {

CsvColumns columns_at(CsvRecords& records) {
  std::vector<std::string_view> cells;
  records.next(cells);
  return csv_columns(cells, records);
}

}  // namespace

std::vector<std::string> read_csv_joints(const std::filesystem::path& file, const JobContext& context) {
  const TableText table(file, context);
  const std::string_view text = table.text();
  const CsvStart start = csv_start(text);
  CsvRecords records(text, start.header, start.separator, file);
  return columns_at(records).joints;
}

CsvTable read_csv_table(const std::filesystem::path& file, const RemarkSink& remark,
                        const JobContext& context) {
  const TableText table(file, context);
  const std::string_view text = table.text();
  const CsvStart start = csv_start(text);
  CsvRecords records(text, start.header, start.separator, file);
  TableReader reader(file, records, columns_at(records), remark);
  for (std::int64_t count = 0; reader.read_next(); ++count) {
    if (count % 1024 == 0) context.throw_if_stopped();
  }
  CsvTable tracks = reader.finished();
  if (tracks.tracks.empty()) throw FormatError(file, "rows", "at least one frame", "none");
  return tracks;
}

}  // namespace solopose
