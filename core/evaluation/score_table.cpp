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

std::string_view protocol_text() {
  return "canonical 15 joints, mm; MPJPE, MPJVE (mm per frame), PCK (percent) and AUC (0 to 150 mm): each "
         "pose "
         "relative to its pelvis; N-MPJPE: also the best scale, never below 0, per frame; P-MPJPE: best "
         "rotation, translation and scale per frame";
}

void ScoreTable::add(const std::string& method, const SequenceLabels& labels, const ScoreSums& sums) {
  auto found = std::ranges::find(methods_, method, &Method::name);
  if (found == methods_.end()) found = methods_.insert(methods_.end(), {method, {}, {}});
  const std::string all(all_of_them);
  Place place{order_of_split(labels.split), or_all(labels.split), false, or_all(labels.dataset), all};
  found->by_dataset[place] += sums;
  if (labels.action.empty()) return;
  place.action = labels.action;
  found->by_action[place] += sums;
}

std::vector<ComparisonRow> ScoreTable::rows() const {
  std::vector<ComparisonRow> rows;
  for (const Method& method : methods_) {
    std::map<Place, ScoreSums> places = method.by_dataset;
    for (const auto& [place, sums] : method.by_dataset) {
      Place together = place;
      together.all_datasets = true;
      together.dataset = all_of_them;
      places[together] += sums;
    }
    for (const auto& [place, sums] : places) {
      // A split's only dataset needs no line for all of them.
      const auto in_split = std::ranges::count_if(
          method.by_dataset, [&](const auto& entry) { return entry.first.split == place.split; });
      if (place.all_datasets && in_split == 1) continue;
      rows.push_back({method.name, place.dataset, place.split, place.action, sums.scores()});
    }
  }
  return rows;
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
