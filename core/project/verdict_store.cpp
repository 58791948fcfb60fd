#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "core/project/database.h"
#include "core/project/listed_catalog.h"
#include "core/project/project.h"
#include "core/project/stored_fields.h"
#include "core/project/verdict_rule.h"

namespace solopose {
namespace {

constexpr const char* table = "verdict";

/// Never before what was said here earlier, even when a clock was set back: the newest verdict holds.
std::string present_time(SQLite::Database& sql, const std::string& last_said) {
  return std::max(last_said, sql.execAndGet("SELECT strftime('%Y-%m-%dT%H:%M:%fZ')").getString());
}

bool is_time(const std::string& text) {
  constexpr std::string_view form = "0000-00-00T00:00:00.000Z";
  return std::ranges::equal(
      text, form, [](char c, char wanted) { return wanted == '0' ? c >= '0' && c <= '9' : c == wanted; });
}

VerdictRecord read_verdict(SQLite::Statement& row) {
  VerdictRecord verdict;
  verdict.id = row.getColumn(0).getInt64();
  verdict.sequence = row.getColumn(1).getInt64();
  verdict.first_frame = row.getColumn(2).getInt64();
  verdict.last_frame = row.getColumn(3).getInt64();
  verdict.detector = row.getColumn(4).getString();
  const std::string word = row.getColumn(5).getString();
  const auto said = value_named<Verdict>(word);
  if (!said) throw_bad_row(table, verdict.id, "verdict", "accepted, fix_later or rejected", word);
  verdict.verdict = *said;
  verdict.note = row.getColumn(6).getString();
  verdict.tags = texts_from_json(row.getColumn(7).getString());
  verdict.reviewer = row.getColumn(8).getString();
  if (verdict.reviewer.empty()) throw_bad_row(table, verdict.id, "reviewer", "a name", "none");
  verdict.at = row.getColumn(9).getString();
  if (!is_time(verdict.at)) throw_bad_row(table, verdict.id, "at", "a time", verdict.at);
  verdict.settles = numbers_from_json(row.getColumn(10).getString());
  require_stored_run(table, verdict.id, verdict.frames(), row.getColumn(11).getInt64());
  return verdict;
}

/// Of the conflicts of its sequence, those that `verdict` answers: both sides of each.
std::vector<VerdictId> settled_by(const VerdictRecord& verdict, std::span<const VerdictConflict> conflicts) {
  std::vector<VerdictId> settled;
  for (const VerdictConflict& conflict : conflicts) {
    const bool meets =
        conflict.frames.first <= verdict.last_frame && verdict.first_frame <= conflict.frames.last;
    if (!meets || (!verdict.detector.empty() && verdict.detector != conflict.detector)) continue;
    settled.push_back(conflict.older);
    settled.push_back(conflict.newer);
  }
  std::ranges::sort(settled);
  settled.erase(std::ranges::unique(settled).begin(), settled.end());
  return settled;
}

/// Their sequences, ascending.
std::vector<SequenceId> judged_by(std::span<const VerdictRecord> verdicts) {
  std::set<SequenceId> sequences;
  for (const VerdictRecord& verdict : verdicts) sequences.insert(verdict.sequence);
  return {sequences.begin(), sequences.end()};
}

std::vector<SequenceId> sequences_of(SQLite::Database& sql, std::span<const VerdictId> verdicts) {
  std::vector<SequenceId> sequences;
  SQLite::Statement rows(sql,
                         "SELECT DISTINCT sequence FROM verdict WHERE id IN (SELECT value FROM json_each(?)) "
                         "ORDER BY sequence");
  rows.bind(1, to_json(std::vector<std::int64_t>(verdicts.begin(), verdicts.end())));
  while (rows.executeStep()) sequences.push_back(rows.getColumn(0).getInt64());
  return sequences;
}

/// Says of every verdict which conflicts it settles.
void note_settled(SQLite::Database& sql, std::span<VerdictRecord> verdicts) {
  const auto present = read_verdicts(
      sql,
      fmt::format("verdict.sequence IN (SELECT value FROM json_each('{}'))", to_json(judged_by(verdicts))));
  std::map<SequenceId, std::vector<VerdictConflict>> conflicts;
  for (const auto& [sequence, of_sequence] : by_sequence(present))
    conflicts[sequence] = verdict_conflicts(of_sequence);
  for (VerdictRecord& verdict : verdicts) verdict.settles = settled_by(verdict, conflicts[verdict.sequence]);
}

void require_valid(SQLite::Database& sql, const VerdictRecord& verdict) {
  const std::int64_t frames = frames_of_listed(sql, verdict.sequence);
  if (verdict.first_frame < 0 || verdict.last_frame < verdict.first_frame || verdict.last_frame >= frames) {
    throw Error(fmt::format("frames {} to {} cannot be judged: the sequence has frames 0 to {}",
                            verdict.first_frame, verdict.last_frame, frames - 1));
  }
  if (verdict.reviewer.empty()) throw Error("a verdict needs its reviewer's name");
}

}  // namespace

std::vector<VerdictRecord> read_verdicts(SQLite::Database& sql, const std::string& condition) {
  std::vector<VerdictRecord> verdicts;
  SQLite::Statement rows(
      sql, fmt::format("SELECT verdict.id, sequence, first_frame, last_frame, detector, verdict, note, tags, "
                       "reviewer, at, settles, frames FROM verdict JOIN sequence ON sequence.id = sequence "
                       "JOIN import ON import.id = import "
                       "WHERE verdict.active AND import.active AND ({}) ORDER BY at, verdict.id",
                       condition));
  while (rows.executeStep()) verdicts.push_back(read_verdict(rows));
  return verdicts;
}

VerdictId insert_verdict(SQLite::Database& sql, VerdictRecord verdict) {
  std::ranges::sort(verdict.tags);
  verdict.tags.erase(std::ranges::unique(verdict.tags).begin(), verdict.tags.end());
  SQLite::Statement row(sql,
                        "INSERT INTO verdict (sequence, first_frame, last_frame, detector, verdict, note, "
                        "tags, reviewer, at, settles) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  row.bind(1, verdict.sequence);
  row.bind(2, verdict.first_frame);
  row.bind(3, verdict.last_frame);
  row.bind(4, verdict.detector);
  row.bind(5, std::string(name_of(verdict.verdict)));
  row.bind(6, verdict.note);
  row.bind(7, to_json(verdict.tags));
  row.bind(8, verdict.reviewer);
  row.bind(9, verdict.at);
  row.bind(10, to_json(verdict.settles));
  row.exec();
  return sql.getLastInsertRowid();
}

std::vector<VerdictId> Project::add_verdicts(std::span<const VerdictRecord> verdicts) {
  return writing(*database_, [&](SQLite::Database& sql) {
    std::vector<VerdictRecord> given(verdicts.begin(), verdicts.end());
    ListedCatalog& listed = listed_catalog(*database_);
    note_settled(sql, given);
    const std::string now = present_time(sql, listed.last_said);
    std::vector<VerdictId> ids;
    for (VerdictRecord& verdict : given) {
      require_valid(sql, verdict);
      verdict.at = now;
      ids.push_back(insert_verdict(sql, verdict));
    }
    listed.last_said = now;
    follow_verdicts(*database_, judged_by(given));
    return ids;
  });
}

void Project::set_verdicts_active(std::span<const VerdictId> verdicts, bool active) {
  writing(*database_, [&](SQLite::Database& sql) {
    static_cast<void>(listed_catalog(*database_));
    set_rows_active(sql, table, verdicts, active);
    follow_verdicts(*database_, sequences_of(sql, verdicts));
  });
}

}  // namespace solopose
