#pragma once

#include <array>

#include "core/skeleton/canonical.h"

namespace solopose::testing {

/// A standing body, mm, z up, facing +y.
inline std::array<float, 3> standing_joint(int joint) {
  static constexpr float rows[joint_count][3] = {
      {0, 0, 950},     {90, 0, 940},    {95, 10, 520},  {95, 0, 90},    {-90, 0, 940},
      {-95, 10, 520},  {-95, 0, 90},    {0, 0, 1480},   {0, 20, 1680},  {-180, 0, 1440},
      {-220, 0, 1150}, {-230, 60, 900}, {180, 0, 1440}, {220, 0, 1150}, {230, 60, 900}};
  return {rows[joint][0], rows[joint][1], rows[joint][2]};
}

}  // namespace solopose::testing
