#include "core/evaluation/result_table.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "core/base/counted.h"
#include "core/base/error.h"
#include "core/base/translatable.h"

namespace solopose {
namespace {

std::string test_set_of(const ComparisonRow& row) { return row.dataset + ", " + row.split; }

void add_test_sets(const Comparison& measurement, std::vector<std::string>& sets) {
  for (const ComparisonRow& row : measurement.rows) {
    const std::string set = test_set_of(row);
    if (std::ranges::find(sets, set) == sets.end()) sets.push_back(set);
  }
}

ResultFigures figures_of(const ComparisonRow& row, const Protocol& protocol) {
  const bool over_actions =
      protocol.averaging == Averaging::actions && std::isfinite(row.mpjpe_over_actions_mm);
  const PoseScores& scores = row.scores;
  if (over_actions)
    return {row.mpjpe_over_actions_mm, row.p_mpjpe_over_actions_mm, scores.frames, scores.pck150, scores.auc};
  return {scores.mpjpe_mm, scores.p_mpjpe_mm, scores.frames, scores.pck150, scores.auc};
}

bool is_baseline(const std::string& method, const std::string& baseline) {
  return method.starts_with(baseline);
}

/// "mean pose, universal frame" beside models that answer in the camera's.
bool is_of_another_frame(const std::string& method, const std::string& baseline) {
  return method.starts_with(baseline + ", ");
}

std::vector<ResultLine> lines_of(const Comparison& measurement, const std::vector<std::string>& sets,
                                 const std::string& baseline) {
  std::vector<ResultLine> lines;
  for (const ComparisonRow& row : measurement.rows) {
    auto line = std::ranges::find(lines, row.name, &ResultLine::method);
    if (line == lines.end()) {
      const bool other_frame = is_of_another_frame(row.name, baseline);
      line = lines.insert(lines.end(),
                          {row.name, std::vector<ResultFigures>(sets.size()), measurement.protocol.crops,
                           other_frame ? std::string() : measurement.protocol.frame});
    }
    const auto set = std::ranges::find(sets, test_set_of(row)) - sets.begin();
    line->figures[static_cast<std::size_t>(set)] = figures_of(row, measurement.protocol);
  }
  return lines;
}

bool same_figures(const ResultLine& a, const ResultLine& b) {
  return std::ranges::equal(a.figures, b.figures, [](const ResultFigures& x, const ResultFigures& y) {
    const bool both_unknown = x.frames == 0 && y.frames == 0;
    return both_unknown || (x.frames == y.frames && x.mpjpe_mm == y.mpjpe_mm && x.p_mpjpe_mm == y.p_mpjpe_mm);
  });
}

/// What one row more would repeat is left out.
void add_line(ResultLine line, std::vector<ResultLine>& lines) {
  const std::string name = line.method;
  for (int number = 2;; ++number) {
    const auto there = std::ranges::find(lines, line.method, &ResultLine::method);
    if (there == lines.end()) break;
    if (same_figures(*there, line)) return;
    line.method = fmt::format("{} ({})", name, number);
  }
  lines.push_back(std::move(line));
}

void note_frames(ResultTable& table) {
  for (std::size_t set = 0; set < table.test_sets.size(); ++set) {
    std::int64_t least = 0;
    std::int64_t most = 0;
    for (const ResultLine& line : table.measured) {
      const std::int64_t frames = line.figures[set].frames;
      if (frames == 0) continue;
      least = least == 0 ? frames : std::min(least, frames);
      most = std::max(most, frames);
    }
    if (least == most) continue;
    table.notes.push_back(
        {TRANSLATABLE("solopose::Note",
                      "the rows are of %1 to %2 frames: methods that were measured on other "
                      "frames are not compared fairly there"),
         {grouped(least), grouped(most)},
         table.test_sets[set]});
  }
}

void note_conditions(ResultTable& table) {
  std::vector<Note> lines;
  for (const ResultLine& line : table.measured) {
    if (!line.frame.empty())
      lines.push_back({TRANSLATABLE("solopose::Note", "%1 crops, %2 frame"),
                       {std::string(name_of(line.crops)), line.frame},
                       line.method});
  }
  const auto same = [&](const Note& line) { return line.values == lines.front().values; };
  if (!std::ranges::all_of(lines, same)) table.notes.insert(table.notes.end(), lines.begin(), lines.end());
}

void quote_the_paper(ResultTable& table) {
  table.traits = paper_traits();
  table.quoted_sets = {paper_merged_dataset, paper_independent_dataset};
  for (const PaperResult& line : paper_results()) {
    table.quoted.push_back({line.method,
                            {{line.merged_mpjpe_mm, line.merged_p_mpjpe_mm, 0},
                             {line.independent_mpjpe_mm, line.independent_p_mpjpe_mm, 0}}});
  }
}

/// None where a figure is missing or theirs is 0.
std::optional<ResultChange> change_of(const std::string& test_set, const ResultLine& ours,
                                      const ResultLine& theirs, std::size_t column) {
  const ResultFigures& mine = ours.figures[column];
  const ResultFigures& other = theirs.figures[column];
  const auto comparable = [](double a, double b) { return std::isfinite(a) && std::isfinite(b) && b > 0; };
  if (!comparable(mine.mpjpe_mm, other.mpjpe_mm) || !comparable(mine.p_mpjpe_mm, other.p_mpjpe_mm)) return {};
  const auto percent = [](double a, double b) { return 100 * (a / b - 1); };
  return ResultChange{test_set, ours.method, theirs.method, percent(mine.mpjpe_mm, other.mpjpe_mm),
                      percent(mine.p_mpjpe_mm, other.p_mpjpe_mm)};
}

void add_changes(const std::string& baseline, ResultTable& table) {
  const auto ours = std::ranges::find_if_not(
      table.measured, [&](const ResultLine& line) { return is_baseline(line.method, baseline); });
  if (ours == table.measured.end()) return;
  for (const ResultLine& theirs : table.measured) {
    if (&theirs == &*ours || is_of_another_frame(theirs.method, baseline)) continue;
    for (std::size_t set = 0; set < table.test_sets.size(); ++set) {
      if (auto change = change_of(table.test_sets[set], *ours, theirs, set))
        table.changes.push_back(*std::move(change));
    }
  }
}

std::string relative(double percent) {
  return fmt::format("{:.1f} % {}", std::abs(percent), percent <= 0 ? "lower" : "higher");
}

}  // namespace

std::span<const ResultScore> scores_of(const Protocol& protocol) {
  static constexpr std::array<ResultScore, 4> all = {{{"MPJPE", "mm", &ResultFigures::mpjpe_mm},
                                                      {"P-MPJPE", "mm", &ResultFigures::p_mpjpe_mm},
                                                      {"PCK150", "%", &ResultFigures::pck150},
                                                      {"AUC", "%", &ResultFigures::auc}}};
  return std::span(all).first(protocol.percent_in_tables ? 4 : 2);
}

std::string text_of(const ResultChange& change) {
  return fmt::format("On {}: {}'s MPJPE is {} and its P-MPJPE {} than those of {}.", change.test_set,
                     change.ours, relative(change.mpjpe_percent), relative(change.p_mpjpe_percent),
                     change.theirs);
}

ResultTable result_table(std::span<const Comparison> measurements, const std::string& baseline,
                         bool quote_paper) {
  if (measurements.empty()) throw Error("table: nothing was measured");
  ResultTable table;
  table.protocol = measurements.front().protocol;
  for (const Comparison& measurement : measurements) {
    const Protocol& other = measurement.protocol;
    if (other.name != table.protocol.name) {
      throw Error(
          fmt::format("table: figures of {} and of {} are not compared", table.protocol.name, other.name));
    }
    if (other.crops != table.protocol.crops) table.protocol.crops = CropSource::unknown;
    if (other.frame != table.protocol.frame) table.protocol.frame = "not the same in all lines";
    add_test_sets(measurement, table.test_sets);
  }
  for (const bool baselines : {true, false}) {
    for (const Comparison& measurement : measurements) {
      for (ResultLine& line : lines_of(measurement, table.test_sets, baseline)) {
        if (is_baseline(line.method, baseline) == baselines) add_line(std::move(line), table.measured);
      }
    }
  }
  add_changes(baseline, table);
  note_frames(table);
  note_conditions(table);
  if (quote_paper) quote_the_paper(table);
  return table;
}

}  // namespace solopose
