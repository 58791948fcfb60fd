#include "core/files/csv_records.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/files/byte_cursor.h"
#include "core/files/letter_search.h"
#include "core/files/text_scanner.h"
#include "core/files/utf8.h"

namespace solopose {
namespace {

std::string_view trimmed(std::string_view cell) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t'; };
  while (!cell.empty() && is_blank(cell.front())) cell.remove_prefix(1);
  while (!cell.empty() && is_blank(cell.back())) cell.remove_suffix(1);
  return cell;
}

std::string text_of_utf16(std::string_view bytes, bool big_endian) {
  std::u32string points;
  points.reserve(bytes.size() / 2);
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    const auto first = static_cast<unsigned char>(bytes[i]);
    const auto second = static_cast<unsigned char>(bytes[i + 1]);
    const char32_t unit = big_endian ? first << 8 | second : second << 8 | first;
    const bool follows = !points.empty() && points.back() >= 0xD800 && points.back() < 0xDC00;
    if (follows && unit >= 0xDC00 && unit < 0xE000) {
      points.back() = 0x10000 + ((points.back() - 0xD800) << 10) + (unit - 0xDC00);
    } else {
      points.push_back(unit);
    }
  }
  return utf8_from_utf32(points);
}

}  // namespace

TableText::TableText(const std::filesystem::path& file, const JobContext& context)
    : bytes_(bytes_of_file(file, context)),
      text_(reinterpret_cast<const char*>(bytes_.data()), bytes_.size()) {
  if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
  for (const bool big_endian : {false, true}) {
    if (!text_.starts_with(big_endian ? "\xFE\xFF" : "\xFF\xFE")) continue;
    from_utf16_ = text_of_utf16(text_.substr(2), big_endian);
    text_ = from_utf16_;
  }
  constexpr char ctrl_z = '\x1A';
  while (!text_.empty() && (text_.back() == '\0' || text_.back() == ctrl_z)) text_.remove_suffix(1);
}

CsvRecords::CsvRecords(std::string_view text, std::size_t begin, char separator,
                       const std::filesystem::path& file)
    : text_(text), file_(&file), separator_(separator), at_(begin), record_begin_(begin) {}

bool CsvRecords::next(std::vector<std::string_view>& cells) {
  cells.clear();
  unquoted_.clear();
  if (at_ == text_.size()) return false;
  record_begin_ = at_;
  cells.push_back(next_cell());
  while (at_ < text_.size() && !at_line_end()) {
    ++at_;  // the separator
    cells.push_back(next_cell());
  }
  was_ended_ = at_ < text_.size();
  skip_line_end();
  return true;
}

bool CsvRecords::next_plain(std::span<PlainCell> cells) {
  const std::size_t end = plain_row(text_, at_, separator_, cells);
  if (end == std::string_view::npos) return false;
  record_begin_ = at_;
  at_ = end;
  was_ended_ = true;
  skip_line_end();
  return true;
}

std::string_view CsvRecords::next_cell() {
  const auto is_blank = [&](char c) { return c != separator_ && (c == ' ' || c == '\t'); };
  const std::size_t begin = at_;
  while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  if (at_ < text_.size() && text_[at_] == '"') return quoted_cell();
  at_ = begin;
  return rest_of_cell();
}

std::string_view CsvRecords::quoted_cell() {
  const std::size_t begin = ++at_;
  const auto closing = [&] {
    const std::size_t quote = text_.find('"', at_);
    if (quote == std::string_view::npos) fail("cell", "a closing quote", text_.substr(begin));
    return quote;
  };
  std::size_t quote = closing();
  std::string* joined = nullptr;
  std::string_view cell = text_.substr(begin, quote - begin);
  while (text_.substr(quote + 1).starts_with('"')) {
    if (joined == nullptr) joined = &unquoted_.emplace_back(cell);
    joined->push_back('"');
    at_ = quote + 2;
    quote = closing();
    joined->append(text_.substr(at_, quote - at_));
    cell = *joined;
  }
  at_ = quote + 1;
  const std::string_view behind = rest_of_cell();
  if (behind.empty()) return cell;
  return unquoted_.emplace_back(std::string(cell) + std::string(behind));
}

std::string_view CsvRecords::rest_of_cell() {
  const std::size_t begin = at_;
  at_ = find_any(text_, begin, separator_, '\n', '\r');
  return trimmed(text_.substr(begin, at_ - begin));
}

bool CsvRecords::at_line_end() const { return text_[at_] == '\n' || text_[at_] == '\r'; }

void CsvRecords::skip_line_end() {
  if (text_.substr(at_).starts_with("\r\n")) ++at_;
  if (at_ < text_.size()) ++at_;
}

std::size_t CsvRecords::line() const {
  // Whatever kind of line end the file has, it counts once.
  const std::string_view before = text_.substr(0, record_begin_);
  auto line = 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  for (std::size_t i = 0; i < before.size(); ++i)
    line += before[i] == '\r' && !text_.substr(i + 1).starts_with('\n') ? 1 : 0;
  return line;
}

void CsvRecords::fail(std::string_view field, std::string_view expected, std::string_view found) const {
  const std::string shown = found.empty() ? "nothing" : fmt::format("\"{}\"", printable(found.substr(0, 40)));
  fail_saying(field, expected, shown);
}

void CsvRecords::fail_saying(std::string_view field, std::string_view expected, std::string_view what) const {
  throw FormatError(*file_, fmt::format("{} (line {})", field, line()), expected, what);
}

}  // namespace solopose
