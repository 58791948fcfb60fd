#include "widgets/actions/command_palette.h"

#include <algorithm>
#include <vector>

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QStandardItemModel>
#include <QTimer>
#include <QVBoxLayout>

#include "widgets/actions/action_registry.h"
#include "widgets/actions/command_row.h"
#include "widgets/actions/fuzzy_match.h"
#include "widgets/actions/plain_text.h"

namespace solopose {
namespace {

constexpr int behind_actions = 64;  ///< as much as one letter counts in fuzzy_score

struct Match {
  QAction* action;
  int score;
};

/// What does something comes before what is only on or off.
int rank(const QAction& action, int score) { return action.isCheckable() ? score - behind_actions : score; }

std::vector<Match> matches(const ActionRegistry& actions, const QString& typed) {
  std::vector<Match> found;
  for (QAction* action : actions.all()) {
    if (!action->isVisible()) continue;
    const QString name = plain_text(action->text());
    const auto by_name = fuzzy_score(typed, name);
    const auto by_place = fuzzy_score(typed, actions.place(action) + QLatin1Char(' ') + name);
    if (!by_name && !by_place) continue;
    const int score = std::max(by_name.value_or(0) + 1, by_place.value_or(0) / 2);
    found.push_back({action, rank(*action, score)});
  }
  if (!typed.trimmed().isEmpty()) {
    std::ranges::stable_sort(found, [](const Match& a, const Match& b) { return a.score > b.score; });
  }
  return found;
}

}  // namespace

CommandPalette::CommandPalette(ActionRegistry* actions, QWidget* parent)
    : QFrame(parent, Qt::Popup),
      actions_(actions),
      filter_(new QLineEdit(this)),
      view_(new QListView(this)),
      model_(new QStandardItemModel(this)) {
  setObjectName(QStringLiteral("command-palette"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(4, 4, 4, 4);
  layout->setSpacing(4);
  layout->addWidget(filter_);
  layout->addWidget(view_);
  view_->setModel(model_);
  view_->setItemDelegate(new CommandRow(view_));
  view_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  view_->setFocusPolicy(Qt::NoFocus);
  view_->setUniformItemSizes(true);
  view_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  filter_->installEventFilter(this);
  setFocusProxy(filter_);
  connect(filter_, &QLineEdit::textChanged, this, &CommandPalette::list);
  connect(view_, &QListView::clicked, this, &CommandPalette::runCurrent);
}

void CommandPalette::open() {
  filter_->setPlaceholderText(tr("Search for a command"));
  filter_->setAccessibleName(tr("Search for a command"));
  filter_->clear();
  list();
  const QWidget* window = parentWidget()->window();
  const int width = std::min(640, window->width() - 32);
  resize(width, std::min(420, window->height() - 96));
  move(window->mapToGlobal(QPoint((window->width() - width) / 2, 48)));
  show();
  filter_->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::list() {
  model_->clear();
  for (const Match& match : matches(*actions_, filter_->text())) {
    auto* item = new QStandardItem(match.action->icon(), plain_text(match.action->text()));
    item->setData(actions_->place(match.action), CommandRow::place_role);
    item->setData(match.action->shortcut().toString(QKeySequence::NativeText), CommandRow::shortcut_role);
    item->setData(actions_->id(match.action), CommandRow::id_role);
    item->setEnabled(match.action->isEnabled());
    model_->appendRow(item);
  }
  if (model_->rowCount() == 0) tellNothingFound();
  view_->setCurrentIndex(model_->index(0, 0));
}

void CommandPalette::tellNothingFound() {
  auto* item = new QStandardItem(tr("No command matches “%1”").arg(filter_->text()));
  item->setEnabled(false);
  model_->appendRow(item);
}

void CommandPalette::moveSelection(int rows) {
  if (model_->rowCount() == 0) return;
  const int row = std::clamp(view_->currentIndex().row() + rows, 0, model_->rowCount() - 1);
  view_->selectionModel()->setCurrentIndex(model_->index(row, 0), QItemSelectionModel::ClearAndSelect);
  view_->scrollTo(model_->index(row, 0));
}

// The action runs after the palette is gone, so that it finds the focus where it was.
void CommandPalette::runCurrent() {
  QAction* action = actions_->action(view_->currentIndex().data(CommandRow::id_role).toString());
  if (action == nullptr || !action->isEnabled()) return;
  hide();
  QTimer::singleShot(0, action, &QAction::trigger);
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
  if (watched != filter_ || event->type() != QEvent::KeyPress) return QFrame::eventFilter(watched, event);
  switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Down:
      moveSelection(1);
      return true;
    case Qt::Key_Up:
      moveSelection(-1);
      return true;
    case Qt::Key_PageDown:
      moveSelection(10);
      return true;
    case Qt::Key_PageUp:
      moveSelection(-10);
      return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
      runCurrent();
      return true;
    case Qt::Key_Escape:
      hide();
      return true;
    default:
      return QFrame::eventFilter(watched, event);
  }
}

}  // namespace solopose
