#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <vector>

#include <QObject>
#include <QString>
#include <QTimer>

#include "core/camera/triangulation.h"
#include "core/film/skeleton_drawing.h"
#include "core/project/ids.h"
#include "core/skeleton/canonical.h"
#include "render/video/video_handles.h"

namespace solopose {

class PlaybackData;
struct SequenceRecord;

/// A joint of the cursor's track that is put right in the pictures of its frame. Marked in one view it moves
/// in the plane parallel to that picture; marked in several it is where the marks meet. What has been marked
/// in all views that are shown is kept at once, as one edit; in fewer, once somebody says so, or goes
/// elsewhere. Views are numbered as in PlaybackData.
class JointCorrection : public QObject {
  Q_OBJECT
 public:
  explicit JointCorrection(PlaybackData* data, QObject* parent = nullptr);

  void setActive(bool active);  ///< what is unsaved is kept
  bool active() const { return active_ && possible(); }
  /// The cursor is on a body that the main view's camera sees, and the project can be edited.
  bool possible() const;

  /// The view beside the main one: what was chosen, else the one that looks most from the side. None where no
  /// other view's camera is known.
  std::optional<std::size_t> partner() const;
  void choosePartner(std::size_t view);
  std::vector<std::size_t> partners() const;  ///< that can be chosen

  std::optional<Joint> joint() const { return joint_; }
  void choose(std::optional<Joint> joint);
  void stepJoint(int by);

  /// Pixels of the view's video. While it is dragged; `drop` ends that.
  void mark(std::size_t view, Joint joint, const Eigen::Vector2d& pixel);
  void drop();
  void nudge(std::size_t view, Joint joint, const Eigen::Vector2d& by);
  void keep();    ///< writes what is unsaved
  bool giveUp();  ///< false: there was nothing to give up
  bool unsaved() const { return unsaved_; }
  std::optional<Eigen::Vector3d> position() const { return position_; }  ///< mm in the track's frame
  std::vector<double> residuals() const;  ///< of the marks, pixels, in the order of the views

  std::vector<Stroke> strokes(std::size_t view) const;
  std::vector<VideoHandle> handles(std::size_t view) const;  ///< ids: indices of joints
  QString words() const;  ///< what there is to do, or how well the marks meet

 Q_SIGNALS:
  void begun();  ///< the first mark on a frame
  void changed();

 private:
  struct ViewMark {
    std::size_t view = 0;
    Sighting sighting;
  };
  using Pose = std::vector<Eigen::Vector3d>;  ///< 15 joints, NaN = missing

  const SequenceRecord* track() const;
  std::optional<Camera> cameraOf(std::size_t view) const;  ///< of the video's size, none until it is known
  bool sees(std::size_t view) const;
  std::vector<ViewMark> marks() const;
  std::optional<Eigen::Vector2d> pixelOf(std::size_t view, Joint joint) const;
  Eigen::Vector3d pointOf(Joint joint) const;
  Pose shownPose() const;
  bool complete() const;
  void readPose();
  void leave();
  void forget();
  void followEdit(SequenceId sequence);
  std::vector<Stroke> guides(std::size_t view) const;

  PlaybackData* data_;
  bool active_ = false;
  std::optional<Joint> joint_;
  std::optional<std::filesystem::path> partner_;            ///< as it was chosen
  Pose pose_;                                               ///< of the cursor's frame, as the project has it
  std::map<std::filesystem::path, Eigen::Vector2d> marks_;  ///< by video
  SequenceId sequence_ = 0;                                 ///< where the marks were made
  qint64 frame_ = 0;
  Pose before_;  ///< then
  std::optional<Eigen::Vector3d> position_;
  bool apart_ = false;  ///< the marks do not meet
  bool unsaved_ = false;
  bool awaiting_ = false;  ///< an edit of ours is on its way
  QTimer keep_soon_;
};

}  // namespace solopose
