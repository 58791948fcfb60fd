#include "core/formats/amass.h"

#include <cmath>
#include <optional>
#include <span>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <Eigen/Geometry>

#include "core/base/error.h"
#include "core/files/npz.h"
#include "core/files/utf8.h"
#include "core/formats/body_model_choice.h"
#include "core/formats/joint_mapping.h"
#include "core/formats/track_facts.h"
#include "core/formats/usual_unit.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

constexpr double millimetres_per_metre = 1000;

/// AMASS calls the angles of all joints "poses"; files for SMPL-X also have them in parts, or only so.
bool recognises_amass(const fs::path& file) {
  if (file.extension() != ".npz") return false;
  try {
    const NpzReader npz(file);
    return npz.has("trans") && npz.has("betas") && (npz.has("poses") || npz.has("pose_body"));
  } catch (const std::exception&) {
    return false;
  }
}

/// The first text of an array, empty when there is none.
std::string text_of(const NpzReader& npz, const std::string& name) {
  if (!npz.has(name)) return "";
  const TextArray texts = npz.strings(name);
  return texts.values.empty() ? "" : texts.values.front();
}

/// An array (frames, columns).
NumberArray rows_of(const NpzReader& npz, const fs::path& file, const std::string& name,
                    std::uint64_t columns, std::optional<std::uint64_t> frames = std::nullopt) {
  NumberArray rows = npz.numbers(name);
  const bool fits = rows.shape.size() == 2 && rows.shape[0] > 0 && rows.shape[1] == columns &&
                    rows.shape[0] == frames.value_or(rows.shape[0]);
  if (!fits) {
    throw FormatError(file, name,
                      fmt::format("({}, {})", frames ? fmt::to_string(*frames) : "frames", columns),
                      fmt::format("({})", fmt::join(rows.shape, ", ")));
  }
  return rows;
}

std::optional<SmplKind> kind_named(std::string_view type) {
  if (type == "smpl") return SmplKind::smpl;
  if (type == "smplh") return SmplKind::smplh;
  if (type.starts_with("smplx")) return SmplKind::smplx;  // also smplx_locked_head
  return std::nullopt;
}

/// What the file is a motion of: what it says, or the body that has as many angles.
SmplKind kind_of(const NpzReader& npz, const fs::path& file) {
  if (const std::string type = text_of(npz, "surface_model_type"); !type.empty()) {
    if (const auto kind = kind_named(type)) return *kind;
    throw FormatError(file, "surface_model_type", "smpl, smplh or smplx", type);
  }
  if (!npz.has("poses")) return npz.has("pose_jaw") ? SmplKind::smplx : SmplKind::smplh;
  const NumberArray poses = npz.numbers("poses");
  for (const SmplKind kind : {SmplKind::smpl, SmplKind::smplh, SmplKind::smplx}) {
    if (poses.shape.size() == 2 && poses.shape[1] == 3 * static_cast<std::uint64_t>(kind)) return kind;
  }
  throw FormatError(file, "poses", "(frames, 72) of SMPL, (frames, 156) of SMPL-H or (frames, 165) of SMPL-X",
                    fmt::format("({})", fmt::join(poses.shape, ", ")));
}

/// Rotation vectors of the body's joints, each against its parent's, and where the root is moved.
struct Motion {
  Eigen::Matrix<double, 3 * smpl_body_joints, Eigen::Dynamic> angles;  ///< (66, frames)
  Eigen::Matrix<double, 3, Eigen::Dynamic> moves;                      ///< (3, frames), metres
};

using ConstRows = Eigen::Map<const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>;

ConstRows mapped(const NumberArray& rows) {
  return {rows.values.data(), static_cast<Eigen::Index>(rows.shape[0]),
          static_cast<Eigen::Index>(rows.shape[1])};
}

Motion motion_of(const NpzReader& npz, SmplKind kind, const fs::path& file) {
  const NumberArray moves = rows_of(npz, file, "trans", 3);
  const std::uint64_t frames = moves.shape[0];
  Motion motion;
  motion.moves = mapped(moves).transpose();
  if (npz.has("poses")) {
    const NumberArray poses = rows_of(npz, file, "poses", 3 * static_cast<std::uint64_t>(kind), frames);
    motion.angles = mapped(poses).leftCols<3 * smpl_body_joints>().transpose();
    return motion;
  }
  motion.angles.resize(Eigen::NoChange, static_cast<Eigen::Index>(frames));
  motion.angles.topRows<3>() = mapped(rows_of(npz, file, "root_orient", 3, frames)).transpose();
  motion.angles.bottomRows<3 * (smpl_body_joints - 1)>() =
      mapped(rows_of(npz, file, "pose_body", 3 * (smpl_body_joints - 1), frames)).transpose();
  return motion;
}

