#include "tests/core/quality/detection.h"

#include <algorithm>
#include <cmath>

namespace solopose::testing {
namespace {

bool overlap(const Finding& finding, std::int64_t first, std::int64_t last) {
  return finding.first_frame <= last + 1 && first - 1 <= finding.last_frame;
}

void judge(const std::vector<Finding>& findings, const std::vector<PlantedFault>& planted,
           const std::vector<Finding>& before, Detection& result) {
  for (const PlantedFault& fault : planted) {
    ++result.planted;
    if (std::ranges::any_of(findings, [&](const auto& one) { return overlap(one, fault.first, fault.last); }))
      ++result.found;
  }
  for (const Finding& finding : findings) {
    if (std::ranges::any_of(planted,
                            [&](const auto& fault) { return overlap(finding, fault.first, fault.last); }))
      ++result.hits;
    else if (std::ranges::any_of(
                 before, [&](const auto& one) { return overlap(finding, one.first_frame, one.last_frame); }))
      ++result.known;
    else
      ++result.false_alarms;
  }
}

void rank_frames(const TrackScores& scores, const std::vector<PlantedFault>& planted, Detection& result) {
  for (std::size_t f = 0; f < scores.score.size(); ++f) {
    if (std::isnan(scores.score[f])) continue;
    bool damaged = false;
    bool beside = false;
    for (const PlantedFault& fault : planted) {
      const auto frame = static_cast<std::int64_t>(f);
      damaged |= frame >= fault.first && frame <= fault.last;
      beside |= frame >= fault.first - 2 && frame <= fault.last + 2;
    }
    if (damaged || !beside) result.frames.emplace_back(scores.score[f], damaged);
  }
}

}  // namespace

double Detection::area() {
  std::ranges::sort(frames);
  double below = 0;
  double area = 0;
  double damaged = 0;
  for (std::size_t i = 0; i < frames.size();) {
    double here = 0;
    double sound = 0;
    const float score = frames[i].first;
    for (; i < frames.size() && frames[i].first == score; ++i) (frames[i].second ? here : sound) += 1;
    area += here * (below + sound / 2);
    below += sound;
    damaged += here;
  }
  return area / (below * damaged);
}

void Detection::add(const Detection& other) {
  planted += other.planted;
  found += other.found;
  hits += other.hits;
  false_alarms += other.false_alarms;
  known += other.known;
  frames.insert(frames.end(), other.frames.begin(), other.frames.end());
}

Detection detect(const FaultKind& kind, double share, std::uint64_t seed,
                 const std::vector<Recording>& recordings, const Inspection& sound) {
  std::vector<Recording> damaged_recordings = recordings;
  std::vector<std::vector<PlantedFault>> planted;
  SeededRandom random(seed);
  for (Recording& one : damaged_recordings) planted.push_back(plant(one, kind, share, random));
  const Inspection damaged(std::move(damaged_recordings));
  Detection result;
  for (std::size_t i = 0; i < damaged.size(); ++i) {
    judge(damaged.findings(kind.detector, i), planted[i], sound.findings(kind.detector, i), result);
    rank_frames(damaged.scores(kind.detector, i), planted[i], result);
  }
  return result;
}

}  // namespace solopose::testing
