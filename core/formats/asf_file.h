#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/files/text_scanner.h"
#include "core/formats/bvh_file.h"

namespace solopose {

/// A number of a bone's line in an AMC file.
struct AcclaimValue {
  std::optional<std::size_t>
      channel;  ///< of the skeleton; none: translations and lengths of bones are not read
  bool is_angle = false;
};

/// What a line of an AMC file says of one bone.
struct AcclaimBone {
  std::string name;
  std::vector<AcclaimValue> values;
};

/// The skeleton of an ASF file (Acclaim; J. Lander, Working with Motion Capture File Formats, 1998). Its
/// joints are where its bones begin, called after them, and the ends of those nothing hangs on.
struct AcclaimSkeleton {
  BvhSkeleton skeleton;
  std::vector<AcclaimBone> bones;  ///< those that move, the root first
  double length = 1;               ///< ":units length": one unit is 1/length of what was measured in
  bool radians = false;
  bool has_unread = false;  ///< bones that move along their parents or grow
};

/// @throws FormatError.
AcclaimSkeleton parse_asf(TextScanner& text);

}  // namespace solopose
