#pragma once

#include <memory>

#include <QImage>
#include <QWidget>

namespace solopose {

class ActionRegistry;
class Session;
class SkeletonView;

/// Skeletons of all datasets and views on top of one another in the universal frame, before or after
/// alignment, with the alignment's numbers beside them. Follows the session's cursor and moves it when a
/// skeleton or a row is clicked. Works with any project, and with none.
class UniversalFramePanel : public QWidget {
  Q_OBJECT
 public:
  /// Registers its actions ("universal.…"). Session and registry outlive the panel.
  UniversalFramePanel(Session* session, ActionRegistry* actions, QWidget* parent = nullptr);
  ~UniversalFramePanel() override;

  SkeletonView* view() const;

  /// Every pose asked for has arrived and nothing is under way: a picture taken now shows all (tests and the
  /// tour wait for it).
  bool isSettled() const;
  /// The whole panel. QWidget::grab leaves a hole where the 3D view is, because that is a window of its own.
  QImage picture();

  /// Camera, switches and splitter, for the view state's sidecar.
  QByteArray saveViewState() const;
  void restoreViewState(const QByteArray& state);

 Q_SIGNALS:
  void settled();

 protected:
  void changeEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace solopose
