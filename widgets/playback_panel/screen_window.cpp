#include "widgets/playback_panel/screen_window.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

#include "widgets/actions/action_registry.h"
#include "widgets/cursor/cursor.h"
#include "widgets/cursor/playback.h"
#include "widgets/timeline/timeline_ruler.h"

namespace solopose {
namespace {

constexpr int widest_bar = 900;
constexpr int gap = 24;  ///< to the screen's edges

}  // namespace

ScreenWindow::ScreenWindow(QWidget* content, const ActionRegistry* actions, Playback* playback,
                           Cursor* cursor, QWidget* owner)
    : QWidget(owner, Qt::Window),
      playback_(playback),
      cursor_(cursor),
      controls_(new QWidget(this)),
      place_(new QSlider(Qt::Horizontal, controls_)),
      time_(new QLabel(controls_)) {
  setObjectName(QStringLiteral("screen"));
  setWindowTitle(owner->window()->windowTitle());
  setAttribute(Qt::WA_StyledBackground);
  for (QAction* action : actions->all()) {
    const QString id = actions->id(action);
    if (id.startsWith(QLatin1String("playback.")) || id.startsWith(QLatin1String("video.")))
      addAction(action);
  }
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(content);
  content->show();
  buildControls(actions);
  rest_.setSingleShot(true);
  rest_.setInterval(rest_ms);
  connect(&rest_, &QTimer::timeout, this, &ScreenWindow::goToRest);
  connect(cursor_, &Cursor::frameChanged, this, &ScreenWindow::followFrame);
  connect(cursor_, &Cursor::sequenceChanged, this, &ScreenWindow::followFrame);
  connect(place_, &QSlider::valueChanged, playback_, &Playback::goTo);
  qApp->installEventFilter(this);  // the mouse moves over the pictures, which come and go
  followFrame();
  wake();
}

void ScreenWindow::buildControls(const ActionRegistry* actions) {
  controls_->setObjectName(QStringLiteral("screen-controls"));
  controls_->setAttribute(Qt::WA_StyledBackground);
  auto* row = new QHBoxLayout(controls_);
  row->setContentsMargins(12, 8, 12, 8);
  row->setSpacing(12);
  const auto add_button = [&](const char* id) {
    auto* button = new QToolButton(controls_);
    button->setDefaultAction(actions->action(QLatin1String(id)));
    button->setFocusPolicy(Qt::NoFocus);  // the window's keys stay what they are
    row->addWidget(button);
  };
  add_button("playback.toggle");
  place_->setFocusPolicy(Qt::NoFocus);
  place_->setAccessibleName(tr("Frame"));
  row->addWidget(place_, 1);
  time_->setProperty("role", "number");
  row->addWidget(time_);
  add_button("video.full-screen");
}

void ScreenWindow::followFrame() {
  const qint64 count = cursor_->frameCount();
  const QSignalBlocker quiet(place_);
  place_->setRange(0, static_cast<int>(std::max<qint64>(0, count - 1)));
  place_->setValue(static_cast<int>(cursor_->frame()));
  time_->setText(clock_text(playback_->timeOf(cursor_->frame())) + QStringLiteral(" / ") +
                 clock_text(playback_->timeOf(count)));
}

void ScreenWindow::wake() {
  controls_->show();
  controls_->raise();
  unsetCursor();
  rest_.start();
}

void ScreenWindow::goToRest() {
  if (controls_->underMouse()) return rest_.start();
  controls_->hide();
  setCursor(Qt::BlankCursor);
}

bool ScreenWindow::eventFilter(QObject* watched, QEvent* event) {
  const QEvent::Type type = event->type();
  const bool somebody = type == QEvent::MouseMove || type == QEvent::MouseButtonPress ||
                        type == QEvent::KeyPress || type == QEvent::Wheel;
  if (somebody && watched->isWidgetType() && static_cast<QWidget*>(watched)->window() == this) wake();
  return QWidget::eventFilter(watched, event);
}

void ScreenWindow::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) return Q_EMIT leaveWanted();
  QWidget::keyPressEvent(event);
}

void ScreenWindow::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  const int width = std::min(widest_bar, this->width() - 2 * gap);
  const int height = controls_->sizeHint().height();
  controls_->setGeometry((this->width() - width) / 2, this->height() - gap - height, width, height);
}

// Its owner takes the video back first.
void ScreenWindow::closeEvent(QCloseEvent* event) {
  event->ignore();
  Q_EMIT leaveWanted();
}

}  // namespace solopose
