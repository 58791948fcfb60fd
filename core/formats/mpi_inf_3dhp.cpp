#include "core/formats/mpi_inf_3dhp.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/error.h"
#include "core/camera/fitted_camera.h"
#include "core/files/hdf5_reader.h"
#include "core/files/mat_file.h"
#include "core/files/utf8.h"
#include "core/formats/item_by_item.h"
#include "core/formats/joint_mapping.h"
#include "core/formats/mpi_calibration.h"
#include "core/formats/track_facts.h"
#include "core/formats/usual_unit.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

constexpr const char* no_rate =
    "no frame rate in the file: unknown until --fps states it (the videos have 25 or 50)";

/// In millimetres, unless the options say otherwise.
void check_size(const Sequence& track, const ReadOptions& options, const RemarkSink& remark) {
  if (!options_with_mapping(options).millimetres_per_unit)
    remark_odd_size(*track.joints, track.positions_mm, 1, remark);
}

/// annot3 are the places that were measured. univ_annot3 are the same with every person brought to one size,
/// which no camera shows where it is.
const char* variable_of(const ReadOptions& options) { return options.universal ? "univ_annot3" : "annot3"; }

std::string view_of(int camera, const ReadOptions& options) {
  return fmt::format("camera_{}{}", camera, options.universal ? "_universal" : "");
}

void name_variable(const ReadOptions& options, const RemarkSink& remark) {
  if (options.universal)
    remark("univ_annot3 was read, every person brought to one size: no camera shows it so");
}

bool recognises_mpi(const fs::path& file) {
  const bool named = file.filename() == "annot.mat" || file.filename() == "annot_data.mat";
  return named && first_bytes(file, 6) == "MATLAB";
}

// S1/Seq2/annot.mat: subject S1, take Seq2. TS3/annot_data.mat: both TS3.
void name_track(const fs::path& file, Sequence& track) {
  const fs::path folder = fs::absolute(file).parent_path();
  const std::string inner = folder.filename().string();
  const std::string outer = folder.parent_path().filename().string();
  track.take = id_part(inner);
  track.subject = "unknown";
  if (is_numbered(inner, "TS")) track.subject = inner;
  if (is_numbered(inner, "Seq") && is_numbered(outer, "S")) track.subject = outer;
}

// --- training files: a cell per camera

// The numbers of the cameras in the cells' order: the variable `cameras` where it fits, else from 0 on.
std::vector<int> camera_numbers(const MatFile& mat, std::size_t count) {
  std::vector<int> numbers(count);
  for (std::size_t c = 0; c < count; ++c) numbers[c] = static_cast<int>(c);
  if (!mat.has("cameras")) return numbers;
  const MatArray stated = mat.read("cameras");
  if (stated.is_cell() || stated.count() != count) return numbers;
  std::vector<int> own;
  for (const double value : stated.numbers()) {
    const bool whole = value >= 0 && value < 1000 && value == std::floor(value);
    if (!whole || std::find(own.begin(), own.end(), static_cast<int>(value)) != own.end()) return numbers;
    own.push_back(static_cast<int>(value));
  }
  return own;
}

// One camera's cell as (frames, joints * 3), whichever way round the file has it.
std::vector<double> rows_of(const MatArray& cell, std::uint64_t columns, const fs::path& file) {
  const auto& dims = cell.dims();
  const bool frames_first = dims.size() == 2 && dims[1] == columns;
  const bool frames_last = dims.size() == 2 && dims[0] == columns;
  if (!frames_first && !frames_last) {
    throw FormatError(file, cell.name(), fmt::format("frames x {0} or {0} x frames numbers", columns),
                      cell.contents());
  }
  std::vector<double> values = cell.numbers();
  if (!frames_first) return values;  // MATLAB's order has the first axis fastest: already frame by frame
  const auto frames = static_cast<std::size_t>(dims[0]);
  std::vector<double> rows(values.size());
  for (std::size_t c = 0; c < columns; ++c) {
    for (std::size_t f = 0; f < frames; ++f) rows[f * columns + c] = values[c * frames + f];
  }
  return rows;
}

std::vector<Camera> calibration_beside(const fs::path& file, const TrackFacts& facts,
                                       const RemarkSink& remark) {
  const fs::path calibration = file.parent_path() / "camera.calibration";
  std::error_code ignored;
  if (fs::exists(calibration, ignored)) return read_mpi_calibration(calibration);
  remark(fmt::format("no camera.calibration beside it: the cameras{} unknown",
                     facts.up ? " are" : " and the up axis are"));
  return {};
}

