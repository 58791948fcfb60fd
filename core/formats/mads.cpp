#include "core/formats/mads.h"

#include <limits>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/files/mat_file.h"
#include "core/files/utf8.h"
#include "core/formats/joint_mapping.h"
#include "core/formats/mads_cameras.h"
#include "core/formats/track_facts.h"
#include "core/formats/usual_unit.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view ending = "_GT.mat";

bool recognises_mads(const fs::path& file) {
  return file.filename().string().ends_with(ending) && first_bytes(file, 6) == "MATLAB";
}

// HipHop_HipHop1_GT.mat: category HipHop, take HipHop1. Each category has a performer of its own.
void name_track(const fs::path& file, Sequence& track) {
  std::string name = file.filename().string();
  name = name.ends_with(ending) ? name.substr(0, name.size() - ending.size()) : file.stem().string();
  const std::size_t split = name.rfind('_');
  const bool two_parts = split != std::string::npos && split > 0 && split + 1 < name.size();
  track.subject = two_parts ? id_part(name.substr(0, split)) : "unknown";
  track.action = two_parts ? track.subject : "";
  track.take = id_part(two_parts ? name.substr(split + 1) : name);
}

// The joint set of the first frame that has one.
const char* set_name_of(const MatArray& frames, const fs::path& file) {
  for (std::size_t f = 0; f < frames.cell_count(); ++f) {
    const MatArray cell = frames.cell(f);
    if (cell.is_empty()) continue;
    for (const auto& [count, name] : {std::pair<std::uint64_t, const char*>{57, "mads19"}, {45, "mads15"}}) {
      if (cell.count() == count) return name;
    }
    throw FormatError(file, cell.name(), "19 x 3 or 15 x 3 numbers", cell.contents());
  }
  throw FormatError(file, "GTpose2", "at least one frame with joints",
                    fmt::format("{} empty ones", frames.cell_count()));
}

// A frame's joints in row-major order; a lost frame is all missing.
std::vector<double> frame_of(const MatArray& cell, std::size_t joints, const fs::path& file) {
  if (cell.is_empty()) return std::vector<double>(joints * 3, std::numeric_limits<double>::quiet_NaN());
  const auto& dims = cell.dims();
  const bool upright = dims.size() == 2 && dims[0] == joints && dims[1] == 3;
  const bool lying = dims.size() == 2 && dims[0] == 3 && dims[1] == joints;
  if (!upright && !lying) {
    throw FormatError(file, cell.name(), fmt::format("{} x 3 numbers", joints), cell.contents());
  }
  std::vector<double> values = cell.numbers();
  if (lying) return values;
  std::vector<double> rows(values.size());
  for (std::size_t j = 0; j < joints; ++j) {
    for (std::size_t axis = 0; axis < 3; ++axis) rows[j * 3 + axis] = values[axis * joints + j];
  }
  return rows;
}

void read_mads(const fs::path& file, const ReadOptions& options, const SequenceSink& sink,
               const RemarkSink& remark, const JobContext& context) {
  const MatArray frames = MatFile(file, context).read("GTpose2", context);
  if (!frames.is_cell()) throw FormatError(file, "GTpose2", "a cell per frame", "another kind of array");
  const TrackFacts facts =
      stated_facts(options, {joint_set_named(set_name_of(frames, file)), 1, Eigen::Vector3d::UnitY(), 0});
  if (facts.frames_per_second == 0) remark("no frame rate in the file: unknown until --fps states it");
  Sequence track;
  name_track(file, track);
  track.view = "world";
  track.frames_per_second = facts.frames_per_second;
  track.joints = facts.joints;
  track.up = facts.up;
  track.source = file;
  track.cameras = mads_cameras(file, remark);
  std::string stem = file.filename().string();
  if (stem.ends_with(ending)) {
    stem.resize(stem.size() - ending.size());
    for (int view = 0; view < mads_views; ++view) {
      track.videos.push_back((file.parent_path() / fmt::format("{}_C{}.avi", stem, view)).string());
    }
  }
  const auto joints = static_cast<std::size_t>(facts.joints->size());
  for (std::size_t f = 0; f < frames.cell_count(); ++f) {
    if (f % 1024 == 0) context.throw_if_stopped();
    append_mm(frame_of(frames.cell(f), joints, file), facts.millimetres_per_unit, track.positions_mm);
  }
  if (!options_with_mapping(options).millimetres_per_unit)
    remark_odd_size(*track.joints, track.positions_mm, 1, remark);
  sink(std::move(track));
}

bool accompanies_mads(const fs::path& file) { return file.filename().string().starts_with("Calib_Cam"); }

}  // namespace

Reader mads_reader() { return {"mads", "MADS", recognises_mads, read_mads, accompanies_mads}; }

}  // namespace solopose
