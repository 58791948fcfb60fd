#include "core/formats/body_model.h"

#include <array>
#include <cmath>
#include <limits>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/error.h"
#include "core/files/npz.h"
#include "core/skeleton/joint_set.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using ConstMatrix = Eigen::Map<const Matrix>;

/// The vertex at the head's top: SMPL's and SMPL-H's as in SMPLify, SMPL-X's as in SMPL-Anthropometry. Who
/// has another number of vertices is not one of theirs.
std::optional<Eigen::Index> head_top_of(Eigen::Index vertices) {
  if (vertices == 6890) return 411;
  if (vertices == 10475) return 8976;
  return std::nullopt;
}

NumberArray array_of(const NpzReader& npz, const fs::path& file, const std::string& name, std::size_t axes,
                     std::string_view expected) {
  NumberArray array = npz.numbers(name);
  const bool fits = array.shape.size() == axes && !array.values.empty();
  if (!fits) throw FormatError(file, name, expected, fmt::format("({})", fmt::join(array.shape, ", ")));
  return array;
}

NumberArray tree_of(const NpzReader& npz, const fs::path& file) {
  return array_of(npz, file, "kintree_table", 2, "(2, joints)");
}

SmplKind kind_of(const NumberArray& tree, const fs::path& file) {
  for (const SmplKind kind : {SmplKind::smpl, SmplKind::smplh, SmplKind::smplx}) {
    if (tree.shape[0] == 2 && tree.shape[1] == static_cast<std::uint64_t>(kind)) return kind;
  }
  throw FormatError(file, "kintree_table", "(2, 24) of SMPL, (2, 52) of SMPL-H or (2, 55) of SMPL-X",
                    fmt::format("({})", fmt::join(tree.shape, ", ")));
}

void require_body(const NumberArray& tree, const fs::path& file) {
  const std::vector<int>& parents = joint_set_named("smpl23")->parents;
  for (std::size_t joint = 1; joint < smpl_body_joints; ++joint) {
    if (tree.values[joint] == parents[joint]) continue;
    throw FormatError(file, "kintree_table",
                      fmt::format("joint {} below joint {}, as in every body of SMPL", joint, parents[joint]),
                      fmt::format("{}", tree.values[joint]));
  }
}

/// SMPL-X keeps the face's expressions behind the shapes: 100 behind 300, or 10 behind 10 in its first
/// version.
Eigen::Index shapes_among(SmplKind kind, Eigen::Index directions) {
  if (kind != SmplKind::smplx) return directions;
  return directions >= 400 ? 300 : std::min<Eigen::Index>(directions, 10);
}

}  // namespace

std::string_view title_of(SmplKind kind) {
  switch (kind) {
    case SmplKind::smpl:
      return "SMPL";
    case SmplKind::smplh:
      return "SMPL-H";
    case SmplKind::smplx:
      return "SMPL-X";
  }
  return "";
}

Eigen::Matrix<double, smpl_points, 3> BodyModel::shaped(std::span<const double> betas) const {
  const Eigen::Index known = std::min<Eigen::Index>(shapes, std::ssize(betas));
  const Eigen::Map<const Eigen::VectorXd> weights(betas.data(), known);
  Eigen::Matrix<double, smpl_points, 3> joints = rest;
  for (Eigen::Index axis = 0; axis < 3; ++axis)
    joints.col(axis) += directions.middleCols(axis * shapes, known) * weights;
  return joints;
}

SmplKind body_model_kind(const fs::path& file) { return kind_of(tree_of(NpzReader(file), file), file); }

BodyModel read_body_model(const fs::path& file, const JobContext& context) {
  const NpzReader npz(file, context);
  const NumberArray tree = tree_of(npz, file);
  BodyModel model;
  model.kind = kind_of(tree, file);
  require_body(tree, file);

  const NumberArray vertices = array_of(npz, file, "v_template", 2, "(vertices, 3)");
  const NumberArray moves = array_of(npz, file, "shapedirs", 3, "(vertices, 3, shapes)");
  const NumberArray regressor = array_of(npz, file, "J_regressor", 2, "(joints, vertices)");
  const std::uint64_t count = vertices.shape[0];
  const auto require = [&](std::string_view name, const NumberArray& found,
                           const std::vector<std::uint64_t>& wanted) {
    if (found.shape != wanted)
      throw FormatError(file, name, fmt::format("({})", fmt::join(wanted, ", ")),
                        fmt::format("({})", fmt::join(found.shape, ", ")));
  };
  require("v_template", vertices, {count, 3});
  require("shapedirs", moves, {count, 3, moves.shape[2]});
  require("J_regressor", regressor, {static_cast<std::uint64_t>(model.kind), count});

  const auto rows = static_cast<Eigen::Index>(count);
  const auto all = static_cast<Eigen::Index>(moves.shape[2]);
  const ConstMatrix template_of(vertices.values.data(), rows, 3);
  const ConstMatrix directions_of(moves.values.data(), rows, 3 * all);
  const ConstMatrix means(regressor.values.data(), smpl_body_joints, rows);
  const std::optional<Eigen::Index> head_top = head_top_of(rows);

  model.shapes = shapes_among(model.kind, all);
  model.rest.topRows(smpl_body_joints) = means * template_of;
  Matrix joint_moves(smpl_points, 3 * all);
  joint_moves.topRows(smpl_body_joints) = means * directions_of;
  model.rest.bottomRows(1).setConstant(std::numeric_limits<double>::quiet_NaN());
  joint_moves.bottomRows(1).setZero();
  if (head_top) {
    model.rest.bottomRows(1) = template_of.row(*head_top);
    joint_moves.bottomRows(1) = directions_of.row(*head_top);
  }
  model.directions.resize(smpl_points, 3 * model.shapes);
  for (Eigen::Index axis = 0; axis < 3; ++axis)
    model.directions.middleCols(axis * model.shapes, model.shapes) =
        joint_moves.middleCols(axis * all, model.shapes);
  if (!model.rest.topRows(smpl_body_joints).allFinite())
    throw FormatError(file, "J_regressor", "joints at finite places", "some that are not");
  if (!model.directions.allFinite())
    throw FormatError(file, "shapedirs", "finite directions", "some that are not");
  return model;
}

}  // namespace solopose
