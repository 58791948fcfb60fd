#include "core/formats/csv_table.h"

#include <cctype>
#include <limits>

#include "core/base/error.h"
#include "core/formats/text_scanner.h"

namespace solopose {
namespace {

std::string_view trimmed(std::string_view cell) {
  while (cell.starts_with(' ')) cell.remove_prefix(1);
  while (cell.ends_with(' ')) cell.remove_suffix(1);
  return cell;
}

/// Calls take(number, cell) for each cell, quotes removed; returns how many there are.
template <typename Take>
std::size_t for_each_cell(std::string_view line, char separator, const Take& take) {
  for (std::size_t number = 0;; ++number) {
    const bool quoted = line.starts_with('"');
    const auto closing = quoted ? line.find('"', 1) : std::string_view::npos;
    const bool closed = closing != std::string_view::npos;
    const auto end = line.find(separator, closed ? closing : 0);
    take(number, closed ? line.substr(1, closing - 1) : trimmed(line.substr(0, end)));
    if (end == std::string_view::npos) return number + 1;
    line.remove_prefix(end + 1);
  }
}

char separator_of(std::string_view header) {
  for (const char separator : {'\t', ';'}) {
    if (header.find(separator) != std::string_view::npos) return separator;
  }
  return ',';
}

constexpr int aside = -1;
constexpr int time_column = -2;
constexpr int sequence_column = -3;

struct Columns {
  std::vector<std::string> joints;
  std::string_view unit;    ///< "mm", "cm", "m" or empty
  std::vector<int> target;  ///< per column: 3 * joint + axis, or one of the constants above
};

/// "left_knee_x_mm" is axis 0 of left_knee in mm.
struct Coordinate {
  std::string joint;
  int axis;
  std::string_view unit;  ///< as in Columns
};

std::optional<Coordinate> coordinate_named(std::string_view name) {
  constexpr std::string_view separators = "_. :-";
  std::string_view unit;
  for (const std::string_view ending : {"_mm", "_cm", "_m"}) {
    if (!name.ends_with(ending)) continue;
    unit = ending.substr(1);
    name.remove_suffix(ending.size());
    break;
  }
  if (name.size() < 3 || separators.find(name[name.size() - 2]) == std::string_view::npos)
    return std::nullopt;
  const int axis = std::tolower(static_cast<unsigned char>(name.back())) - 'x';
  if (axis < 0 || axis > 2) return std::nullopt;
  return Coordinate{printable(name.substr(0, name.size() - 2)), axis, unit};
}

/// Collects the columns of a header, each joint's axes once.
class HeaderParser {
 public:
  explicit HeaderParser(const TextScanner& text) : text_(text) {}

  Columns parse(std::string_view header, char separator) {
    for_each_cell(header, separator, [&](std::size_t, std::string_view cell) { add(cell); });
    if (columns_.joints.empty()) text_.fail("header", "columns named JOINT_x, JOINT_y, JOINT_z", header);
    const auto absent = std::find(seen_.begin(), seen_.end(), false);
    if (absent != seen_.end()) {
      const auto number = static_cast<std::size_t>(absent - seen_.begin());
      text_.fail("header", fmt::format("a column {}_{}", columns_.joints[number / 3], "xyz"[number % 3]),
                 header);
    }
    return std::move(columns_);
  }

 private:
  void add(std::string_view cell) {
    const auto coordinate = coordinate_named(cell);
    if (!coordinate) {
      const bool is_time = cell == "time" || cell == "time_s";
      columns_.target.push_back(cell == "sequence" ? sequence_column : is_time ? time_column : aside);
      return;
    }
    const auto [at, is_new] = numbers_.emplace(coordinate->joint, static_cast<int>(columns_.joints.size()));
    if (is_new) {
      columns_.joints.push_back(coordinate->joint);
      seen_.resize(seen_.size() + 3, false);
    }
    if (columns_.joints.size() == 1 && is_new) columns_.unit = coordinate->unit;
    if (columns_.unit != coordinate->unit) text_.fail("header", "one unit for all columns", cell);
    const int target = 3 * at->second + coordinate->axis;
    if (seen_[static_cast<std::size_t>(target)]) text_.fail("header", "each column once", cell);
    seen_[static_cast<std::size_t>(target)] = true;
    columns_.target.push_back(target);
  }

  const TextScanner& text_;
  Columns columns_;
  std::map<std::string, int> numbers_;
  std::vector<bool> seen_;  ///< per coordinate
};

std::optional<double> millimetres_in(std::string_view unit) {
  if (unit == "mm") return 1;
  if (unit == "cm") return 10;
  if (unit == "m") return 1000;
  return std::nullopt;
}

struct Row {
  std::string_view sequence;
  double seconds = std::numeric_limits<double>::quiet_NaN();
  std::vector<float> points;
};

void read_row(const TextScanner& text, const Columns& columns, std::string_view line, char separator,
              Row& row) {
  std::fill(row.points.begin(), row.points.end(), std::numeric_limits<float>::quiet_NaN());
  const std::size_t cells = for_each_cell(line, separator, [&](std::size_t number, std::string_view cell) {
    const int target = number < columns.target.size() ? columns.target[number] : aside;
    if (target == sequence_column) row.sequence = cell;
    if (target == aside || target == sequence_column || cell.empty()) return;
    const auto value = number_in(cell);
    if (!value) text.fail("cell", "a number or nothing", cell);
    if (target == time_column) {
      row.seconds = *value;
    } else {
      row.points[static_cast<std::size_t>(target)] = static_cast<float>(*value);
    }
  });
  if (cells != columns.target.size()) {
    text.fail("row", fmt::format("{} cells", columns.target.size()), fmt::format("{}", cells));
  }
}

/// Frames a second from the first and last time stamp; 0 when they do not tell it.
double rate_of(std::size_t rows, double first_seconds, double last_seconds) {
  const double rate = static_cast<double>(rows - 1) / (last_seconds - first_seconds);
  if (!(rate > 1e-3 && rate < 1e5)) return 0;
  // Time stamps are rounded: a rate that is nearly whole is whole.
  return std::abs(rate - std::round(rate)) < 1e-3 * rate ? std::round(rate) : rate;
}

}  // namespace

CsvTable read_csv_table(const std::filesystem::path& file, const JobContext& context) {
  TextScanner text(file);
  const std::string_view header = text.raw_line();
  const char separator = separator_of(header);
  Columns columns = HeaderParser(text).parse(header, separator);

  CsvTable table;
  Row row;
  row.points.resize(columns.joints.size() * 3);
  double first_seconds = 0;
  std::size_t rows = 0;
  for (std::int64_t lines = 0; text.remaining() > 0; ++lines) {
    if (lines % 1024 == 0) context.throw_if_stopped();
    const std::string_view line = text.raw_line();
    if (line.empty()) continue;
    read_row(text, columns, line, separator, row);
    if (table.tracks.empty() || table.tracks.back().name != row.sequence) {
      table.tracks.push_back({std::string(row.sequence), 0, {}});
      first_seconds = row.seconds;
      rows = 0;
    }
    CsvTable::Track& track = table.tracks.back();
    track.positions.insert(track.positions.end(), row.points.begin(), row.points.end());
    track.frames_per_second = rate_of(++rows, first_seconds, row.seconds);
  }
  if (table.tracks.empty()) throw FormatError(file, "rows", "at least one frame", "none");
  table.joints = std::move(columns.joints);
  table.millimetres_per_unit = millimetres_in(columns.unit);
  return table;
}

}  // namespace solopose
