#include "core/files/c3d.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/files/byte_cursor.h"
#include "core/files/c3d_numbers.h"
#include "core/files/c3d_parameters.h"

namespace solopose {
namespace {

constexpr std::uint64_t block = 512;
constexpr std::uint8_t key = 0x50;
constexpr std::int64_t frames_between_stops = 4096;
constexpr std::uint16_t full = 65535;  // a frame number that may stand for a greater one

/// The first block, as far as points need it.
struct Header {
  std::uint16_t points = 0;
  std::uint16_t analog_values = 0;  ///< a frame
  std::uint16_t first_frame = 0;
  std::uint16_t last_frame = 0;
  float scale = 0;
  std::uint16_t data_block = 0;  ///< counted from 1
  float frames_per_second = 0;
};

template <C3dProcessor processor>
Header header_of(Bytes bytes) {
  const auto word = [&](int number) {
    return static_cast<std::uint16_t>(c3d_integer<processor>(bytes.data() + 2 * (number - 1)));
  };
  const auto real = [&](int number) { return c3d_float<processor>(bytes.data() + 2 * (number - 1)); };
  return {.points = word(2),
          .analog_values = word(3),
          .first_frame = word(4),
          .last_frame = word(5),
          .scale = real(7),
          .data_block = word(9),
          .frames_per_second = real(11)};
}

C3dProcessor processor_of(ByteCursor& cursor, std::uint8_t parameter_block) {
  cursor.seek(block * (std::max<std::uint64_t>(parameter_block, 1) - 1));
  cursor.skip(3);
  const std::uint8_t code = cursor.u8();
  if (code < 84 || code > 86) {
    cursor.fail("processor 84 (Intel), 85 (DEC) or 86 (MIPS)", fmt::format("{}", code));
  }
  return static_cast<C3dProcessor>(code);
}

/// Two words, the lower first; writers that have floats for whole numbers, and negative ones for those
/// beyond 32 767, are understood. -1: it is not there.
std::int64_t double_word(const C3dFile& c3d, const std::string& name) {
  const C3dParameter* parameter = c3d.parameter(name);
  if (parameter == nullptr || parameter->numbers.size() < 2) return -1;
  std::int64_t value = 0;
  for (const int at : {1, 0}) {
    const double word = parameter->numbers[static_cast<std::size_t>(at)];
    if (!(std::abs(word) <= 65535)) return -1;
    value = value * 65536 + static_cast<std::int64_t>(word < 0 ? word + 65536 : word);
  }
  return value;
}

/// How many frames the file says it has. The header's 16 bits do not hold the last one's number in a long
/// recording.
std::int64_t declared_frames(const Header& header, C3dFile& c3d) {
  const std::int64_t first = double_word(c3d, "TRIAL:ACTUAL_START_FIELD");
  const std::int64_t last = double_word(c3d, "TRIAL:ACTUAL_END_FIELD");
  c3d.first_frame = header.first_frame;
  const auto in_header = std::int64_t{header.last_frame} - header.first_frame + 1;
  if (first >= 0 && last >= first) {
    // Cut-out takes keep those of the whole: they count where they agree with the header.
    const bool agree = (last - first + 1 - in_header) % 65536 == 0 || header.last_frame == full;
    if (agree) {
      c3d.first_frame = first;
      return last - first + 1;
    }
  }
  const double long_frames = c3d.number("POINT:LONG_FRAMES", 0);
  if (header.last_frame == full && long_frames >= full && long_frames < 1e9)
    return static_cast<std::int64_t>(long_frames);
  c3d.count_is_full = header.last_frame == full;
  return std::max<std::int64_t>(in_header, 0);
}

/// Reads the points of all frames. `Value` is a coordinate in the file: float or std::int16_t.
template <C3dProcessor processor, typename Value>
class PointReader {
 public:
  PointReader(std::int64_t points, double scale) : points_(points), scale_(static_cast<float>(scale)) {}

  void read(Bytes frame, float* out) const {
    const std::uint8_t* at = frame.data();
    for (std::int64_t point = 0; point < points_; ++point, at += 4 * sizeof(Value), out += 3) {
      const float x = coordinate(at);
      const float y = coordinate(at + sizeof(Value));
      const float z = coordinate(at + 2 * sizeof(Value));
      const bool there =
          word_4(at + 3 * sizeof(Value)) >= 0 && std::isfinite(x) && std::isfinite(y) && std::isfinite(z);
      out[0] = there ? x : missing;
      out[1] = there ? y : missing;
      out[2] = there ? z : missing;
    }
  }

 private:
  static constexpr float missing = std::numeric_limits<float>::quiet_NaN();

  float coordinate(const std::uint8_t* bytes) const {
    if constexpr (sizeof(Value) == 2) return scale_ * static_cast<float>(c3d_integer<processor>(bytes));
    return c3d_float<processor>(bytes);
  }
  /// Residual and camera mask; negative = missing. Their bytes are told apart by nobody in the same way.
  static float word_4(const std::uint8_t* bytes) {
    if constexpr (sizeof(Value) == 2) return c3d_integer<processor>(bytes);
    return c3d_float<processor>(bytes);
  }

