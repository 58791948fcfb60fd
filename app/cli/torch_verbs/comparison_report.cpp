#include "app/cli/torch_verbs/comparison_report.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "app/cli/table.h"
#include "core/base/counted.h"
#include "core/evaluation/paper_results.h"

namespace solopose {
namespace {

constexpr const char* merged_split = "test";
constexpr const char* independent_split = "independent";

Json protocol_as_json(const Protocol& protocol) {
  return {{"name", protocol.name},
          {"joints", protocol.joints},
          {"root", protocol.joints.front()},
          {"root_counts_in_mm", protocol.root_counts},
          {"root_counts_in_percent", false},
          {"averaging", name_of(protocol.averaging)},
          {"alignment", {{"mpjpe_mm", "root"}, {"n_mpjpe_mm", "root, scale"}, {"p_mpjpe_mm", "similarity"}}},
          {"crops", name_of(protocol.crops)},
          {"frame", protocol.frame},
          {"text", text_of(protocol)}};
}

Json row_as_json(const ComparisonRow& row, const Protocol& protocol) {
  const PoseScores& scores = row.scores;
  Json per_joint = Json::object();
  for (std::size_t joint = 0; joint < protocol.joints.size(); ++joint)
    per_joint[std::string(protocol.joints[joint])] = scores.per_joint_mm[joint];
  return {{"name", row.name},
          {"dataset", row.dataset},
          {"split", row.split},
          {"frames", scores.frames},
          {"mpjpe_mm", scores.mpjpe_mm},
          {"p_mpjpe_mm", scores.p_mpjpe_mm},
          {"n_mpjpe_mm", scores.n_mpjpe_mm},
          {"mpjve_mm", scores.mpjve_mm},
          {"pck150", scores.pck150},
          {"auc", scores.auc},
          {"mpjpe_over_actions_mm", row.mpjpe_over_actions_mm},
          {"p_mpjpe_over_actions_mm", row.p_mpjpe_over_actions_mm},
          {"per_joint_mm", per_joint},
          {"frames_left_out", scores.frames_left_out},
          {"joints", scores.joints},
          {"joints_missing_in_truth", scores.joints_missing_in_truth},
          {"joints_missing_in_prediction", scores.joints_missing_in_prediction}};
}

Json quoted_row(const char* name, const char* dataset, const char* split, double mpjpe_mm,
                double p_mpjpe_mm) {
  return {{"name", name},   {"source", paper_results_source}, {"dataset", dataset},
          {"split", split}, {"mpjpe_mm", mpjpe_mm},           {"p_mpjpe_mm", p_mpjpe_mm}};
}

Json quoted_as_json() {
  Json list = Json::array();
  for (const PaperResult& line : paper_results()) {
    list.push_back(quoted_row(line.method, paper_merged_dataset, merged_split, line.merged_mpjpe_mm,
                              line.merged_p_mpjpe_mm));
    list.push_back(quoted_row(line.method, paper_independent_dataset, independent_split,
                              line.independent_mpjpe_mm, line.independent_p_mpjpe_mm));
  }
  return list;
}

std::string number(double value) { return std::isfinite(value) ? fmt::format("{:.1f}", value) : "-"; }

/// A method's row for all of a split: the last one of it.
const ComparisonRow* whole_split(const Comparison& comparison, const std::string& name,
                                 const std::string& split) {
  const auto found = std::find_if(comparison.rows.rbegin(), comparison.rows.rend(),
                                  [&](const auto& row) { return row.name == name && row.split == split; });
  return found == comparison.rows.rend() ? nullptr : &*found;
}

void add_new(std::vector<std::string>& list, const std::string& text) {
  if (std::ranges::find(list, text) == list.end()) list.push_back(text);
}

std::vector<std::string> splits_of(const Comparison& comparison, bool quote_paper) {
  std::vector<std::string> splits;
  for (const auto& row : comparison.rows) add_new(splits, row.split);
  if (!quote_paper) return splits;
  add_new(splits, merged_split);
  add_new(splits, independent_split);
  return splits;
}

std::vector<std::string> methods_of(const Comparison& comparison) {
  std::vector<std::string> methods;
  for (const auto& row : comparison.rows) add_new(methods, row.name);
  return methods;
}

/// A merge is of several datasets.
std::string split_title(const Comparison& comparison, const std::string& split, bool quote_paper) {
  const auto merges = [&](const ComparisonRow& row) {
    return row.split == split && row.dataset == all_of_them;
  };
  const bool merged = quote_paper || std::ranges::any_of(comparison.rows, merges);
  return split == merged_split && merged ? "merged test"
         : split == independent_split    ? "independent test"
                                         : split;
}

void add_quoted(const std::vector<std::string>& splits, Table& table) {
  table.add_line("");
  table.add_line(
      fmt::format("Quoted from {}, measured there on {} (merged test) and {} (independent test), not on "
                  "these poses; it gives no mean pose",
                  paper_results_source, paper_merged_dataset, paper_independent_dataset));
  for (const PaperResult& line : paper_results()) {
    std::vector<std::string> cells = {fmt::format("quoted: {}", line.method)};
    for (const auto& split : splits) {
      const bool merged = split == merged_split;
      const bool known = merged || split == independent_split;
      cells.push_back(known ? number(merged ? line.merged_mpjpe_mm : line.independent_mpjpe_mm) : "-");
      cells.push_back(known ? number(merged ? line.merged_p_mpjpe_mm : line.independent_p_mpjpe_mm) : "-");
    }
    table.add(cells);
  }
}

/// Over every table: which protocol, crops and frame its figures are of.
std::string short_head(const Protocol& protocol) {
  return fmt::format("[{}; crops: {}; frame: {}]\n", protocol.name, name_of(protocol.crops), protocol.frame);
}

/// The figures that a table with one figure a split has: over actions where the protocol says so and the
/// actions are known.
std::array<double, 2> headline(const ComparisonRow& row, const Protocol& protocol) {
  const bool by_action = protocol.averaging == Averaging::actions && std::isfinite(row.mpjpe_over_actions_mm);
  if (by_action) return {row.mpjpe_over_actions_mm, row.p_mpjpe_over_actions_mm};
  return {row.scores.mpjpe_mm, row.scores.p_mpjpe_mm};
}

/// The shape of the paper's table 2.
std::string summary(const Comparison& comparison, bool quote_paper) {
  const std::vector<std::string> splits = splits_of(comparison, quote_paper);
  std::vector<std::string> heads = {"method"};
  for (const auto& split : splits) {
    heads.push_back(split_title(comparison, split, quote_paper) + " MPJPE mm");
    heads.emplace_back("P-MPJPE mm");
  }
  Table table(heads);
  for (const auto& method : methods_of(comparison)) {
    std::vector<std::string> cells = {method};
    for (const auto& split : splits) {
      const ComparisonRow* row = whole_split(comparison, method, split);
      const std::array<double, 2> figures = row != nullptr
                                                ? headline(*row, comparison.protocol)
                                                : std::array{PoseScores::undefined, PoseScores::undefined};
      for (const double figure : figures) cells.push_back(number(figure));
    }
    table.add(cells);
  }
  if (quote_paper) add_quoted(splits, table);
  return table.text();
}

std::string details(const std::vector<ComparisonRow>& rows, bool by_action) {
  std::vector<std::string> heads = {"method",        "dataset",    "split",           "frames",
                                    "MPJPE mm",      "P-MPJPE mm", "N-MPJPE mm",      "MPJVE mm/f",
                                    "PCK@150 mm, %", "AUC, %",     "frames left out", "joints missing"};
  const bool over_actions = std::ranges::any_of(
      rows, [](const ComparisonRow& row) { return std::isfinite(row.mpjpe_over_actions_mm); });
  if (over_actions) heads.insert(heads.end() - 2, {"MPJPE over actions mm", "P-MPJPE over actions mm"});
  if (by_action) heads.insert(heads.begin() + 3, "action");
  Table table(heads);
  for (const ComparisonRow& row : rows) {
    const PoseScores& scores = row.scores;
    std::vector<std::string> cells = {
        row.name,
        row.dataset,
        row.split,
        grouped(scores.frames),
        number(scores.mpjpe_mm),
        number(scores.p_mpjpe_mm),
        number(scores.n_mpjpe_mm),
        number(scores.mpjve_mm),
        number(scores.pck150),
        number(scores.auc),
        grouped(scores.frames_left_out),
        grouped(scores.joints_missing_in_truth + scores.joints_missing_in_prediction)};
    if (over_actions) {
      cells.insert(cells.end() - 2, {number(row.mpjpe_over_actions_mm), number(row.p_mpjpe_over_actions_mm)});
    }
    if (by_action) cells.insert(cells.begin() + 3, row.action);
    table.add(cells);
  }
  return table.text();
}

std::string joints_table(const Comparison& comparison) {
  std::vector<std::string> heads = {"joint MPJPE mm"};
  std::vector<const ComparisonRow*> columns;
  for (const auto& method : methods_of(comparison)) {
    for (const auto& split : splits_of(comparison, false)) {
      const ComparisonRow* row = whole_split(comparison, method, split);
      if (row == nullptr) continue;
      columns.push_back(row);
      heads.push_back(fmt::format("{}, {}", method, split));
    }
  }
  Table table(heads);
  for (std::size_t joint = 0; joint < comparison.protocol.joints.size(); ++joint) {
    std::vector<std::string> cells = {std::string(comparison.protocol.joints[joint])};
    for (const auto* column : columns) cells.push_back(number(column->scores.per_joint_mm[joint]));
    table.add(cells);
  }
  return table.text();
}

}  // namespace

Json comparison_as_json(const Comparison& comparison, const ComparisonTables& tables) {
  Json rows = Json::array();
  for (const auto& row : comparison.rows) rows.push_back(row_as_json(row, comparison.protocol));
  Json actions = Json::array();
  for (const auto& row : comparison.action_rows) {
    actions.push_back(row_as_json(row, comparison.protocol));
    actions.back()["action"] = row.action;
  }
  Json report = {{"protocol", protocol_as_json(comparison.protocol)},
                 {"rows", rows},
                 {"actions", actions},
                 {"sequences", comparison.sequences},
                 {"left_out", comparison.left_out}};
  if (tables.quote_paper) report["quoted"] = quoted_as_json();
  return report;
}

std::string comparison_as_text(const Comparison& comparison, const ComparisonTables& tables) {
  std::string text = fmt::format("Protocol {}\n\n", text_of(comparison.protocol));
  const std::string head = short_head(comparison.protocol);
  text += head + summary(comparison, tables.quote_paper);
  text += '\n' + head + details(comparison.rows, false);
  if (tables.by_action && !comparison.action_rows.empty())
    text += '\n' + head + details(comparison.action_rows, true);
  if (tables.per_joint) text += '\n' + head + joints_table(comparison);
  return text;
}

}  // namespace solopose
