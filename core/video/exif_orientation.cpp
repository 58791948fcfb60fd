#include "core/video/exif_orientation.h"

#include <algorithm>
#include <string_view>

namespace solopose {

namespace {

using Bytes = std::span<const std::uint8_t>;

bool starts_with(Bytes bytes, std::string_view text) {
  return bytes.size() >= text.size() &&
         std::equal(text.begin(), text.end(), bytes.begin(),
                    [](char c, std::uint8_t byte) { return static_cast<std::uint8_t>(c) == byte; });
}

/// Nothing where the bytes end before.
Bytes after(Bytes bytes, std::size_t count) { return bytes.subspan(std::min(count, bytes.size())); }
Bytes first(Bytes bytes, std::size_t count) { return bytes.first(std::min(count, bytes.size())); }

/// 0 where the bytes end before.
std::uint32_t number(Bytes bytes, std::size_t at, std::size_t length, bool big_endian) {
  if (bytes.size() < at + length) return 0;
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < length; ++i)
    value = value << 8U | bytes[at + (big_endian ? i : length - 1 - i)];
  return value;
}

/// Of a TIFF file, or the TIFF structure that Exif is.
int orientation_in_tiff(Bytes tiff) {
  constexpr std::uint32_t orientation_tag = 0x0112;
  constexpr std::size_t entry_length = 12;
  const bool big_endian = starts_with(tiff, "MM");
  if (!big_endian && !starts_with(tiff, "II")) return 1;
  const Bytes directory = after(tiff, number(tiff, 4, 4, big_endian));
  const std::size_t entries = number(directory, 0, 2, big_endian);
  for (std::size_t i = 0; i < entries && 2 + (i + 1) * entry_length <= directory.size(); ++i) {
    const Bytes entry = directory.subspan(2 + i * entry_length, entry_length);
    if (number(entry, 0, 2, big_endian) != orientation_tag) continue;
    const std::uint32_t value = number(entry, 8, 2, big_endian);
    return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
  }
  return 1;
}

constexpr std::string_view exif_mark{"Exif\0\0", 6};

/// Segments: a marker, and a length that counts itself.
Bytes exif_in_jpeg(Bytes file) {
  Bytes rest = after(file, 2);
  while (rest.size() >= 4 && rest[0] == 0xFF) {
    const int marker = rest[1];
    if (marker == 0xFF) {  // fills
      rest = after(rest, 1);
      continue;
    }
    if (marker == 0xDA || marker == 0xD9) break;  // the picture begins
    const std::size_t length = number(rest, 2, 2, true);
    const Bytes segment = after(first(rest, 2 + length), 4);
    if (marker == 0xE1 && starts_with(segment, exif_mark)) return after(segment, exif_mark.size());
    rest = after(rest, 2 + std::max<std::size_t>(length, 2));
  }
  return {};
}

/// Chunks: length, name, content, check sum.
Bytes exif_in_png(Bytes file) {
  for (Bytes rest = after(file, 8); rest.size() >= 12;) {
    const std::size_t length = number(rest, 0, 4, true);
    if (starts_with(after(rest, 4), "eXIf")) return first(after(rest, 8), length);
    rest = after(rest, 12 + length);
  }
  return {};
}

/// Chunks: name, length, content, padded to an even length. Some writers put JPEG's mark first.
Bytes exif_in_webp(Bytes file) {
  for (Bytes rest = after(file, 12); rest.size() >= 8;) {
    const std::size_t length = number(rest, 4, 4, false);
    const Bytes content = first(after(rest, 8), length);
    if (starts_with(rest, "EXIF"))
      return starts_with(content, exif_mark) ? after(content, exif_mark.size()) : content;
    rest = after(rest, 8 + length + length % 2);
  }
  return {};
}

}  // namespace

int exif_orientation(Bytes file) {
  if (starts_with(file, "\xFF\xD8")) return orientation_in_tiff(exif_in_jpeg(file));
  if (starts_with(file, "\x89PNG")) return orientation_in_tiff(exif_in_png(file));
  if (starts_with(file, "RIFF")) return orientation_in_tiff(exif_in_webp(file));
  return orientation_in_tiff(file);
}

std::array<int, 4> turn_of_orientation(int orientation) {
  constexpr std::array<std::array<int, 4>, 8> turns{{{1, 0, 0, 1},
                                                     {-1, 0, 0, 1},
                                                     {-1, 0, 0, -1},
                                                     {1, 0, 0, -1},
                                                     {0, 1, 1, 0},
                                                     {0, 1, -1, 0},
                                                     {0, -1, -1, 0},
                                                     {0, -1, 1, 0}}};
  return turns.at(static_cast<std::size_t>(orientation - 1));
}

}  // namespace solopose
