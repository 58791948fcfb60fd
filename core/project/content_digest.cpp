#include "core/project/content_digest.h"

#include <charconv>
#include <cstring>

#include <fmt/format.h>

#include "core/base/fingerprint.h"
#include "core/project/schema.h"

namespace solopose {
namespace {

constexpr const char* setting_name = "content_digest";

std::vector<std::string> texts(SQLite::Database& sql, const std::string& query) {
  std::vector<std::string> found;
  SQLite::Statement rows(sql, query);
  while (rows.executeStep()) found.push_back(rows.getColumn(0).getString());
  return found;
}

/// A name as SQL text has it: names come from the file, and with them whatever somebody wrote there.
std::string quoted(const std::string& name, char quote) {
  std::string text(1, quote);
  for (const char c : name) text.append(c == quote ? 2 : 1, c);
  return text + quote;
}
std::string identifier(const std::string& name) { return quoted(name, '"'); }
std::string literal(const std::string& text) { return quoted(text, '\''); }

/// `, NEW."id", NEW."name"` for the prefix "NEW."
std::string columns_of(SQLite::Database& sql, const std::string& table, const std::string& prefix) {
  std::string list;
  for (const auto& column :
       texts(sql, fmt::format("SELECT name FROM pragma_table_info({}, 'main')", literal(table))))
    list += fmt::format(", {}{}", prefix, identifier(column));
  return list;
}

/// What the schema holds that no studio makes: a view or a trigger would act in our name. Empty for nothing.
/// Indexes do no harm, and sqlite_ tables are SQLite's own.
std::string foreign_object(SQLite::Database& sql) {
  SQLite::Statement rows(
      sql,
      "SELECT type, name, type = 'table' AND rootpage > 0, name LIKE 'sqlite\\_%' ESCAPE '\\' "
      "FROM main.sqlite_schema WHERE type <> 'index'");
  while (rows.executeStep()) {
    const std::string name = rows.getColumn(1).getString();
    const bool is_table = rows.getColumn(2).getInt() != 0;
    if (is_table && (project_tables().contains(name) || rows.getColumn(3).getInt() != 0)) continue;
    return fmt::format("it holds a {} that no project has: {:?}", rows.getColumn(0).getString(), name);
  }
  return "";
}

/// Those of the project's tables that are there: an earlier version has not all.
std::vector<std::string> own_tables(SQLite::Database& sql) {
  auto tables = texts(sql, "SELECT name FROM main.sqlite_schema WHERE type = 'table'");
  std::erase_if(tables, [](const std::string& table) { return !project_tables().contains(table); });
  return tables;
}

/// The digest cannot be part of itself.
std::string is_content(const std::string& table, const std::string& prefix) {
  return table == "setting" ? fmt::format("{}name <> '{}'", prefix, setting_name) : "true";
}

void append_bytes(std::string& row, const void* bytes, std::size_t count) {
  row.append(static_cast<const char*>(bytes), count);
}

void append_value(std::string& row, sqlite3_value* value) {
  const int type = sqlite3_value_type(value);
  row.push_back(static_cast<char>(type));
  if (type == SQLITE_INTEGER) {
    const std::int64_t number = sqlite3_value_int64(value);
    append_bytes(row, &number, sizeof number);
  } else if (type == SQLITE_FLOAT) {
    const double number = sqlite3_value_double(value);
    append_bytes(row, &number, sizeof number);
  } else if (type != SQLITE_NULL) {
    const void* bytes = sqlite3_value_blob(value);
    const auto count = static_cast<std::size_t>(sqlite3_value_bytes(value));
    append_bytes(row, &count, sizeof count);
    if (count > 0) append_bytes(row, bytes, count);
  }
}

}  // namespace

ContentDigest::ContentDigest(SQLite::Database& sql) : sql_(sql) {
  sqlite3_create_function(sql.getHandle(), "note_row", -1, SQLITE_UTF8, this, note_row, nullptr, nullptr);
}

ContentDigest::~ContentDigest() {
  sqlite3_create_function(sql_.getHandle(), "note_row", -1, SQLITE_UTF8, nullptr, nullptr, nullptr, nullptr);
}

/// SQL's note_row(sign, table, values of a row…).
void ContentDigest::note_row(sqlite3_context* context, int count, sqlite3_value** values) {
  auto& digest = *static_cast<ContentDigest*>(sqlite3_user_data(context));
  digest.row_.clear();
  for (int i = 1; i < count; ++i) append_value(digest.row_, values[i]);
  const std::uint64_t hash =
      checksum_of({reinterpret_cast<const std::uint8_t*>(digest.row_.data()), digest.row_.size()});
  digest.sum_ += sqlite3_value_int(values[0]) > 0 ? hash : ~hash + 1;
  sqlite3_result_int(context, 0);
}

std::uint64_t ContentDigest::of_everything() {
  const std::uint64_t before = sum_;
  sum_ = 0;
  // Not through an index, which is no content.
  for (const std::string& table : own_tables(sql_)) {
    sql_.execAndGet(fmt::format("SELECT count(note_row(1, {}{})) FROM main.{} NOT INDEXED WHERE {}",
                                literal(table), columns_of(sql_, table, ""), identifier(table),
                                is_content(table, "")));
  }
  sql_.execAndGet("SELECT count(note_row(1, 'schema', type, name, tbl_name, sql)) FROM main.sqlite_schema");
  const std::uint64_t digest = sum_;
  sum_ = before;
  return digest;
}

std::optional<std::uint64_t> ContentDigest::stored() {
  SQLite::Statement row(sql_, "SELECT json FROM main.setting NOT INDEXED WHERE name = ?");
  row.bind(1, setting_name);
  if (!row.executeStep()) return std::nullopt;
  const std::string digits = row.getColumn(0).getString();
  std::uint64_t digest = 0;
  const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), digest);
  return failure == std::errc() && end == digits.data() + digits.size() ? digest : 0;
}

