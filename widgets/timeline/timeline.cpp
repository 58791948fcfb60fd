#include "widgets/timeline/timeline.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include "core/project/catalog.h"
#include "widgets/actions/action_registry.h"
#include "widgets/cursor/cursor.h"
#include "widgets/cursor/playback.h"
#include "widgets/session/session.h"
#include "widgets/shared/elided_label.h"
#include "widgets/theme/theme.h"
#include "widgets/timeline/go_to_frame.h"
#include "widgets/timeline/missing_frames.h"
#include "widgets/timeline/timeline_lanes.h"
#include "widgets/timeline/timeline_ruler.h"

namespace solopose {
namespace {

constexpr int roomy_px = 760;
constexpr std::array speeds{0.1, 0.25, 0.5, 1.0, 2.0, 4.0};
constexpr int far_step = 10;
constexpr int scroll_units = 10'000;  // of the scroll bar, whatever the length of the sequence

QString speed_text(double speed) { return QLocale().toString(speed, 'g', 3) + QChar(0x00d7); }

/// Keeps a label's width from jumping while its digits change.
int width_for(const QWidget* widget, qint64 largest) {
  const QString digits = QString(QLocale().toString(largest).size(), QLatin1Char('8'));
  return widget->fontMetrics().horizontalAdvance(digits + QStringLiteral(" / ") + digits) + 20;
}

}  // namespace

Timeline::Timeline(const PanelContext& context, QWidget* parent)
    : Panel(parent),
      session_(context.session),
      actions_(context.actions),
      playback_(context.playback),
      lanes_(context.lanes) {
  missing_ = new MissingFrames(session_, this);
  addActions();
  build();
  connect(session_, &Session::catalogChanged, this, &Timeline::followCatalog);
  connect(session_->cursor(), &Cursor::sequenceChanged, this, &Timeline::followSequence);
  connect(session_->cursor(), &Cursor::frameChanged, this, &Timeline::followFrame);
  connect(playback_, &Playback::changed, this, &Timeline::updatePlaying);
  connect(missing_, &MissingFrames::changed, this, [this] { ruler_->setMissing(missing_->counts()); });
  connect(lanes_, &TimelineLanes::clustersChanged, this, &Timeline::followClusters);
  connect(lanes_, &TimelineLanes::findingsChanged, this, &Timeline::followFindings);
  connect(lanes_, &TimelineLanes::withoutPoseChanged, this,
          [this] { ruler_->setWithoutPose(lanes_->withoutPose()); });
  connect(lanes_, &TimelineLanes::plotsChanged, this, [this] { ruler_->setPlots(lanes_->plots()); });
  connect(ruler_, &TimelineRuler::frameRequested, session_->cursor(), &Cursor::setFrame);
  connect(ruler_, &TimelineRuler::viewChanged, this, &Timeline::followView);
  connect(scroll_, &QScrollBar::valueChanged, this, [this](int value) {
    ruler_->scrollTo(static_cast<double>(value) / scroll_units *
                     static_cast<double>(ruler_->axis().frameCount()));
  });
  connect(go_to_, &GoToFrame::chosen, playback_, &Playback::goTo);
  connect(speed_, &QComboBox::activated, this,
          [this](int row) { playback_->setSpeed(speed_->itemData(row).toDouble()); });
  connect(&Theme::instance(), &Theme::changed, this, &Timeline::updatePlaying);
  retranslate();
  followSequence();
}

void Timeline::build() {
  ruler_ = new TimelineRuler;
  go_to_ = new GoToFrame(this);
  scroll_ = new QScrollBar(Qt::Horizontal);
  QSizePolicy keeps_place = scroll_->sizePolicy();
  keeps_place.setRetainSizeWhenHidden(true);
  scroll_->setSizePolicy(keeps_place);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 2, 0, 0);
  layout->setSpacing(2);
  layout->addLayout(buildTransport());
  layout->addWidget(ruler_);
  layout->addWidget(scroll_);
  layout->addStretch(1);
}

