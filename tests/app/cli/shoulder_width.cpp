#include "tests/app/cli/shoulder_width.h"

#include <Eigen/Core>

#include "core/project/catalog.h"
#include "core/project/pose_store.h"
#include "core/project/project.h"
#include "core/skeleton/canonical.h"

namespace solopose::testing {

double shoulder_width_mm(const std::string& project) {
  const std::vector<float> pose =
      PoseStore(project).poses_mm(Project::open(project).catalog().sequences.front(), 0, 1);
  const auto at = [&](Joint joint) {
    return Eigen::Map<const Eigen::Vector3f>(pose.data() + 3 * index_of(joint)).cast<double>().eval();
  };
  return (at(Joint::left_shoulder) - at(Joint::right_shoulder)).norm();
}

}  // namespace solopose::testing
