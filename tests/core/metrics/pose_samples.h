#pragma once

#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "core/files/npz.h"
#include "core/skeleton/pose_rows.h"
#include "tests/core/augmotion/bodies.h"

namespace solopose::testing {

/// Each coordinate off by a draw of this standard deviation.
inline std::vector<float> noisy(std::vector<float> poses, double deviation_mm, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::normal_distribution<double> normal(0, deviation_mm);
  for (float& value : poses) value += static_cast<float>(normal(random));
  return poses;
}

struct NamedPoses {
  std::string name;
  std::vector<float> poses;
};

inline void add_poses(NpzWriter& out, const std::string& member, const std::vector<float>& poses) {
  out.add<float>(member, poses, {poses.size() / pose_floats, joint_count, 3});
}

/// The form of one sequence.
inline void write_poses(const std::filesystem::path& file, const std::vector<float>& poses, double fps = 50) {
  NpzWriter out(file);
  add_poses(out, "poses", poses);
  out.add<double>("fps", std::vector<double>{fps}, {});
  out.add("joints", std::vector<std::string>(joint_names().begin(), joint_names().end()));
  out.finish();
}

struct ManyPoses {
  std::vector<NamedPoses> sequences;
  std::vector<std::string> actions = {};
  std::vector<std::string> splits = {};
};

/// The form of many.
inline void write_poses(const std::filesystem::path& file, const ManyPoses& many) {
  NpzWriter out(file);
  std::vector<std::string> names;
  for (const auto& sequence : many.sequences) names.push_back(sequence.name);
  out.add("names", names);
  out.add("joints", std::vector<std::string>(joint_names().begin(), joint_names().end()));
  if (!many.actions.empty()) out.add("actions", many.actions);
  if (!many.splits.empty()) out.add("splits", many.splits);
  for (std::size_t i = 0; i < names.size(); ++i) add_poses(out, std::to_string(i), many.sequences[i].poses);
  out.finish();
}

}  // namespace solopose::testing
