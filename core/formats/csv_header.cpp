#include "core/formats/csv_header.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/files/text_scanner.h"

namespace solopose {
namespace {

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char c) { return std::tolower(c); });
  return result;
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

struct Unit {
  std::string_view ending;
  double millimetres;
};
constexpr Unit units[] = {{"_mm", 1}, {"_cm", 10}, {"_m", 1000}};

/// "left_knee_x_mm" is axis 0 of left_knee in mm.
struct Coordinate {
  std::string joint;
  int axis;
  std::optional<double> millimetres_per_unit;
};

std::optional<Coordinate> coordinate_named(std::string_view name) {
  constexpr std::string_view separators = "_. :-";
  std::optional<double> unit;
  for (const Unit& known : units) {
    if (!name.ends_with(known.ending)) continue;
    unit = known.millimetres;
    name.remove_suffix(known.ending.size());
    break;
  }
  if (name.size() < 3 || separators.find(name[name.size() - 2]) == std::string_view::npos)
    return std::nullopt;
  const int axis = std::tolower(static_cast<unsigned char>(name.back())) - 'x';
  if (axis < 0 || axis > 2) return std::nullopt;
  return Coordinate{printable(name.substr(0, name.size() - 2)), axis, unit};
}

bool names_coordinates(std::string_view line) {
  const char separator = separator_of(line);
  while (true) {
    const std::size_t end = line.find(separator);
    if (coordinate_named(line.substr(0, end))) return true;
    if (end == std::string_view::npos) return false;
    line.remove_prefix(end + 1);
  }
}

struct NamedRole {
  std::string_view name;
  CsvColumns::Role role;
  double seconds = 1;
};
constexpr NamedRole roles[] = {{"sequence", CsvColumns::sequence},
                               {"frame", CsvColumns::number},
                               {"", CsvColumns::number},
                               {"unnamed: 0", CsvColumns::number},  // pandas' index
                               {"frame#", CsvColumns::number},
                               {"frame_number", CsvColumns::number},
                               {"frame number", CsvColumns::number},
                               {"time", CsvColumns::time},
                               {"time_s", CsvColumns::time},
                               {"time (s)", CsvColumns::time},
                               {"time [s]", CsvColumns::time},
                               {"timestamp", CsvColumns::time},
                               {"timestamp_s", CsvColumns::time},
                               {"time_ms", CsvColumns::time, 1e-3},
                               {"time (ms)", CsvColumns::time, 1e-3},
                               {"time [ms]", CsvColumns::time, 1e-3},
                               {"timestamp_ms", CsvColumns::time, 1e-3}};

/// Collects the columns of a header, each joint's axes once.
class HeaderParser {
 public:
  explicit HeaderParser(const CsvRecords& records) : records_(records) {}

  CsvColumns parse(const std::vector<std::string_view>& cells) {
    for (const std::string_view cell : cells) add(cell);
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
    const auto coordinate = coordinate_named(cell);
    columns_.target.push_back(coordinate ? target_of(*coordinate, cell) : role_of(cell));
  }

  int role_of(std::string_view cell) {
    const std::string name = lower(cell);
    const auto named = std::find_if(std::begin(roles), std::end(roles),
                                    [&](const NamedRole& role) { return role.name == name; });
    // Of two columns of times the first counts.
    if (named == std::end(roles) || columns_.has(named->role)) return CsvColumns::aside;
    // Nameless columns behind the first are what trailing separators make.
    if (name.empty() && !columns_.target.empty()) return CsvColumns::aside;
    if (named->role == CsvColumns::time) columns_.seconds_per_time = named->seconds;
    return named->role;
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
      if (names_coordinates(line.substr(begin)))
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
