#include "core/formats/text_scanner.h"

#include <charconv>
#include <cstdlib>

#include "core/base/error.h"
#include "core/formats/byte_cursor.h"
#include "core/formats/utf8.h"

namespace solopose {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f'; }
bool is_space(char c) { return c == '\n' || is_blank(c); }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

std::optional<double> number_in(std::string_view word) {
  if (word.size() > 1 && word.front() == '+') word.remove_prefix(1);
  double value = 0;
  const auto [end, failure] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (end != word.data() + word.size() || failure == std::errc::invalid_argument) return std::nullopt;
  // from_chars leaves the value alone when it is too large or too small; strtod says which.
  if (failure == std::errc::result_out_of_range) value = std::strtod(std::string(word).c_str(), nullptr);
  return value;
}

std::string printable(std::string_view text) {
  constexpr std::size_t longest = 200;
  const auto is_continuation = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; };
  if (text.size() > longest) {
    std::size_t end = longest;
    while (end > 0 && is_continuation(text[end])) --end;
    text = text.substr(0, end);
  }
  const bool valid = utf32_from_utf8(text).has_value();
  std::string clean(text);
  for (char& c : clean) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F || (byte >= 0x80 && !valid)) c = '?';
  }
  return clean;
}

TextScanner::TextScanner(std::filesystem::path file)
    : file_(std::move(file)),
      bytes_(bytes_of_file(file_)),
      text_(reinterpret_cast<const char*>(bytes_.data()), bytes_.size()) {
  if (text_.starts_with("\xEF\xBB\xBF")) position_ = 3;
}

void TextScanner::skip_space() {
  while (position_ < text_.size() && is_space(text_[position_])) ++position_;
}

bool TextScanner::at_end() {
  skip_space();
  return position_ == text_.size();
}

std::string_view TextScanner::word() {
  skip_space();
  last_ = position_;
  while (position_ < text_.size() && !is_space(text_[position_])) ++position_;
  return text_.substr(last_, position_ - last_);
}

std::string_view TextScanner::raw_line() {
  last_ = position_;
  const std::size_t end = text_.find('\n', position_);
  line_was_ended_ = end != std::string_view::npos;
  const std::size_t stop = line_was_ended_ ? end : text_.size();
  position_ = line_was_ended_ ? end + 1 : stop;
  std::string_view line = text_.substr(last_, stop - last_);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::string_view TextScanner::line() { return trimmed(raw_line()); }

double TextScanner::number(std::string_view field) {
  const std::string_view next = word();
  const auto value = number_in(next);
  if (!value) fail(field, "a number", next);
  return *value;
}

std::size_t TextScanner::numbers_of_line(std::span<double> values, std::string_view field) {
  const char* const end = text_.data() + text_.size();
  const char* at = text_.data() + position_;
  last_ = position_;
  std::size_t count = 0;
  while (true) {
    while (at != end && is_blank(*at)) ++at;
    if (at == end || *at == '\n') break;
    const char* const begin = at;
    while (at != end && !is_space(*at)) ++at;
    const std::string_view word(begin, static_cast<std::size_t>(at - begin));
    const auto value = number_in(word);
    if (!value) fail(field, "a number", word);
    if (count < values.size()) values[count] = *value;
    ++count;
  }
  line_was_ended_ = at != end;
  position_ = static_cast<std::size_t>(at - text_.data()) + (line_was_ended_ ? 1 : 0);
  return count;
}

void TextScanner::fail(std::string_view field, std::string_view expected, std::string_view found) const {
  const auto line = 1 + std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(last_), '\n');
  const std::string shown =
      found.empty() ? "the end of the file" : fmt::format("\"{}\"", printable(found.substr(0, 40)));
  throw FormatError(file_, fmt::format("{} (line {})", field, line), expected, shown);
}

}  // namespace solopose
