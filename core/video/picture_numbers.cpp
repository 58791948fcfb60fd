#include "core/video/picture_numbers.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "core/base/error.h"

namespace solopose {

namespace {

/// More empty frames than this for each picture are no gaps: the numbers count something else.
constexpr std::int64_t most_frames_a_picture = 16;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The text up to a number, which is taken off.
std::string_view take_word(std::string_view& text) {
  const auto end = std::find_if(text.begin(), text.end(), is_digit);
  const auto word = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(word.size());
  return word;
}

/// The digits at the front of a text, which are taken off; without leading zeros.
std::string_view take_digits(std::string_view& text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
  auto digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(digits.size());
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
  return digits;
}

int compared(std::string_view a, std::string_view b) {
  while (!a.empty() && !b.empty()) {
    if (const int order = take_word(a).compare(take_word(b)); order != 0) return order;
    const auto left = take_digits(a), right = take_digits(b);
    if (left.size() != right.size()) return left.size() < right.size() ? -1 : 1;
    if (const int order = left.compare(right); order != 0) return order;
  }
  return static_cast<int>(!a.empty()) - static_cast<int>(!b.empty());
}

/// "cam2_img_000123" is the words "cam", "_img_" and "", and the numbers 2 and 123.
struct NameParts {
  std::vector<std::string> words;
  std::vector<std::string> numbers;
};

NameParts parts_of(const std::filesystem::path& file) {
  const std::string stem = file.stem().string();
  std::string_view rest = stem;
  NameParts parts;
  while (true) {
    parts.words.emplace_back(take_word(rest));
    if (rest.empty()) return parts;
    parts.numbers.emplace_back(take_digits(rest));
  }
}

/// The number that tells the names apart; none where it is not one number, or none that fits in memory.
std::optional<std::vector<std::int64_t>> numbers_of(const std::vector<std::filesystem::path>& files) {
  constexpr std::size_t most_digits = 18;
  std::vector<NameParts> names;
  for (const auto& file : files) names.push_back(parts_of(file));
  std::optional<std::size_t> counting;
  for (const NameParts& name : names) {
    if (name.words != names.front().words) return std::nullopt;
    for (std::size_t i = 0; i < name.numbers.size(); ++i) {
      if (name.numbers[i] == names.front().numbers[i]) continue;
      if (counting.value_or(i) != i) return std::nullopt;
      counting = i;
    }
  }
  if (!counting && files.size() > 1 && names.front().numbers.empty()) return std::nullopt;
  if (!counting) return std::vector<std::int64_t>(files.size(), 0);
  std::vector<std::int64_t> numbers;
  for (const NameParts& name : names) {
    const std::string& digits = name.numbers[*counting];
    if (digits.size() > most_digits) return std::nullopt;
    numbers.push_back(digits.empty() ? 0 : std::stoll(digits));
  }
  return numbers;
}

/// Most go up by one, and what lies between is not out of all proportion.
bool count_frames(const std::vector<std::int64_t>& numbers) {
  std::vector<std::int64_t> steps;
  for (std::size_t i = 1; i < numbers.size(); ++i) steps.push_back(numbers[i] - numbers[i - 1]);
  if (steps.empty()) return true;
  const auto middle = steps.begin() + (std::ssize(steps) - 1) / 2;
  std::nth_element(steps.begin(), middle, steps.end());
  const std::int64_t span = numbers.back() - numbers.front();
  return *middle == 1 && span <= most_frames_a_picture * std::ssize(numbers);
}

/// "4, 10 to 14"
std::string list_of(const std::vector<std::int64_t>& frames) {
  constexpr int most_runs = 6;
  std::string list;
  int runs = 0;
  for (std::size_t i = 0; i < frames.size(); ++runs) {
    std::size_t end = i + 1;
    while (end < frames.size() && frames[end] == frames[end - 1] + 1) ++end;
    if (runs == most_runs) return list + ", …";
    if (runs > 0) list += ", ";
    list += end - i == 1 ? fmt::format("{}", frames[i]) : fmt::format("{} to {}", frames[i], frames[end - 1]);
    i = end;
  }
  return list;
}

PictureOrder one_after_the_other(std::vector<std::filesystem::path> files, std::string remark) {
  return {std::move(files), {}, std::move(remark)};
}

PictureOrder by_number(const std::filesystem::path& folder, const std::vector<std::filesystem::path>& files,
                       const std::vector<std::int64_t>& numbers) {
  PictureOrder order;
  order.files.resize(static_cast<std::size_t>(numbers.back() - numbers.front() + 1));
  for (std::size_t i = 0; i < files.size(); ++i)
    order.files[static_cast<std::size_t>(numbers[i] - numbers.front())] = files[i];
  for (std::size_t frame = 0; frame < order.files.size(); ++frame)
    if (order.files[frame].empty()) order.missing.push_back(static_cast<std::int64_t>(frame));
  if (!order.missing.empty())
    order.remark = fmt::format(
        "{}: {} of {} numbered pictures are missing; their frames stay empty and time is kept: {} {} "
        "(frame 0 is {})",
        folder.string(), order.missing.size(), order.files.size(),
        order.missing.size() == 1 ? "frame" : "frames", list_of(order.missing),
        files.front().filename().string());
  return order;
}

}  // namespace

bool comes_before(const std::filesystem::path& a, const std::filesystem::path& b) {
  const std::string left = a.filename().string(), right = b.filename().string();
  const int order = compared(left, right);
  return order != 0 ? order < 0 : left < right;
}

PictureOrder order_pictures(const std::filesystem::path& folder, std::vector<std::filesystem::path> files) {
  std::sort(files.begin(), files.end(), comes_before);
  const auto name = [&](std::size_t i) { return files[i].filename().string(); };
  const auto numbers = numbers_of(files);
  if (!numbers) {
    auto remark = fmt::format(
        "{}: its pictures' names ({} to {}) do not differ in one number alone: they are played one after the "
        "other, so nobody can say whether some are missing",
        folder.string(), name(0), name(files.size() - 1));
    return one_after_the_other(std::move(files), std::move(remark));
  }
  const auto twice = std::adjacent_find(numbers->begin(), numbers->end());
  if (twice != numbers->end()) {
    const auto at = static_cast<std::size_t>(twice - numbers->begin());
    throw FormatError(folder, "pictures", "one for each number",
                      fmt::format("{} and {}", name(at), name(at + 1)));
  }
  if (count_frames(*numbers)) return by_number(folder, files, *numbers);
  auto remark = fmt::format(
      "{}: {} pictures are numbered from {} to {}, too far apart for gaps: they are played one after the "
      "other",
      folder.string(), files.size(), numbers->front(), numbers->back());
  return one_after_the_other(std::move(files), std::move(remark));
}

}  // namespace solopose
