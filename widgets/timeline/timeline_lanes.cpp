#include "widgets/timeline/timeline_lanes.h"

#include <algorithm>
#include <utility>

namespace solopose {

void TimelineLanes::setClusters(SequenceId sequence, std::vector<std::int8_t> per_frame) {
  clusters_of_ = sequence;
  clusters_ = std::move(per_frame);
  Q_EMIT clustersChanged();
}

std::vector<std::int8_t> TimelineLanes::clusters(SequenceId sequence) const {
  return sequence == clusters_of_ ? clusters_ : std::vector<std::int8_t>();
}

void TimelineLanes::setFindings(SequenceId sequence, std::vector<TimelineSpan> spans) {
  if (sequence == findings_of_ && spans == findings_) return;
  findings_of_ = sequence;
  findings_ = std::move(spans);
  Q_EMIT findingsChanged();
}

std::vector<TimelineSpan> TimelineLanes::findings(SequenceId sequence) const {
  return sequence == findings_of_ ? findings_ : std::vector<TimelineSpan>();
}

void TimelineLanes::setWithoutPose(std::vector<TimelineSpan> spans) {
  if (spans == without_pose_) return;
  without_pose_ = std::move(spans);
  Q_EMIT withoutPoseChanged();
}

void TimelineLanes::setShownFinding(const std::optional<ShownFinding>& finding) {
  if (finding == shown_finding_) return;
  shown_finding_ = finding;
  Q_EMIT shownFindingChanged();
}

std::optional<ShownFinding> TimelineLanes::findingAt(SequenceId sequence, qint64 frame) const {
  const bool here = shown_finding_ && shown_finding_->sequence == sequence &&
                    shown_finding_->first_frame <= frame && frame <= shown_finding_->last_frame;
  return here ? shown_finding_ : std::nullopt;
}

TimelineLanes::Owned& TimelineLanes::ownedBy(const QObject* owner) {
  const auto known = std::ranges::find(plots_, owner, &Owned::owner);
  if (known != plots_.end()) return *known;
  connect(owner, &QObject::destroyed, this, [this, owner] {
    std::erase_if(plots_, [owner](const Owned& owned) { return owned.owner == owner; });
    Q_EMIT plotsChanged();
  });
  return plots_.emplace_back(owner);
}

void TimelineLanes::setPlots(const QObject* owner, std::vector<TimelinePlot> plots) {
  ownedBy(owner).plots = std::move(plots);
  Q_EMIT plotsChanged();
}

std::vector<TimelinePlot> TimelineLanes::plots() const {
  std::vector<TimelinePlot> all;
  for (const Owned& owned : plots_) all.insert(all.end(), owned.plots.begin(), owned.plots.end());
  return all;
}

}  // namespace solopose
