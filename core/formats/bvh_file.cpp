#include "core/formats/bvh_file.h"

#include <cctype>

#include <fmt/format.h>

#include "core/base/error.h"

namespace solopose {
namespace {

constexpr std::size_t deepest = 512;
constexpr std::size_t most_channels = 6;
constexpr std::int64_t rows_between_stops = 4096;

bool same_word(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    return std::tolower(static_cast<unsigned char>(x)) == std::tolower(static_cast<unsigned char>(y));
  });
}

/// Joints are read with a stack of their own, so nesting costs no recursion.
class HierarchyParser {
 public:
  explicit HierarchyParser(TextScanner& text) : text_(text) {}

  BvhSkeleton parse() {
    if (const auto word = text_.word(); !same_word(word, "HIERARCHY"))
      text_.fail("HIERARCHY", "HIERARCHY", word);
    while (true) {
      const std::string_view word = text_.word();
      if (same_word(word, "MOTION") && open_.empty()) break;
      read_item(word);
    }
    check_whole();
    return std::move(skeleton_);
  }

 private:
  void read_item(std::string_view word) {
    if (same_word(word, "ROOT") && open_.empty()) {
      begin_joint(text_.line(), false);
    } else if (same_word(word, "}") && !open_.empty()) {
      open_.pop_back();
    } else if (open_.empty()) {
      text_.fail("HIERARCHY", "ROOT or MOTION", word);
    } else if (current().end_site && !same_word(word, "OFFSET")) {
      text_.fail(current().name, "OFFSET or }", word);
    } else if (same_word(word, "JOINT")) {
      begin_joint(text_.line(), false);
    } else if (same_word(word, "End")) {
      begin_joint(text_.line(), true);
    } else if (same_word(word, "OFFSET")) {
      for (int axis = 0; axis < 3; ++axis) current().offset[axis] = text_.number("OFFSET");
    } else if (same_word(word, "CHANNELS")) {
      read_channels();
    } else {
      text_.fail(fmt::format("joint {}", current().name), "JOINT, End Site, OFFSET, CHANNELS or }", word);
    }
  }

  BvhJoint& current() { return skeleton_.joints[static_cast<std::size_t>(open_.back())]; }

  void begin_joint(std::string_view rest, bool end_site) {
    const bool brace_on_line = rest.ends_with('{');
    if (brace_on_line) rest.remove_suffix(1);
    while (rest.ends_with(' ') || rest.ends_with('\t')) rest.remove_suffix(1);
    if (rest.empty()) text_.fail("joint name", "a name", rest);
    BvhJoint joint;
    joint.end_site = end_site;
    joint.name = end_site ? current().name + "_end" : printable(rest);
    joint.parent = open_.empty() ? -1 : open_.back();
    if (!brace_on_line) {
      if (const auto word = text_.word(); word != "{")
        text_.fail(fmt::format("joint {}", joint.name), "{", word);
    }
    if (open_.size() >= deepest)
      text_.fail_saying(fmt::format("joint {}", joint.name), "at most 512 joints in a chain", "more");
    open_.push_back(static_cast<int>(skeleton_.joints.size()));
    skeleton_.joints.push_back(std::move(joint));
  }

  void read_channels() {
    const std::string field = fmt::format("CHANNELS of {}", current().name);
    const double count = text_.number(field);
    if (!(count >= 0 && count <= static_cast<double>(most_channels)))
      text_.fail_saying(field, "0 to 6", fmt::format("{}", count));
    for (int c = 0; c < static_cast<int>(count); ++c) {
      const std::string_view word = text_.word();
      static constexpr std::array<std::string_view, 6> names = {"Xposition", "Yposition", "Zposition",
                                                                "Xrotation", "Yrotation", "Zrotation"};
      const auto found = std::find_if(names.begin(), names.end(),
                                      [&](std::string_view name) { return same_word(name, word); });
      if (found == names.end()) text_.fail(field, "Xposition to Zposition or Xrotation to Zrotation", word);
      current().channels.push_back(static_cast<BvhChannel>(found - names.begin()));
      ++skeleton_.channels;
    }
    if (current().channels.size() > most_channels) text_.fail_saying(field, "one CHANNELS line", "two");
  }

