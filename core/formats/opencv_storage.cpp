#include "core/formats/opencv_storage.h"

#include <algorithm>
#include <cmath>
#include <sstream>

#include <opencv2/core.hpp>

#include "core/base/error.h"
#include "core/files/text_scanner.h"
#include "core/formats/calibration_text.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

constexpr int deepest = 32;
constexpr std::size_t most_numbers = 256;

/// OpenCV's parser calls itself for each level: what could be deep is refused before it sees it. Counted too
/// high rather than too low, and real files have three levels.
bool is_too_deep(const std::string& text) {
  int brackets = 0;
  int tags = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    int of_line = 0;  // "- - -" and "a: b:" nest within a line, blanks from line to line
    const std::size_t first = line.find_first_not_of(" \t");
    if (first != std::string::npos && first > 2 * static_cast<std::size_t>(deepest)) return true;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const char next = i + 1 < line.size() ? line[i + 1] : ' ';
      if (line[i] == '[' || line[i] == '{') ++brackets;
      if (line[i] == ']' || line[i] == '}') --brackets;
      if (line[i] == '<') tags += next == '/' ? -1 : next == '?' || next == '!' ? 0 : 1;
      if ((line[i] == '-' || line[i] == ':' || line[i] == '?') && (next == ' ' || next == '\t')) ++of_line;
      if (brackets > deepest || tags > deepest || of_line > deepest) return true;
    }
  }
  return false;
}

/// ROS and PyYAML write YAML without the line that OpenCV goes by, and OpenCV 5 another than OpenCV 4 knows.
std::string as_opencv_wants_it(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string::npos || text[first] == '<') return text;
  std::size_t begin = text.compare(first, 5, "%YAML") == 0 ? text.find('\n', first) : first;
  begin = std::min(begin, text.size());
  if (const std::size_t dashes = text.find_first_not_of(" \t\r\n", begin);
      dashes != std::string::npos && text.compare(dashes, 3, "---") == 0)
    begin = dashes + 3;
  return "%YAML:1.0\n---" + (begin < text.size() && text[begin] == '\n' ? "" : std::string("\n")) +
         text.substr(begin);
}

/// OpenCV's parser does not come back from some control characters.
bool is_text(const std::string& text) {
  return std::ranges::none_of(text, [](char c) {
    return (static_cast<unsigned char>(c) < ' ' && c != '\t' && c != '\r' && c != '\n') || c == '\x7f';
  });
}

/// Nor from lines that begin with anything but words, quotes and brackets: keys of their own line, noise.
bool begins_oddly(const std::string& text) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t first = line.find_first_not_of(" \t\r-");
    if (first != std::string::npos && (line[first] == '?' || static_cast<unsigned char>(line[first]) > '~'))
      return true;
  }
  return false;
}

/// Of broken files OpenCV throws what it likes, while parsing and later.
template <typename Read>
auto guarded(const fs::path& file, const Read& read) {
  const auto refuse = [&](const std::string& why) {
    return FormatError(file, "text", "OpenCV's YAML or XML", printable(why));
  };
  try {
    return read();
  } catch (const Error&) {
    throw;
  } catch (const cv::Exception& error) {
    throw refuse(error.err);
  } catch (const std::exception& error) {
    throw refuse(error.what());
  }
}

void collect(const cv::FileNode& node, std::vector<double>& numbers, bool& others) {
  if (node.isReal() || node.isInt()) {
    numbers.push_back(node.isInt() ? static_cast<int>(node) : static_cast<double>(node));
  } else if (node.isSeq()) {
    for (const cv::FileNode& inner : node) {
      if (numbers.size() > most_numbers) return;
      collect(inner, numbers, others);
    }
  } else if (node.isMap() && !node["data"].empty()) {
    collect(node["data"], numbers, others);
  } else {
    others = true;
  }
}

}  // namespace

struct OpencvStorage::Storage {
  cv::FileStorage values;
  cv::FileNode at(const std::string& name) const { return values.root()[name]; }
};

OpencvStorage::OpencvStorage(const fs::path& file) : file_(file), storage_(std::make_unique<Storage>()) {
  const std::string text = text_of_calibration(file);
  if (!is_text(text)) throw FormatError(file, "text", "YAML or XML", "binary data");
  if (begins_oddly(text)) throw FormatError(file, "text", "lines that begin with a word", "something else");
  if (is_too_deep(text)) throw FormatError(file, "text", "at most 32 levels", "more");
  const bool is_map = guarded(file, [&] {
    storage_->values.open(as_opencv_wants_it(text), cv::FileStorage::READ | cv::FileStorage::MEMORY);
    return storage_->values.isOpened() && storage_->values.root().isMap();
  });
  if (!is_map) throw FormatError(file, "text", "OpenCV's YAML or XML", "something else");
}

OpencvStorage::~OpencvStorage() = default;

std::string OpencvStorage::first_of(std::initializer_list<std::string> names) const {
  return guarded(file_, [&] {
    const auto found =
        std::ranges::find_if(names, [&](const std::string& name) { return !storage_->at(name).empty(); });
    return found == names.end() ? std::string() : *found;
  });
}

std::vector<double> OpencvStorage::numbers(const std::string& name) const {
  std::vector<double> numbers;
  bool others = false;
  guarded(file_, [&] {
    const cv::FileNode node = storage_->at(name);
    if (!node.empty()) collect(node, numbers, others);
  });
  if (others || numbers.size() > most_numbers ||
      !std::ranges::all_of(numbers, [](double number) { return std::isfinite(number); }))
    throw FormatError(file_, printable(name), "finite numbers", "something else");
  return numbers;
}

std::string OpencvStorage::text(const std::string& name) const {
  return guarded(file_, [&] {
    const cv::FileNode node = storage_->at(name);
    return node.isString() ? static_cast<std::string>(node) : std::string();
  });
}

std::vector<std::string> OpencvStorage::texts(const std::string& name) const {
  return guarded(file_, [&] {
    std::vector<std::string> texts;
    const cv::FileNode node = storage_->at(name);
    if (!node.isSeq()) return texts;
    for (const cv::FileNode& inner : node) {
      if (inner.isString()) texts.push_back(static_cast<std::string>(inner));
      if (inner.isInt()) texts.push_back(std::to_string(static_cast<int>(inner)));
    }
    return texts;
  });
}

}  // namespace solopose
