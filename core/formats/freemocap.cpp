#include "core/formats/freemocap.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/error.h"
#include "core/files/byte_cursor.h"
#include "core/files/npy_file.h"
#include "core/files/utf8.h"
#include "core/formats/file_tracks.h"
#include "core/formats/freemocap_cameras.h"
#include "core/formats/joint_mapping.h"
#include "core/formats/track_facts.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t landmarks = 33;

/// The most finished first.
constexpr std::array<std::string_view, 6> names = {
    "mediapipe_body_3d_xyz.npy",
    "mediapipe_skeleton_3d.npy",
    "mediaPipeSkel_3d_body_hands_face.npy",
    "mediaPipeSkel_3d_origin_aligned.npy",
    "mediaPipeSkel_3d_smoothed.npy",
    "mediapipe3dData_numFrames_numTrackedPoints_spatialXYZ.npy"};

/// Where output arrays lie; raw_data and older versions' folders lie inside.
bool is_output_folder(const fs::path& folder) {
  const std::string name = folder.filename().string();
  return name == "output_data" || name == "DataArrays";
}

fs::path output_folder(const fs::path& file) {
  fs::path folder = fs::absolute(file).parent_path();
  if (!is_output_folder(folder) && is_output_folder(folder.parent_path())) folder = folder.parent_path();
  return folder;
}

bool recognises_freemocap(const fs::path& file) {
  const auto own = std::find(names.begin(), names.end(), file.filename().string());
  if (own == names.end() || first_bytes(file, 6) != "\x93NUMPY") return false;
  const fs::path folder = output_folder(file);
  std::error_code ignored;
  return std::none_of(names.begin(), own,
                      [&](std::string_view better) { return fs::exists(folder / better, ignored); });
}

/// The recording's other arrays, time stamps beside its videos, its calibration.
bool accompanies_freemocap(const fs::path& file) {
  std::error_code ignored;
  if (file.extension() == ".toml" && fs::exists(file.parent_path() / "output_data", ignored)) return true;
  for (fs::path folder = fs::absolute(file).parent_path(); folder.has_relative_path();
       folder = folder.parent_path()) {
    if (is_output_folder(folder) || folder.filename() == "synchronized_videos") return true;
  }
  return false;
}

/// (frames, 33, 3) of the file's body: the first landmarks of each frame.
std::vector<float> body_of(const fs::path& file, const JobContext& context) {
  NpyFile array(file, "array");
  const auto& shape = array.header().shape;
  if (shape.size() != 3 || shape[0] == 0 || shape[1] < landmarks || shape[2] != 3) {
    throw FormatError(file, "array", fmt::format("shape (frames, {} or more, 3)", landmarks),
                      fmt::format("({})", fmt::join(shape, ", ")));
  }
  std::vector<float> points;
  array.append_floats(1, points, context);
  if (shape[1] == landmarks) return points;
  const auto given = static_cast<std::ptrdiff_t>(shape[1] * 3);
  constexpr auto kept = static_cast<std::ptrdiff_t>(landmarks * 3);
  auto end = points.begin();
  for (auto frame = points.begin(); frame != points.end(); frame += given)
    end = std::copy(frame, frame + kept, end);
  points.erase(end, points.end());
  return points;
}

/// As it was triangulated, in the world of the cameras; empty where that was not kept, or is no such array.
std::vector<float> raw_body(const fs::path& output, const JobContext& context) {
  for (const fs::path& file :
       {output / "raw_data" / names.back(), output / names.back(), output / "raw_data" / names.front()}) {
    std::error_code ignored;
    if (!fs::exists(file, ignored)) continue;
    try {
      return body_of(file, context);
    } catch (const Error&) {
      return {};
    }
  }
  return {};
}

void read_freemocap(const fs::path& file, const ReadOptions& given, const SequenceSink& sink,
                    const RemarkSink& remark, const JobContext& context) {
  const ReadOptions options = options_with_mapping(given);
  const TrackFacts facts = stated_facts(options, {joint_set_named("mediapipe33"), 1, std::nullopt, 0});
  Sequence track;
  const fs::path folder = output_folder(file);
  track.subject = "unknown";
  track.take = id_part((is_output_folder(folder) ? folder.parent_path().filename() : file.stem()).string());
  track.view = "world";
  track.frames_per_second = facts.frames_per_second;
  track.joints = facts.joints;
  track.source = file;
  track.positions_mm = body_of(file, context);
  if (is_output_folder(folder))
    add_freemocap_cameras(
        folder.parent_path(), [&] { return raw_body(folder, context); }, track, remark);
  if (facts.frames_per_second == 0) remark("no frame rate in the file: unknown until --fps states it");
  TracksOfOneFrame tracks;
  tracks.add(std::move(track));
  tracks.emit(options, 1, sink, remark);
}

}  // namespace

Reader freemocap_reader() {
  return {"freemocap", "FreeMoCap", recognises_freemocap, read_freemocap, accompanies_freemocap};
}

}  // namespace solopose
