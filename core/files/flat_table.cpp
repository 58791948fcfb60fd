#include "core/files/flat_table.h"

#include <limits>

#include <fmt/format.h>

#include "core/base/error.h"

namespace solopose {
namespace {

constexpr std::uint64_t offset_bytes = sizeof(std::uint32_t);

}  // namespace

FlatTable FlatTable::root(Bytes bytes, const std::filesystem::path& file, std::string_view identifier) {
  ByteCursor start(bytes, file, "header");
  const std::uint32_t position = start.u32();
  if (start.text(identifier.size()) != identifier)
    start.fail(fmt::format("the letters {}", identifier), "other bytes");
  return {bytes, file, "header", position};
}

FlatTable::FlatTable(Bytes bytes, const std::filesystem::path& file, std::string name, std::uint64_t position)
    : bytes_(bytes), file_(&file), name_(std::move(name)), position_(position) {
  const std::int64_t back = at(position).number<std::int32_t>();
  const std::int64_t layout = static_cast<std::int64_t>(position) - back;
  if (layout < 0) at(position).fail("a table's layout inside the file", "one before its beginning");
  ByteCursor sizes = at(static_cast<std::uint64_t>(layout));
  const std::uint16_t layout_bytes = sizes.u16();
  bytes_of_table_ = sizes.u16();
  constexpr std::uint16_t sizes_bytes = 2 * sizeof(std::uint16_t);
  if (layout_bytes < sizes_bytes)
    sizes.fail(fmt::format("a layout of at least {} bytes", sizes_bytes), fmt::format("{}", layout_bytes));
  offsets_ = sizes.position();
  sizes.skip(static_cast<std::uint64_t>(layout_bytes - sizes_bytes));
  fields_ = (layout_bytes - sizes_bytes) / static_cast<int>(sizeof(std::uint16_t));
  at(position).skip(bytes_of_table_);
}

ByteCursor FlatTable::at(std::uint64_t position) const {
  ByteCursor cursor(bytes_, *file_, name_);
  cursor.seek(position);
  return cursor;
}

std::string FlatTable::within(std::string_view name) const {
  return name_ == "header" ? std::string(name) : fmt::format("{}: {}", name_, name);
}

/// 0 where the field is absent.
std::uint64_t FlatTable::place_of(int field) const {
  if (field >= fields_) return 0;
  const std::uint64_t offset = at(offsets_ + static_cast<std::uint64_t>(field) * sizeof(std::uint16_t)).u16();
  return offset == 0 ? 0 : position_ + offset;
}

void FlatTable::require_room(std::uint64_t place, std::size_t bytes) const {
  const std::uint64_t offset = place - position_;
  if (offset + bytes <= bytes_of_table_) return;
  throw FormatError(*file_, name_, fmt::format("fields within a table of {} bytes", bytes_of_table_),
                    fmt::format("one of {} bytes at {}", bytes, offset));
}

std::uint64_t FlatTable::followed(std::uint64_t place) const { return place + at(place).u32(); }

std::optional<FlatTable> FlatTable::table(int field, std::string_view name) const {
  const std::uint64_t place = place_of(field);
  if (place == 0) return std::nullopt;
  require_room(place, offset_bytes);
  return FlatTable(bytes_, *file_, within(name), followed(place));
}

FlatTable::Elements FlatTable::elements(int field, std::string_view name, std::uint64_t item_bytes,
                                        std::uint64_t most) const {
  const std::uint64_t place = place_of(field);
  if (place == 0) return {};
  require_room(place, offset_bytes);
  ByteCursor cursor(bytes_, *file_, within(name));
  cursor.seek(followed(place));
  const std::uint64_t count = cursor.u32();
  if (count > most) cursor.fail(fmt::format("at most {}", most), fmt::format("{}", count));
  const Elements found{cursor.position(), count};
  cursor.skip(saturating_product(count, item_bytes));
  return found;
}

std::vector<FlatTable> FlatTable::tables(int field, std::string_view name, std::uint64_t most) const {
  const Elements found = elements(field, name, offset_bytes, most);
  std::vector<FlatTable> tables;
  tables.reserve(found.count);
  for (std::uint64_t i = 0; i < found.count; ++i) {
    tables.push_back(FlatTable(bytes_, *file_, within(fmt::format("{} {}", name, i)),
                               followed(found.begin + i * offset_bytes)));
  }
  return tables;
}

Bytes FlatTable::bytes(int field, std::string_view name) const {
  const Elements found = elements(field, name, 1, std::numeric_limits<std::uint32_t>::max());
  return bytes_.subspan(found.begin, found.count);
}

std::string FlatTable::text(int field, std::string_view name, std::uint64_t most) const {
  const Elements found = elements(field, name, 1, most);
  return std::string(at(found.begin).text(found.count));
}

template <typename Stored>
std::vector<std::int32_t> FlatTable::numbers(int field, std::string_view name, std::uint64_t most) const {
  const Elements found = elements(field, name, sizeof(Stored), most);
  ByteCursor cursor = at(found.begin);
  std::vector<std::int32_t> numbers(found.count);
  for (std::int32_t& number : numbers) number = cursor.number<Stored>();
  return numbers;
}

std::vector<std::int32_t> FlatTable::integers(int field, std::string_view name, std::uint64_t most) const {
  return numbers<std::int32_t>(field, name, most);
}

std::vector<std::int32_t> FlatTable::short_integers(int field, std::string_view name,
                                                    std::uint64_t most) const {
  return numbers<std::uint16_t>(field, name, most);
}

}  // namespace solopose
