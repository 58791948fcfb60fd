#include <algorithm>
#include <array>

#include "core/evaluation/comparison.h"

namespace solopose {
namespace {

constexpr std::array<std::string_view, 4> usual_splits = {"train", "val", "test", "independent"};

/// Unknown names come after the usual ones, in alphabetical order.
int order_of_split(std::string_view split) {
  return static_cast<int>(std::ranges::find(usual_splits, split) - usual_splits.begin());
}

std::string or_all(const std::string& label) { return label.empty() ? std::string(all_of_them) : label; }

}  // namespace

void ScoreTable::add_to(Sums& sums, const Place& place, const ScoreSums& more) const {
  sums.try_emplace(place, protocol_).first->second += more;
}

void ScoreTable::add(const std::string& method, const SequenceLabels& labels, const ScoreSums& sums) {
  auto found = std::ranges::find(methods_, method, &Method::name);
  if (found == methods_.end()) found = methods_.insert(methods_.end(), {method, {}, {}});
  const std::string all(all_of_them);
  Place place{order_of_split(labels.split), or_all(labels.split), false, or_all(labels.dataset), all};
  add_to(found->by_dataset, place, sums);
  if (labels.action.empty()) return;
  place.action = labels.action;
  add_to(found->by_action, place, sums);
}

std::vector<ComparisonRow> ScoreTable::rows() const {
  std::vector<ComparisonRow> rows;
  for (const Method& method : methods_) {
    Sums places = method.by_dataset;
    for (const auto& [place, sums] : method.by_dataset) {
      Place together = place;
      together.all_datasets = true;
      together.dataset = all_of_them;
      add_to(places, together, sums);
    }
    for (const auto& [place, sums] : places) {
      // A split's only dataset needs no line for all of them.
      const auto in_split = std::ranges::count_if(
          method.by_dataset, [&](const auto& entry) { return entry.first.split == place.split; });
      if (place.all_datasets && in_split == 1) continue;
      rows.push_back(row_of(method, place, sums));
    }
  }
  return rows;
}

ComparisonRow ScoreTable::row_of(const Method& method, const Place& place, const ScoreSums& sums) const {
  ComparisonRow row{method.name, place.dataset, place.split, place.action, sums.scores()};
  double mpjpe_mm = 0;
  double p_mpjpe_mm = 0;
  double actions = 0;
  std::int64_t frames = 0;
  for (const auto& [part, of_action] : method.by_action) {
    if (part.split != place.split || (!place.all_datasets && part.dataset != place.dataset)) continue;
    const PoseScores scores = of_action.scores();
    if (scores.frames == 0) continue;
    mpjpe_mm += scores.mpjpe_mm;
    p_mpjpe_mm += scores.p_mpjpe_mm;
    ++actions;
    frames += scores.frames;
  }
  if (frames == 0 || frames != row.scores.frames) return row;  // some frames are of no known action
  row.mpjpe_over_actions_mm = mpjpe_mm / actions;
  row.p_mpjpe_over_actions_mm = p_mpjpe_mm / actions;
  return row;
}

std::vector<ComparisonRow> ScoreTable::action_rows() const {
  std::vector<ComparisonRow> rows;
  for (const Method& method : methods_) {
    for (const auto& [place, sums] : method.by_action) {
      rows.push_back({method.name, place.dataset, place.split, place.action, sums.scores()});
    }
  }
  return rows;
}

}  // namespace solopose
