#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace solopose {

/// How a picture file (jpeg, png, webp, tiff) says it is brought upright: the EXIF orientation, 1 to 8. 1,
/// which is "as it is", where it says nothing or something that makes no sense. Source: CIPA DC-008
/// (Exif 2.32), section 4.6.4; TIFF 6.0, section 8.
int exif_orientation(std::span<const std::uint8_t> file);

/// The same in the form of VideoInfo::turn.
std::array<int, 4> turn_of_orientation(int orientation);

}  // namespace solopose
