#include "core/formats/shelf.h"

#include <limits>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/files/mat_file.h"
#include "core/files/utf8.h"
#include "core/formats/calibration.h"
#include "core/formats/camera_videos.h"
#include "core/formats/file_tracks.h"
#include "core/formats/joint_mapping.h"
#include "core/formats/shelf_cameras.h"
#include "core/formats/track_facts.h"
#include "core/video/media_names.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

constexpr const char* variable = "actor3D";
constexpr double millimetres_per_metre = 1000;
constexpr std::uint64_t joints = 14;

bool recognises_shelf(const fs::path& file) {
  return file.filename() == "actorsGT.mat" && first_bytes(file, 6) == "MATLAB";
}

/// Some copies have a cell around what is in the cell.
MatArray unwrapped(MatArray cell, const fs::path& file) {
  constexpr int most_around = 4;
  for (int around = 0; cell.is_cell() && cell.cell_count() == 1; ++around) {
    if (around == most_around) {
      throw FormatError(file, cell.name(), fmt::format("numbers in at most {} cells", most_around),
                        "cells in cells without an end");
    }
    cell = cell.cell(0);
  }
  return cell;
}

/// A frame of a person, row-major; nothing is missing altogether.
void append_frame(const MatArray& cell, const fs::path& file, std::vector<float>& positions) {
  if (cell.is_empty()) {
    positions.insert(positions.end(), joints * 3, std::numeric_limits<float>::quiet_NaN());
    return;
  }
  const auto& dims = cell.dims();
  const bool upright = dims.size() == 2 && dims[0] == joints && dims[1] == 3;
  const bool lying = dims.size() == 2 && dims[0] == 3 && dims[1] == joints;
  if (!upright && !lying) {
    throw FormatError(file, cell.name(), fmt::format("{} x 3 numbers, or none", joints), cell.contents());
  }
  const std::vector<double> values = cell.numbers();
  for (std::size_t j = 0; j < joints; ++j) {
    for (std::size_t axis = 0; axis < 3; ++axis)
      positions.push_back(static_cast<float>(values[upright ? axis * joints + j : j * 3 + axis]));
  }
}

std::vector<float> positions_of(const MatArray& person, const fs::path& file, const JobContext& context) {
  if (!person.is_cell()) throw FormatError(file, person.name(), "a cell per frame", "another kind of array");
  std::vector<float> positions;
  for (std::size_t f = 0; f < person.cell_count(); ++f) {
    if (f % 1024 == 0) context.throw_if_stopped();
    append_frame(unwrapped(person.cell(f), file), file, positions);
  }
  return positions;
}

/// Those of the calibration and the folders of pictures beside the file, as downloads and VoxelPose have
/// them.
void add_cameras(const fs::path& file, Sequence& track, const RemarkSink& remark) {
  const std::vector<fs::path> pictures = shelf_pictures(file);
  const auto calibration = shelf_calibration_of(file);
  if (!calibration) {
    for (const fs::path& folder : pictures) track.videos.push_back(folder.string());
    return;
  }
  try {
    bind_videos(track, read_calibration(*calibration, std::nullopt, remark), pictures, remark);
  } catch (const Error& error) {
    remark(fmt::format("{}; read without cameras", error.what()));
  }
}

void read_shelf(const fs::path& file, const ReadOptions& given, const SequenceSink& sink,
                const RemarkSink& remark, const JobContext& context) {
  const ReadOptions options = options_with_mapping(given);
  const TrackFacts facts = stated_facts(options, {joint_set_named("shelf14"), 1, std::nullopt, 0});
  const MatArray people = MatFile(file, context).read(variable, context);
  if (!people.is_cell() || people.is_empty())
    throw FormatError(file, variable, "a cell per person",
                      people.is_cell() ? "none" : "another kind of array");
  if (facts.frames_per_second == 0) remark("no frame rate in the file: unknown until --fps states it");
  Sequence common;
  common.take = id_part(fs::absolute(file).parent_path().filename().string());
  common.view = "world";
  common.frames_per_second = facts.frames_per_second;
  common.joints = facts.joints;
  common.source = file;
  add_cameras(file, common, remark);
  TracksOfOneFrame tracks;
  for (std::size_t p = 0; p < people.cell_count(); ++p) {
    Sequence track = common;
    track.subject = fmt::format("actor {}", p + 1);
    track.positions_mm = positions_of(people.cell(p), file, context);
    if (!track.positions_mm.empty()) tracks.add(std::move(track));
  }
  tracks.emit(options, millimetres_per_metre, sink, remark);
}

/// The calibration and the pictures.
bool accompanies_shelf(const fs::path& file) {
  const bool is_picture =
      is_picture_name(file) && file.parent_path().filename().string().starts_with("Camera");
  return is_picture || (file.extension() == ".json" && file.filename().string().starts_with("calibration"));
}

}  // namespace

Reader shelf_reader() {
  return {"shelf", "Shelf and Campus", recognises_shelf, read_shelf, accompanies_shelf};
}

}  // namespace solopose
