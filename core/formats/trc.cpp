#include "core/formats/trc.h"

#include <algorithm>
#include <limits>

#include "core/base/error.h"
#include "core/formats/body_guess.h"
#include "core/formats/joint_mapping.h"
#include "core/formats/joint_names.h"
#include "core/formats/pose2sim_calibration.h"
#include "core/formats/text_scanner.h"
#include "core/formats/utf8.h"

namespace solopose {
namespace {

constexpr float missing = std::numeric_limits<float>::quiet_NaN();
constexpr std::size_t leading_cells = 2;  // Frame# and Time

bool recognises_trc(const std::filesystem::path& file) {
  std::string ending = file.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char c) { return std::tolower(c); });
  return ending == ".trc";
}

std::string_view trimmed(std::string_view cell) {
  while (cell.starts_with(' ')) cell.remove_prefix(1);
  while (cell.ends_with(' ')) cell.remove_suffix(1);
  return cell;
}

std::vector<std::string_view> cells_of(std::string_view line, char separator) {
  std::vector<std::string_view> cells;
  while (true) {
    const auto end = line.find(separator);
    cells.push_back(trimmed(line.substr(0, end)));
    if (end == std::string_view::npos) return cells;
    line.remove_prefix(end + 1);
  }
}

struct TrcHeader {
  char separator = '\t';  ///< some programs write commas
  double data_rate = 0;
  std::int64_t declared_frames = 0;
  std::int64_t declared_markers = 0;
  std::string units;
  std::vector<std::string> markers;
};

/// The value below a name in the header's second and third lines.
std::string_view header_cell(const TextScanner& text, const std::vector<std::string_view>& names,
                             const std::vector<std::string_view>& values, std::string_view field) {
  const auto at = std::find(names.begin(), names.end(), field);
  if (at == names.end()) text.fail(field, fmt::format("{} among the header's names", field), "other names");
  const auto column = static_cast<std::size_t>(at - names.begin());
  if (column >= values.size() || values[column].empty()) text.fail(field, "a value", "an empty cell");
  return values[column];
}

double header_number(const TextScanner& text, const std::vector<std::string_view>& names,
                     const std::vector<std::string_view>& values, std::string_view field) {
  const std::string_view cell = header_cell(text, names, values, field);
  const auto value = number_in(cell);
  if (!value || !(*value >= 0 && *value < 1e9)) text.fail(field, "a number from 0 to 1e9", cell);
  return *value;
}

/// Names stand above the first of a marker's three columns.
std::vector<std::string> marker_names(const TextScanner& text, const std::vector<std::string_view>& cells) {
  std::vector<std::string> names;
  for (std::size_t c = leading_cells; c < cells.size(); ++c) {
    const bool is_x = (c - leading_cells) % 3 == 0;
    if (!is_x && !cells[c].empty()) text.fail("marker names", "a name above every third column", cells[c]);
    if (is_x && !cells[c].empty()) {
      if (names.size() != (c - leading_cells) / 3)
        text.fail("marker names", "no gap between names", cells[c]);
      names.push_back(printable(cells[c]));
    }
  }
  if (names.empty()) text.fail("marker names", "at least one", "an empty line");
  return names;
}

TrcHeader parse_header(TextScanner& text) {
  TrcHeader header;
  const std::string_view first = text.raw_line();
  if (!first.starts_with("PathFileType")) text.fail("PathFileType", "PathFileType", first);
  const std::string_view names_line = text.raw_line();
  header.separator = names_line.find('\t') == std::string_view::npos ? ',' : '\t';
  const auto names = cells_of(names_line, header.separator);
  const auto values = cells_of(text.raw_line(), header.separator);
  header.data_rate = header_number(text, names, values, "DataRate");
  header_number(text, names, values, "CameraRate");
  header.declared_frames = static_cast<std::int64_t>(header_number(text, names, values, "NumFrames"));
  header.declared_markers = static_cast<std::int64_t>(header_number(text, names, values, "NumMarkers"));
  header.units = std::string(header_cell(text, names, values, "Units"));
  const auto columns = cells_of(text.raw_line(), header.separator);
  if (columns.front() != "Frame#") text.fail("Frame#", "Frame#", columns.front());
  header.markers = marker_names(text, columns);
  const auto axes = cells_of(text.raw_line(), header.separator);
  if (axes.size() <= leading_cells || !axes[leading_cells].starts_with('X')) {
    text.fail("X1 Y1 Z1", "a line of X1, Y1, Z1, …",
              axes.size() > leading_cells ? axes[leading_cells] : axes.front());
  }
  return header;
}

double unit_mm(const TextScanner& text, const std::string& units) {
  std::string lower = units;
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
  if (lower == "mm" || lower == "millimeters" || lower == "millimetres") return 1;
  if (lower == "cm" || lower == "centimeters" || lower == "centimetres") return 10;
  if (lower == "m" || lower == "meters" || lower == "metres") return 1000;
  if (lower == "in" || lower == "inches") return 25.4;
  throw FormatError(text.file(), "Units", "mm, cm, m or in", fmt::format("\"{}\"", printable(units)));
}

float coordinate(const TextScanner& text, std::string_view cell) {
  if (cell.empty()) return missing;
  const auto value = number_in(cell);
  if (!value) text.fail("coordinates", "a number or an empty cell", cell);
  return static_cast<float>(*value);
}

