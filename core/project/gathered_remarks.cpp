#include "core/project/gathered_remarks.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace solopose {
namespace fs = std::filesystem;
namespace {

/// Measured on each body, so the same but for its numbers. Rates are not: 24 to 25 would be no remark.
bool is_guess_from_bodies(std::string_view message) {
  return message.find("--unit") != message.npos || message.find("--up") != message.npos;
}

/// A message as words and the numbers between them: words.size() == numbers.size() + 1.
struct Sentence {
  std::vector<std::string> words;
  std::vector<std::string> numbers;
};

Sentence parsed(std::string_view message) {
  constexpr std::string_view digits = "0123456789";
  Sentence sentence;
  while (true) {
    const std::size_t begin = message.find_first_of(digits);
    if (begin == message.npos) break;
    std::size_t end = std::min(message.find_first_not_of("0123456789.", begin), message.size());
    while (digits.find(message[end - 1]) == digits.npos) --end;  // a full stop behind it
    sentence.words.emplace_back(message.substr(0, begin));
    sentence.numbers.emplace_back(message.substr(begin, end - begin));
    message.remove_prefix(end);
  }
  sentence.words.emplace_back(message);
  return sentence;
}

double value_of(const std::string& number) {
  double value = 0;
  std::from_chars(number.data(), number.data() + number.size(), value);
  return value;
}

/// What is the same in all of a group, what differs as a range.
class Range {
 public:
  void add(const Sentence& sentence) {
    if (words_.empty()) {
      words_ = sentence.words;
      least_ = most_ = sentence.numbers;
      return;
    }
    for (std::size_t i = 0; i < least_.size(); ++i) {
      const std::string& number = sentence.numbers[i];
      if (value_of(number) < value_of(least_[i])) least_[i] = number;
      if (value_of(number) > value_of(most_[i])) most_[i] = number;
    }
  }

  std::string text() const {
    std::string text = words_.front();
    for (std::size_t i = 0; i < least_.size(); ++i) {
      text += least_[i] == most_[i] ? least_[i] : fmt::format("{} to {}", least_[i], most_[i]);
      text += words_[i + 1];
    }
    return text;
  }

 private:
  std::vector<std::string> words_;
  std::vector<std::string> least_;
  std::vector<std::string> most_;
};

struct Group {
  std::size_t first = 0;  ///< where its first remark stands
  Range range;
  std::vector<std::string> files;
};

fs::path common_folder(const std::vector<std::string>& files) {
  fs::path common = fs::path(files.front()).parent_path();
  for (const std::string& file : files) {
    const fs::path path = file;
    const auto end = std::mismatch(common.begin(), common.end(), path.begin(), path.end()).first;
    fs::path shared;
    for (auto part = common.begin(); part != end; ++part) shared /= *part;
    common = shared;
  }
  return common;
}

std::string list_of(const std::vector<std::string>& files, const fs::path& folder) {
  constexpr std::size_t most_named = 12;
  std::vector<std::string> names;
  for (const std::string& file : files) {
    if (names.size() == most_named) break;
    names.push_back(fs::path(file).lexically_relative(folder).string());
  }
  const std::size_t rest = files.size() - names.size();
  return fmt::format("{}{}", fmt::join(names, ", "), rest == 0 ? "" : fmt::format(" and {} more", rest));
}

ProblemRecord remark_of(const Group& group, ProblemRecord first) {
  first.message = group.range.text();
  if (group.files.size() == 1) return first;
  const fs::path folder = common_folder(group.files);
  first.file = folder.string();
  first.message =
      fmt::format("in {} files: {} ({})", group.files.size(), first.message, list_of(group.files, folder));
  return first;
}

}  // namespace

std::vector<ProblemRecord> gathered_remarks(std::vector<ProblemRecord> problems) {
  std::map<std::vector<std::string>, Group> groups;
  for (std::size_t i = 0; i < problems.size(); ++i) {
    const ProblemRecord& problem = problems[i];
    if (problem.skipped) continue;
    const Sentence sentence = parsed(problem.message);
    const auto key =
        is_guess_from_bodies(problem.message) ? sentence.words : std::vector<std::string>{problem.message};
    const auto [at, is_new] = groups.try_emplace(key);
    Group& group = at->second;
    if (is_new) group.first = i;
    group.range.add(sentence);
    // Remarks come file by file.
    if (group.files.empty() || group.files.back() != problem.file) group.files.push_back(problem.file);
  }
  std::map<std::size_t, ProblemRecord> kept;
  for (std::size_t i = 0; i < problems.size(); ++i) {
    if (problems[i].skipped) kept[i] = problems[i];
  }
  for (const auto& [key, group] : groups) kept[group.first] = remark_of(group, problems[group.first]);
  std::vector<ProblemRecord> gathered;
  for (auto& [place, problem] : kept) gathered.push_back(std::move(problem));
  return gathered;
}

}  // namespace solopose
