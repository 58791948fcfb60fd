#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <string>

#include <fmt/format.h>
#include <Eigen/Geometry>
#include <nlohmann/json.hpp>

#include "core/augmotion/motion.h"
#include "core/base/error.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace {

using Json = nlohmann::ordered_json;

// glTF 2.0 (Khronos), its numbers for what is in a buffer.
constexpr int gltf_float = 5126;
constexpr int gltf_unsigned_short = 5123;
constexpr double metres = 0.001;

/// The parts of a .glb while they are put together: a JSON text and the bytes it tells of.
class Glb {
 public:
  Json json = {{"asset", {{"version", "2.0"}, {"generator", "SoloPose Studio"}}}};

  /// Appends values and returns the number of their accessor. `width`: numbers a value.
  template <typename T>
  std::size_t add(const std::vector<T>& values, const std::string& type, std::size_t width, int component) {
    const std::size_t bytes = values.size() * sizeof(T);
    json["bufferViews"].push_back({{"buffer", 0}, {"byteOffset", binary_.size()}, {"byteLength", bytes}});
    Json accessor = {{"bufferView", json["bufferViews"].size() - 1},
                     {"componentType", component},
                     {"count", values.size() / width},
                     {"type", type}};
    std::vector<T> least(width, std::numeric_limits<T>::max());
    std::vector<T> most(width, std::numeric_limits<T>::lowest());
    for (std::size_t i = 0; i < values.size(); ++i) {
      least[i % width] = std::min(least[i % width], values[i]);
      most[i % width] = std::max(most[i % width], values[i]);
    }
    accessor["min"] = least;
    accessor["max"] = most;
    json["accessors"].push_back(std::move(accessor));
    binary_.append(reinterpret_cast<const char*>(values.data()), bytes);
    binary_.resize((binary_.size() + 3) / 4 * 4, '\0');
    return json["accessors"].size() - 1;
  }

  /// @throws Error where the file would be too long for its own count.
  void write(FileWriter& out) {
    json["buffers"] = Json::array({{{"byteLength", binary_.size()}}});
    std::string text = json.dump();
    text.resize((text.size() + 3) / 4 * 4, ' ');
    const std::uint64_t size = 12 + 8 + text.size() + 8 + binary_.size();
    if (size > std::numeric_limits<std::uint32_t>::max())
      throw Error(
          fmt::format("{}: glTF holds 4 GiB at most, this sequence needs more", out.shown().string()));
    out.write("glTF" + number(2) + number(size));
    out.write(number(text.size()) + "JSON" + text);
    out.write(number(binary_.size()) + std::string("BIN\0", 4) + binary_);
  }

 private:
  static std::string number(std::uint64_t value) {
    const auto bytes = std::bit_cast<std::array<char, 4>>(static_cast<std::uint32_t>(value));
    return {bytes.begin(), bytes.end()};
  }

  std::string binary_;
};

/// A small octahedron in millimetres, so that there is something to see.
std::size_t add_joint_mesh(Glb& glb) {
  constexpr float r = 25;
  const std::size_t corners =
      glb.add<float>({r, 0, 0, -r, 0, 0, 0, r, 0, 0, -r, 0, 0, 0, r, 0, 0, -r}, "VEC3", 3, gltf_float);
  const std::size_t faces =
      glb.add<std::uint16_t>({0, 2, 4, 2, 1, 4, 1, 3, 4, 3, 0, 4, 2, 0, 5, 1, 2, 5, 3, 1, 5, 0, 3, 5},
                             "SCALAR", 1, gltf_unsigned_short);
  glb.json["meshes"].push_back(
      {{"name", "joint"}, {"primitives", {{{"attributes", {{"POSITION", corners}}}, {"indices", faces}}}}});
  return glb.json["meshes"].size() - 1;
}

Json world_node(const Motion& motion) {
  Json node = {{"name", motion.title}, {"scale", {metres, metres, metres}}};
  if (motion.up) {
    const auto turn = Eigen::Quaterniond::FromTwoVectors(*motion.up, Eigen::Vector3d::UnitY());
    node["rotation"] = {turn.x(), turn.y(), turn.z(), turn.w()};
  }
  for (int joint = 0; joint < joint_count; ++joint) node["children"].push_back(joint + 1);
  return node;
}

/// The frames in which a joint is there, and its places.
struct Keys {
  std::vector<float> seconds;
  std::vector<float> places;
};

Keys keys_of(const Motion& motion, std::size_t joint) {
  Keys keys;
  for (std::int64_t frame = 0; frame < frames_of(motion.poses_mm); ++frame) {
    const float* place = motion.poses_mm.data() + frame * pose_floats + 3 * joint;
    if (!std::isfinite(place[0]) || !std::isfinite(place[1]) || !std::isfinite(place[2])) continue;
    keys.seconds.push_back(static_cast<float>(motion.seconds_at(frame)));
    keys.places.insert(keys.places.end(), place, place + 3);
  }
  return keys;
}

Json pairs(const std::vector<FrameRun>& runs) {
  Json list = Json::array();
  for (const FrameRun& run : runs) list.push_back({run.first, run.last});
  return list;
}

Json extras_of(const Motion& motion) {
  Json extras = {{"frames_per_second", motion.frames_per_second},
                 {"frames", frames_of(motion.poses_mm)},
                 {"rejected", pairs(motion.rejected)},
                 {"repaired", pairs(motion.repaired)},
                 {"bones", Json::array()}};
  for (const Bone& bone : bones())
    extras["bones"].push_back({joint_names()[static_cast<std::size_t>(index_of(bone.parent))],
                               joint_names()[static_cast<std::size_t>(index_of(bone.child))]});
  return extras;
}

}  // namespace

void write_glb(FileWriter& out, const Motion& motion) {
  Glb glb;
  const std::size_t mesh = add_joint_mesh(glb);
  glb.json["nodes"] = Json::array({world_node(motion)});
  Json animation = {{"name", motion.title}, {"extras", extras_of(motion)}};
  Keys last;
  std::size_t seconds = 0;  // accessor of the times of `last`
  for (std::size_t joint = 0; joint < joint_count; ++joint) {
    Keys keys = keys_of(motion, joint);
    Json node = {{"name", joint_names()[joint]}};
    if (!keys.seconds.empty()) {
      node["mesh"] = mesh;
      node["translation"] = {keys.places[0], keys.places[1], keys.places[2]};
      if (keys.seconds != last.seconds) seconds = glb.add(keys.seconds, "SCALAR", 1, gltf_float);
      const std::size_t places = glb.add(keys.places, "VEC3", 3, gltf_float);
      const std::size_t sampler = animation["samplers"].size();
      animation["samplers"].push_back({{"input", seconds}, {"output", places}, {"interpolation", "LINEAR"}});
      animation["channels"].push_back(
          {{"sampler", sampler}, {"target", {{"node", joint + 1}, {"path", "translation"}}}});
      last = std::move(keys);
    }
    glb.json["nodes"].push_back(std::move(node));
  }
  if (animation.contains("channels")) glb.json["animations"] = Json::array({animation});
  glb.json["scenes"] = Json::array({{{"nodes", {0}}}});
  glb.json["scene"] = 0;
  glb.write(out);
}

}  // namespace solopose
