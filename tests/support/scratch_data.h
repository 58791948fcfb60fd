#pragma once

#include <cmath>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "core/augmotion/alignment.h"
#include "core/files/npz.h"
#include "core/project/catalog.h"
#include "core/project/import.h"
#include "core/project/project.h"
#include "core/skeleton/canonical.h"
#include "tests/support/standing_body.h"

namespace solopose::testing {

/// A body that turns about z and leans forward and back; every tenth frame or so misses its head. `seed`
/// makes it another motion.
inline std::vector<float> leaning_poses(std::int64_t frames, int seed) {
  std::vector<float> poses;
  poses.reserve(static_cast<std::size_t>(frames) * joint_count * 3);
  for (std::int64_t frame = 0; frame < frames; ++frame) {
    const double time = static_cast<double>(frame) / 30.0;
    const double lean = 0.5 * std::sin(time * (1.0 + 0.1 * seed)) + 0.02 * seed;
    const double yaw = 0.8 * std::sin(0.4 * time + seed);
    const double nod = 60 * std::sin(2.3 * time + seed);
    for (int joint = 0; joint < joint_count; ++joint) {
      const auto [x, y, z] = standing_joint(joint);
      const double height = std::max(0.0, static_cast<double>(z) - 950);
      double forward = static_cast<double>(y) + height * std::sin(lean);
      if (joint == index_of(Joint::head)) forward += nod;
      const double up = z > 950 ? 950 + height * std::cos(lean) : static_cast<double>(z);
      poses.push_back(static_cast<float>(static_cast<double>(x) * std::cos(yaw) - forward * std::sin(yaw)));
      poses.push_back(static_cast<float>(static_cast<double>(x) * std::sin(yaw) + forward * std::cos(yaw)));
      poses.push_back(static_cast<float>(up));
    }
    if ((frame + seed) % 10 == 9) {
      const std::size_t head =
          poses.size() - static_cast<std::size_t>(3 * (joint_count - index_of(Joint::head)));
      for (std::size_t axis = 0; axis < 3; ++axis)
        poses[head + axis] = std::numeric_limits<float>::quiet_NaN();
    }
  }
  return poses;
}

/// A .npz that `table` reads without a mapping.
inline std::filesystem::path write_poses(const std::filesystem::path& file, std::int64_t frames, int seed) {
  std::filesystem::create_directories(file.parent_path());
  const std::vector<float> poses = leaning_poses(frames, seed);
  NpzWriter writer(file);
  writer.add<float>("poses", poses, {static_cast<std::uint64_t>(frames), joint_count, 3});
  writer.finish();
  return file;
}

inline ImportOptions table_import(const std::string& dataset,
                                  const std::vector<std::filesystem::path>& paths) {
  ImportOptions options;
  options.format = "table";
  options.paths = paths;
  options.dataset = dataset;
  return options;
}

/// A project with the datasets "walk" (two tracks) and "dance" (one), aligned when asked for.
inline void make_project(const std::filesystem::path& folder, bool aligned = true,
                         std::int64_t frames = 240) {
  const auto sources = folder.parent_path() / (folder.filename().string() + "-sources");
  Project project = Project::create(folder);
  import_files(project,
               table_import("walk", {write_poses(sources / "one.npz", frames, 1),
                                     write_poses(sources / "two.npz", frames, 2)}),
               {});
  import_files(project, table_import("dance", {write_poses(sources / "three.npz", frames, 3)}), {});
  if (aligned) align(project, {}, {});
}

}  // namespace solopose::testing
