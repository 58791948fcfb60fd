#include "core/formats/trc.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/files/utf8.h"
#include "core/formats/body_guess.h"
#include "core/formats/camera_videos.h"
#include "core/formats/joint_mapping.h"
#include "core/formats/length_unit.h"
#include "core/formats/marker_people.h"
#include "core/formats/pose2sim_calibration.h"
#include "core/formats/round_rate.h"
#include "core/formats/row_times.h"
#include "core/formats/said_once.h"
#include "core/formats/trc_file.h"
#include "core/options/option_field.h"

namespace solopose {
namespace {

bool recognises_trc(const std::filesystem::path& file) {
  std::string ending = file.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char c) { return std::tolower(c); });
  return ending == ".trc";
}

double unit_mm(const std::filesystem::path& file, const std::string& units) {
  const LengthUnit* unit = length_unit_named(units);
  if (unit == nullptr)
    throw FormatError(file, "Units", any_of(length_unit_names()), fmt::format("\"{}\"", printable(units)));
  return unit->millimetres;
}

/// Pose2Sim's cameras and videos, where its calibration lies about. A track of a part of the videos cannot
/// name them: frame by frame they would not belong together.
void add_cameras(const std::filesystem::path& file, double first_frame, Sequence& track,
                 const RemarkSink& remark) {
  const auto calibration = pose2sim_calibration_of(file);
  if (!calibration) return;
  std::vector<Camera> cameras;
  try {
    cameras = read_pose2sim_calibration(*calibration, remark);
  } catch (const Error& error) {
    remark(fmt::format("{}; read without cameras", error.what()));
    return;
  }
  if (first_frame <= 1) return bind_videos(track, cameras, pose2sim_videos(*calibration), remark);
  remark(fmt::format("Frame#: begins with {}, so the videos are not in step and were left out", first_frame));
  track.cameras = std::move(cameras);
}

void remark_counts(const TrcFile& trc, const RemarkSink& remark) {
  const auto markers = static_cast<std::int64_t>(trc.markers.size());
  if (markers != trc.declared_markers) {
    remark(fmt::format("NumMarkers: the header says {}, {} are named; those were read", trc.declared_markers,
                       markers));
  }
  if (trc.points_at_origin > 0) {
    remark(
        fmt::format("{} points are exactly 0 0 0 and were read as places; some programs write missing "
                    "markers so",
                    trc.points_at_origin));
  }
  if (trc.last_row_cut) remark(cut_row_remark(trc.rows()));
  const bool was_cut = trc.last_row_cut && trc.declared_frames == trc.rows() + 1;
  if (trc.rows() != trc.declared_frames && !was_cut) {
    remark(fmt::format("NumFrames: the header says {}, the file holds {} rows; all of them were read",
                       trc.declared_frames, trc.rows()));
  }
}

/// What the Time column may differ by: 1 % and its own rounding.
bool is_timed_at(const TrcFile& trc, double timed, double rate) {
  const double rounding = std::pow(10.0, -trc.time_decimals) * rate / static_cast<double>(trc.rows());
  return std::abs(timed - rate) <= (0.01 + rounding) * rate;
}

/// DataRate, unless another is stated. A Time column that contradicts it is remarked; it counts where
/// DataRate is its rate times the number of frames, as Kinetics Toolkit 0.17 writes it
/// (findings/kineticstoolkit-trc-rate-is-its-number-of-frames-too-high.sh).
double frames_per_second(const TrcFile& trc, const ReadOptions& options, const RemarkSink& remark) {
  if (options.frames_per_second) return *options.frames_per_second;
  const double timed = trc.times.frames_per_second();
  if (trc.data_rate == 0) {
    if (timed > 0) {
      remark(fmt::format(
          "DataRate is 0: the rate is unknown; the Time column runs at {:.6g}, --fps states it", timed));
    }
    return 0;
  }
  const double per_frame = trc.data_rate / static_cast<double>(trc.rows());
  // A Time column of 1, 2, 3 … counts frames: by chance DataRate may be their number.
  constexpr double slowest = 2;
  if (timed > slowest && trc.rows() > 1 && is_timed_at(trc, timed, per_frame)) {
    remark(
        fmt::format("DataRate is {:.6g}, {} times the {:.6g} frames a second of the Time column, which "
                    "counts: that many frames are in the file, and some programs multiply by them",
                    trc.data_rate, trc.rows(), per_frame));
    return per_frame;
  }
  if (timed > 0 && !is_timed_at(trc, timed, trc.data_rate)) {
    remark(fmt::format(
        "DataRate is {:.6g} frames a second, the Time column runs at {:.6g}: DataRate counts; --fps "
        "states another",
        trc.data_rate, timed));
  }
  remark_unusual_rate(trc.data_rate, remark);
  return trc.data_rate;
}

Eigen::Vector3d up_of(const TrcFile& trc, const ReadOptions& options, std::span<const float> poses,
                      const RemarkSink& remark) {
  if (!options.up && trc.up) return *trc.up;
  if (const auto up = settle_up(options, poses, remark)) return *up;
  remark("up axis: no torso or legs tell it, y was taken; --up states another");
  return Eigen::Vector3d::UnitY();
}

void read_trc(const std::filesystem::path& file, const ReadOptions& given, const SequenceSink& sink,
              const RemarkSink& all_remarks, const JobContext& context) {
  const RemarkSink remark = said_once(all_remarks);
  const ReadOptions options = options_with_mapping(given);
  TextScanner text(file, context);
  TrcFile trc = parse_trc(text, context);
  if (trc.positions.empty()) throw FormatError(file, "rows", "at least one frame", "none");
  remark_counts(trc, remark);

  Sequence common;
  common.take = id_part(file.stem().string());
  common.view = "world";
  common.source = file;
  common.frames_per_second = frames_per_second(trc, options, remark);
  add_cameras(file, trc.first_frame, common, remark);
  auto [sequences, poses] =
      tracks_of_markers(common, options, "trc", trc.markers, std::move(trc.positions), remark);
  const std::optional<double> header_unit =
      options.millimetres_per_unit ? std::nullopt : std::optional(unit_mm(file, trc.units));
  const double unit = settle_unit(file, options, header_unit, poses, remark);
  const Eigen::Vector3d up = up_of(trc, options, poses, remark);
  for (Sequence& sequence : sequences) {
    sequence.up = up;
    keep_time(trc.times, static_cast<std::size_t>(sequence.joints->size()) * 3, sequence.positions_mm,
              remark);
    to_millimetres(sequence.positions_mm, unit);
    sink(std::move(sequence));
  }
}

/// Pose2Sim's calibration.
bool accompanies_trc(const std::filesystem::path& file) { return file.extension() == ".toml"; }

}  // namespace

Reader trc_reader() { return {"trc", "TRC", recognises_trc, read_trc, accompanies_trc}; }

}  // namespace solopose
