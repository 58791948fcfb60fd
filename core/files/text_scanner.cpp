#include "core/files/text_scanner.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <limits>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/files/byte_cursor.h"
#include "core/files/letter_search.h"
#include "core/files/plain_decimal.h"
#include "core/files/utf8.h"

namespace solopose {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\v' || c == '\f'; }
bool is_space(char c) { return c == '\n' || c == '\r' || is_blank(c); }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

/// LF, CR LF, CR, or CR CR LF of a text that was made one for DOS twice. 0 where no line ends.
std::size_t line_end_at(std::string_view text, std::size_t at) {
  const std::size_t after = std::min(text.find_first_not_of('\r', at), text.size());
  if (after < text.size() && text[after] == '\n') return after + 1 - at;
  return after > at ? 1 : 0;
}

/// Without what stands behind the last line: the Ctrl-Z with which DOS ended a text, the zeros that a crash
/// or a copied card leaves.
std::string_view without_filling(std::string_view text) {
  constexpr std::string_view filling("\x1A\0", 2);
  constexpr std::string_view nothing(" \t\r\n\v\f\x1A\0", 8);
  const std::size_t last = text.find_last_not_of(nothing);
  return text.substr(0, text.find_first_of(filling, last == std::string_view::npos ? 0 : last + 1));
}

/// "1.#QNAN", "-1.#IND", "1.#INF": what Microsoft's runtime library wrote for years.
std::optional<double> microsoft_number(std::string_view word) {
  const std::size_t mark = word.find(".#");
  if (mark == std::string_view::npos) return std::nullopt;
  const std::string_view kind = word.substr(mark + 2);
  if (kind.starts_with("INF")) {
    return (word.starts_with('-') ? -1 : 1) * std::numeric_limits<double>::infinity();
  }
  if (!kind.starts_with("QNAN") && !kind.starts_with("SNAN") && !kind.starts_with("IND")) return std::nullopt;
  return std::numeric_limits<double>::quiet_NaN();
}

/// Where the second of two numbers begins that lost the blank between them ("0.0-7.5"); the word's length
/// when there is no second.
std::size_t next_sign(std::string_view word) {
  for (std::size_t i = 1; i < word.size(); ++i) {
    const bool is_sign = word[i] == '-' || word[i] == '+';
    if (is_sign && word[i - 1] != 'e' && word[i - 1] != 'E') return i;
  }
  return word.size();
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "12." and "12.5", unlike "nan".
bool is_written_out(std::string_view word) {
  return !word.empty() && (word.back() == '.' || is_digit(word.back()));
}

/// "18.4133" from the point on, "1e5" from its power.
std::string_view behind_whole_part(std::string_view number) {
  const auto begins = [](char c) { return c == '.' || c == ',' || c == 'e' || c == 'E'; };
  number.remove_prefix(static_cast<std::size_t>(std::ranges::find_if(number, begins) - number.begin()));
  return number;
}

char in_form(char c) { return is_digit(c) ? '0' : c == ',' ? '.' : c == '-' ? '+' : c == 'E' ? 'e' : c; }

/// ".0000" of "18.4133" and of "18,4133", ".00e+00" of "1.25E-03".
std::string form_of(std::string_view number) {
  std::string form(behind_whole_part(number));
  std::ranges::transform(form, form.begin(), in_form);
  return form;
}

bool has_form(std::string_view number, std::string_view form) {
  return std::ranges::equal(behind_whole_part(number), form, {}, in_form);
}

}  // namespace

std::optional<double> number_in(std::string_view word) {
  if (word.size() > 1 && word.front() == '+') word.remove_prefix(1);
  double value = 0;
  const auto [end, failure] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (end != word.data() + word.size() || failure == std::errc::invalid_argument)
    return microsoft_number(word);
  // from_chars leaves the value alone when it is too large or too small; strtod says which.
  if (failure == std::errc::result_out_of_range) value = std::strtod(std::string(word).c_str(), nullptr);
  return value;
}

int decimals_in(std::string_view word) {
  const std::size_t exponent_mark = std::min(word.find_first_of("eE"), word.size());
  const std::string_view mantissa = word.substr(0, exponent_mark);
  std::string_view power = word.substr(std::min(exponent_mark + 1, word.size()));
  if (power.starts_with('+')) power.remove_prefix(1);
  int exponent = 0;
  std::from_chars(power.data(), power.data() + power.size(), exponent);
  const std::size_t point = mantissa.find('.');
  const std::size_t written = point == std::string_view::npos ? 0 : mantissa.size() - 1 - point;
  constexpr int most = 1000;  // more than any number has
  return static_cast<int>(std::min<std::size_t>(written, most)) - std::clamp(exponent, -most, most);
}

void NumberForm::add(std::string_view number) {
  if (!alike_) return;
  if (count_++ == 0) form_ = form_of(number);
  alike_ = is_written_out(number) && has_form(number, form_);
}

bool NumberForm::is_cut(std::string_view word) const {
  const std::string form = form_of(word);
  return alike_ && count_ >= enough && form.size() < form_.size() && form_.starts_with(form);
}

bool is_last_cut(std::span<const std::string_view> numbers) {
  if (numbers.empty() || !is_written_out(numbers.back())) return false;
  NumberForm others;
  for (const std::string_view number : numbers.first(numbers.size() - 1)) others.add(number);
  return others.is_cut(numbers.back());
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

TextScanner::TextScanner(std::filesystem::path file, const JobContext& context)
    : file_(std::move(file)),
      bytes_(bytes_of_file(file_, context)),
      text_(without_filling({reinterpret_cast<const char*>(bytes_.data()), bytes_.size()})) {
  if (text_.starts_with("\xEF\xBB\xBF")) position_ = 3;
  if (text_.starts_with("\xFF\xFE") || text_.starts_with("\xFE\xFF"))
    throw FormatError(file_, "encoding", "UTF-8 or ASCII", "UTF-16: save the file as UTF-8");
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
  const std::size_t end = find_any(text_, position_, '\n', '\r', '\r');
  end_line(end);
  return text_.substr(last_, end - last_);
}

bool TextScanner::plain_line(char separator, std::span<PlainCell> cells) {
  const std::size_t end = plain_row(text_, position_, separator, cells);
  if (end == std::string_view::npos) return false;
  last_ = position_;
  end_line(end);
  return true;
}

void TextScanner::end_line(std::size_t end) {
  const std::size_t length = line_end_at(text_, end);
  last_end_ = end;
  line_was_ended_ = length > 0;
  position_ = end + length;
}

std::string_view TextScanner::line() { return trimmed(raw_line()); }

double TextScanner::number(std::string_view field) {
  const std::string_view next = word();
  const auto value = number_in(next);
  if (!value) fail(field, "a number", next);
  return *value;
}

std::size_t TextScanner::numbers_of_line(std::span<double> values, std::string_view field) {
  last_ = position_;
  std::size_t at = position_;
  std::size_t count = 0;
  while (true) {
    while (at < text_.size() && is_blank(text_[at])) ++at;
    const std::size_t begin = at;
    while (at < text_.size() && !is_space(text_[at])) ++at;
    if (at == begin) break;
    for (std::string_view rest = text_.substr(begin, at - begin); !rest.empty(); ++count) {
      double plain = 0;
      if (plain_decimal(rest, plain)) {
        if (count < values.size()) values[count] = plain;
        ++count;
        break;
      }
      std::string_view word = rest;
      auto value = number_in(word);
      if (!value) {
        word = rest.substr(0, next_sign(rest));
        value = number_in(word);
      }
      if (!value && at == text_.size()) break;
      if (!value) fail(field, "a number", word);
      if (count < values.size()) values[count] = *value;
      rest.remove_prefix(word.size());
    }
  }
  end_line(at);
  return count;
}

void TextScanner::fail(std::string_view field, std::string_view expected, std::string_view found) const {
  const std::string shown =
      found.empty() ? "the end of the file" : fmt::format("\"{}\"", printable(found.substr(0, 40)));
  fail_saying(field, expected, shown);
}

void TextScanner::fail_saying(std::string_view field, std::string_view expected,
                              std::string_view what) const {
  std::size_t line = 1;
  for (std::size_t at = 0; at < last_; ++line) {
    at = text_.find_first_of("\r\n", at);
    if (at >= last_) break;
    at += line_end_at(text_, at);
  }
  throw FormatError(file_, fmt::format("{} (line {})", field, line), expected, what);
}

}  // namespace solopose
