#include "core/formats/panoptic_frame.h"

#include <limits>
#include <string_view>

#include <fmt/format.h>
#include <simdjson.h>

#include "core/base/error.h"
#include "core/files/byte_cursor.h"
#include "core/files/text_scanner.h"

namespace solopose {
namespace {

using Json = simdjson::dom::element;

constexpr std::size_t joint_number = 19;
constexpr std::size_t numbers_of_body = joint_number * 4;

[[noreturn]] void fail(const std::filesystem::path& file, std::size_t body, std::string_view field,
                       std::string_view expected, std::string_view found) {
  throw FormatError(file, fmt::format("bodies[{}].{}", body, field), expected, found);
}

/// What a body calls its joints, where it has none of ours.
std::string other_joints_of(Json body) {
  for (const auto& member : simdjson::dom::object(body)) {
    if (member.key.starts_with("joints")) return printable(member.key);
  }
  return "none";
}

PanopticBody body_of(Json json, const std::filesystem::path& file, std::size_t index) {
  if (!json.is_object()) fail(file, index, "body", "an object", "another value");
  PanopticBody body;
  if (json["id"].get(body.id) != simdjson::SUCCESS)
    fail(file, index, "id", "a whole number", json["id"].error() ? "none" : "another value");
  simdjson::dom::array numbers;
  if (json["joints19"].get(numbers) != simdjson::SUCCESS)
    fail(file, index, "joints19", "19 joints of 4 numbers", other_joints_of(json));
  if (numbers.size() != numbers_of_body) {
    fail(file, index, "joints19", fmt::format("{} numbers", numbers_of_body),
         fmt::format("{}", numbers.size()));
  }
  std::array<double, numbers_of_body> values{};
  std::size_t at = 0;
  for (const Json number : numbers) {
    if (number.get(values[at++]) != simdjson::SUCCESS)
      fail(file, index, "joints19", "numbers", "another value");
  }
  for (std::size_t j = 0; j < joint_number; ++j) {
    const bool missing = values[j * 4 + 3] < 0;
    for (std::size_t axis = 0; axis < 3; ++axis) {
      body.joints_cm[j * 3 + axis] =
          missing ? std::numeric_limits<float>::quiet_NaN() : static_cast<float>(values[j * 4 + axis]);
    }
  }
  return body;
}

}  // namespace

PanopticFrame read_panoptic_frame(const std::filesystem::path& file) {
  const ByteBuffer bytes = bytes_of_file(file);
  thread_local simdjson::dom::parser parser;  // its memory serves the next file
  Json json;
  if (bytes.empty())
    throw FormatError(file, "file", "JSON", "nothing");  // the parser would copy from nowhere
  if (const auto failure = parser.parse(bytes.data(), bytes.size()).get(json))
    throw FormatError(file, "file", "JSON", simdjson::error_message(failure));
  PanopticFrame frame;
  std::string_view fps_type;
  if (json["fpsType"].get(fps_type) == simdjson::SUCCESS) frame.fps_type = printable(fps_type);
  simdjson::dom::array bodies;
  if (json["bodies"].get(bodies) != simdjson::SUCCESS)
    throw FormatError(file, "bodies", "a list of them", "none");
  for (const Json body : bodies) frame.bodies.push_back(body_of(body, file, frame.bodies.size()));
  return frame;
}

}  // namespace solopose
