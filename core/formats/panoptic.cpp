#include "core/formats/panoptic.h"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/files/utf8.h"
#include "core/formats/body_guess.h"
#include "core/formats/calibration.h"
#include "core/formats/camera_videos.h"
#include "core/formats/joint_mapping.h"
#include "core/formats/panoptic_frame.h"
#include "core/formats/track_facts.h"
#include "core/formats/usual_unit.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

constexpr double millimetres_per_centimetre = 10;
constexpr std::string_view prefix = "body3DScene_";
constexpr std::string_view ending = ".json";
constexpr std::size_t row = std::size_t{19} * 3;

/// 12 of body3DScene_00000012.json.
std::optional<std::int64_t> frame_number(const std::string& name) {
  if (!name.starts_with(prefix) || !name.ends_with(ending)) return std::nullopt;
  const std::string digits = name.substr(prefix.size(), name.size() - prefix.size() - ending.size());
  if (digits.empty() || digits.size() > 9 || digits.find_first_not_of("0123456789") != std::string::npos)
    return std::nullopt;
  return std::stoll(digits);
}

using Frames = std::map<std::int64_t, fs::path>;

Frames frames_beside(const fs::path& file) {
  Frames frames;
  std::error_code ignored;
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  for (fs::directory_iterator entry(folder, ignored), end; entry != end; entry.increment(ignored)) {
    if (const auto number = frame_number(entry->path().filename().string()))
      frames.emplace(*number, entry->path());
  }
  return frames;
}

/// The folder's first frame. A search asks this of every file of a folder: the folder is listed once.
fs::path first_beside(const fs::path& file) {
  thread_local fs::path listed;
  thread_local fs::file_time_type changed;
  thread_local fs::path first;
  std::error_code failure;
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  const fs::file_time_type now = fs::last_write_time(folder, failure);
  if (listed != folder || changed != now || failure) {
    const Frames frames = frames_beside(file);
    first = frames.empty() ? fs::path() : frames.begin()->second.filename();
    listed = folder;
    changed = now;
  }
  return first;
}

bool is_frame(const fs::path& file) { return frame_number(file.filename().string()).has_value(); }

bool recognises_panoptic(const fs::path& file) {
  return is_frame(file) && file.filename() == first_beside(file);
}

/// The frames behind the first, and the take's calibration_NAME.json.
bool accompanies_panoptic(const fs::path& file) {
  const std::string name = file.filename().string();
  return is_frame(file) || (name.starts_with("calibration_") && name.ends_with(ending));
}

std::vector<PanopticFrame> read_frames(const std::vector<fs::path>& files, const JobContext& context) {
  std::vector<PanopticFrame> frames(files.size());
  constexpr std::size_t piece = 256;
  const std::size_t pieces = (files.size() + piece - 1) / piece;
  parallel_for(static_cast<std::int64_t>(pieces), [&](std::int64_t p) {
    context.throw_if_stopped();
    const auto begin = static_cast<std::size_t>(p) * piece;
    for (std::size_t i = begin; i < std::min(begin + piece, files.size()); ++i)
      frames[i] = read_panoptic_frame(files[i]);
  });
  return frames;
}

double rate_of(const std::string& fps_type, const fs::path& file) {
  const std::string folder = file.parent_path().filename().string();
  if (fps_type == "hd_29_97" || (fps_type.empty() && folder.starts_with("hdPose3d"))) return 30000.0 / 1001;
  if (fps_type == "vga_25" || (fps_type.empty() && folder.starts_with("vgaPose3d"))) return 25;
  return 0;
}

/// The take's folder stands above the one of the frames.
fs::path take_folder(const fs::path& file) {
  const fs::path folder = fs::absolute(file).parent_path();
  const bool plain = folder.filename().string().find("Pose3d") != std::string::npos;
  return plain ? folder.parent_path() : folder;
}

bool is_vga(const fs::path& file) {
  return fs::absolute(file).parent_path().filename().string().starts_with("vga");
}

/// calibration_TAKE.json's cameras of the kind that the poses are counted by: high definition has panel 0.
std::vector<Camera> cameras_of_take(const fs::path& file, const RemarkSink& remark) {
  const fs::path take = take_folder(file);
  const fs::path calibration = take / ("calibration_" + take.filename().string() + std::string(ending));
  std::error_code unreadable;
  if (!fs::exists(calibration, unreadable)) return {};
  try {
    std::vector<Camera> cameras = read_calibration(calibration, std::nullopt, remark);
    std::erase_if(cameras,
                  [vga = is_vga(file)](const Camera& c) { return c.name.starts_with("00_") == vga; });
    return cameras;
  } catch (const Error& error) {
    remark(fmt::format("{}; read without cameras", error.what()));
    return {};
  }
}