/// One row into (markers, 3). Cells that a writer left out at the end are empty; a row that the end of the
/// file cuts off is an error, for its last number may be cut too.
void read_row(const TextScanner& text, const TrcHeader& header, std::string_view line,
              std::vector<float>& positions) {
  const std::size_t width = header.markers.size() * 3;
  const std::size_t begin = positions.size();
  positions.resize(begin + width, missing);
  std::size_t cell_number = 0;
  bool more = true;
  while (more) {
    const auto end = line.find(header.separator);
    more = end != std::string_view::npos;
    const std::string_view cell = trimmed(line.substr(0, end));
    if (cell_number >= leading_cells + width) {
      if (!cell.empty()) text.fail("row", fmt::format("{} cells", leading_cells + width), "more");
    } else if (cell_number >= leading_cells) {
      positions[begin + cell_number - leading_cells] = coordinate(text, cell);
    } else if (!number_in(cell)) {
      text.fail(cell_number == 0 ? "Frame#" : "Time", "a number", cell.empty() ? "an empty cell" : cell);
    }
    ++cell_number;
    if (more) line.remove_prefix(end + 1);
  }
  if (cell_number < leading_cells + width && !text.line_was_ended()) {
    text.fail("last row", fmt::format("{} cells", leading_cells + width), fmt::format("{}", cell_number));
  }
}

bool only_separators(std::string_view line) {
  return line.find_first_not_of(", \t") == std::string_view::npos;
}

struct TrcRows {
  std::vector<float> positions;  ///< (frames, markers, 3) in the file's unit
  double first_frame = 0;        ///< Frame# of the first row
};

TrcRows read_rows(TextScanner& text, const TrcHeader& header, const JobContext& context) {
  TrcRows result;
  std::vector<float>& positions = result.positions;
  std::int64_t rows = 0;
  while (text.remaining() > 0) {
    const std::string_view line = text.raw_line();
    if (only_separators(line)) continue;
    if (rows++ % 1024 == 0) context.throw_if_stopped();
    read_row(text, header, line, positions);
    if (rows == 1) result.first_frame = *number_in(trimmed(line.substr(0, line.find(header.separator))));
    // A whole row has a separator for each of its values; rows much shorter than the header could ask for any
    // memory.
    if (positions.size() > text.size())
      text.fail("row", fmt::format("{} cells", leading_cells + header.markers.size() * 3), line);
  }
  return result;
}

/// Pose2Sim's cameras and videos, where its calibration lies about. A track of a part of the videos cannot
/// name them: frame by frame they would not belong together.
void add_cameras(const std::filesystem::path& file, double first_frame, Sequence& track,
                 const RemarkSink& remark) {
  const auto calibration = pose2sim_calibration_of(file);
  if (!calibration) return;
  try {
    track.cameras = read_pose2sim_calibration(*calibration);
  } catch (const Error& error) {
    remark(fmt::format("{}; read without cameras", error.what()));
    return;
  }
  if (first_frame > 1) {
    remark(
        fmt::format("Frame#: begins with {}, so the videos are not in step and were left out", first_frame));
    return;
  }
  const std::vector<std::string> videos = pose2sim_videos(*calibration, track.cameras);
  std::vector<Camera> filming;
  for (std::size_t c = 0; c < videos.size(); ++c) {
    if (videos[c].empty()) continue;
    filming.push_back(track.cameras[c]);
    track.videos.push_back(videos[c]);
  }
  if (filming.size() < videos.size()) {
    remark(fmt::format("videos: {} of {} calibrated cameras have none", videos.size() - filming.size(),
                       videos.size()));
  }
  if (!filming.empty()) track.cameras = std::move(filming);
}

void remark_counts(const TrcHeader& header, std::int64_t frames, const RemarkSink& remark) {
  const auto markers = static_cast<std::int64_t>(header.markers.size());
  if (markers != header.declared_markers) {
    remark(fmt::format("NumMarkers: the header says {}, {} are named; those were read",
                       header.declared_markers, markers));
  }
  if (frames != header.declared_frames) {
    remark(fmt::format("NumFrames: the header says {}, the file holds {}; all of them were read",
                       header.declared_frames, frames));
  }
}

void read_trc(const std::filesystem::path& file, const ReadOptions& given, const SequenceSink& sink,
              const RemarkSink& remark, const JobContext& context) {
  const ReadOptions options = options_with_mapping(given);
  TextScanner text(file);
  TrcHeader header = parse_header(text);
  Sequence sequence;
  TrcRows rows = read_rows(text, header, context);
  sequence.positions_mm = std::move(rows.positions);
  if (sequence.positions_mm.empty()) throw FormatError(file, "rows", "at least one frame", "none");

  NamedJoints named = options.mapping.empty()
                          ? joints_by_name(file, "trc", header.markers)
                          : joints_by_mapping(file, options.mapping, "trc", header.markers);
  for (const std::string& line : named.remarks) remark(line);
  sequence.joints = std::make_shared<const JointSet>(std::move(named.set));
  to_millimetres(sequence.positions_mm,
                 options.millimetres_per_unit ? *options.millimetres_per_unit : unit_mm(text, header.units));
  sequence.subject = "unknown";
  sequence.take = id_part(file.stem().string());
  sequence.view = "world";
  sequence.source = file;
  sequence.frames_per_second = options.frames_per_second.value_or(header.data_rate);
  sequence.up = stated_up(options.up.value_or("y"));
  remark_counts(header, sequence.frames(), remark);
  add_cameras(file, rows.first_frame, sequence, remark);
  sink(std::move(sequence));
}

}  // namespace

Reader trc_reader() { return {"trc", "TRC", recognises_trc, read_trc}; }

}  // namespace solopose
