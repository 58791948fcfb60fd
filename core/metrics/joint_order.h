#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace solopose {

/// Which joint stands in each column of an array of poses, by the names that protocols use.
struct JointOrder {
  std::string_view name;
  std::string_view of;                   ///< who publishes poses like this, for messages
  std::vector<std::string_view> joints;  ///< empty = a joint that no protocol has
};

/// canonical-15; h36m-17: Human3.6M's 17 of 32 joints (VideoPose3D, PoseFormer, MHFormer, coarse-to-fine);
/// 3dhp-17: the test set of MPI-INF-3DHP (P-STMO, STCFormer), whose spine and head are no joints of
/// Human3.6M's; metrabs-17: Human3.6M's in the order of MeTRAbs, the pelvis last.
std::span<const JointOrder> joint_orders();
/// @throws Error listing the known names.
const JointOrder& joint_order_named(std::string_view name);

}  // namespace solopose
