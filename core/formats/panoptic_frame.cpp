#include "core/formats/panoptic_frame.h"

#include <cmath>
#include <limits>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/files/byte_cursor.h"
#include "core/files/text_scanner.h"

namespace solopose {
namespace {

using nlohmann::json;

constexpr std::size_t joint_number = 19;
constexpr std::size_t numbers_of_body = joint_number * 4;

/// Where in the document an event belongs.
enum class Place { outside, document, bodies, body, joints, elsewhere };

/// Takes what a frame needs out of the parser's events.
class FrameBuilder final : public nlohmann::json_sax<json> {
 public:
  explicit FrameBuilder(const std::filesystem::path& file) : file_(file) {}

  PanopticFrame frame;
  bool any_bodies = false;

  bool null() override { return value(); }
  bool boolean(bool) override { return value(); }
  bool number_integer(number_integer_t number) override { return take(static_cast<double>(number)); }
  bool number_unsigned(number_unsigned_t number) override { return take(static_cast<double>(number)); }
  bool number_float(number_float_t number, const string_t&) override { return take(number); }
  bool string(string_t& text) override {
    if (place() == Place::document && key_ == "fpsType") frame.fps_type = printable(text);
    return value();
  }
  bool binary(binary_t&) override { return value(); }

  bool start_object(std::size_t) override {
    const bool is_document = depth_ == 0;
    const bool is_body = place() == Place::bodies;
    if (is_body) {
      frame.bodies.emplace_back();
      has_id_ = false;
      numbers_ = 0;
      other_joints_.clear();
    }
    return enter(is_document ? Place::document : is_body ? Place::body : Place::elsewhere);
  }
  bool end_object() override {
    if (place() == Place::body) finish_body();
    return leave();
  }
  bool start_array(std::size_t) override {
    if (place() == Place::document && key_ == "bodies") {
      any_bodies = true;
      return enter(Place::bodies);
    }
    if (place() == Place::body && key_ == "joints19") return enter(Place::joints);
    return enter(Place::elsewhere);
  }
  bool end_array() override { return leave(); }
  bool key(string_t& name) override {
    key_ = name;
    if (place() == Place::body && key_.starts_with("joints")) other_joints_ = printable(key_);
    return true;
  }
  bool parse_error(std::size_t position, const std::string&, const json::exception&) override {
    throw FormatError(file_, fmt::format("byte {}", position), "JSON", "something else, or the file's end");
  }

 private:
  Place place() const {
    if (depth_ == 0) return Place::outside;
    return depth_ > deepest ? Place::elsewhere : places_[depth_ - 1];
  }
  bool enter(Place place) {
    if (depth_ < deepest) places_[depth_] = place;
    ++depth_;
    return true;
  }
  bool leave() {
    --depth_;
    return true;
  }
  bool value() {
    if (place() == Place::joints) fail("joints19", "numbers", "another value");
    return true;
  }
  bool take(double number) {
    if (place() == Place::joints) {
      if (numbers_ < numbers_of_body) body_[numbers_] = number;
      ++numbers_;
    } else if (place() == Place::body && key_ == "id") {
      if (std::abs(number) > 1e9 || number != std::floor(number))
        fail("id", "a whole number", fmt::format("{}", number));
      frame.bodies.back().id = static_cast<std::int64_t>(number);
      has_id_ = true;
    }
    return true;
  }
  void finish_body() {
    if (!has_id_) fail("id", "a number", "none");
    if (numbers_ == 0 && other_joints_ != "joints19")
      fail("joints19", "19 joints of 4 numbers", other_joints_.empty() ? "none" : other_joints_);
    if (numbers_ != numbers_of_body)
      fail("joints19", fmt::format("{} numbers", numbers_of_body), fmt::format("{}", numbers_));
    auto& points = frame.bodies.back().joints_cm;
    for (std::size_t j = 0; j < joint_number; ++j) {
      const bool missing = body_[j * 4 + 3] < 0;
      for (std::size_t axis = 0; axis < 3; ++axis) {
        points[j * 3 + axis] =
            missing ? std::numeric_limits<float>::quiet_NaN() : static_cast<float>(body_[j * 4 + axis]);
      }
    }
  }
  [[noreturn]] void fail(std::string_view field, std::string_view expected, std::string_view found) const {
    const std::string where =
        fmt::format("bodies[{}].{}", frame.bodies.empty() ? 0 : frame.bodies.size() - 1, field);
    throw FormatError(file_, where, expected, found);
  }

  static constexpr std::size_t deepest = 4;  // document, bodies, body, joints
  const std::filesystem::path& file_;
  std::array<Place, deepest> places_{};
  std::size_t depth_ = 0;
  std::string key_;
  std::string other_joints_;
  bool has_id_ = false;
  std::size_t numbers_ = 0;
  std::array<double, numbers_of_body> body_{};
};

}  // namespace

PanopticFrame read_panoptic_frame(const std::filesystem::path& file) {
  const std::vector<std::uint8_t> bytes = bytes_of_file(file);
  FrameBuilder builder(file);
  json::sax_parse(bytes.begin(), bytes.end(), &builder);
  if (!builder.any_bodies) throw FormatError(file, "bodies", "a list of them", "none");
  return std::move(builder.frame);
}

}  // namespace solopose