QHBoxLayout* Timeline::buildTransport() {
  auto* row = new QHBoxLayout;
  row->setContentsMargins(6, 0, 8, 0);
  row->setSpacing(2);
  for (const char* id : {"playback.start", "playback.step-back", "playback.toggle", "playback.step-forward",
                         "playback.end", "playback.loop", "playback.mark-in", "playback.mark-out"}) {
    auto* button = new QToolButton;
    button->setDefaultAction(actions_->action(QLatin1String(id)));
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setFocusPolicy(Qt::NoFocus);
    row->addWidget(button);
  }
  frame_ = new QToolButton;
  frame_->setFocusPolicy(Qt::NoFocus);
  connect(frame_, &QToolButton::clicked, this, &Timeline::askForFrame);
  time_ = new ElidedLabel;
  rate_ = new ElidedLabel;
  speed_name_ = new ElidedLabel;
  for (QLabel* label : {time_, rate_, speed_name_}) label->setProperty("role", "muted");
  speed_ = new QComboBox;
  speed_->setFocusPolicy(Qt::NoFocus);
  row->addSpacing(8);
  row->addWidget(frame_);
  row->addSpacing(8);
  row->addWidget(time_);
  row->addSpacing(8);
  row->addStretch(1);
  row->addWidget(rate_);
  row->addSpacing(12);
  row->addWidget(speed_name_);
  row->addSpacing(4);
  row->addWidget(speed_);
  return row;
}

void Timeline::addActions() {
  addTransportActions();
  addStepActions();
  addShuttleActions();
  addRangeActions();
}

void Timeline::addTransportActions() {
  const auto menu = [] { return tr("Pla&yback"); };
  actions_->add({.id = "playback.toggle",
                 .text = [this] { return playback_->playing() ? tr("Pause") : tr("Play"); },
                 .menu = menu,
                 .shortcut = QKeySequence(Qt::Key_Space),
                 .icon = "play",
                 .checkable = false,
                 .run = [this](bool) { playback_->toggle(); }});
  actions_->add({.id = "playback.loop",
                 .text = [] { return tr("Loop"); },
                 .menu = menu,
                 .shortcut = QKeySequence(Qt::Key_R),
                 .icon = "loop",
                 .checkable = true,
                 .run = [this](bool on) { playback_->setLoop(on); }});
  actions_->add({.id = "playback.go-to",
                 .text = [] { return tr("Go to frame…"); },
                 .menu = menu,
                 .shortcut = QKeySequence(Qt::CTRL | Qt::Key_G),
                 .icon = "goto",
                 .checkable = false,
                 .run = [this](bool) { askForFrame(); }});
}

void Timeline::addStepActions() {
  struct Step {
    const char* id;
    std::function<QString()> text;
    QKeySequence shortcut;
    const char* icon;
    std::function<void()> run;
  };
  const std::array steps{
      Step{"playback.start", [] { return tr("First frame"); }, Qt::Key_Home, "skip-start",
           [this] { playback_->goTo(0); }},
      Step{"playback.step-back", [] { return tr("Step back"); }, Qt::Key_Left, "step-back",
           [this] { playback_->step(-1); }},
      Step{"playback.step-forward", [] { return tr("Step forward"); }, Qt::Key_Right, "step-forward",
           [this] { playback_->step(1); }},
      Step{"playback.end", [] { return tr("Last frame"); }, Qt::Key_End, "skip-end",
           [this] { playback_->goTo(session_->cursor()->frameCount() - 1); }},
      Step{"playback.jump-back", [] { return tr("Ten frames back"); }, Qt::SHIFT | Qt::Key_Left, "",
           [this] { playback_->step(-far_step); }},
      Step{"playback.jump-forward", [] { return tr("Ten frames forward"); }, Qt::SHIFT | Qt::Key_Right, "",
           [this] { playback_->step(far_step); }},
  };
  for (const Step& step : steps) {
    actions_->add({.id = step.id,
                   .text = step.text,
                   .menu = [] { return tr("Pla&yback"); },
                   .shortcut = step.shortcut,
                   .icon = step.icon,
                   .checkable = false,
                   .run = [run = step.run](bool) { run(); }});
  }
}

