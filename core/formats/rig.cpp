#include "core/formats/rig.h"

#include <algorithm>
#include <optional>
#include <span>

#include "core/base/error.h"
#include "core/formats/bvh_branch.h"
#include "core/formats/bvh_kinematics.h"
#include "core/formats/csv_table.h"
#include "core/formats/reader.h"

namespace solopose {
namespace {

bool is_named(const Reader* reader, std::string_view name) {
  return reader != nullptr && reader->name == name;
}

bool is_csv(const std::filesystem::path& file) {
  return is_named(reader_for(file), "table") && file.extension() == ".csv";
}

/// Of (frames, joints, 3).
std::vector<Eigen::Vector3f> first_good_pose(std::span<const float> positions, std::size_t joints) {
  std::vector<Eigen::Vector3f> best;
  std::ptrdiff_t most = -1;
  for (std::size_t row = 0; row + joints * 3 <= positions.size(); row += joints * 3) {
    std::vector<Eigen::Vector3f> pose;
    for (std::size_t j = 0; j < joints; ++j)
      pose.emplace_back(Eigen::Map<const Eigen::Vector3f>(positions.data() + row + j * 3));
    const auto there = std::ranges::count_if(pose, [](const auto& point) { return point.allFinite(); });
    if (there > most) {
      most = there;
      best = std::move(pose);
    }
    if (most == static_cast<std::ptrdiff_t>(joints)) break;
  }
  return best;
}

BvhBranch whole(const BvhSkeleton& skeleton) { return {0, skeleton.joints.size()}; }

Rig rig_of_bvh(const std::filesystem::path& file, const JobContext& context) {
  TextScanner text(file, context);
  const BvhSkeleton skeleton = parse_bvh_hierarchy(text);
  const BvhMotion motion = parse_bvh_motion(text, skeleton, context);
  if (motion.rows.empty()) throw FormatError(file, "MOTION", "at least one frame", "none");
  const std::vector<float> positions = bvh_positions(skeleton, motion.rows, context);
  return {names_of(skeleton, whole(skeleton)), parents_of(skeleton, whole(skeleton)),
          first_good_pose(positions, skeleton.joints.size())};
}

Rig rig_of_csv(const std::filesystem::path& file, const JobContext& context) {
  CsvTable table = read_csv_table(
      file, [](const std::string&) {}, context);
  if (table.tracks.empty()) throw FormatError(file, "rows", "at least one", "none");
  std::vector<Eigen::Vector3f> pose = first_good_pose(table.tracks.front().positions, table.joints.size());
  return {std::move(table.joints), {}, std::move(pose)};
}

/// Of files that are a marker cloud where their names tell no body.
Rig rig_of_markers(const std::filesystem::path& file, const JobContext& context) {
  ReadOptions as_they_are;
  as_they_are.millimetres_per_unit = 1;
  as_they_are.up = std::string("y");
  std::optional<Rig> rig;
  reader_for(file)->read(
      file, as_they_are,
      [&](Sequence&& track) {
        if (rig) return;
        rig = {track.joints->joints, track.joints->parents,
               first_good_pose(track.positions_mm, track.joints->joints.size())};
      },
      [](const std::string&) {}, context);
  if (!rig) throw FormatError(file, "markers", "at least one", "none");
  return *rig;
}

}  // namespace

bool has_rig(const std::filesystem::path& file) {
  const Reader* reader = reader_for(file);
  return is_named(reader, "bvh") || is_named(reader, "trc") || is_named(reader, "c3d") || is_csv(file);
}

std::vector<std::string> read_rig_names(const std::filesystem::path& file, const JobContext& context) {
  if (!is_named(reader_for(file), "bvh")) return read_rig(file, context).joints;
  TextScanner text(file, context);
  const BvhSkeleton skeleton = parse_bvh_hierarchy(text);
  return names_of(skeleton, whole(skeleton));
}

Rig read_rig(const std::filesystem::path& file, const JobContext& context) {
  if (!has_rig(file))
    throw FormatError(file, "joints", "a BVH, TRC, C3D or CSV file, which names its joints", "another");
  if (is_named(reader_for(file), "bvh")) return rig_of_bvh(file, context);
  return is_csv(file) ? rig_of_csv(file, context) : rig_of_markers(file, context);
}

}  // namespace solopose
