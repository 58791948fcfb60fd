#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <QObject>
#include <QString>

#include "core/project/ids.h"
#include "core/skeleton/joint_mask.h"
#include "widgets/timeline/timeline_plot.h"
#include "widgets/timeline/timeline_span.h"

namespace solopose {

/// The finding that somebody looks at, wherever they look at it.
struct ShownFinding {
  SequenceId sequence = 0;
  qint64 first_frame = 0;
  qint64 last_frame = 0;     ///< inclusive
  JointMask marked;          ///< joints to be marked; none where the whole body is doubted
  QString text;              ///< what is wrong
  QString keys = {};         ///< by which it is judged and repaired, or how it was judged, in words
  bool needs_person = true;  ///< nobody has judged it

  bool operator==(const ShownFinding&) const = default;
};

/// What panels show along the timeline, over the frames of the cursor's sequence. Whatever is set takes the
/// place of what the same one has set before.
class TimelineLanes : public QObject {
  Q_OBJECT
 public:
  using QObject::QObject;

  /// Cluster of every frame of a sequence, -1 = none; empty: not known.
  void setClusters(SequenceId sequence, std::vector<std::int8_t> per_frame);
  std::vector<std::int8_t> clusters(SequenceId sequence) const;

  /// What was found in a sequence; those later in the list are drawn over the ones before them.
  void setFindings(SequenceId sequence, std::vector<TimelineSpan> spans);
  std::vector<TimelineSpan> findings(SequenceId sequence) const;

  /// Where what is shown beside a sequence's own poses has none, as a model's answers may.
  void setWithoutPose(std::vector<TimelineSpan> spans);
  const std::vector<TimelineSpan>& withoutPose() const { return without_pose_; }

  void setShownFinding(const std::optional<ShownFinding>& finding);
  const std::optional<ShownFinding>& shownFinding() const { return shown_finding_; }
  /// The same, where it has this frame; else none.
  std::optional<ShownFinding> findingAt(SequenceId sequence, qint64 frame) const;

  /// Lanes with curves. They stand in the order in which their owners first set some, and go with their
  /// owner.
  void setPlots(const QObject* owner, std::vector<TimelinePlot> plots);
  std::vector<TimelinePlot> plots() const;  ///< of all owners

 Q_SIGNALS:
  void clustersChanged();
  void findingsChanged();
  void withoutPoseChanged();
  void shownFindingChanged();
  void plotsChanged();

 private:
  struct Owned {
    const QObject* owner = nullptr;
    std::vector<TimelinePlot> plots;
  };
  Owned& ownedBy(const QObject* owner);

  SequenceId clusters_of_ = 0;
  std::vector<std::int8_t> clusters_;
  SequenceId findings_of_ = 0;
  std::vector<TimelineSpan> findings_;
  std::vector<TimelineSpan> without_pose_;
  std::optional<ShownFinding> shown_finding_;
  std::vector<Owned> plots_;
};

}  // namespace solopose