void Timeline::addShuttleActions() {
  const auto menu = [] { return tr("Pla&yback"); };
  actions_->add({.id = "playback.shuttle-back",
                 .text = [] { return tr("Play backwards, again: faster"); },
                 .menu = menu,
                 .shortcut = QKeySequence(Qt::Key_J),
                 .icon = "fast-backward",
                 .checkable = false,
                 .run = [this](bool) { playback_->shuttle(-1); }});
  actions_->add({.id = "playback.shuttle-stop",
                 .text = [] { return tr("Stop"); },
                 .menu = menu,
                 .shortcut = QKeySequence(Qt::Key_K),
                 .icon = "stop",
                 .checkable = false,
                 .run = [this](bool) { playback_->pause(); }});
  actions_->add({.id = "playback.shuttle-forward",
                 .text = [] { return tr("Play forwards, again: faster"); },
                 .menu = menu,
                 .shortcut = QKeySequence(Qt::Key_L),
                 .icon = "fast-forward",
                 .checkable = false,
                 .run = [this](bool) { playback_->shuttle(1); }});
}

void Timeline::addRangeActions() {
  const auto menu = [] { return tr("Pla&yback"); };
  actions_->add({.id = "playback.mark-in",
                 .text = [] { return tr("Start of the range here"); },
                 .menu = menu,
                 .shortcut = QKeySequence(Qt::Key_I),
                 .icon = "mark-in",
                 .run = [this](bool) { playback_->markIn(); },
                 .separator = true});
  actions_->add({.id = "playback.mark-out",
                 .text = [] { return tr("End of the range here"); },
                 .menu = menu,
                 .shortcut = QKeySequence(Qt::Key_O),
                 .icon = "mark-out",
                 .run = [this](bool) { playback_->markOut(); }});
  actions_->add({.id = "playback.clear-range",
                 .text = [] { return tr("Play the whole sequence again"); },
                 .menu = menu,
                 .shortcut = QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_X),
                 .run = [this](bool) { playback_->clearRange(); }});
}

void Timeline::retranslate() {
  speed_name_->setFullText(tr("Speed"));
  speed_->setToolTip(tr("Playback speed"));
  speed_->setAccessibleName(speed_->toolTip());
  ruler_->setAccessibleName(tr("Frames of the sequence"));
  const QSignalBlocker quiet(speed_);
  speed_->clear();
  for (const double speed : speeds) speed_->addItem(speed_text(speed), speed);
  updatePlaying();
  updateReadOut();
}

/// Where there is little room the words go first, then the rate; frame and time stay.
void Timeline::resizeEvent(QResizeEvent* event) {
  Panel::resizeEvent(event);
  speed_name_->setVisible(width() >= roomy_px);
  rate_->setVisible(width() >= roomy_px - 80);
}

void Timeline::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

void Timeline::followClusters() { ruler_->setClusters(lanes_->clusters(session_->cursor()->sequence())); }

void Timeline::followFindings() { ruler_->setFindings(lanes_->findings(session_->cursor()->sequence())); }

void Timeline::followSequence() {
  followClusters();
  followFindings();
  followCatalog();
  followFrame();
}

void Timeline::followCatalog() {
  const Cursor* cursor = session_->cursor();
  const SequenceRecord* record = session_->catalog()->sequence(cursor->sequence());
  const double loose_rate = cursor->onLooseVideo() ? cursor->looseVideoRate() : 0;
  const double rate = record == nullptr ? loose_rate : record->frames_per_second;
  ruler_->setSequence(cursor->frameCount(), rate);
  const double shown = playback_->rateIsAssumed() ? 0 : playback_->framesPerSecond();
  if (rate != shown) playback_->setFramesPerSecond(rate);
  playback_->setFrameTimes(cursor->onLooseVideo() ? cursor->looseVideoTimes() : nullptr);
  followKeyFrame(record);
  if (cursor->frameCount() == 0) playback_->pause();
  for (QAction* action : actions_->all()) {
    if (actions_->id(action).startsWith(QLatin1String("playback.")))
      action->setEnabled(cursor->frameCount() > 0);
  }
  frame_->setEnabled(cursor->frameCount() > 0);
  frame_->setMinimumWidth(width_for(frame_, cursor->frameCount()));
  updateReadOut();
}