void ContentDigest::store(std::uint64_t digest) {
  SQLite::Statement row(sql_, "INSERT OR REPLACE INTO main.setting (name, json) VALUES (?, ?)");
  row.bind(1, setting_name);
  row.bind(2, fmt::format("{}", digest));
  row.exec();
}

std::string ContentDigest::fault() {
  if (std::string found = foreign_object(sql_); !found.empty()) return found;
  SQLite::Statement structure(sql_, "PRAGMA main.integrity_check(1)");
  if (!structure.executeStep()) return "its structure cannot be verified";
  if (const std::string found = structure.getColumn(0).getString(); found != "ok") return found;
  const auto expected = stored();
  if (!expected || *expected == of_everything()) return "";
  return fmt::format(
      "its content does not match its checksum. If you changed it with another program on purpose, run "
      "DELETE FROM setting WHERE name = '{}'",
      setting_name);
}

void ContentDigest::watch() {
  sql_.exec("PRAGMA recursive_triggers = ON");  // what INSERT OR REPLACE replaces counts, too
  for (const std::string& table : project_tables()) {
    const auto trigger = [&](const char* event, const std::string& action) {
      const bool inserts = std::strcmp(event, "INSERT") == 0;
      sql_.exec(fmt::format("CREATE TEMP TRIGGER {} AFTER {} ON main.{} WHEN {} BEGIN {}; END",
                            identifier(fmt::format("digest_{}_{}", table, event)), event, identifier(table),
                            is_content(table, inserts ? "NEW." : "OLD."), action));
    };
    const std::string added =
        fmt::format("SELECT note_row(1, {}{})", literal(table), columns_of(sql_, table, "NEW."));
    const std::string taken =
        fmt::format("SELECT note_row(-1, {}{})", literal(table), columns_of(sql_, table, "OLD."));
    trigger("INSERT", added);
    trigger("DELETE", taken);
    trigger("UPDATE", taken + "; " + added);
  }
}

void ContentDigest::keep() {
  const auto before = stored();
  if (before && sum_ == 0) return;
  store(before ? *before + sum_ : of_everything());
  sum_ = 0;
}

}  // namespace solopose
