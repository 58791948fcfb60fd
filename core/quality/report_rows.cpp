#include "core/quality/report_rows.h"

#include <fmt/format.h>

#include "core/skeleton/canonical.h"

namespace solopose {

std::vector<std::string_view> names_of(const JointMask& joints) {
  std::vector<std::string_view> names;
  for (std::size_t joint = 0; joint < joints.size(); ++joint) {
    if (joints[joint]) names.push_back(joint_names()[joint]);
  }
  return names;
}

std::string short_number(double value) { return fmt::format("{:.4g}", value); }

}  // namespace solopose
