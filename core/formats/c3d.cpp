#include "core/formats/c3d.h"

#include <algorithm>
#include <cctype>
#include <limits>

#include <fmt/format.h>

#include "core/base/counted.h"
#include "core/base/error.h"
#include "core/files/c3d.h"
#include "core/files/utf8.h"
#include "core/formats/axis.h"
#include "core/formats/body_guess.h"
#include "core/formats/joint_mapping.h"
#include "core/formats/length_unit.h"
#include "core/formats/marker_people.h"
#include "core/formats/round_rate.h"
#include "core/formats/said_once.h"
#include "core/options/option_field.h"

namespace solopose {
namespace {

bool recognises_c3d(const std::filesystem::path& file) {
  std::string ending = file.extension().string();
  std::ranges::transform(ending, ending.begin(), [](unsigned char c) { return std::tolower(c); });
  return ending == ".c3d";
}

void remark_labels(const C3dFile& c3d, const RemarkSink& remark) {
  const auto labels = std::ssize(c3d.all_texts("POINT:LABELS"));
  if (labels != c3d.points)
    remark(fmt::format("POINT:LABELS: {} for {}", counted(labels, "label"), counted(c3d.points, "point")));
}

/// Some programs (Pose2Sim's) write missing points as 0 0 0. One point that is there in every frame is the
/// origin of the frame: poses may be taken from their pelvis.
void forget_points_at_origin(C3dFile& c3d, const RemarkSink& remark) {
  const auto points = static_cast<std::size_t>(c3d.points);
  std::vector<std::int64_t> at_origin(points, 0);
  const auto is_at_origin = [](const float* p) { return p[0] == 0 && p[1] == 0 && p[2] == 0; };
  for (std::size_t i = 0; i < c3d.positions.size() / 3; ++i)
    if (is_at_origin(c3d.positions.data() + 3 * i)) ++at_origin[i % points];
  const auto always = std::ranges::count(at_origin, c3d.frames);
  const auto origin = std::ranges::find(at_origin, c3d.frames);
  if (always == 1) *origin = 0;
  std::int64_t forgotten = 0;
  for (const std::int64_t count : at_origin) forgotten += count;
  if (forgotten == 0) return;
  for (std::size_t i = 0; i < c3d.positions.size() / 3; ++i) {
    float* point = c3d.positions.data() + 3 * i;
    if (at_origin[i % points] > 0 && is_at_origin(point))
      std::fill_n(point, 3, std::numeric_limits<float>::quiet_NaN());
  }
  remark(fmt::format("exactly 0 0 0, as some programs write missing points: {} read as missing",
                     counted(forgotten, "point")));
}

void remark_frames(const C3dFile& c3d, const RemarkSink& remark) {
  if (c3d.count_is_full && c3d.frames != c3d.declared_frames) {
    remark(fmt::format("frames: the header cannot count beyond {}, the file holds {}; all of them were read",
                       c3d.declared_frames, c3d.frames));
  } else if (c3d.frames < c3d.declared_frames) {
    remark(fmt::format("frames: the header says {}, the file holds {}; those were read", c3d.declared_frames,
                       c3d.frames));
  }
}

std::optional<double> unit_mm(const std::filesystem::path& file, const C3dFile& c3d) {
  const std::string name = c3d.text("POINT:UNITS");
  if (name.empty()) return std::nullopt;
  const LengthUnit* unit = length_unit_named(name);
  if (unit == nullptr)
    throw FormatError(file, "POINT:UNITS", any_of(length_unit_names()), fmt::format("\"{}\"", name));
  return unit->millimetres;
}

double frames_per_second(const C3dFile& c3d, const ReadOptions& options, const RemarkSink& remark) {
  if (options.frames_per_second) return *options.frames_per_second;
  if (c3d.frames_per_second == 0) remark("POINT:RATE is 0: the rate is unknown; --fps states it");
  remark_unusual_rate(c3d.frames_per_second, remark);
  return c3d.frames_per_second;
}

/// Where the studio wrote it.
std::optional<Eigen::Vector3d> own_up(const C3dFile& c3d) {
  const C3dParameter* own = c3d.parameter(fmt::format("{}:{}", c3d_up_group, c3d_up_name));
  if (own == nullptr || own->numbers.size() != 3) return std::nullopt;
  const Eigen::Vector3d up(own->numbers[0], own->numbers[1], own->numbers[2]);
  if (!up.allFinite() || !(up.norm() > 1e-6 && up.norm() < 1e6)) return std::nullopt;
  return up.normalized();
}

/// The body tells more than POINT:Y_SCREEN, which many programs write whatever they measure.
Eigen::Vector3d up_of(const C3dFile& c3d, const ReadOptions& options, std::span<const float> poses,
                      const RemarkSink& remark) {
  if (const auto own = own_up(c3d); own && !options.up) return *own;
  if (const auto up = settle_up(options, poses, remark)) return *up;
  std::string screen = c3d.text("POINT:Y_SCREEN");
  std::ranges::transform(screen, screen.begin(), [](unsigned char c) { return std::tolower(c); });
  if (const auto up = axis_named(screen)) {
    remark(fmt::format("up axis: {}, as POINT:Y_SCREEN has it; --up states another", screen));
    return *up;
  }
  remark("up axis: nothing tells it, z was taken; --up states another");
  return Eigen::Vector3d::UnitZ();
}

void read_points(const std::filesystem::path& file, const ReadOptions& given, const SequenceSink& sink,
                 const RemarkSink& all_remarks, const JobContext& context) {
  const RemarkSink remark = said_once(all_remarks);
  const ReadOptions options = options_with_mapping(given);
  C3dFile c3d = read_c3d(file, context);
  if (c3d.frames == 0) throw FormatError(file, "frames", "at least one", "none");
  remark_frames(c3d, remark);
  forget_points_at_origin(c3d, remark);

  Sequence common;
  common.take = id_part(file.stem().string());
  common.view = "world";
  common.source = file;
  common.frames_per_second = frames_per_second(c3d, options, remark);
  remark_labels(c3d, remark);
  auto [sequences, poses] =
      tracks_of_markers(common, options, "c3d", c3d.point_names(), std::move(c3d.positions), remark);
  const double unit = settle_unit(file, options, unit_mm(file, c3d), poses, remark);
  const Eigen::Vector3d up = up_of(c3d, options, poses, remark);
  for (Sequence& sequence : sequences) {
    sequence.up = up;
    to_millimetres(sequence.positions_mm, unit);
    sink(std::move(sequence));
  }
}

}  // namespace

Reader c3d_reader() { return {"c3d", "C3D", recognises_c3d, read_points}; }

}  // namespace solopose
