#include "core/skeleton/joint_set.h"

#include <limits>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "core/base/error.h"

namespace solopose {
namespace {

using nlohmann::json;

constexpr const char* definitions[] = {
#include "core/skeleton/definitions.inc"
};

const std::map<std::string, JointSetPtr, std::less<>>& built_in() {
  static const auto sets = [] {
    std::map<std::string, JointSetPtr, std::less<>> all;
    for (const char* definition : definitions) {
      auto set = std::make_shared<const JointSet>(JointSet::from_json(definition));
      all.emplace(set->name, set);
    }
    return all;
  }();
  return sets;
}

int own_joint(const JointSet& set, const json& reference, std::string_view canonical_name) {
  if (reference.is_number_integer()) {
    const auto index = reference.get<std::int64_t>();
    if (index < 0 || index >= set.size()) {
      throw Error(fmt::format("joint set: canonical.{}: expected a joint number from 0 to {}, found {}",
                              canonical_name, set.size() - 1, index));
    }
    return static_cast<int>(index);
  }
  if (reference.is_string()) {
    const auto name = reference.get<std::string>();
    const auto found = std::find(set.joints.begin(), set.joints.end(), name);
    if (found != set.joints.end()) return static_cast<int>(found - set.joints.begin());
    throw Error(fmt::format("joint set: canonical.{}: \"{}\" is not one of the joints ({})", canonical_name,
                            name, fmt::join(set.joints, ", ")));
  }
  throw Error(
      fmt::format("joint set: canonical.{}: expected a joint's name or number, or a list of them, found {}",
                  canonical_name, reference.type_name()));
}

template <typename T>
std::vector<T> list_of(const json& document, const char* key) {
  try {
    return document.at(key).get<std::vector<T>>();
  } catch (const json::exception&) {
    throw Error(fmt::format("joint set: {}: expected a list of {}", key,
                            std::is_same_v<T, int> ? "joint numbers" : "joint names"));
  }
}

json parsed(std::string_view text) {
  try {
    json document = json::parse(text);
    if (document.is_object()) return document;
  } catch (const json::exception& failure) {
    throw Error(fmt::format("joint set: not JSON: {}", failure.what()));
  }
  throw Error("joint set: expected a JSON object");
}

void read_parents(const json& document, JointSet& set) {
  if (!document.contains("parents")) return;
  set.parents = list_of<int>(document, "parents");
  if (set.parents.size() != set.joints.size()) {
    throw Error(
        fmt::format("joint set: parents: expected {} entries, found {}", set.size(), set.parents.size()));
  }
  for (const int parent : set.parents) {
    if (parent < -1 || parent >= set.size()) {
      throw Error(fmt::format("joint set: parents: expected -1 to {}, found {}", set.size() - 1, parent));
    }
  }
}

void read_canonical(const json& document, JointSet& set) {
  if (!document.contains("canonical") || !document["canonical"].is_object()) {
    throw Error("joint set: canonical: expected an object of canonical joint names");
  }
  for (const auto& [name, references] : document["canonical"].items()) {
    const auto joint = joint_named(name);
    if (!joint) {
      throw Error(fmt::format("joint set: canonical: \"{}\" is not a canonical joint ({})", name,
                              fmt::join(joint_names(), ", ")));
    }
    auto& own = set.canonical[static_cast<std::size_t>(*joint)];
    if (references.is_array()) {
      for (const auto& reference : references) own.push_back(own_joint(set, reference, name));
    } else {
      own.push_back(own_joint(set, references, name));
    }
  }
}

}  // namespace

std::string JointSet::to_json() const {
  json document = {{"name", name}, {"joints", joints}, {"canonical", json::object()}};
  if (!parents.empty()) document["parents"] = parents;
  for (int j = 0; j < joint_count; ++j) {
    const auto& own = canonical[static_cast<std::size_t>(j)];
    if (!own.empty()) document["canonical"][std::string(joint_names()[static_cast<std::size_t>(j)])] = own;
  }
  return document.dump();
}

JointSet JointSet::from_json(std::string_view text) {
  const json document = parsed(text);
  JointSet set;
  set.name = document.value("name", json("custom")).is_string() ? document.value("name", "custom") : "custom";
  set.joints = list_of<std::string>(document, "joints");
  if (set.joints.empty()) throw Error("joint set: joints: expected at least one name");
  read_parents(document, set);
  read_canonical(document, set);
  return set;
}

JointSetPtr joint_set_named(std::string_view name) {
  const auto found = built_in().find(name);
  if (found == built_in().end()) {
    throw Error(
        fmt::format("joint set \"{}\" is unknown; there are {}", name, fmt::join(joint_set_names(), ", ")));
  }
  return found->second;
}

std::vector<std::string> joint_set_names() {
  std::vector<std::string> names;
  for (const auto& [name, set] : built_in()) names.push_back(name);
  return names;
}

namespace {

/// The middle of some joints of a row; most canonical joints are one of them.
void put_middle(const float* row, const std::vector<int>& joints, float* to) {
  if (joints.size() == 1) {
    std::copy_n(row + joints.front() * 3, 3, to);
    return;
  }
  for (int axis = 0; axis < 3; ++axis) {
    double sum = 0;
    for (const int j : joints) sum += static_cast<double>(row[j * 3 + axis]);
    to[axis] = static_cast<float>(sum / static_cast<double>(joints.size()));
  }
}

}  // namespace

void to_canonical(const JointSet& set, std::span<const float> positions, std::span<float> poses) {
  const auto row = static_cast<std::size_t>(set.size()) * 3;
  const std::size_t frames = row == 0 ? 0 : positions.size() / row;
  if (positions.size() != frames * row || poses.size() != frames * joint_count * 3) {
    throw Error(fmt::format("joint set {}: {} values do not make whole frames of {} joints", set.name,
                            positions.size(), set.size()));
  }
  for (std::size_t f = 0; f < frames; ++f) {
    const float* own = positions.data() + f * row;
    float* pose = poses.data() + f * joint_count * 3;
    for (const auto& joints : set.canonical) {
      if (joints.empty()) {
        std::fill_n(pose, 3, std::numeric_limits<float>::quiet_NaN());
      } else {
        put_middle(own, joints, pose);
        // A half-known joint is a missing joint: never average NaN or infinity in.
        if (!std::isfinite(pose[0]) || !std::isfinite(pose[1]) || !std::isfinite(pose[2])) {
          std::fill_n(pose, 3, std::numeric_limits<float>::quiet_NaN());
        }
      }
      pose += 3;
    }
  }
}

std::vector<float> to_canonical(const JointSet& set, std::span<const float> positions) {
  const std::size_t row = static_cast<std::size_t>(set.size()) * 3;
  std::vector<float> poses(row == 0 ? 0 : positions.size() / row * joint_count * 3);
  to_canonical(set, positions, poses);
  return poses;
}

}  // namespace solopose
