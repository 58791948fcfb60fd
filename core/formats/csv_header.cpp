#include "core/formats/csv_header.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <regex>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/files/text_scanner.h"
#include "core/formats/length_unit.h"

namespace solopose {
namespace {

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char c) { return std::tolower(c); });
  return result;
}

std::string_view without_blanks(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

/// The separator that stands most often in a line, outside quotes.
char separator_of(std::string_view line) {
  constexpr std::string_view separators = "\t;,";
  std::array<std::ptrdiff_t, 3> counts{};
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') quoted = !quoted;
    const std::size_t which = separators.find(c);
    if (!quoted && which != std::string_view::npos) ++counts[which];
  }
  const auto most = std::max_element(counts.begin(), counts.end());
  return *most == 0 ? ',' : separators[static_cast<std::size_t>(most - counts.begin())];
}

/// "left_knee_x_mm" is axis 0 of left_knee in mm.
struct Coordinate {
  std::string joint;
  int axis;
  std::optional<double> millimetres_per_unit;
};

std::optional<Coordinate> coordinate_named(std::string_view name) {
  constexpr std::string_view separators = "_. :-";
  std::optional<double> unit;
  for (const LengthUnit& known : length_units) {
    const std::size_t before = name.size() - std::min(name.size(), known.name.size() + 1);
    if (!name.ends_with(known.name) || name[before] != '_') continue;
    unit = known.millimetres;
    name = name.substr(0, before);
    break;
  }
  if (name.size() < 3 || separators.find(name[name.size() - 2]) == std::string_view::npos)
    return std::nullopt;
  const int axis = std::tolower(static_cast<unsigned char>(name.back())) - 'x';
  if (axis < 0 || axis > 2) return std::nullopt;
  return Coordinate{printable(name.substr(0, name.size() - 2)), axis, unit};
}

/// The line names all three axes of a joint.
bool is_header(std::string_view line) {
  const char separator = separator_of(line);
  std::map<std::string, std::set<int>> axes;
  while (true) {
    const std::size_t end = line.find(separator);
    if (const auto coordinate = coordinate_named(without_blanks(line.substr(0, end)))) {
      axes[coordinate->joint].insert(coordinate->axis);
      if (axes[coordinate->joint].size() == 3) return true;
    }
    if (end == std::string_view::npos) return false;
    line.remove_prefix(end + 1);
  }
}

/// Names of times and frames, and of tracks, that leave no doubt: others count where none of these is.
constexpr std::string_view usual_names[] = {
    "sequence",     "frame",   "",          "unnamed: 0", "frame#",      "frame_number",
    "frame number", "time",    "time_s",    "time (s)",   "time [s]",    "timestamp",
    "timestamp_s",  "time_ms", "time (ms)", "time [ms]",  "timestamp_ms"};

/// "Time stamp [µs]" as "timestampus".
std::string letters_and_digits(std::string_view name) {
  std::string kept;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const auto c = static_cast<unsigned char>(name[i]);
    const bool is_micro = name.substr(i).starts_with("\u00B5") || name.substr(i).starts_with("\u03BC");
    if (is_micro) kept += 'u';
    i += is_micro ? 1 : 0;
    if (!is_micro && (std::isalnum(c) || c >= 0x80)) kept += static_cast<char>(std::tolower(c));
  }
  return kept;
}

bool is_number_name(const std::string& name) {
  static const std::regex numbers("(frames?|index)(|id|idx|index|no|nr|num|number)|unnamed0");
  return std::regex_match(name, numbers);
}

/// Seconds that 1 in a column of times stands for.
std::optional<double> seconds_named(const std::string& name) {
  static const std::regex times(
      "(?:time|timestamp|t)(|s|secs?|seconds?|ms|msecs?|millis|milliseconds?|us|usecs?|micros|"
      "microseconds?|ns|nsecs?|nanos|nanoseconds?)"
      "|(secs?|seconds?|milliseconds?|microseconds?|nanoseconds?)");
  std::smatch parts;
  if (!std::regex_match(name, parts, times)) return std::nullopt;
  const std::string unit = parts[1].str() + parts[2].str();
  if (unit.starts_with("ms") || unit.starts_with("milli")) return 1e-3;
  if (unit.starts_with("us") || unit.starts_with("micro")) return 1e-6;
  return unit.starts_with("n") ? 1e-9 : 1.0;
}

struct NamedRole {
  std::size_t column;
  CsvColumns::Role role;
  double seconds = 1;
  bool usual = true;
};

