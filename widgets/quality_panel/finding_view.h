#pragma once

#include <optional>

#include <QWidget>

#include "core/quality/finding.h"
#include "core/skeleton/pose_rows.h"
#include "render/skeleton/skeleton_scene.h"

class QLabel;
class QStackedWidget;

namespace solopose {

class FindingCaption;
class FindingsModel;
class Session;
class SkeletonView;
struct SequenceRecord;

/// The pose of the cursor's frame in 3D, with what the chosen finding doubts of it. Its caption has that in
/// words. Follows the cursor.
class FindingView : public QWidget {
  Q_OBJECT
 public:
  /// `findings`: whose verdicts tell who says what.
  FindingView(Session* session, const FindingsModel* findings, QWidget* parent = nullptr);

  SkeletonView* view() const { return view_; }
  /// To stand where its words have room, beside the view or above it.
  FindingCaption* caption() const { return caption_; }
  QString words() const;  ///< of the caption
  void setFinding(const std::optional<Finding>& finding);
  /// What is said instead of the finding, which is not marked meanwhile: another list is looked at. Empty:
  /// the finding again.
  void setAbout(const QString& other);
  /// Until another is set: the one that was shown is found no longer; `key` leads to the next.
  void tellGone(const QString& key);
  void refresh();                 ///< the pose as it is, also where a joint was being dragged
  void setMovable(bool movable);  ///< joints can be dragged with Ctrl
  bool settled() const;           ///< the pose of the cursor is here, or never will be, or nobody sees it

 Q_SIGNALS:
  /// Somebody has dragged a joint of the cursor's frame: where to, mm in the track's frame.
  void jointDropped(int joint, const Eigen::Vector3f& at_mm);

 protected:
  void showEvent(QShowEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  const SequenceRecord* record() const;
  bool findingIsHere() const;
  PosesPtr posesBefore(const SequenceRecord& record) const;
  void aimAnew();
  void show(const SequenceRecord& record, const PosesPtr& poses);
  void showLegend(const SkeletonScene& scene);
  void bringIn(const SkeletonScene& scene);
  void aim(SkeletonScene& scene, const SkeletonPose& pose, const SequenceRecord& record);
  QString goneText() const;
  QString whereText() const;
  void say();

  Session* session_;
  const FindingsModel* findings_;
  SkeletonView* view_;
  FindingCaption* caption_;
  QLabel* none_;
  QStackedWidget* pages_;
  std::optional<Finding> finding_;
  QString about_;        ///< instead of it
  bool gone_ = false;    ///< it tells that one is gone
  QString key_to_next_;  ///< then
  bool aimed_ = false;   ///< at the person of the chosen finding or sequence
  bool has_ghost_ = false;
  bool lost_ = false;  ///< nobody was there in the frame before
  Eigen::Vector3f pelvis_mm_ = Eigen::Vector3f::Zero();
  SkeletonScene floor_;  ///< only its floor is used: steady while poses move
  QString error_;
};

}  // namespace solopose
