#include "app/gui/panel_frame.h"

#include <QKeyEvent>

namespace solopose {
namespace {

constexpr QSize least(300, 160);

}  // namespace

PanelFrame::PanelFrame(QWidget* panel) {
  setFrameShape(QFrame::NoFrame);
  setWidgetResizable(true);
  setFocusPolicy(Qt::NoFocus);
  setFocusProxy(panel);
  setWidget(panel);
  panel->setAutoFillBackground(false);
  viewport()->setAutoFillBackground(false);
}

QSize PanelFrame::sizeHint() const { return widget()->sizeHint(); }

QSize PanelFrame::minimumSizeHint() const { return widget()->minimumSizeHint().boundedTo(least); }

/// Arrows and page keys belong to the window, or to what has the focus inside.
void PanelFrame::keyPressEvent(QKeyEvent* event) { event->ignore(); }

}  // namespace solopose