/// What all people of a take share: its cameras and films, whose frames are those of the file names.
Sequence filmed_take(const fs::path& file, std::int64_t origin, const RemarkSink& remark) {
  Sequence take;
  take.take = id_part(take_folder(file).filename().string());
  const std::vector<Camera> cameras = cameras_of_take(file, remark);
  if (cameras.empty()) return take;
  if (origin == 0) {
    bind_videos(take, cameras, films_in(take_folder(file) / (is_vga(file) ? "vgaVideos" : "hdVideos")),
                remark);
  } else {
    take.cameras = cameras;
    remark("the frames are not counted from the films' first, so the videos were left out");
  }
  return take;
}

/// Rows of every person, from the film's frame `origin` on.
std::map<std::int64_t, std::vector<float>> tracks_of(const Frames& files,
                                                     const std::vector<PanopticFrame>& frames,
                                                     std::int64_t origin) {
  std::map<std::int64_t, std::vector<float>> tracks;
  auto file = files.begin();
  for (const PanopticFrame& frame : frames) {
    const auto at = static_cast<std::size_t>((file++)->first - origin) * row;
    for (const PanopticBody& body : frame.bodies) {
      std::vector<float>& track = tracks[body.id];
      track.resize(std::max(track.size(), at + row), std::numeric_limits<float>::quiet_NaN());
      std::copy(body.joints_cm.begin(), body.joints_cm.end(),
                track.begin() + static_cast<std::ptrdiff_t>(at));
    }
  }
  return tracks;
}

/// Frames count from the film's start, unless that lies absurdly far before the first file.
std::int64_t origin_of(const Frames& files, const fs::path& file, const RemarkSink& remark) {
  const std::int64_t first = files.begin()->first;
  const std::int64_t last = files.rbegin()->first;
  const auto most = static_cast<std::int64_t>(files.size()) * 20 + 100000;
  if (last - first >= most) {
    throw FormatError(file, "file names", fmt::format("frame numbers within {} of each other", most),
                      fmt::format("{} and {}", first, last));
  }
  if (last < most) return 0;
  remark(fmt::format("the frames are counted from {}, the first file's", first));
  return first;
}

void read_panoptic(const fs::path& file, const ReadOptions& options, const SequenceSink& sink,
                   const RemarkSink& remark, const JobContext& context) {
  Frames files = frames_beside(file);
  if (!is_frame(file)) {
    files = {{0, file}};
  } else if (files.empty() || file.filename() != files.begin()->second.filename()) {
    throw FormatError(file, "file name", "the first frame of the folder, which stands for all of them",
                      "a later frame");
  }
  std::vector<fs::path> paths;
  for (const auto& [number, path] : files) paths.push_back(path);
  const std::vector<PanopticFrame> frames = read_frames(paths, context);
  const TrackFacts facts = stated_facts(
      options, {joint_set_named("panoptic19"), millimetres_per_centimetre, -Eigen::Vector3d::UnitY(),
                rate_of(frames.front().fps_type, fs::absolute(file))});
  if (facts.frames_per_second == 0)
    remark("no known fpsType in the file: the frame rate is unknown until --fps states it");
  const std::int64_t origin = origin_of(files, file, remark);
  const Sequence take = filmed_take(file, origin, remark);
  for (auto& [id, positions] : tracks_of(files, frames, origin)) {
    context.throw_if_stopped();
    Sequence track = take;
    track.subject = fmt::format("person {}", id);
    track.view = "world";
    track.frames_per_second = facts.frames_per_second;
    track.joints = facts.joints;
    track.up = facts.up;
    track.source = file;
    track.positions_mm = std::move(positions);
    to_millimetres(track.positions_mm, facts.millimetres_per_unit);
    if (!options_with_mapping(options).millimetres_per_unit)
      remark_odd_size(*track.joints, track.positions_mm, millimetres_per_centimetre, remark);
    sink(std::move(track));
  }
}

}  // namespace

Reader panoptic_reader() {
  return {"panoptic", "CMU Panoptic", recognises_panoptic, read_panoptic, accompanies_panoptic};
}

}  // namespace solopose
