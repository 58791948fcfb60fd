#include "core/formats/shelf.h"

#include <limits>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/error.h"
#include "core/files/mat_file.h"
#include "core/files/utf8.h"
#include "core/formats/file_tracks.h"
#include "core/formats/joint_mapping.h"
#include "core/formats/track_facts.h"

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
MatArray unwrapped(MatArray cell) {
  while (cell.is_cell() && cell.cell_count() == 1) cell = cell.cell(0);
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
    throw FormatError(file, cell.name(), fmt::format("{} x 3 numbers, or none", joints),
                      fmt::format("{}", fmt::join(dims, " x ")));
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
    append_frame(unwrapped(person.cell(f)), file, positions);
  }
  return positions;
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
  TracksOfOneFrame tracks;
  for (std::size_t p = 0; p < people.cell_count(); ++p) {
    Sequence track;
    track.subject = fmt::format("actor {}", p + 1);
    track.take = id_part(fs::absolute(file).parent_path().filename().string());
    track.view = "world";
    track.frames_per_second = facts.frames_per_second;
    track.joints = facts.joints;
    track.source = file;
    track.positions_mm = positions_of(people.cell(p), file, context);
    if (!track.positions_mm.empty()) tracks.add(std::move(track));
  }
  tracks.emit(options, millimetres_per_metre, sink, remark);
}

}  // namespace

Reader shelf_reader() { return {"shelf", "Shelf and Campus", recognises_shelf, read_shelf}; }

}  // namespace solopose