/// annot2: the same joints in each camera's picture, a cell a camera. None where the file has no such cells.
std::optional<MatArray> picture_cells(const MatFile& mat, std::size_t cameras, const JobContext& context,
                                      const RemarkSink& remark) {
  if (!mat.has("annot2")) return std::nullopt;
  try {
    MatArray cells = mat.read("annot2", context);
    if (cells.is_cell() && cells.cell_count() == cameras) return cells;
    remark(fmt::format("annot2 has not the {} cells of annot3: no 2D labels", cameras));
  } catch (const Error& failure) {  // the tracks themselves are whole
    remark(fmt::format("no 2D labels: {}", failure.what()));
  }
  return std::nullopt;
}

/// NaN for what lies beyond any picture.
float pixel(double value) {
  constexpr double largest = 1e6;
  return std::abs(value) < largest ? static_cast<float>(value) : std::numeric_limits<float>::quiet_NaN();
}

/// Of one camera's picture: `values` x1 y1 x2 … of every frame.
void add_image_points(std::span<const double> values, Sequence& track, const RemarkSink& remark) {
  if (track.cameras.empty()) return;
  if (values.size() * 3 != track.positions_mm.size() * 2) {
    remark(fmt::format("annot2 of camera {} has {} numbers, not the {} of its frames: no 2D labels there",
                       track.cameras.front().name, values.size(), track.positions_mm.size() / 3 * 2));
    return;
  }
  ImagePoints& labels = track.image_points.emplace_back(track.cameras.front().name);
  labels.points_px.reserve(values.size());
  for (const double value : values) labels.points_px.push_back(pixel(value));
}

void read_training(const fs::path& file, const ReadOptions& options, const SequenceSink& sink,
                   const RemarkSink& remark, const JobContext& context) {
  const TrackFacts facts = stated_facts(options, {joint_set_named("mpi28"), 1, std::nullopt, 0});
  const MatFile mat(file, context);
  const char* variable = variable_of(options);
  const MatArray cells = mat.read(variable, context);
  if (!cells.is_cell() || cells.cell_count() == 0) {
    throw FormatError(file, variable, "a cell per camera",
                      cells.is_cell() ? "no cell" : "another kind of array");
  }
  const std::vector<Camera> calibration = calibration_beside(file, facts, remark);
  const auto pictures = options.universal || calibration.empty()
                            ? std::nullopt
                            : picture_cells(mat, cells.cell_count(), context, remark);
  const std::vector<int> numbers = camera_numbers(mat, cells.cell_count());
  const auto columns = static_cast<std::uint64_t>(facts.joints->size()) * 3;
  if (facts.frames_per_second == 0) remark(no_rate);
  name_variable(options, remark);
  ItemByItem items(remark);
  const auto read_camera = [&](std::size_t c) {
    const MatArray cell = cells.cell(c);
    if (cell.is_empty()) {
      remark(fmt::format("{} is empty: camera {} has no track", cell.name(), numbers[c]));
      return;
    }
    Sequence track;
    name_track(file, track);
    track.view = view_of(numbers[c], options);
    track.frames_per_second = facts.frames_per_second;
    track.joints = facts.joints;
    track.frame = CoordinateFrame::camera;
    track.up = facts.up;
    track.source = file;
    track.videos = {
        (file.parent_path() / "imageSequence" / fmt::format("video_{}.avi", numbers[c])).string()};
    const std::string name = fmt::format("{}", numbers[c]);
    const auto camera =
        std::find_if(calibration.begin(), calibration.end(), [&](const Camera& k) { return k.name == name; });
    if (camera != calibration.end()) {
      if (!options.universal) track.cameras = {*camera};
      if (!facts.up) track.up = camera->rotation * Eigen::Vector3d::UnitY();
    } else if (!calibration.empty()) {
      remark(fmt::format("camera.calibration does not name camera {}: it and its up axis are unknown",
                         numbers[c]));
    }
    const std::vector<double> rows = rows_of(cell, columns, file);
    track.positions_mm.reserve(rows.size());
    append_mm(rows, facts.millimetres_per_unit, track.positions_mm);
    check_size(track, options, remark);
    if (pictures) {
      try {
        add_image_points(rows_of(pictures->cell(c), columns / 3 * 2, file), track, remark);
      } catch (const FormatError& failure) {  // the track itself is whole
        remark(fmt::format("no 2D labels of camera {}: {}", numbers[c], failure.what()));
      }
    }
    sink(std::move(track));
  };
  for (std::size_t c = 0; c < cells.cell_count(); ++c) {
    context.throw_if_stopped();
    items.read(fmt::format("camera {}", numbers[c]), [&] { read_camera(c); });
  }
  items.finish();
}

// --- test files: one camera, some frames without a valid annotation

constexpr int test_view = 0;

