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

/// By how much a time stamp may be off for its rounding: half of its last digit.
double rounding_of(int decimals) { return 0.5 * std::pow(10.0, -decimals); }

double rounding_of(std::string_view cell) {
  const std::size_t point = cell.find_first_of(".,");
  if (point == std::string_view::npos) return rounding_of(0);
  const std::size_t end = std::min(cell.find_first_not_of("0123456789", point + 1), cell.size());
  return rounding_of(static_cast<int>(end - point - 1));
}

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
  double rounding = 0.5;  ///< of the stamp with the most digits: 0 stands for 0.00, too
  bool rising = true;     ///< no stamp is earlier than the one before

  void add(const std::vector<float>& points, double number, double seconds, double stamp_rounding) {
    track.positions.insert(track.positions.end(), points.begin(), points.end());
    times.add(number, seconds);
    if (!std::isfinite(seconds)) return;
    rounding = std::min(rounding, stamp_rounding);
    if (!std::isfinite(first_seconds)) first_seconds = seconds;
    rising = rising && !(seconds < last_seconds);
    last_seconds = seconds;
  }

  CsvTable::Track finished(std::size_t width, bool sure_of_time, const RemarkSink& remark) {
    if (!sure_of_time && !rising) times.forget_stamps();
    track.frames_per_second =
        meant_rate(times.frames_per_second(), rounding, std::abs(last_seconds - first_seconds));
    const std::string of_track = track.name.empty() ? "" : printable(track.name) + ": ";
    keep_time(times, width, track.positions, [&](const std::string& text) { remark(of_track + text); });
    return std::move(track);
  }
};

class TableReader {
 public:
  TableReader(const std::filesystem::path& file, CsvRecords& records, CsvColumns columns,
              const RemarkSink& remark)
      : file_(file),
        records_(records),
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
    for (TrackRows& rows : tracks_)
      table.tracks.push_back(rows.finished(width(), columns_.sure_of_time, remark_));
    table.joints = std::move(columns_.joints);
    table.millimetres_per_unit = columns_.millimetres_per_unit;
    return table;
  }

 private:
  std::size_t width() const { return columns_.joints.size() * 3; }

  /// Nothing needs the text of the cells.
  bool may_be_plain() const { return !thousands_.possible() && !may_be_cut_ && !is_named_; }

  void read_plain_row() {
    double number = missing;
    double seconds = missing;
    double rounding = 0;
    for (std::size_t column = 0; column < plain_.size(); ++column) {
      const PlainCell& cell = plain_[column];
      const int target = columns_.target[column];
      if (target >= 0) {
        points_[static_cast<std::size_t>(target)] = static_cast<float>(cell.value);
      } else if (target == CsvColumns::number) {
        number = cell.value;
      } else if (target == CsvColumns::time) {
        seconds = cell.value * columns_.seconds_per_time;
        rounding = rounding_of(cell.decimals) * columns_.seconds_per_time;
      }
    }
    track_named("").add(points_, number, seconds, rounding);
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
    for (; !has_clock_ && blank_rows_ > 0; --blank_rows_) track_named("").add(points_, missing, missing, 0);
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
    return !value || is_half_a_point(cells, *value) || form_.is_cut(cells.back());
  }

  bool is_half_a_point(const std::vector<std::string_view>& cells, double last) const {
    if (cells.size() < 2 || std::isfinite(last)) return false;
    const int before = columns_.target[cells.size() - 2];
    return before >= 0 && before / 3 == columns_.target.back() / 3 &&
           std::isfinite(csv_number(cells[cells.size() - 2]).value_or(missing));
  }

  double coordinate_of(std::string_view cell) {
    const double value = number_of(cell, "a number or nothing");
    if (!std::isfinite(value)) return value;
    if (may_be_cut_) form_.add(cell);
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
      records_.fail("row", fmt::format("{} cells", expected), fmt::format("{}", cells.size()));
    std::string_view name;
    double number = missing;
    double seconds = missing;
    double rounding = 0;
    for (std::size_t column = 0; column < expected; ++column) {
      const std::string_view cell = cells[column];
      const int target = columns_.target[column];
      if (target == CsvColumns::sequence) {
        name = text_of_csv(cell);
      } else if (target == CsvColumns::number) {
        number = number_in(cell).value_or(missing);  // it may as well name a picture
      } else if (target == CsvColumns::time) {
        seconds = seconds_of(cell);
        rounding = rounding_of(cell) * columns_.seconds_per_time;
      } else if (target >= 0) {
        points_[static_cast<std::size_t>(target)] = static_cast<float>(coordinate_of(cell));
      }
    }
    track_named(std::string(name)).add(points_, number, seconds, rounding);
  }

  TrackRows& track_named(const std::string& name) {
    const auto [at, is_new] = numbers_.emplace(name, tracks_.size());
    if (is_new) tracks_.emplace_back().track.name = name;
    return tracks_[at->second];
  }

  const std::filesystem::path& file_;
  CsvRecords& records_;
  CsvColumns columns_;
  const RemarkSink& remark_;
  bool is_named_ = false;  ///< a column tells whose each row is
  bool has_clock_ = false;
  std::size_t blank_rows_ = 0;  ///< since the last row that was none
  std::vector<float> points_;
  std::vector<PlainCell> plain_;         ///< of the row read last, where it is plain
  std::vector<std::string_view> cells_;  ///< else
  const bool may_be_cut_ = !records_.all_ended();
  NumberForm form_;  ///< of the coordinates, where the file's end may have cut one
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
  const std::string text = table_text(file, context);
  const CsvStart start = csv_start(text);
  CsvRecords records(text, start.header, start.separator, file);
  return columns_at(records).joints;
}

CsvTable read_csv_table(const std::filesystem::path& file, const RemarkSink& remark,
                        const JobContext& context) {
  const std::string text = table_text(file, context);
  const CsvStart start = csv_start(text);
  CsvRecords records(text, start.header, start.separator, file);
  TableReader reader(file, records, columns_at(records), remark);
  for (std::int64_t count = 0; reader.read_next(); ++count) {
    if (count % 1024 == 0) context.throw_if_stopped();
  }
  CsvTable table = reader.finished();
  if (table.tracks.empty()) throw FormatError(file, "rows", "at least one frame", "none");
  return table;
}

}  // namespace solopose