  void check_whole() const {
    if (skeleton_.joints.empty()) throw FormatError(text_.file(), "HIERARCHY", "at least one joint", "none");
    if (skeleton_.channels == 0) throw FormatError(text_.file(), "CHANNELS", "at least one channel", "none");
    // Rows hold channels, memory holds joints: without this a small file could ask for a large array.
    if (skeleton_.joints.size() > 8 * skeleton_.channels) {
      throw FormatError(
          text_.file(), "CHANNELS", "a channel for every eighth joint at least",
          fmt::format("{} channels for {} joints", skeleton_.channels, skeleton_.joints.size()));
    }
  }

  TextScanner& text_;
  BvhSkeleton skeleton_;
  std::vector<int> open_;  ///< joints whose brace is open, outermost first
};

std::vector<std::string_view> words_of(std::string_view line) {
  constexpr std::string_view blanks = " \t\v\f";
  std::vector<std::string_view> words;
  for (std::size_t begin = line.find_first_not_of(blanks); begin != std::string_view::npos;) {
    const std::size_t end = std::min(line.find_first_of(blanks, begin), line.size());
    words.push_back(line.substr(begin, end - begin));
    begin = line.find_first_not_of(blanks, end);
  }
  return words;
}

/// What follows the colon of "Frames: 125" or "Frame Time: .03333".
std::string_view header_value(TextScanner& text, std::string_view field) {
  std::string_view line;
  while (line.empty()) {
    if (text.at_end()) text.fail(field, fmt::format("{}: and a number", field), "");
    line = text.line();
  }
  const auto colon = line.find(':');
  const auto named = words_of(line.substr(0, colon));
  const auto wanted = words_of(field);
  if (colon == std::string_view::npos || named.size() < wanted.size() ||
      !std::equal(wanted.begin(), wanted.end(), named.begin(), same_word)) {
    text.fail(field, fmt::format("{}: and a number", field), line);
  }
  std::string_view rest = line.substr(colon + 1);
  while (rest.starts_with(' ') || rest.starts_with('\t')) rest.remove_prefix(1);
  if (!number_in(rest)) text.fail(field, "a number", rest);
  return rest;
}

/// One row. False when the end of the file cuts it; the first is not cut: without it nothing is left.
bool read_row(TextScanner& text, std::span<double> row, std::vector<double>& rows) {
  const std::size_t found = text.numbers_of_line(row, "MOTION");
  const bool within_number = !text.line_was_ended() && is_last_cut(words_of(text.last_line()));
  if (!rows.empty() && text.at_end() && (found < row.size() || within_number)) return false;
  if (found != row.size()) {
    text.fail_saying(fmt::format("frame {}", rows.size() / row.size()), fmt::format("{} values", row.size()),
                     fmt::format("{}", found));
  }
  rows.insert(rows.end(), row.begin(), row.end());
  return true;
}

}  // namespace

BvhSkeleton parse_bvh_hierarchy(TextScanner& text) { return HierarchyParser(text).parse(); }

BvhMotion parse_bvh_motion(TextScanner& text, const BvhSkeleton& skeleton, const JobContext& context) {
  BvhMotion motion;
  const double frames = *number_in(header_value(text, "Frames"));
  if (!(frames >= 0 && frames < 1e15)) text.fail_saying("Frames", "a count", fmt::format("{}", frames));
  motion.declared_frames = static_cast<std::int64_t>(frames);
  motion.frame_time_text = header_value(text, "Frame Time");
  motion.frame_time = *number_in(motion.frame_time_text);

  std::vector<double> row(skeleton.channels);
  for (std::int64_t number = 0; !text.at_end() && !motion.last_row_cut; ++number) {
    if (number % rows_between_stops == 0) context.throw_if_stopped();
    motion.last_row_cut = !read_row(text, row, motion.rows);
  }
  return motion;
}

}  // namespace solopose
