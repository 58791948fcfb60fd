#pragma once

#include <memory>

#include <QImage>

#include "widgets/panel/panel.h"

namespace solopose {

class SkeletonView;

/// Skeletons of all datasets and views on top of one another in the universal frame, before or after
/// alignment, with the alignment's numbers beside them. Follows the session's cursor and moves it when a
/// skeleton or a row is clicked. Works with any project, and with none.
class UniversalFramePanel : public Panel {
  Q_OBJECT
 public:
  /// Registers its actions ("universal.…").
  explicit UniversalFramePanel(const PanelContext& context, QWidget* parent = nullptr);
  ~UniversalFramePanel() override;

  SkeletonView* view() const;

  bool isSettled() const override;  ///< every pose asked for has arrived, and nothing moves
  /// The whole panel. QWidget::grab leaves a hole where the 3D view is, because that is a window of its own.
  QImage picture();

  QJsonObject viewState() const override;  ///< camera, switches and splitter
  void setViewState(const QJsonObject& state) override;
  std::vector<TourStop> tourStops() override;

 protected:
  void changeEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace solopose
