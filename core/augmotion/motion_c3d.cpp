#include <algorithm>
#include <bit>
#include <cmath>
#include <string>

#include "core/augmotion/motion.h"
#include "core/formats/c3d.h"
#include "core/skeleton/pose_rows.h"

namespace solopose {
namespace {

constexpr std::size_t block = 512;
constexpr std::int64_t full = 65535;  // the last frame's number in 16 bits
constexpr std::size_t most_events = 254;

std::string word(std::int64_t value) {
  return {static_cast<char>(value & 255), static_cast<char>((value >> 8) & 255)};
}

std::string real(double value) {
  const auto bits = std::bit_cast<std::uint32_t>(static_cast<float>(value));
  return word(bits & 65535U) + word(bits >> 16U);
}

void pad(std::string& text) { text.resize((text.size() + block - 1) / block * block, '\0'); }

/// Puts the parameter section together (the C3D file format's user guide).
class Parameters {
 public:
  void begin_group(std::string_view name) {
    ++group_;
    bytes_ += static_cast<char>(name.size());
    bytes_ += static_cast<char>(-group_);
    bytes_ += std::string(name) + word(3) + '\0';
  }
  void words(std::string_view name, const std::vector<std::int64_t>& values) {
    std::string data;
    for (const std::int64_t value : values) data += word(value);
    add(name, 2, values.size() == 1 ? std::vector<std::size_t>{} : std::vector{values.size()}, data);
  }
  void reals(std::string_view name, const std::vector<double>& values, std::vector<std::size_t> axes = {}) {
    std::string data;
    for (const double value : values) data += real(value);
    add(name, 4, axes, data);
  }
  void text(std::string_view name, const std::string& value) { add(name, -1, {value.size()}, value); }
  void texts(std::string_view name, const std::vector<std::string>& values) {
    std::size_t longest = 1;
    for (const std::string& value : values) longest = std::max(longest, value.size());
    std::string data;
    for (const std::string& value : values) data += value + std::string(longest - value.size(), ' ');
    add(name, -1, {longest, values.size()}, data);
  }

  /// The whole section, in whole blocks.
  std::string section() const {
    std::string all = std::string{1, 0x50, 0, 84} + bytes_ + std::string(2, '\0');
    pad(all);
    all[2] = static_cast<char>(all.size() / block);
    return all;
  }

 private:
  void add(std::string_view name, int type, const std::vector<std::size_t>& axes, const std::string& data) {
    std::string body{static_cast<char>(type), static_cast<char>(axes.size())};
    for (const std::size_t axis : axes) body += static_cast<char>(axis);
    body += data + '\0';
    bytes_ += static_cast<char>(name.size());
    bytes_ += static_cast<char>(group_);
    bytes_ += std::string(name) + word(static_cast<std::int64_t>(body.size()) + 2) + body;
  }

  std::string bytes_;
  int group_ = 0;
};

void add_points(Parameters& parameters, const Motion& motion, std::int64_t frames, std::size_t data_block) {
  parameters.begin_group("POINT");
  parameters.words("USED", {joint_count});
  parameters.reals("SCALE", {-1});
  parameters.reals("RATE", {motion.frames_per_second});
  parameters.words("DATA_START", {static_cast<std::int64_t>(data_block)});
  parameters.words("FRAMES", {std::min(frames, full)});
  parameters.reals("LONG_FRAMES", {static_cast<double>(frames)});
  parameters.texts("LABELS", {joint_names().begin(), joint_names().end()});
  parameters.texts("DESCRIPTIONS", std::vector<std::string>(joint_count));
  parameters.text("UNITS", "mm");
  parameters.begin_group("ANALOG");
  parameters.words("USED", {0});
  parameters.begin_group("TRIAL");
  parameters.words("ACTUAL_START_FIELD", {1, 0});
  parameters.words("ACTUAL_END_FIELD", {frames & 65535, frames >> 16});
  if (!motion.up) return;
  parameters.begin_group(c3d_up_group);
  parameters.reals(c3d_up_name, {motion.up->x(), motion.up->y(), motion.up->z()}, {3});
}

void add_events(Parameters& parameters, const Motion& motion) {
  std::vector<std::string> labels;
  std::vector<double> times;  // minutes and seconds
  const auto add = [&](const std::string& label, const std::vector<FrameRun>& runs) {
    for (const FrameRun& run : runs) {
      if (labels.size() == most_events) return;
      for (const auto& [name, frame] : {std::pair{label, run.first}, std::pair{label + " end", run.last}}) {
        labels.push_back(name);
        times.push_back(std::floor(motion.seconds_at(frame) / 60));
        times.push_back(std::fmod(motion.seconds_at(frame), 60));
      }
    }
  };
  add("rejected", motion.rejected);
  add("repaired", motion.repaired);
  if (labels.empty()) return;
  parameters.begin_group("EVENT");
  parameters.words("USED", {std::ssize(labels)});
  parameters.texts("CONTEXTS", std::vector<std::string>(labels.size(), "General"));
  parameters.texts("LABELS", labels);
  parameters.texts("DESCRIPTIONS", std::vector<std::string>(labels.size()));
  parameters.reals("TIMES", times, {2, labels.size()});
}

std::string parameter_section(const Motion& motion, std::int64_t frames, std::size_t data_block) {
  Parameters parameters;
  add_points(parameters, motion, frames, data_block);
  add_events(parameters, motion);
  return parameters.section();
}

std::string header(const Motion& motion, std::int64_t frames, std::size_t data_block) {
  std::string all = std::string{2, 0x50} + word(joint_count) + word(0) + word(1) +
                    word(std::min(frames, full)) + word(0) + real(-1) +
                    word(static_cast<std::int64_t>(data_block)) + word(0) + real(motion.frames_per_second);
  pad(all);
  return all;
}

}  // namespace

void write_c3d(FileWriter& out, const Motion& motion) {
  const std::int64_t frames = frames_of(motion.poses_mm);
  // Where data begins does not change the section's length.
  const std::size_t data_block = parameter_section(motion, frames, 0).size() / block + 2;
  out.write(header(motion, frames, data_block));
  out.write(parameter_section(motion, frames, data_block));
  for (std::int64_t frame = 0; frame < frames; ++frame) {
    std::string row;
    for (int joint = 0; joint < joint_count; ++joint) {
      const Eigen::Vector3d place = joint_at(motion.poses_mm, frame, static_cast<Joint>(joint));
      const bool there = place.allFinite();
      for (int axis = 0; axis < 3; ++axis) row += real(there ? place[axis] : 0);
      row += real(there ? 0 : -1);
    }
    out.write(row);
  }
  out.write(std::string((block - out.size() % block) % block, '\0'));
}

}  // namespace solopose
