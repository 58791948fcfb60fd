#include "app/gui/view_state_keeper.h"

#include <utility>

#include "core/project/catalog.h"
#include "widgets/cursor/cursor.h"
#include "widgets/session/session.h"

namespace solopose {
namespace {

constexpr int rest_ms = 1000;

}  // namespace

ViewStateKeeper::ViewStateKeeper(Session* session, std::function<void(ViewState&)> collect, QObject* parent)
    : QObject(parent), session_(session), collect_(std::move(collect)) {
  rest_.setSingleShot(true);
  rest_.setInterval(rest_ms);
  connect(&rest_, &QTimer::timeout, this, [this] { current().save(session_->projectFolder()); });
  connect(session_, &Session::projectClosed, &rest_, &QTimer::stop);
  connect(session_, &Session::projectOpened, this, &ViewStateKeeper::restore);
  connect(session_->cursor(), &Cursor::sequenceChanged, this, &ViewStateKeeper::touch);
  connect(session_->cursor(), &Cursor::frameChanged, this, &ViewStateKeeper::touch);
}

void ViewStateKeeper::touch() {
  if (session_->hasProject()) rest_.start();
}

void ViewStateKeeper::flush() {
  if (!rest_.isActive()) return;
  rest_.stop();
  current().save(session_->projectFolder());
}

ViewState ViewStateKeeper::current() const {
  ViewState state;
  if (const SequenceRecord* sequence = session_->catalog()->sequence(session_->cursor()->sequence())) {
    state.sequence = QString::fromStdString(sequence->name);
    state.frame = session_->cursor()->frame();
  }
  collect_(state);
  return state;
}

void ViewStateKeeper::restore() {
  const ViewState state = ViewState::load(session_->projectFolder());
  if (const SequenceRecord* sequence = session_->catalog()->sequence_named(state.sequence.toStdString())) {
    session_->cursor()->setSequence(sequence->id, sequence->frames, state.frame);
  }
  Q_EMIT restored(state);
}

}  // namespace solopose