void Timeline::followKeyFrame(const SequenceRecord* record) {
  if (record == nullptr) return ruler_->setKeyFrame(-1, false);
  const auto& alignment = session_->catalog()->alignment;
  const SequenceAlignment* aligned = alignment ? alignment->of(record->id) : nullptr;
  const qint64 chosen = record->key_frame_override.value_or(-1);
  const qint64 frame = aligned != nullptr && aligned->key_frame >= 0 ? aligned->key_frame : chosen;
  ruler_->setKeyFrame(frame, frame >= 0 && frame == chosen);
}

void Timeline::followFrame() {
  ruler_->setFrame(session_->cursor()->frame());
  updateReadOut();
}

void Timeline::followView() {
  const TimeAxis& axis = ruler_->axis();
  const QSignalBlocker quiet(scroll_);
  scroll_->setVisible(axis.zoomed());
  if (!axis.zoomed()) return;
  const auto all = static_cast<double>(axis.frameCount());
  const int page = std::max(1, static_cast<int>(axis.shown() / all * scroll_units));
  scroll_->setRange(0, scroll_units - page);
  scroll_->setPageStep(page);
  scroll_->setSingleStep(std::max(1, page / 10));
  scroll_->setValue(static_cast<int>(std::lround(axis.firstShown() / all * scroll_units)));
}

void Timeline::updateReadOut() {
  const Cursor* cursor = session_->cursor();
  const qint64 count = cursor->frameCount();
  const QLocale locale;
  if (count == 0) {
    frame_->setText(tr("No frames"));
    frame_->setToolTip({});
    time_->setFullText({});
    rate_->setFullText({});
    return;
  }
  frame_->setText(locale.toString(cursor->frame()) + QStringLiteral(" / ") + locale.toString(count - 1));
  frame_->setToolTip(tr("Frame %1 of %2, counted from 0\nClick to go to a frame")
                         .arg(locale.toString(cursor->frame()), locale.toString(count)));
  const double rate = playback_->framesPerSecond();
  time_->setFullText(clock_text(playback_->timeOf(cursor->frame())) + QStringLiteral(" / ") +
                     clock_text(playback_->timeOf(count)));
  const QString rate_text = tr("%1 frames/s").arg(locale.toString(rate, 'g', 5));
  rate_->setFullText(playback_->rateIsAssumed() ? tr("%1 (assumed)").arg(rate_text) : rate_text);
}

void Timeline::updatePlaying() {
  if (QAction* action = actions_->action(QStringLiteral("playback.toggle"))) {
    actions_->refreshText(QStringLiteral("playback.toggle"));
    action->setIcon(
        Theme::instance().icon(playback_->playing() ? QStringLiteral("pause") : QStringLiteral("play")));
  }
  if (QAction* action = actions_->action(QStringLiteral("playback.loop")))
    action->setChecked(playback_->loop());
  if (speed_ == nullptr) return;
  const bool range = playback_->hasRange();
  ruler_->setRange(range ? playback_->firstFrame() : -1, range ? playback_->lastFrame() : -1);
  const auto nearest = std::min_element(speeds.begin(), speeds.end(), [this](double a, double b) {
    return std::abs(a - playback_->speed()) < std::abs(b - playback_->speed());
  });
  const QSignalBlocker quiet(speed_);
  speed_->setCurrentIndex(static_cast<int>(nearest - speeds.begin()));
  updateReadOut();
}

QString Timeline::readOut() const {
  return QStringList{frame_->text(), time_->fullText(), rate_->fullText()}.join(QStringLiteral(" · "));
}

void Timeline::askForFrame() {
  const Cursor* cursor = session_->cursor();
  if (cursor->frameCount() == 0) return;
  go_to_->ask(cursor->frame(), cursor->frameCount(), frame_->mapToGlobal(QPoint(0, -4)));
}

}  // namespace solopose
