#include "app/gui/view_state_keeper.h"

#include "core/project/catalog.h"
#include "widgets/cursor/cursor.h"
#include "widgets/panel/panel.h"
#include "widgets/session/session.h"

namespace solopose {
namespace {

constexpr int rest_ms = 1000;

}  // namespace

ViewStateKeeper::ViewStateKeeper(Session* session, const std::vector<Panel*>& panels, QObject* parent,
                                 Write write)
    : QObject(parent), session_(session), panels_(panels), write_(std::move(write)) {
  writer_.setMaxThreadCount(1);
  rest_.setSingleShot(true);
  rest_.setInterval(rest_ms);
  connect(&rest_, &QTimer::timeout, this, &ViewStateKeeper::saveBehind);
  connect(session_, &Session::projectClosing, this, &ViewStateKeeper::save);
  connect(session_, &Session::projectOpened, this, &ViewStateKeeper::restore);
  connect(session_->cursor(), &Cursor::sequenceChanged, this, &ViewStateKeeper::followCursor);
  connect(session_->cursor(), &Cursor::frameChanged, this, &ViewStateKeeper::followCursor);
  for (const Panel* panel : panels_) connect(panel, &Panel::viewStateChanged, this, &ViewStateKeeper::touch);
}

void ViewStateKeeper::setWorkspace(const QString& id) {
  workspace_ = id;
  touch();
}

void ViewStateKeeper::followCursor() {
  const Cursor* cursor = session_->cursor();
  if (!cursor->onLooseVideo()) {
    sequence_ = cursor->sequence();
    frame_ = cursor->frame();
  }
  touch();
}

void ViewStateKeeper::touch() {
  if (session_->hasProject()) rest_.start();
}

bool ViewStateKeeper::takeNews() {
  rest_.stop();
  if (!session_->hasProject()) return false;
  ViewState now = current();
  if (now == saved_) return false;
  saved_ = std::move(now);
  return true;
}

void ViewStateKeeper::saveBehind() {
  if (!takeNews()) return;
  writer_.clear();  // an older one that still waits is no use any more
  writer_.start(
      [write = write_, state = saved_, folder = session_->projectFolder()] { write(state, folder); });
}

void ViewStateKeeper::save() {
  const bool news = takeNews();
  writer_.waitForDone();
  if (news) write_(saved_, session_->projectFolder());
}

ViewState ViewStateKeeper::current() const {
  ViewState state;
  state.workspace = workspace_;
  if (const SequenceRecord* sequence = session_->catalog()->sequence(sequence_)) {
    state.sequence = QString::fromStdString(sequence->name);
    state.frame = frame_;
  }
  for (const Panel* panel : panels_) {
    const QJsonObject shown = panel->viewState();
    if (!shown.isEmpty()) state.panels[panel->id()] = shown;
  }
  return state;
}

void ViewStateKeeper::restore() {
  saved_ = ViewState::load(session_->projectFolder());
  show(saved_);
}

bool ViewStateKeeper::show(const ViewState& state) {
  const SequenceRecord* sequence = session_->catalog()->sequence_named(state.sequence.toStdString());
  if (sequence != nullptr) session_->cursor()->setSequence(sequence->id, sequence->frames, state.frame);
  for (Panel* panel : panels_) {
    const QJsonObject shown = state.panels[panel->id()].toObject();
    if (!shown.isEmpty()) panel->setViewState(shown);
  }
  if (!state.workspace.isEmpty()) Q_EMIT workspaceRestored(state.workspace);
  return sequence != nullptr || state.sequence.isEmpty();
}

}  // namespace solopose
