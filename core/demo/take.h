#pragma once

#include <string>
#include <vector>

#include "core/demo/recording.h"

namespace solopose::demo {

/// One recording with the names its dataset's layout gives it.
struct Take {
  std::string subject;
  std::string name;
  Recording recording;
};

}  // namespace solopose::demo