  std::int64_t points_;
  float scale_;
};

/// How many frames lie behind the cursor. What fills the last block is none.
std::uint64_t whole_frames(ByteCursor data, std::uint64_t stride, std::int64_t declared) {
  const std::uint64_t held = data.left() / stride;
  std::uint64_t filled = data.left();
  const Bytes all = data.take(filled);
  while (filled > 0 && all.size() - filled < block && all[filled - 1] == 0) --filled;
  return std::max(std::min(held, static_cast<std::uint64_t>(declared)),
                  std::min(held, (filled + stride - 1) / stride));
}

template <C3dProcessor processor, typename Value>
void read_points(ByteCursor& data, std::uint64_t words_a_frame, double scale, C3dFile& c3d,
                 const JobContext& context) {
  const std::uint64_t stride = words_a_frame * sizeof(Value);
  const auto held = static_cast<std::int64_t>(whole_frames(data, stride, c3d.declared_frames));
  c3d.frames = c3d.count_is_full ? held : std::min(held, c3d.declared_frames);
  const auto width = static_cast<std::size_t>(c3d.points) * 3;
  c3d.positions.resize(static_cast<std::size_t>(c3d.frames) * width);
  const PointReader<processor, Value> reader(c3d.points, scale);
  for (std::int64_t frame = 0; frame < c3d.frames; ++frame) {
    if (frame % frames_between_stops == 0) context.throw_if_stopped();
    reader.read(data.take(stride), c3d.positions.data() + static_cast<std::size_t>(frame) * width);
  }
}

}  // namespace

const C3dParameter* C3dFile::parameter(const std::string& name) const {
  const auto found = parameters.find(name);
  return found == parameters.end() ? nullptr : &found->second;
}

std::string C3dFile::text(const std::string& name, const std::string& otherwise) const {
  const C3dParameter* found = parameter(name);
  return found == nullptr || found->texts.empty() ? otherwise : found->texts.front();
}

double C3dFile::number(const std::string& name, double otherwise) const {
  const C3dParameter* found = parameter(name);
  return found == nullptr || found->numbers.empty() ? otherwise : found->numbers.front();
}

std::vector<std::string> C3dFile::all_texts(const std::string& name) const {
  std::vector<std::string> all;
  const C3dParameter* next = parameter(name);
  for (int number = 2; next != nullptr; ++number) {
    all.insert(all.end(), next->texts.begin(), next->texts.end());
    next = parameter(name + std::to_string(number));
  }
  return all;
}

std::vector<std::string> C3dFile::point_names() const {
  std::vector<std::string> names = all_texts("POINT:LABELS");
  names.resize(static_cast<std::size_t>(points));
  for (std::size_t point = 0; point < names.size(); ++point)
    if (names[point].empty()) names[point] = fmt::format("point {}", point + 1);
  return names;
}

namespace {

/// What is said before the points.
struct Preamble {
  C3dProcessor processor{};
  Header header;
  C3dFile c3d;
};

Preamble preamble_of(Bytes bytes, const std::filesystem::path& file) {
  ByteCursor start(bytes, file, "header");
  const Bytes first = start.take(block);
  if (first[1] != key)
    start.fail("0x50 in its second byte, as every C3D file has", fmt::format("{:#x}", first[1]));
  ByteCursor parameters(bytes, file, "parameters");
  const C3dProcessor processor = processor_of(parameters, first[0]);
  const Header header =
      with_c3d_processor(processor, [&]<C3dProcessor of>() { return header_of<of>(first); });
  C3dFile c3d;
  c3d.parameters = parse_c3d_parameters(parameters, processor);
  const double used = c3d.number("POINT:USED", header.points);
  c3d.points = static_cast<std::int64_t>(used < 0 && used >= -32768 ? used + 65536 : used);
  if (!(used != 0 && c3d.points > 0 && c3d.points < 65536))
    throw FormatError(file, "POINT:USED", "1 to 65535 points", fmt::format("{}", used));
  const double rate = c3d.number("POINT:RATE", static_cast<double>(header.frames_per_second));
  c3d.frames_per_second = rate > 0 && rate < 1e6 ? rate : 0;
  c3d.declared_frames = declared_frames(header, c3d);
  return {processor, header, std::move(c3d)};
}

}  // namespace

C3dFile read_c3d_parameters(const std::filesystem::path& file, const JobContext& context) {
  return preamble_of(bytes_of_file(file, context), file).c3d;
}

C3dFile read_c3d(const std::filesystem::path& file, const JobContext& context) {
  const ByteBuffer bytes = bytes_of_file(file, context);
  auto [processor, header, c3d] = preamble_of(bytes, file);
  const double scale = c3d.number("POINT:SCALE", static_cast<double>(header.scale));
  if (!std::isfinite(scale) || scale == 0)
    throw FormatError(file, "POINT:SCALE", "a number other than 0", fmt::format("{}", scale));
  ByteCursor data(bytes, file, "points");
  if (header.data_block == 0) data.fail("the block where they begin", "0");
  data.seek(block * (header.data_block - 1U));
  const std::uint64_t words = static_cast<std::uint64_t>(c3d.points) * 4 + header.analog_values;
  with_c3d_processor(processor, [&, &points = c3d]<C3dProcessor of>() {
    if (scale < 0) {
      read_points<of, float>(data, words, scale, points, context);
    } else {
      read_points<of, std::int16_t>(data, words, scale, points, context);
    }
  });
  return std::move(c3d);
}

}  // namespace solopose
