#pragma once

#include <string>

namespace solopose {

/// An error beside another one, as the end of a sentence: ": 1.36 times better", ": 1.05 times worse", ": as
/// good"; nothing where one of them is no error above 0.
std::string compared(double error, double reference);

}  // namespace solopose