/// The shape numbers, of one body: (n) or (1, n).
std::vector<double> betas_of(const NpzReader& npz, const fs::path& file) {
  NumberArray betas = npz.numbers("betas");
  const bool of_one = betas.shape.size() == 1 || (betas.shape.size() == 2 && betas.shape[0] == 1);
  if (!of_one)
    throw FormatError(file, "betas", "the shape of one body",
                      fmt::format("({})", fmt::join(betas.shape, ", ")));
  for (const double beta : betas.values) {
    if (!std::isfinite(beta)) throw FormatError(file, "betas", "finite numbers", fmt::format("{}", beta));
  }
  return std::move(betas.values);
}

/// 0 = unknown.
double rate_of(const NpzReader& npz, const fs::path& file) {
  for (const char* name : {"mocap_frame_rate", "mocap_framerate"}) {
    if (!npz.has(name)) continue;
    const NumberArray rate = npz.numbers(name);
    const bool sound = rate.values.size() == 1 && std::isfinite(rate.values[0]) && rate.values[0] > 0;
    if (!sound)
      throw FormatError(file, name, "one number above 0", fmt::format("{}", fmt::join(rate.values, ", ")));
    return rate.values[0];
  }
  return 0;
}

/// Forward kinematics: each joint turns what hangs below it about itself; the head's top moves with the head.
/// (frames, 23, 3), metres.
std::vector<double> joints_of(const Motion& motion, const Eigen::Matrix<double, smpl_points, 3>& rest,
                              const JobContext& context) {
  const std::vector<int>& parents = joint_set_named("smpl23")->parents;
  std::vector<double> joints(static_cast<std::size_t>(motion.moves.cols() * smpl_points * 3));
  std::array<Eigen::Matrix3d, smpl_points> turned;
  for (Eigen::Index frame = 0; frame < motion.moves.cols(); ++frame) {
    if (frame % 1024 == 0) context.throw_if_stopped();
    Eigen::Map<Eigen::Matrix<double, 3, smpl_points>> at(joints.data() + frame * smpl_points * 3);
    for (Eigen::Index joint = 0; joint < smpl_points; ++joint) {
      const auto j = static_cast<std::size_t>(joint);
      const bool turns = joint < smpl_body_joints;
      const Eigen::Matrix3d own = turns ? rotation_of_vector(motion.angles.col(frame).segment<3>(3 * joint))
                                        : Eigen::Matrix3d::Identity();
      if (joint == 0) {
        at.col(0) = rest.row(0).transpose() + motion.moves.col(frame);
        turned[0] = own;
        continue;
      }
      const auto parent = static_cast<std::size_t>(parents[j]);
      at.col(joint) =
          at.col(parents[j]) + turned[parent] * (rest.row(joint) - rest.row(parents[j])).transpose();
      turned[j] = turned[parent] * own;
    }
  }
  return joints;
}

// AMASS: DATASET/SUBJECT/TAKE_poses.npz or TAKE_stageii.npz.
void name_track(const fs::path& file, Sequence& track) {
  const std::string folder = file.parent_path().filename().string();
  track.subject = folder.empty() ? "unknown" : id_part(folder);
  track.take = id_part(file.stem().string());
  track.view = "world";
  track.source = file;
}

void read_amass(const fs::path& file, const ReadOptions& options, const SequenceSink& sink,
                const RemarkSink& remark, const JobContext& context) {
  const NpzReader npz(file, context);
  const SmplKind kind = kind_of(npz, file);
  const Motion motion = motion_of(npz, kind, file);
  const std::vector<double> betas = betas_of(npz, file);
  const TrackFacts facts = stated_facts(options, {joint_set_named("smpl23"), millimetres_per_metre,
                                                  Eigen::Vector3d::UnitZ(), rate_of(npz, file)});
  const std::string gender = text_of(npz, "gender");
  const auto model = body_model_for(file, kind, gender.empty() ? "neutral" : gender, remark, context);
  if (std::ssize(betas) > model->shapes) {
    remark(fmt::format("betas: the body model knows {} of {}; the others are left out", model->shapes,
                       betas.size()));
  }
  if (facts.frames_per_second == 0) remark("no frame rate in the file: unknown until --fps states it");

  Sequence track;
  name_track(file, track);
  track.frames_per_second = facts.frames_per_second;
  track.joints = facts.joints;
  track.up = facts.up;
  append_mm(joints_of(motion, model->shaped(betas), context), facts.millimetres_per_unit, track.positions_mm);
  if (!options_with_mapping(options).millimetres_per_unit)
    remark_odd_size(*track.joints, track.positions_mm, millimetres_per_metre, remark);
  sink(std::move(track));
}

}  // namespace

Reader amass_reader() { return {"amass", "AMASS", recognises_amass, read_amass}; }

}  // namespace solopose