void blank_invalid_frames(const Hdf5Reader& hdf5, const fs::path& file, std::size_t row,
                          std::vector<float>& positions_mm, const RemarkSink& remark) {
  if (!hdf5.has("valid_frame")) {
    remark("no valid_frame in the file: every frame is taken as valid");
    return;
  }
  const std::vector<double> valid = hdf5.numbers("valid_frame").values;
  const std::size_t frames = positions_mm.size() / row;
  if (valid.size() != frames) {
    throw FormatError(file, "valid_frame", fmt::format("{} values, one a frame", frames),
                      fmt::format("{}", valid.size()));
  }
  for (std::size_t f = 0; f < frames; ++f) {
    if (valid[f] != 0) continue;
    const auto begin = positions_mm.begin() + static_cast<std::ptrdiff_t>(f * row);
    std::fill(begin, begin + static_cast<std::ptrdiff_t>(row), std::numeric_limits<float>::quiet_NaN());
  }
}

/// What people who evaluate on the test set take for its cameras, as the annotations lead to it: TS1 to TS4
/// are filmed in the studio, TS5 and TS6 outside, with another camera.
Camera published_camera(bool outside) {
  Camera camera;
  camera.width = outside ? 1920 : 2048;
  camera.height = outside ? 1080 : 2048;
  if (outside) {
    camera.intrinsics << 1683.4826, 0, 939.9278, 0, 1671.9272, 560.2072, 0, 0, 1;
  } else {
    camera.intrinsics << 1500.0686, 0, 1017.3795, 0, 1500.6591, 1043.0628, 0, 0, 1;
  }
  return camera;
}

/// The file has no calibration, but each joint in space and in the picture, which is as good.
Camera test_camera(std::span<const double> pixels, std::span<const double> points_mm, const std::string& take,
                   const RemarkSink& remark) {
  constexpr double largest_residual_px = 3;
  Camera camera = published_camera(take == "TS5" || take == "TS6");
  camera.name = fmt::format("{}", test_view);
  const auto fitted = camera_through(points_mm, pixels);
  if (fitted && pixels.size() / 2 == points_mm.size() / 3 && fitted->residual_px < largest_residual_px) {
    camera.intrinsics = fitted->camera.intrinsics;
  } else {
    remark("annot2 does not show annot3: the camera is the one that evaluations of this test set use");
  }
  return camera;
}

void read_test(const fs::path& file, const ReadOptions& options, const SequenceSink& sink,
               const RemarkSink& remark, const JobContext& context) {
  const TrackFacts facts = stated_facts(options, {joint_set_named("mpi17"), 1, std::nullopt, 0});
  const Hdf5Reader hdf5(file);
  const char* variable = variable_of(options);
  const Hdf5Reader::Stored annotation = hdf5.stored(variable);
  context.throw_if_stopped();
  const auto& shape = annotation.header.shape;
  const auto joints = static_cast<std::uint64_t>(facts.joints->size());
  const std::size_t axes = shape.size();
  const bool fits = axes >= 3 && axes <= 4 && shape[axes - 1] == 3 && shape[axes - 2] == joints &&
                    (axes == 3 || shape[1] == 1);
  if (!fits || annotation.header.count() == 0) {
    throw FormatError(file, variable, fmt::format("shape (frames, 1, {}, 3)", joints),
                      fmt::format("({})", fmt::join(shape, ", ")));
  }
  if (facts.frames_per_second == 0) remark(no_rate);
  name_variable(options, remark);
  Sequence track;
  name_track(file, track);
  track.view = view_of(test_view, options);
  track.frames_per_second = facts.frames_per_second;
  track.joints = facts.joints;
  track.frame = CoordinateFrame::camera;
  track.up = facts.up;
  track.source = file;
  track.videos = {(file.parent_path() / "imageSequence" / "img_%06d.jpg").string()};
  const bool has_pixels = hdf5.has("annot2");
  const std::vector<double> pixels = has_pixels ? hdf5.numbers("annot2").values : std::vector<double>();
  if (!options.universal) {
    const std::vector<double> points =
        has_pixels ? decode_npy_numbers(annotation.header, annotation.bytes, file, variable).values
                   : std::vector<double>();
    track.cameras = {test_camera(pixels, points, track.take, remark)};
  }
  append_npy_floats(annotation.header, annotation.bytes, file, variable, facts.millimetres_per_unit,
                    track.positions_mm);
  blank_invalid_frames(hdf5, file, static_cast<std::size_t>(joints) * 3, track.positions_mm, remark);
  if (!pixels.empty()) add_image_points(pixels, track, remark);
  check_size(track, options, remark);
  sink(std::move(track));
}

void read_mpi(const fs::path& file, const ReadOptions& options, const SequenceSink& sink,
              const RemarkSink& remark, const JobContext& context) {
  if (is_matlab_7_3(file)) return read_test(file, options, sink, remark, context);
  return read_training(file, options, sink, remark, context);
}

bool accompanies_mpi(const fs::path& file) { return file.filename() == "camera.calibration"; }

}  // namespace

Reader mpi_inf_3dhp_reader() {
  return {"mpi_inf_3dhp", "MPI-INF-3DHP", recognises_mpi, read_mpi, accompanies_mpi};
}

}  // namespace solopose
