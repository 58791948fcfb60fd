#pragma once

#include <QScrollArea>

namespace solopose {

/// What a panel stands in. Where there is less room than the panel needs it is scrolled, so that no panel
/// makes the window larger than the screen.
class PanelFrame : public QScrollArea {
 public:
  explicit PanelFrame(QWidget* panel);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void keyPressEvent(QKeyEvent* event) override;
};

}  // namespace solopose
