#include "core/formats/h36m_h5.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/error.h"
#include "core/files/hdf5_reader.h"
#include "core/formats/h36m_names.h"
#include "core/formats/joint_mapping.h"
#include "core/formats/track_facts.h"
#include "core/formats/usual_unit.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

constexpr double frames_per_second = 50;
constexpr const char* dataset = "3D_positions";
constexpr std::size_t width = 96;

// The name of the dataset stands in the root group's list of names, which writers put at the file's
// beginning.
bool recognises_h36m_h5(const fs::path& file) {
  constexpr std::size_t beginning = 1 << 14;
  const std::string ending = lower_case(file.extension().string());
  if (ending != ".h5" && ending != ".hdf5") return false;
  const std::string bytes = first_bytes(file, beginning);
  return bytes.starts_with("\x89HDF") && bytes.find(dataset) != std::string::npos;
}

/// (frames, 32, 3) of a file that has a column a frame.
std::vector<float> rows_of(const fs::path& file, double millimetres_per_unit) {
  const Hdf5Reader reader(file);
  Hdf5Reader::Stored columns = reader.stored(dataset);
  std::vector<std::uint64_t>& shape = columns.header.shape;
  if (shape.size() != 2 || shape[0] != width || shape[1] == 0) {
    throw FormatError(file, dataset, "shape (96, frames)", fmt::format("({})", fmt::join(shape, ", ")));
  }
  std::swap(shape[0], shape[1]);
  columns.header.fortran_order = true;
  std::vector<float> rows;
  append_npy_floats(columns.header, columns.bytes, file, dataset, millimetres_per_unit, rows);
  return rows;
}

void read_h36m_h5(const fs::path& file, const ReadOptions& options, const SequenceSink& sink,
                  const RemarkSink& remark, const JobContext& context) {
  const TrackFacts facts =
      stated_facts(options, {joint_set_named("h36m32"), 1, Eigen::Vector3d::UnitZ(), frames_per_second});
  const H36mName name = h36m_name(file);
  Sequence track;
  track.subject = name.subject;
  track.action = name.action;
  track.take = name.take;
  track.view = "world";
  track.frames_per_second = facts.frames_per_second;
  track.joints = facts.joints;
  track.up = facts.up;
  track.source = file;
  track.positions_mm = rows_of(file, facts.millimetres_per_unit);
  context.throw_if_stopped();
  if (!options_with_mapping(options).millimetres_per_unit)
    remark_odd_size(*track.joints, track.positions_mm, 1, remark);
  if (track.subject == "unknown") remark("no folder S1 to S11 above the file tells the subject");
  sink(std::move(track));
}

}  // namespace

Reader h36m_h5_reader() { return {"h36m_h5", "Human3.6M (h5)", recognises_h36m_h5, read_h36m_h5}; }

}  // namespace solopose
