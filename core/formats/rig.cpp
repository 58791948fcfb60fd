#include "core/formats/rig.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "core/base/error.h"
#include "core/files/c3d.h"
#include "core/formats/bvh_branch.h"
#include "core/formats/bvh_kinematics.h"
#include "core/formats/csv_table.h"
#include "core/formats/reader.h"
#include "core/formats/trc_file.h"

namespace solopose {
namespace {

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

std::vector<std::string> names_of_bvh(const std::filesystem::path& file, const JobContext& context) {
  TextScanner text(file, context);
  const BvhSkeleton skeleton = parse_bvh_hierarchy(text);
  return names_of(skeleton, whole(skeleton));
}

Rig rig_of_csv(const std::filesystem::path& file, const JobContext& context) {
  CsvTable table = read_csv_table(
      file, [](const std::string&) {}, context);
  if (table.tracks.empty()) throw FormatError(file, "rows", "at least one", "none");
  std::vector<Eigen::Vector3f> pose = first_good_pose(table.tracks.front().positions, table.joints.size());
  return {std::move(table.joints), {}, std::move(pose)};
}

Rig rig_of_trc(const std::filesystem::path& file, const JobContext& context) {
  TextScanner text(file, context);
  TrcFile trc = parse_trc(text, context);
  if (trc.positions.empty()) throw FormatError(file, "rows", "at least one frame", "none");
  std::vector<Eigen::Vector3f> pose = first_good_pose(trc.positions, trc.markers.size());
  return {std::move(trc.markers), {}, std::move(pose)};
}

std::vector<std::string> names_of_trc(const std::filesystem::path& file, const JobContext& context) {
  TextScanner text(file, context);
  return parse_trc_header(text).markers;
}

Rig rig_of_c3d(const std::filesystem::path& file, const JobContext& context) {
  C3dFile c3d = read_c3d(file, context);
  if (c3d.frames == 0) throw FormatError(file, "frames", "at least one", "none");
  // As some programs write missing points.
  for (std::size_t p = 0; p < c3d.positions.size(); p += 3) {
    const std::span point(&c3d.positions[p], 3);
    if (std::ranges::count(point, 0.0F) == 3) std::ranges::fill(point, std::nanf(""));
  }
  std::vector<Eigen::Vector3f> pose = first_good_pose(c3d.positions, static_cast<std::size_t>(c3d.points));
  return {c3d.point_names(), {}, std::move(pose)};
}

std::vector<std::string> names_of_c3d(const std::filesystem::path& file, const JobContext& context) {
  return read_c3d_parameters(file, context).point_names();
}

/// How the files of a reader tell their rig.
struct RigKind {
  std::string_view reader;
  std::string_view ending;  ///< of those of its files that do; empty: all
  std::vector<std::string> (*read_names)(const std::filesystem::path&, const JobContext&);
  Rig (*read)(const std::filesystem::path&, const JobContext&);
};

constexpr RigKind kinds[] = {{"bvh", "", names_of_bvh, rig_of_bvh},
                             {"trc", "", names_of_trc, rig_of_trc},
                             {"c3d", "", names_of_c3d, rig_of_c3d},
                             {"table", ".csv", read_csv_joints, rig_of_csv}};

const RigKind* find_kind(const std::filesystem::path& file) {
  const Reader* reader = reader_for(file);
  if (reader == nullptr) return nullptr;
  const auto kind = std::ranges::find(kinds, reader->name, &RigKind::reader);
  const bool fits = kind != std::end(kinds) && (kind->ending.empty() || file.extension() == kind->ending);
  return fits ? kind : nullptr;
}

const RigKind& kind_of_rig(const std::filesystem::path& file) {
  if (const RigKind* kind = find_kind(file)) return *kind;
  throw FormatError(file, "joints", "a BVH, TRC, C3D or CSV file, which names its joints", "another");
}

}  // namespace

bool has_rig(const std::filesystem::path& file) { return find_kind(file) != nullptr; }

std::vector<std::string> read_rig_names(const std::filesystem::path& file, const JobContext& context) {
  return kind_of_rig(file).read_names(file, context);
}

Rig read_rig(const std::filesystem::path& file, const JobContext& context) {
  return kind_of_rig(file).read(file, context);
}

}  // namespace solopose
