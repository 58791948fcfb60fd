#include "core/formats/freemocap.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/error.h"
#include "core/files/byte_cursor.h"
#include "core/files/npy.h"
#include "core/files/utf8.h"
#include "core/formats/file_tracks.h"
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

bool accompanies_freemocap(const fs::path& file) {
  for (fs::path folder = fs::absolute(file).parent_path(); folder.has_relative_path();
       folder = folder.parent_path()) {
    if (is_output_folder(folder)) return true;
  }
  return false;
}

/// (frames, 33, 3) of the file's body.
std::vector<float> body_of(const NumberArray& array, const fs::path& file) {
  const auto& shape = array.shape;
  if (shape.size() != 3 || shape[0] == 0 || shape[1] < landmarks || shape[2] != 3) {
    throw FormatError(file, "array", fmt::format("shape (frames, {} or more, 3)", landmarks),
                      fmt::format("({})", fmt::join(shape, ", ")));
  }
  std::vector<float> body;
  body.reserve(static_cast<std::size_t>(shape[0] * landmarks * 3));
  for (std::uint64_t f = 0; f < shape[0]; ++f) {
    const double* frame = array.values.data() + f * shape[1] * 3;
    for (std::uint64_t i = 0; i < landmarks * 3; ++i) body.push_back(static_cast<float>(frame[i]));
  }
  return body;
}

void read_freemocap(const fs::path& file, const ReadOptions& given, const SequenceSink& sink,
                    const RemarkSink& remark, const JobContext& context) {
  const ReadOptions options = options_with_mapping(given);
  const TrackFacts facts = stated_facts(options, {joint_set_named("mediapipe33"), 1, std::nullopt, 0});
  const std::vector<std::uint8_t> bytes = bytes_of_file(file, context);
  Sequence track;
  const fs::path folder = output_folder(file);
  track.subject = "unknown";
  track.take = id_part((is_output_folder(folder) ? folder.parent_path().filename() : file.stem()).string());
  track.view = "world";
  track.frames_per_second = facts.frames_per_second;
  track.joints = facts.joints;
  track.source = file;
  track.positions_mm = body_of(parse_npy_numbers(bytes, file, "array"), file);
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
