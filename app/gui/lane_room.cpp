#include "app/gui/lane_room.h"

#include <algorithm>

#include <QDockWidget>
#include <QMainWindow>
#include <QSettings>
#include <QTimer>

#include "widgets/timeline/timeline_lanes.h"

namespace solopose {
namespace {

const QString setting = QStringLiteral("layout/timeline-without-lanes");

}  // namespace

LaneRoom::LaneRoom(QMainWindow* window, QDockWidget* timeline, const TimelineLanes* lanes, int extent)
    : QObject(timeline),
      window_(window),
      timeline_(timeline),
      lanes_(lanes),
      extent_(extent),
      without_(extent) {
  connect(lanes, &TimelineLanes::plotsChanged, this, &LaneRoom::follow);
}

void LaneRoom::save() const { QSettings().setValue(setting, heightWithoutLanes()); }

void LaneRoom::restore() {
  without_ = QSettings().value(setting, extent_).toInt();
  settle();
}

void LaneRoom::reset() {
  without_ = extent_;
  settle();
}

void LaneRoom::follow() {
  const std::size_t lanes = lanes_->plots().size();
  if (lanes == shown_) return;
  without_ = heightWithoutLanes();
  taken_ = true;
  shown_ = lanes;
  QTimer::singleShot(0, this, &LaneRoom::settle);  // the timeline has heard of them, too, by then
}

void LaneRoom::settle() {
  const int most = shown_ == 0 ? 0 : window_->height() * 2 / 5;
  setHeight(std::max(without_, std::min(timeline_->sizeHint().height(), most)));
  taken_ = shown_ != 0;
}

/// A dock that is closed or on its own tells nothing of its height in the window.
int LaneRoom::heightWithoutLanes() const {
  return taken_ || !timeline_->isVisible() || timeline_->isFloating() ? without_ : timeline_->height();
}

void LaneRoom::setHeight(int height) {
  if (!timeline_->isFloating()) window_->resizeDocks({timeline_}, {height}, Qt::Vertical);
}

}  // namespace solopose
