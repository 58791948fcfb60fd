#include "core/formats/amc_file.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <numbers>
#include <utility>

#include <fmt/format.h>

namespace solopose {
namespace {

constexpr std::size_t frames_between_stops = 4096;
constexpr std::size_t most_values = 7;

bool is_number(std::string_view word) {
  return std::ranges::all_of(word, [](unsigned char c) { return std::isdigit(c) != 0; });
}

class AmcParser {
 public:
  AmcParser(TextScanner& text, const AcclaimSkeleton& acclaim)
      : text_(text),
        acclaim_(acclaim),
        to_degrees_(acclaim.radians ? 180 / std::numbers::pi : 1),
        frame_of_bone_(acclaim.bones.size(), 0) {
    for (std::size_t bone = 0; bone < acclaim.bones.size(); ++bone) by_name_[acclaim.bones[bone].name] = bone;
  }

  AmcMotion parse(const JobContext& context) {
    while (!text_.at_end() && !motion_.last_frame_cut) {
      const std::string_view word = text_.word();
      if (word.starts_with('#')) {
        text_.line();
      } else if (word.starts_with(':')) {
        read_keyword(word);
      } else if (is_number(word)) {
        if (frames_ % frames_between_stops == 0) context.throw_if_stopped();
        begin_frame();
      } else {
        read_bone(word);
      }
    }
    if (frames_ > 1 && bones_read_ < acclaim_.bones.size()) motion_.last_frame_cut = true;
    if (motion_.last_frame_cut) {
      motion_.rows.resize(motion_.rows.size() - acclaim_.skeleton.channels);
    } else {
      require_whole_frame();
    }
    return std::move(motion_);
  }

 private:
  void read_keyword(std::string_view word) {
    if (word == ":RADIANS") to_degrees_ = 180 / std::numbers::pi;
    if (word == ":DEGREES") to_degrees_ = 1;
    text_.line();
  }

  void begin_frame() {
    require_whole_frame();
    ++frames_;
    bones_read_ = 0;
    next_ = 0;
    motion_.rows.resize(motion_.rows.size() + acclaim_.skeleton.channels, 0);
  }

  void require_whole_frame() const {
    if (frames_ > 0 && bones_read_ != acclaim_.bones.size()) {
      text_.fail_saying(fmt::format("frame {}", frames_), fmt::format("{} bones", acclaim_.bones.size()),
                        fmt::format("{}", bones_read_));
    }
  }

  /// Frames name their bones in one order.
  std::size_t bone_named(std::string_view name) {
    if (next_ < order_.size() && acclaim_.bones[order_[next_]].name == name) return order_[next_++];
    const auto found = by_name_.find(name);
    if (found == by_name_.end()) text_.fail("bone", "one that the skeleton moves", name);
    if (frames_ == 1) order_.push_back(found->second);
    return found->second;
  }

  void read_bone(std::string_view name) {
    if (frames_ == 0) text_.fail("frame", "its number", name);
    // The last word of a file that was cut off is no name of a bone.
    if (frames_ > 1 && !by_name_.contains(name) && text_.at_end()) {
      motion_.last_frame_cut = true;
      return;
    }
    const std::size_t index = bone_named(name);
    const AcclaimBone& bone = acclaim_.bones[index];
    std::array<double, most_values> values{};
    const std::size_t count = text_.numbers_of_line(values, name);
    if (count != bone.values.size()) {
      motion_.last_frame_cut = frames_ > 1 && text_.at_end();
      if (motion_.last_frame_cut) return;
      text_.fail_saying(name, fmt::format("{} values", bone.values.size()), fmt::format("{}", count));
    }
    if (std::exchange(frame_of_bone_[index], frames_) == frames_)
      text_.fail_saying(name, "each bone once a frame", "it twice");
    ++bones_read_;
    double* row = motion_.rows.data() + motion_.rows.size() - acclaim_.skeleton.channels;
    for (std::size_t i = 0; i < count; ++i) {
      const auto& [channel, is_angle] = bone.values[i];
      if (channel) row[*channel] = values[i] * (is_angle ? to_degrees_ : 1);
    }
  }

  TextScanner& text_;
  const AcclaimSkeleton& acclaim_;
  AmcMotion motion_;
  double to_degrees_;
  std::size_t frames_ = 0;
  std::size_t bones_read_ = 0;  ///< of the frame under way
  std::size_t next_ = 0;
  std::vector<std::size_t> order_;          ///< in which the first frame names the bones
  std::vector<std::size_t> frame_of_bone_;  ///< that named it last
  std::map<std::string, std::size_t, std::less<>> by_name_;
};

}  // namespace

AmcMotion parse_amc(TextScanner& text, const AcclaimSkeleton& acclaim, const JobContext& context) {
  return AmcParser(text, acclaim).parse(context);
}

}  // namespace solopose
