#include "tests/core/quality/held_out_motion.h"

#include <fstream>
#include <numbers>
#include <sstream>

#include <fmt/format.h>
#include <Eigen/Geometry>

#include "core/skeleton/canonical.h"
#include "tests/support/shared_data.h"

namespace solopose::testing {
namespace {

namespace fs = std::filesystem;

// The skeleton of Acclaim's ASF and the motion of its AMC: "Acclaim Skeleton/Motion files", M. Schafer 1994.
// Of a bone with local rotation M about its axes C the frame turns by C M C^-1 within its parent's.

constexpr double mm_per_unit = 25.4 / 0.45;  // CMU's: inches, scaled
constexpr double frames_per_second = 120;
constexpr int takes = 10;

Eigen::Matrix3d turned(double x_deg, double y_deg, double z_deg) {
  constexpr double radians = std::numbers::pi / 180;
  using Eigen::AngleAxisd;
  using Eigen::Vector3d;
  return (AngleAxisd(z_deg * radians, Vector3d::UnitZ()) * AngleAxisd(y_deg * radians, Vector3d::UnitY()) *
          AngleAxisd(x_deg * radians, Vector3d::UnitX()))
      .toRotationMatrix();
}

struct AcclaimBone {
  std::string parent;
  Eigen::Vector3d along_mm = Eigen::Vector3d::Zero();
  Eigen::Matrix3d axes = Eigen::Matrix3d::Identity();
  std::string turns;  ///< "xyz", "xz": which angles a frame has
};
using Skeleton = std::map<std::string, AcclaimBone>;

Skeleton read_asf(const fs::path& file) {
  Skeleton bones;
  std::ifstream in(file);
  std::string line;
  std::string name;
  Eigen::Vector3d direction = Eigen::Vector3d::Zero();
  bool hierarchy = false;
  while (std::getline(in, line)) {
    std::istringstream words(line);
    std::string key;
    words >> key;
    if (key == ":hierarchy") hierarchy = true;
    if (hierarchy && key != "begin" && key != "end") {
      for (std::string child; words >> child;) bones[child].parent = key;
    } else if (key == "name") {
      words >> name;
    } else if (key == "direction") {
      words >> direction.x() >> direction.y() >> direction.z();
    } else if (key == "length" && !name.empty()) {
      double length = 0;
      words >> length;
      bones[name].along_mm = direction.normalized() * length * mm_per_unit;
    } else if (key == "axis" && !name.empty()) {
      Eigen::Vector3d axis = Eigen::Vector3d::Zero();
      words >> axis.x() >> axis.y() >> axis.z();
      bones[name].axes = turned(axis.x(), axis.y(), axis.z());
    } else if (key == "dof") {
      for (std::string turn; words >> turn;) bones[name].turns += turn.back();
    }
  }
  bones.erase(":hierarchy");
  return bones;
}

/// Where a frame puts the bones' ends.
class AcclaimFrame {
 public:
  AcclaimFrame(const Skeleton& bones, const std::map<std::string, std::vector<double>>& angles)
      : bones_(bones), angles_(angles) {}

  Eigen::Vector3d end(const std::string& name) { return place(name).end; }

 private:
  struct Place {
    Eigen::Matrix3d turn;
    Eigen::Vector3d end;
  };

  const Place& place(const std::string& name) {
    const auto known = places_.find(name);
    if (known != places_.end()) return known->second;
    return places_.emplace(name, name == "root" ? root() : within_parent(name)).first->second;
  }

  Place root() const {
    const std::vector<double>& of = angles_.at("root");
    return {turned(of[3], of[4], of[5]), Eigen::Vector3d(of[0], of[1], of[2]) * mm_per_unit};
  }

  Place within_parent(const std::string& name) {
    const AcclaimBone& bone = bones_.at(name);
    const Place& parent = place(bone.parent);
    Eigen::Vector3d angle = Eigen::Vector3d::Zero();
    for (std::size_t i = 0; i < bone.turns.size(); ++i) angle[bone.turns[i] - 'x'] = angles_.at(name)[i];
    const Eigen::Matrix3d turn =
        parent.turn * bone.axes * turned(angle.x(), angle.y(), angle.z()) * bone.axes.transpose();
    return {turn, parent.end + turn * bone.along_mm};
  }

  const Skeleton& bones_;
  const std::map<std::string, std::vector<double>>& angles_;
  std::map<std::string, Place> places_;
};

/// Whose end each canonical joint is.
constexpr std::array<const char*, joint_count> bone_of_joint = {
    "root", "rhipjoint", "rfemur",   "rtibia",  "lhipjoint", "lfemur",   "ltibia", "thorax",
    "head", "lclavicle", "lhumerus", "lradius", "rclavicle", "rhumerus", "rradius"};

void append_frame(const Skeleton& bones, const std::map<std::string, std::vector<double>>& angles,
                  std::vector<float>& poses_mm) {
  AcclaimFrame frame(bones, angles);
  for (const char* bone : bone_of_joint) {
    const Eigen::Vector3f at = frame.end(bone).cast<float>();
    poses_mm.insert(poses_mm.end(), at.begin(), at.end());
  }
}

std::vector<float> read_amc(const fs::path& file, const Skeleton& bones, std::int64_t every) {
  std::vector<float> poses_mm;
  std::map<std::string, std::vector<double>> angles;
  std::int64_t frame = 0;
  std::ifstream in(file);
  const auto finish = [&] {
    if (!angles.empty() && frame++ % every == 0) append_frame(bones, angles, poses_mm);
    angles.clear();
  };
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    std::string name;
    words >> name;
    if (name.empty() || name[0] == '#' || name[0] == ':') continue;
    if (std::isdigit(static_cast<unsigned char>(name[0])) != 0) {
      finish();
      continue;
    }
    for (double angle = 0; words >> angle;) angles[name].push_back(angle);
  }
  finish();
  return poses_mm;
}

}  // namespace

std::vector<Recording> held_out_motion(std::int64_t every) {
  std::vector<Recording> all;
  if (shared_data().empty()) return all;
  const fs::path folder = shared_data() / "cmu" / "asfamc";
  const Skeleton bones = read_asf(folder / "02.asf");
  for (int take = 1; take <= takes; ++take) {
    const std::string name = fmt::format("02_{:02}", take);
    all.push_back(recording_of("asfamc/02/" + name + "/world",
                               read_amc(folder / (name + ".amc"), bones, every),
                               frames_per_second / static_cast<double>(every), Eigen::Vector3d::UnitY()));
    all.back().record.id = take;
    all.back().record.subject = "02";
  }
  return all;
}

}  // namespace solopose::testing
