#include "core/formats/h36m_cdf.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/error.h"
#include "core/files/cdf.h"
#include "core/files/utf8.h"
#include "core/formats/h36m_cameras.h"
#include "core/formats/h36m_names.h"
#include "core/formats/joint_mapping.h"
#include "core/formats/track_facts.h"
#include "core/formats/usual_unit.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

constexpr double frames_per_second = 50;
constexpr const char* variable = "Pose";

// The download's other features (D2_Positions, D3_Angles, RawAngles) have the same names and variable.
bool recognises_h36m_cdf(const fs::path& file) {
  return lower_case(file.extension().string()) == ".cdf" && h36m_feature(file) != H36mFeature::other &&
         is_cdf(file);
}

/// (1, frames, 96), or without the first axis.
CdfFile::Stored poses_of(const CdfFile& cdf, const fs::path& file, const JobContext& context) {
  CdfFile::Stored poses = cdf.stored(variable, context);
  const auto& shape = poses.header.shape;
  const bool one_record = shape.size() == 3 && shape[0] == 1 && shape[2] == 96;
  const bool record_per_frame = shape.size() == 2 && shape[1] == 96;
  if ((!one_record && !record_per_frame) || poses.bytes.empty()) {
    throw FormatError(file, variable, "shape (1, frames, 96)", fmt::format("({})", fmt::join(shape, ", ")));
  }
  return poses;
}

void name_track(const fs::path& file, Sequence& track) {
  const H36mName name = h36m_name(file);
  track.subject = name.subject;
  track.action = name.action;
  track.take = name.take;
  track.view = name.camera.empty() ? "world" : name.camera;
  if (!name.camera.empty()) track.frame = CoordinateFrame::camera;
  if (h36m_feature(file) == H36mFeature::universal) track.take += " universal";
}

/// metadata.xml stands in the download's root, above the subjects' folders.
void add_cameras(const fs::path& file, Sequence& track, const RemarkSink& remark) {
  const H36mName name = h36m_name(file);
  const fs::path root = h36m_root(file);
  const fs::path metadata = root / "metadata.xml";
  std::error_code ignored;
  const bool known = !root.empty() && fs::exists(metadata, ignored);
  std::vector<Camera> cameras = known ? read_h36m_cameras(metadata, track.subject) : std::vector<Camera>();
  const std::vector<std::string> videos =
      root.empty() ? std::vector<std::string>() : h36m_videos(root, name.subject, name.take);
  if (track.frame == CoordinateFrame::world) {
    track.cameras = std::move(cameras);
    if (track.cameras.size() == videos.size() || track.cameras.empty()) track.videos = videos;
    return;
  }
  const auto own =
      std::find_if(cameras.begin(), cameras.end(), [&](const Camera& c) { return c.name == name.camera; });
  const auto video = std::find_if(videos.begin(), videos.end(), [&](const std::string& v) {
    return v.ends_with(fmt::format(".{}.mp4", name.camera));
  });
  if (video != videos.end()) track.videos = {*video};
  if (own == cameras.end()) {
    if (!track.up)
      remark("no metadata.xml in the download's root tells the camera: it and the up axis are unknown");
    return;
  }
  track.cameras = {*own};
  if (!track.up) track.up = own->rotation * Eigen::Vector3d::UnitZ();
}

void read_h36m_cdf(const fs::path& file, const ReadOptions& options, const SequenceSink& sink,
                   const RemarkSink& remark, const JobContext& context) {
  Sequence track;
  name_track(file, track);
  const bool world = track.frame == CoordinateFrame::world;
  const std::optional<Eigen::Vector3d> up =
      world ? std::optional<Eigen::Vector3d>(Eigen::Vector3d::UnitZ()) : std::nullopt;
  const TrackFacts facts = stated_facts(options, {joint_set_named("h36m32"), 1, up, frames_per_second});
  track.frames_per_second = facts.frames_per_second;
  track.joints = facts.joints;
  track.up = facts.up;
  track.source = file;
  const CdfFile cdf(file, context);
  const CdfFile::Stored poses = poses_of(cdf, file, context);
  append_npy_floats(poses.header, poses.bytes, file, variable, facts.millimetres_per_unit,
                    track.positions_mm);
  if (!options_with_mapping(options).millimetres_per_unit)
    remark_odd_size(*track.joints, track.positions_mm, 1, remark);
  if (track.subject == "unknown") remark("no folder S1 to S11 above the file tells the subject");
  if (track.action == "_ALL")
    remark("_ALL holds the subject's actions one after the other: leave it out where these are read, too");
  add_cameras(file, track, remark);
  sink(std::move(track));
}

bool accompanies_h36m_cdf(const fs::path& file) {
  return file.filename() == "metadata.xml" ||
         (lower_case(file.extension().string()) == ".cdf" && h36m_feature(file) == H36mFeature::other);
}

}  // namespace

Reader h36m_cdf_reader() {
  return {"h36m_cdf", "Human3.6M (cdf)", recognises_h36m_cdf, read_h36m_cdf, accompanies_h36m_cdf};
}

}  // namespace solopose