NamedRole role_named(std::string_view cell, std::size_t column) {
  const std::string name = letters_and_digits(cell);
  const bool usual = std::ranges::find(usual_names, lower(cell)) != std::end(usual_names);
  if (name == "sequence") return {column, CsvColumns::sequence, 1, usual};
  // Nameless columns behind the first are what trailing separators make.
  if ((cell.empty() && column == 0) || is_number_name(name)) return {column, CsvColumns::number, 1, usual};
  if (const auto seconds = seconds_named(name)) return {column, CsvColumns::time, *seconds, usual};
  return {column, CsvColumns::aside};
}

/// Collects the columns of a header, each joint's axes once.
class HeaderParser {
 public:
  explicit HeaderParser(const CsvRecords& records) : records_(records) {}

  CsvColumns parse(const std::vector<std::string_view>& cells) {
    for (const std::string_view cell : cells) add(cell);
    settle_roles(cells);
    const std::string header = fmt::format("{}", fmt::join(cells, ","));
    if (columns_.joints.empty()) records_.fail("header", "columns named JOINT_x, JOINT_y, JOINT_z", header);
    const auto absent = std::find(seen_.begin(), seen_.end(), false);
    if (absent != seen_.end()) {
      const auto number = static_cast<std::size_t>(absent - seen_.begin());
      records_.fail("header", fmt::format("a column {}_{}", columns_.joints[number / 3], "xyz"[number % 3]),
                    header);
    }
    return std::move(columns_);
  }

 private:
  void add(std::string_view cell) {
    const std::size_t column = columns_.target.size();
    const auto coordinate = coordinate_named(cell);
    columns_.target.push_back(coordinate ? target_of(*coordinate, cell) : CsvColumns::aside);
    if (!coordinate) roles_.push_back(role_named(cell, column));
  }

  /// Of two columns of times the first counts, one of a usual name before others.
  void settle_roles(const std::vector<std::string_view>& cells) {
    std::ranges::stable_partition(roles_, [](const NamedRole& role) { return role.usual; });
    std::set<CsvColumns::Role> taken = {CsvColumns::aside};
    for (const NamedRole& named : roles_) {
      if (!taken.insert(named.role).second) continue;
      columns_.target[named.column] = named.role;
      if (named.role != CsvColumns::time) continue;
      columns_.seconds_per_time = named.seconds;
      columns_.sure_of_time = named.usual;
    }
    for (std::size_t column = 0; column < cells.size(); ++column) {
      if (columns_.target[column] == CsvColumns::aside && !cells[column].empty())
        columns_.not_read.push_back(printable(cells[column]));
    }
  }

  int target_of(const Coordinate& coordinate, std::string_view cell) {
    const auto [at, is_new] = numbers_.emplace(coordinate.joint, static_cast<int>(columns_.joints.size()));
    if (is_new) {
      columns_.joints.push_back(coordinate.joint);
      seen_.resize(seen_.size() + 3, false);
    }
    if (columns_.joints.size() == 1 && is_new)
      columns_.millimetres_per_unit = coordinate.millimetres_per_unit;
    if (columns_.millimetres_per_unit != coordinate.millimetres_per_unit)
      records_.fail("header", "one unit for all columns", cell);
    const int target = 3 * at->second + coordinate.axis;
    if (seen_[static_cast<std::size_t>(target)]) records_.fail("header", "each column once", cell);
    seen_[static_cast<std::size_t>(target)] = true;
    return target;
  }

  const CsvRecords& records_;
  CsvColumns columns_;
  std::map<std::string, int> numbers_;
  std::vector<NamedRole> roles_;
  std::vector<bool> seen_;  ///< per coordinate
};

}  // namespace

bool CsvColumns::has(Role role) const {
  return std::find(target.begin(), target.end(), role) != target.end();
}

CsvStart csv_start(std::string_view text) {
  std::optional<char> stated;
  std::size_t at = 0;
  while (true) {
    const std::size_t end = std::min(text.find_first_of("\r\n", at), text.size());
    const std::string_view line = text.substr(at, end - at);
    const bool is_comment = line.starts_with('#');
    if (line.size() == 5 && lower(line).starts_with("sep=")) {
      stated = line.back();
    } else if (is_comment) {
      const std::size_t begin = std::min(line.find_first_not_of("# \t"), line.size());
      if (is_header(line.substr(begin)))
        return {at + begin, stated.value_or(separator_of(line.substr(begin)))};
    } else if (!line.empty()) {
      return {at, stated.value_or(separator_of(line))};
    }
    if (end == text.size()) return {end, ','};
    at = end + 1;
  }
}

CsvColumns csv_columns(const std::vector<std::string_view>& cells, const CsvRecords& records) {
  return HeaderParser(records).parse(cells);
}

}  // namespace solopose
