#pragma once

#include <string>

namespace solopose::testing {

/// Of the first sequence's first frame, mm, as the project holds it.
double shoulder_width_mm(const std::string& project);

}  // namespace solopose::testing
