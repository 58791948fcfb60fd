#include "app/gui/first_steps.h"

#include <algorithm>
#include <array>

#include <QAction>
#include <QDockWidget>
#include <QEvent>
#include <QFocusFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenuBar>
#include <QPushButton>
#include <QSettings>
#include <QShortcut>
#include <QVBoxLayout>

#include "app/gui/main_window.h"
#include "app/gui/workspace_rail.h"
#include "widgets/actions/action_registry.h"

namespace solopose {
namespace {

constexpr int card_width = 380;
constexpr int gap = 12;
const QString setting = QStringLiteral("first-steps-shown");

/// Beside what it speaks of where the window has room for that, else in the window's lower right corner:
/// there it covers least of the work.
QPoint beside(const QRect& place, const QSize& card, const QRect& window) {
  const QPoint middle = place.center() - QPoint(card.width() / 2, card.height() / 2);
  const std::array corners{
      QPoint(place.right() + gap, middle.y()), QPoint(place.left() - gap - card.width(), middle.y()),
      QPoint(middle.x(), place.top() - gap - card.height()), QPoint(middle.x(), place.bottom() + gap)};
  const auto fits = std::ranges::find_if(
      corners, [&](const QPoint& corner) { return window.contains(QRect(corner, card)); });
  const QPoint low = window.bottomRight() - QPoint(card.width() + gap, card.height() + gap);
  return fits != corners.end() ? *fits : low;
}

}  // namespace

FirstSteps::FirstSteps(MainWindow* window)
    : QDialog(window, Qt::Tool | Qt::FramelessWindowHint),
      actions_(window->actions()),
      title_(new QLabel(this)),
      text_(new QLabel(this)),
      count_(new QLabel(this)),
      back_(new QPushButton(this)),
      next_(new QPushButton(this)),
      leave_(new QPushButton(this)),
      ring_(new QFocusFrame(window)),
      escape_(new QShortcut(QKeySequence(Qt::Key_Escape), window)),
      enter_(new QShortcut(QKeySequence(Qt::Key_Return), window)) {
  setObjectName(QStringLiteral("first-steps"));
  title_->setProperty("role", "heading");
  count_->setProperty("role", "muted");
  next_->setProperty("role", "primary");
  next_->setDefault(true);
  text_->setWordWrap(true);
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(leave_);
  buttons->addStretch(1);
  buttons->addWidget(count_);
  buttons->addWidget(back_);
  buttons->addWidget(next_);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(16, 16, 16, 16);
  layout->setSpacing(12);
  layout->addWidget(title_);
  layout->addWidget(text_);
  layout->addLayout(buttons);
  setFixedWidth(card_width);
  connect(back_, &QPushButton::clicked, this, [this] { go(step_ - 1); });
  connect(next_, &QPushButton::clicked, this, [this] { step_ + 1 < steps() ? go(step_ + 1) : accept(); });
  connect(leave_, &QPushButton::clicked, this, &FirstSteps::reject);
  // The window may have kept the keyboard: not every window manager gives it to a card.
  connect(escape_, &QShortcut::activated, this, &FirstSteps::reject);
  connect(enter_, &QShortcut::activated, next_, &QPushButton::click);
  addCards(window);
  retranslate();
}

FirstSteps::~FirstSteps() {
  delete ring_;
  delete escape_;
  delete enter_;
}

bool FirstSteps::wereShown() { return QSettings().value(setting).toBool(); }

void FirstSteps::addCards(const MainWindow* window) {
  const auto key = [this](const char* id) {
    return actions_->action(QLatin1String(id))->shortcut().toString(QKeySequence::NativeText);
  };
  cards_ = {
      {[] { return tr("What there is"); },
       [] {
         return tr(
             "Datasets, people and their sequences. Choose one: the whole window follows it. Files that "
             "you drop on the window are imported");
       },
       [window]() -> QWidget* { return window->panel(QStringLiteral("dataset-tree")); }},
      {[] { return tr("What you do with it"); },
       [] {
         return tr(
             "Six workspaces, from looking at data to playing a film with predicted poses. Each keeps its "
             "own layout");
       },
       [window]() -> QWidget* { return window->findChild<WorkspaceRail*>(); }},
      {[] { return tr("Where you work"); },
       [] {
         return tr(
             "The panels of the workspace. Drag them by their titles, put one behind another, or make one a "
             "window");
       },
       [window]() -> QWidget* { return window->centralWidget(); }},
      {[] { return tr("When it happens"); },
       [key] {
         return tr("Every lane shows something else of the same frames. %1 plays, the arrow keys step, %2 "
                   "goes to "
                   "a frame")
             .arg(key("playback.toggle"), key("playback.go-to"));
       },
       [window]() -> QWidget* { return window->panel(QStringLiteral("timeline")); }},
      {[] { return tr("How you find the rest"); },
       [key] {
         return tr("%1 opens the manual at the page for where you are. %2 finds every command by its name. "
                   "%3 "
                   "takes back any edit")
             .arg(key("help.manual"), key("help.palette"), key("edit.undo"));
       },
       [window]() -> QWidget* { return window->menuBar(); }},
  };
}

void FirstSteps::go(int step) {
  step_ = std::clamp(step, 0, steps() - 1);
  retranslate();
}

void FirstSteps::retranslate() {
  const Card& card = cards_[static_cast<std::size_t>(step_)];
  setWindowTitle(tr("First steps"));
  title_->setText(card.title());
  text_->setText(card.text());
  count_->setText(tr("%1 of %2").arg(step_ + 1).arg(steps()));
  back_->setText(tr("Back"));
  back_->setEnabled(step_ > 0);
  next_->setText(step_ + 1 < steps() ? tr("Next") : tr("Done"));
  leave_->setText(tr("Leave (%1)").arg(escape_->key().toString(QKeySequence::NativeText)));
  QWidget* place = card.place();
  const bool seen = place != nullptr && place->isVisible();
  ring_->setWidget(seen ? place : nullptr);
  const QRect window(parentWidget()->mapToGlobal(QPoint(0, 0)), parentWidget()->size());
  const QRect about = seen ? QRect(place->mapToGlobal(QPoint(0, 0)), place->size()) : window;
  adjustSize();
  move(beside(about, size(), window));
}

void FirstSteps::done(int result) {
  QSettings().setValue(setting, true);
  if (ring_ != nullptr) ring_->setWidget(nullptr);
  if (escape_ != nullptr) escape_->setEnabled(false);
  QDialog::done(result);
}

void FirstSteps::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QDialog::changeEvent(event);
}

}  // namespace solopose
