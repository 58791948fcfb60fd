#include <cmath>
#include <iterator>

#include <fmt/format.h>

#include "core/base/atomic_file.h"
#include "core/evaluation/comparison.h"
#include "core/files/csv_text.h"

namespace solopose {
namespace {

void add_value(std::string& text, double value) {
  text += ',';
  if (std::isfinite(value)) fmt::format_to(std::back_inserter(text), "{}", value);
}

void add_row(std::string& text, const ComparisonRow& row, const Protocol& protocol, CsvTexts texts) {
  const PoseScores& scores = row.scores;
  fmt::format_to(std::back_inserter(text), "{},{},{},{},{},{},{},{},{}", csv_text(row.name, texts),
                 csv_text(row.dataset, texts), csv_text(row.split, texts), csv_text(row.action, texts),
                 scores.frames, scores.frames_left_out, scores.joints, scores.joints_missing_in_truth,
                 scores.joints_missing_in_prediction);
  for (const double value :
       {scores.mpjpe_mm, scores.p_mpjpe_mm, scores.n_mpjpe_mm, scores.mpjve_mm, scores.pck150, scores.auc,
        row.mpjpe_over_actions_mm, row.p_mpjpe_over_actions_mm}) {
    add_value(text, value);
  }
  for (const double value : scores.per_joint_mm) add_value(text, value);
  fmt::format_to(std::back_inserter(text), ",{},{},{}", protocol.name, name_of(protocol.crops),
                 csv_text(protocol.frame, texts));
  text += '\n';
}

}  // namespace

void write_comparison_csv(const std::filesystem::path& file, const Comparison& comparison, CsvTexts texts) {
  std::string text =
      "name,dataset,split,action,frames,frames_left_out,joints,joints_missing_in_truth,"
      "joints_missing_in_prediction,mpjpe_mm,p_mpjpe_mm,n_mpjpe_mm,mpjve_mm,pck150,auc,mpjpe_over_actions_mm,"
      "p_mpjpe_over_actions_mm";
  for (const auto& name : comparison.protocol.joints)
    fmt::format_to(std::back_inserter(text), ",{}_mm", name);
  text += ",protocol,crops,frame\n";
  for (const ComparisonRow& row : comparison.rows) add_row(text, row, comparison.protocol, texts);
  for (const ComparisonRow& row : comparison.action_rows) add_row(text, row, comparison.protocol, texts);
  write_text_atomically(file, text);
}

}  // namespace solopose
