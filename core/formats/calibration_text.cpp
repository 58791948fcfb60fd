#include "core/formats/calibration_text.h"

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/files/byte_cursor.h"

namespace solopose {

std::string text_of_calibration(const std::filesystem::path& file) {
  constexpr std::uintmax_t largest = 1 << 20;
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(file, error);
  if (!error && size > largest) {
    throw FormatError(file, "size", fmt::format("at most {} bytes", largest), fmt::format("{}", size));
  }
  const ByteBuffer bytes = bytes_of_file(file);
  return {bytes.begin(), bytes.end()};
}

}  // namespace solopose
