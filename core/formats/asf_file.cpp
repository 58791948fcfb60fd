#include "core/formats/asf_file.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <numbers>

#include <fmt/format.h>
#include <Eigen/Geometry>

#include "core/base/error.h"

namespace solopose {
namespace {

constexpr std::size_t most_bones = 4096;

std::string lower(std::string_view word) {
  std::string text(word);
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

struct Bone {
  std::string name;
  Eigen::Vector3d along = Eigen::Vector3d::Zero();  ///< from its beginning to its end, in the rest pose
  Eigen::Vector3d axis = Eigen::Vector3d::Zero();
  std::string axis_order = "xyz";
  std::vector<std::string> freedoms;  ///< "rx", "tz", "l", in the order of the file's values
  std::vector<std::size_t> children;
  bool is_child = false;
};

Eigen::Matrix3d turn(int axis, double radians) {
  return Eigen::AngleAxisd(radians, Eigen::Vector3d::Unit(axis)).toRotationMatrix();
}

/// Turned about the axes in their order, each about the frame that stands still.
Eigen::Matrix3d rotation_in_order(const std::string& order, const Eigen::Vector3d& radians) {
  Eigen::Matrix3d rotation = Eigen::Matrix3d::Identity();
  for (std::size_t i = 0; i < 3; ++i)
    rotation = turn(order[i] - 'x', radians[static_cast<Eigen::Index>(i)]) * rotation;
  return rotation;
}

class AsfParser {
 public:
  explicit AsfParser(TextScanner& text) : text_(text) { bones_.emplace_back().name = "root"; }

  AcclaimSkeleton parse() {
    std::string section;
    while (!text_.at_end()) {
      const std::string_view as_written = text_.word();
      const std::string word = lower(as_written);
      if (word.starts_with('#')) {
        text_.line();
      } else if (word.starts_with(':')) {
        section = word.substr(1);
        if (section == "version" || section == "name") text_.line();
      } else if (section == "units") {
        read_unit(word);
      } else if (section == "root") {
        read_root(word);
      } else if (section == "bonedata") {
        read_bone(word);
      } else if (section == "hierarchy") {
        read_children(printable(as_written));
      } else {
        text_.line();
      }
    }
    if (bones_.size() < 2) throw FormatError(text_.file(), ":bonedata", "at least one bone", "none");
    place_bones();
    return std::move(result_);
  }

 private:
  void read_unit(const std::string& word) {
    if (word == "length") {
      result_.length = text_.number("length");
      if (!(result_.length > 1e-9 && result_.length < 1e9))
        text_.fail_saying("length", "more than 0", fmt::format("{}", result_.length));
    } else if (word == "angle") {
      result_.radians = lower(text_.word()).starts_with("rad");
    } else {
      text_.line();
    }
  }

  void read_root(const std::string& word) {
    Bone& root = bones_.front();
    if (word == "order") {
      read_freedoms(root);
    } else if (word == "axis") {
      root.axis_order = axis_order(text_.word());
    } else if (word == "position") {
      root.along = vector("position");  // where it rests; its channels take the place of that
    } else if (word == "orientation") {
      root.axis = vector("orientation");
    } else {
      text_.line();
    }
  }

  void read_bone(const std::string& word) {
    if (word == "begin") {
      if (bones_.size() > most_bones)
        text_.fail_saying("bones", fmt::format("at most {}", most_bones), "more");
      bones_.emplace_back();
      length_ = 1;
    } else if (bones_.size() == 1) {
      text_.fail(":bonedata", "begin", word);
    } else if (word == "end") {
      Bone& bone = bones_.back();
      bone.along = length_ * bone.along.stableNormalized();
      if (!by_name_.emplace(bone.name, bones_.size() - 1).second || bone.name == "root")
        text_.fail("name", "each bone once", bone.name);
    } else if (word == "name") {
      bones_.back().name = printable(text_.line());
    } else if (word == "direction") {
      bones_.back().along = vector("direction");
    } else if (word == "length") {
      length_ = text_.number("length");
      if (!(std::abs(length_) < 1e9)) text_.fail_saying("length", "a number", fmt::format("{}", length_));
    } else if (word == "axis") {
      bones_.back().axis = vector("axis");
      bones_.back().axis_order = axis_order(text_.word());
    } else if (word == "dof") {
      read_freedoms(bones_.back());
    } else {
      text_.line();  // id, limits and their lines, bodymass, cofmass
    }
  }

  Eigen::Vector3d vector(std::string_view field) {
    Eigen::Vector3d value;
    for (int i = 0; i < 3; ++i) value[i] = text_.number(field);
    if (!value.allFinite()) text_.fail_saying(field, "three numbers", "others");
    return value;
  }

  std::string axis_order(std::string_view word) {
    std::string order = lower(word);
    std::string sorted = order;
    std::ranges::sort(sorted);
    if (sorted != "xyz") text_.fail("axis", "an order of X, Y and Z", word);
    return order;
  }

  void read_freedoms(Bone& bone) {
    const std::string line = lower(text_.line());
    bone.freedoms.clear();
    for (std::size_t begin = line.find_first_not_of(" \t"); begin != std::string::npos;) {
      const std::size_t end = std::min(line.find_first_of(" \t", begin), line.size());
      const std::string word = line.substr(begin, end - begin);
      const bool sided =
          word.size() == 2 && (word[0] == 'r' || word[0] == 't') && word[1] >= 'x' && word[1] <= 'z';
      if (!sided && word != "l") text_.fail("dof", "rx, ry, rz, tx, ty, tz or l", word);
      if (std::ranges::count(bone.freedoms, word) > 0) text_.fail("dof", "each once", word);
      bone.freedoms.push_back(word);
      begin = line.find_first_not_of(" \t", end);
    }
  }

  void read_children(const std::string& parent) {
    if (parent == "begin" || parent == "end") return;
    const std::size_t of = bone_named(parent);
    const std::string line(text_.line());
    for (std::size_t begin = line.find_first_not_of(" \t"); begin != std::string::npos;) {
      const std::size_t end = std::min(line.find_first_of(" \t", begin), line.size());
      const std::size_t child = bone_named(line.substr(begin, end - begin));
      if (child == 0 || bones_[child].is_child) text_.fail(":hierarchy", "each bone below one other", line);
      bones_[child].is_child = true;
      bones_[of].children.push_back(child);
      begin = line.find_first_not_of(" \t", end);
    }
  }

  std::size_t bone_named(const std::string& name) const {
    if (name == "root") return 0;
    const auto found = by_name_.find(name);
    if (found == by_name_.end()) text_.fail(":hierarchy", "a bone of :bonedata", name);
    return found->second;
  }

  /// Parents before children. Bones in a circle hang on nothing and are not reached.
  void place_bones() {
    struct Open {
      std::size_t bone;
      int parent;
    };
    std::vector<Open> open = {{0, -1}};
    while (!open.empty()) {
      const auto [index, parent] = open.back();
      open.pop_back();
      const Bone& bone = bones_[index];
      const int joint = add_joint(bone, parent, index == 0);
      for (auto child = bone.children.rbegin(); child != bone.children.rend(); ++child)
        open.push_back({*child, joint});
      if (bone.children.empty()) add_end(bone, joint);
    }
    BvhSkeleton& skeleton = result_.skeleton;
    // Rows hold channels, memory holds joints: without this a small file could ask for a large array.
    if (skeleton.joints.size() > 8 * skeleton.channels) {
      throw FormatError(text_.file(), "dof", "one for every eighth bone at least",
                        fmt::format("{} for {} joints", skeleton.channels, skeleton.joints.size()));
    }
  }

  int add_joint(const Bone& bone, int parent, bool is_root) {
    BvhSkeleton& skeleton = result_.skeleton;
    BvhJoint joint;
    joint.name = bone.name;
    joint.parent = parent;
    joint.offset = is_root ? bone.along : parent_along_[static_cast<std::size_t>(parent)];
    joint.axes =
        rotation_in_order(bone.axis_order, bone.axis * (result_.radians ? 1 : std::numbers::pi / 180));
    add_channels(bone, joint, is_root);
    skeleton.channels += joint.channels.size();
    skeleton.joints.push_back(std::move(joint));
    parent_along_.push_back(is_root ? Eigen::Vector3d(0, 0, 0) : bone.along);
    return static_cast<int>(skeleton.joints.size()) - 1;
  }

  /// Acclaim turns about the first axis first, BVH's channels about the last one.
  void add_channels(const Bone& bone, BvhJoint& joint, bool is_root) {
    if (bone.freedoms.empty()) return;
    std::map<std::string, std::size_t> at;
    const auto add = [&](const std::string& freedom, int first) {
      at[freedom] = result_.skeleton.channels + joint.channels.size();
      joint.channels.push_back(static_cast<BvhChannel>(first + freedom[1] - 'x'));
    };
    for (const std::string& freedom : bone.freedoms)
      if (freedom[0] == 't' && is_root) add(freedom, 0);
    for (auto freedom = bone.freedoms.rbegin(); freedom != bone.freedoms.rend(); ++freedom)
      if ((*freedom)[0] == 'r') add(*freedom, 3);
    AcclaimBone read{.name = bone.name, .values = {}};
    for (const std::string& freedom : bone.freedoms) {
      const auto found = at.find(freedom);
      const auto channel = found == at.end() ? std::nullopt : std::optional(found->second);
      read.values.push_back({.channel = channel, .is_angle = freedom[0] == 'r'});
      result_.has_unread = result_.has_unread || found == at.end();
    }
    result_.bones.push_back(std::move(read));
  }

  void add_end(const Bone& bone, int joint) {
    BvhJoint end;
    end.name = bone.name + "_end";
    end.parent = joint;
    end.end_site = true;
    end.offset = parent_along_[static_cast<std::size_t>(joint)];
    result_.skeleton.joints.push_back(std::move(end));
    parent_along_.emplace_back(Eigen::Vector3d::Zero());
  }

  TextScanner& text_;
  AcclaimSkeleton result_;
  std::vector<Bone> bones_;  ///< the root first
  double length_ = 1;        ///< of the bone under way
  std::map<std::string, std::size_t> by_name_;
  std::vector<Eigen::Vector3d> parent_along_;  ///< per joint: what its children's beginnings lie away
};

}  // namespace

AcclaimSkeleton parse_asf(TextScanner& text) { return AsfParser(text).parse(); }

}  // namespace solopose
