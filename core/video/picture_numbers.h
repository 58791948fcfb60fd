#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace solopose {

/// Which picture is shown when.
struct PictureOrder {
  std::vector<std::filesystem::path> files;  ///< by frame; an empty path where a picture is missing
  std::vector<std::int64_t> missing;         ///< frames without a picture, ascending
  std::string remark;  ///< for people, what is missing or had to be guessed; may be empty
};

/// Whether one name comes before another, numbers compared as numbers: img_9 before img_10.
bool comes_before(const std::filesystem::path& a, const std::filesystem::path& b);

/// The pictures of a folder in the order of their names. Where these differ in one number only, which mostly
/// goes up by one (img_000001.jpg, img_000002.jpg, …), it counts frames: the first picture is frame 0, and a
/// number without a picture is a frame without one. Other names (times of day, two cameras in one folder,
/// numbers far apart) say nothing about time: those pictures follow one another.
/// @throws FormatError naming the folder when two pictures have the same number.
PictureOrder order_pictures(const std::filesystem::path& folder, std::vector<std::filesystem::path> files);

}  // namespace solopose
