#include "core/augmotion/videopose3d_pickles.h"

#include <vector>

#include <Eigen/Geometry>

#include "core/skeleton/human36m_joints.h"

namespace solopose {
namespace {

void write_vector(PickleWriter& pickle, const char* key, const std::vector<float>& values) {
  pickle.text(key);
  pickle.array<float>(values, {static_cast<std::uint32_t>(values.size())});
}

}  // namespace

void write_videopose3d_camera(PickleWriter& pickle, const Camera& camera) {
  const auto number = [](double value) { return static_cast<float>(value); };
  const Eigen::Quaterniond world_from_camera(Eigen::Matrix3d(camera.rotation.transpose()));
  const Eigen::Vector3d place = -camera.rotation.transpose() * camera.translation_mm;
  pickle.begin_dict();
  pickle.text("id");
  pickle.text(camera.name);
  pickle.text("res_w");
  pickle.integer(static_cast<std::uint32_t>(camera.width));
  pickle.text("res_h");
  pickle.integer(static_cast<std::uint32_t>(camera.height));
  write_vector(pickle, "center", {number(camera.intrinsics(0, 2)), number(camera.intrinsics(1, 2))});
  write_vector(pickle, "focal_length", {number(camera.intrinsics(0, 0)), number(camera.intrinsics(1, 1))});
  write_vector(pickle, "radial_distortion",
               {number(camera.distortion[0]), number(camera.distortion[1]), number(camera.distortion[4])});
  write_vector(pickle, "tangential_distortion", {number(camera.distortion[2]), number(camera.distortion[3])});
  write_vector(pickle, "orientation",
               {number(world_from_camera.w()), number(world_from_camera.x()), number(world_from_camera.y()),
                number(world_from_camera.z())});
  write_vector(pickle, "translation", {number(place.x()), number(place.y()), number(place.z())});
  pickle.end_dict();
}

std::string videopose3d_metadata() {
  PickleWriter pickle;
  pickle.begin_object();
  pickle.begin_dict();
  pickle.text("layout_name");
  pickle.text("h36m");
  pickle.text("num_joints");
  pickle.integer(static_cast<std::uint32_t>(human36m_kept.size()));
  pickle.text("keypoints_symmetry");
  pickle.begin_list();
  for (const auto& side : {human36m_left, human36m_right}) {
    pickle.begin_list();
    for (const std::uint32_t joint : side) pickle.integer(joint);
    pickle.end_list();
  }
  pickle.end_list();
  pickle.end_dict();
  pickle.end_object();
  pickle.finish();
  return pickle.take();
}

}  // namespace solopose
