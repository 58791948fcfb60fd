#include "core/formats/panoptic_frame.h"

#include <cmath>
#include <limits>
#include <optional>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/files/byte_cursor.h"
#include "core/files/json_cursor.h"
#include "core/files/text_scanner.h"

namespace solopose {
namespace {

constexpr std::size_t joint_number = 19;
constexpr std::size_t numbers_of_body = joint_number * 4;

/// Takes one of the bodies.
class BodyReader {
 public:
  BodyReader(JsonCursor& json, const std::filesystem::path& file, std::size_t index)
      : json_(json), file_(file), index_(index) {}

  PanopticBody read() {
    if (json_.next() != '{') fail("body", "an object", "another value");
    json_.object([&](std::string_view key) { take(key); });
    if (!id_) fail("id", "a number", "none");
    if (numbers_ == 0 && other_joints_ != "joints19")
      fail("joints19", "19 joints of 4 numbers", other_joints_.empty() ? "none" : other_joints_);
    if (numbers_ != numbers_of_body)
      fail("joints19", fmt::format("{} numbers", numbers_of_body), fmt::format("{}", numbers_));
    return body();
  }

 private:
  void take(std::string_view key) {
    if (key.starts_with("joints")) other_joints_ = printable(key);
    if (key == "joints19" && json_.next() == '[') {
      json_.array([&] { take_number(); });
    } else if (key == "id" && json_.next_is_number()) {
      take_id(json_.number());
    } else {
      json_.skip();
    }
  }

  void take_number() {
    if (!json_.next_is_number()) fail("joints19", "numbers", "another value");
    const double number = json_.number();
    if (numbers_ < numbers_of_body) values_[numbers_] = number;
    ++numbers_;
  }

  void take_id(double number) {
    if (std::abs(number) > 1e9 || number != std::floor(number))
      fail("id", "a whole number", fmt::format("{}", number));
    id_ = static_cast<std::int64_t>(number);
  }

  PanopticBody body() const {
    PanopticBody body;
    body.id = *id_;
    for (std::size_t j = 0; j < joint_number; ++j) {
      const bool missing = values_[j * 4 + 3] < 0;
      for (std::size_t axis = 0; axis < 3; ++axis) {
        body.joints_cm[j * 3 + axis] =
            missing ? std::numeric_limits<float>::quiet_NaN() : static_cast<float>(values_[j * 4 + axis]);
      }
    }
    return body;
  }

  [[noreturn]] void fail(std::string_view field, std::string_view expected, std::string_view found) const {
    throw FormatError(file_, fmt::format("bodies[{}].{}", index_, field), expected, found);
  }

  JsonCursor& json_;
  const std::filesystem::path& file_;
  std::size_t index_;
  std::optional<std::int64_t> id_;
  std::string other_joints_;
  std::size_t numbers_ = 0;
  std::array<double, numbers_of_body> values_{};
};

}  // namespace

PanopticFrame read_panoptic_frame(const std::filesystem::path& file) {
  const ByteBuffer bytes = bytes_of_file(file);
  JsonCursor json(bytes, file);
  PanopticFrame frame;
  bool any_bodies = false;
  const auto take = [&](std::string_view key) {
    if (key == "bodies" && json.next() == '[') {
      any_bodies = true;
      json.array([&] { frame.bodies.push_back(BodyReader(json, file, frame.bodies.size()).read()); });
    } else if (key == "fpsType" && json.next() == '"') {
      frame.fps_type = printable(json.text());
    } else {
      json.skip();
    }
  };
  json.next() == '{' ? json.object(take) : json.skip();
  json.end();
  if (!any_bodies) throw FormatError(file, "bodies", "a list of them", "none");
  return frame;
}

}  // namespace solopose
