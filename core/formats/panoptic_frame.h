#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace solopose {

struct PanopticBody {
  std::int64_t id = 0;
  std::array<float, 57> joints_cm{};  ///< (19, 3), NaN where the confidence is negative
};

struct PanopticFrame {
  std::string fps_type;  ///< "hd_29_97", "vga_25"; empty when the file does not say
  std::vector<PanopticBody> bodies;
};

/// One file. @throws FormatError naming file, field, expected, found; Error.
PanopticFrame read_panoptic_frame(const std::filesystem::path& file);

}  // namespace solopose
