#include "core/formats/csv_table.h"

#include <cctype>
#include <limits>

#include "core/base/error.h"
#include "core/formats/text_scanner.h"

namespace solopose {
namespace {

std::string_view bare(std::string_view cell) {
  while (cell.starts_with(' ')) cell.remove_prefix(1);
  while (cell.ends_with(' ')) cell.remove_suffix(1);
  if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"') cell = cell.substr(1, cell.size() - 2);
  return cell;
}

/// Calls take(number, cell) for each cell; returns how many there are.
template <typename Take>
std::size_t for_each_cell(std::string_view line, char separator, const Take& take) {
  for (std::size_t number = 0;; ++number) {
    const auto end = line.find(separator);
    take(number, bare(line.substr(0, end)));
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

struct Columns {
  std::vector<std::string> joints;
  std::vector<int> target;  ///< per column: 3 * joint + axis, or -1
};

/// "left_knee_x" is axis 0 of left_knee.
struct Coordinate {
  std::string joint;
  int axis;
};

std::optional<Coordinate> coordinate_named(std::string_view name) {
  constexpr std::string_view separators = "_. :-";
  if (name.size() < 3 || separators.find(name[name.size() - 2]) == std::string_view::npos)
    return std::nullopt;
  const int axis = std::tolower(static_cast<unsigned char>(name.back())) - 'x';
  if (axis < 0 || axis > 2) return std::nullopt;
  return Coordinate{printable(name.substr(0, name.size() - 2)), axis};
}

Columns parse_columns(const TextScanner& text, std::string_view header, char separator) {
  Columns columns;
  std::map<std::string, int> numbers;
  std::vector<bool> seen;
  for_each_cell(header, separator, [&](std::size_t, std::string_view cell) {
    const auto coordinate = coordinate_named(cell);
    columns.target.push_back(-1);
    if (!coordinate) return;
    const auto [at, is_new] = numbers.emplace(coordinate->joint, static_cast<int>(columns.joints.size()));
    if (is_new) {
      columns.joints.push_back(coordinate->joint);
      seen.resize(seen.size() + 3, false);
    }
    const int target = 3 * at->second + coordinate->axis;
    if (seen[static_cast<std::size_t>(target)]) text.fail("header", "each column once", cell);
    seen[static_cast<std::size_t>(target)] = true;
    columns.target.back() = target;
  });
  if (columns.joints.empty()) text.fail("header", "columns named JOINT_x, JOINT_y, JOINT_z", header);
  const auto absent = std::find(seen.begin(), seen.end(), false);
  if (absent != seen.end()) {
    const auto number = static_cast<std::size_t>(absent - seen.begin());
    text.fail("header", fmt::format("a column {}_{}", columns.joints[number / 3], "xyz"[number % 3]), header);
  }
  return columns;
}

}  // namespace

CsvTable read_csv_table(const std::filesystem::path& file, const JobContext& context) {
  TextScanner text(file);
  const std::string_view header = text.raw_line();
  const char separator = separator_of(header);
  Columns columns = parse_columns(text, header, separator);

  CsvTable table;
  std::int64_t rows = 0;
  while (text.remaining() > 0) {
    const std::string_view line = text.raw_line();
    if (line.empty()) continue;
    if (rows++ % 1024 == 0) context.throw_if_stopped();
    const std::size_t begin = table.positions.size();
    table.positions.resize(begin + columns.joints.size() * 3, std::numeric_limits<float>::quiet_NaN());
    const std::size_t cells = for_each_cell(line, separator, [&](std::size_t number, std::string_view cell) {
      if (number >= columns.target.size() || columns.target[number] < 0 || cell.empty()) return;
      const auto value = number_in(cell);
      if (!value) text.fail("cell", "a number or nothing", cell);
      table.positions[begin + static_cast<std::size_t>(columns.target[number])] = static_cast<float>(*value);
    });
    if (cells != columns.target.size()) {
      text.fail("row", fmt::format("{} cells", columns.target.size()), fmt::format("{}", cells));
    }
  }
  if (table.positions.empty()) throw FormatError(file, "rows", "at least one frame", "none");
  table.joints = std::move(columns.joints);
  return table;
}

}  // namespace solopose
