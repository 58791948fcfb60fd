#include "core/files/json_cursor.h"

#include <charconv>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/files/text_scanner.h"

namespace solopose {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

void JsonCursor::skip_space() {
  while (at_ < text_.size() &&
         (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t'))
    ++at_;
}

char JsonCursor::next() {
  skip_space();
  if (at_ == text_.size()) fail("a value");
  return text_[at_];
}

bool JsonCursor::next_is_number() {
  const char c = next();
  return c == '-' || is_digit(c);
}

bool JsonCursor::took(char c) {
  skip_space();
  if (at_ == text_.size() || text_[at_] != c) return false;
  ++at_;
  return true;
}

void JsonCursor::expect(char c) {
  if (!took(c)) fail(fmt::format("'{}'", c));
}

double JsonCursor::number() {
  skip_space();
  const char* const begin = text_.data() + at_;
  const char* const end = text_.data() + text_.size();
  const char* const digits = begin + (begin != end && *begin == '-' ? 1 : 0);
  double value = 0;
  if (digits == end || !is_digit(*digits)) fail("a number");  // from_chars knows "-inf", too
  const auto [stop, failure] = std::from_chars(begin, end, value);
  if (failure != std::errc()) fail("a number");
  at_ += static_cast<std::size_t>(stop - begin);
  return value;
}

std::string_view JsonCursor::text() {
  expect('"');
  const std::size_t begin = at_;
  while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2 : 1;
  if (at_ >= text_.size()) {
    at_ = text_.size();
    fail("'\"'");
  }
  return text_.substr(begin, at_++ - begin);
}

void JsonCursor::skip(int depth) {
  constexpr int deepest = 64;
  if (depth > deepest) fail(fmt::format("at most {} levels of nesting", deepest));
  switch (next()) {
    case '{':
      return object([&](std::string_view) { skip(depth + 1); });
    case '[':
      return array([&] { skip(depth + 1); });
    case '"':
      text();
      return;
    default:
      break;
  }
  for (const std::string_view word : {"true", "false", "null"}) {
    if (!text_.substr(at_).starts_with(word)) continue;
    at_ += word.size();
    return;
  }
  number();
}

void JsonCursor::end() {
  skip_space();
  if (at_ != text_.size()) fail("nothing behind the document");
}

void JsonCursor::fail(std::string_view expected) const {
  const std::string_view found = text_.substr(at_, 20);
  throw FormatError(file_, fmt::format("byte {}", at_), fmt::format("JSON, here {}", expected),
                    found.empty() ? "the file's end" : fmt::format("\"{}\"", printable(found)));
}

}  // namespace solopose
