#include "app/gui/message_area.h"

#include <algorithm>

#include <QEvent>
#include <QFileInfo>
#include <QStringList>
#include <QUndoStack>
#include <QVBoxLayout>

#include "app/gui/message_bar.h"
#include "app/gui/open_session.h"
#include "core/project/catalog.h"
#include "core/project/import.h"
#include "core/project/problem.h"
#include "core/project/verdict_merge.h"
#include "widgets/session/session.h"
#include "widgets/shared/field_words.h"
#include "widgets/shared/on_desktop.h"
#include "widgets/theme/shown_text.h"

namespace solopose {
namespace {

constexpr int most_messages = 3;
constexpr int most_names = 3;  ///< in one message
constexpr int widest = 720;
constexpr int gap = 12;  ///< to the edges of what they lie over

}  // namespace

MessageArea::MessageArea(Session* session, QWidget* parent)
    : QWidget(parent),
      session_(session),
      layout_(new QVBoxLayout(this)),
      stale_(new MessageBar(MessageBar::Kind::notice, {}, parent)) {
  setObjectName(QStringLiteral("messages"));
  setAttribute(Qt::WA_StyledBackground);
  setAttribute(Qt::WA_NativeWindow);  // 3D views are native windows, and would hide what is not
  layout_->setContentsMargins(1, 1, 1, 1);
  layout_->setSpacing(1);
  hide();
  parent->installEventFilter(this);
  stale_->setDismissible(false);
  stale_->setOneLine();
  stale_->hide();
  connect(session_, &Session::failed, this, &MessageArea::showError);
  connect(session_, &Session::catalogChanged, this, &MessageArea::followCatalog);
  connect(session_, &Session::projectClosed, this, &MessageArea::clear);
  connect(session_, &Session::removed, this, &MessageArea::tellRemoved);
  connect(session_, &Session::verdictsMerged, this, &MessageArea::tellMerged);
  connect(session_, &Session::reread, this, &MessageArea::tellReread);
  connect(session_, &Session::changedElsewhere, this, &MessageArea::tellChangedElsewhere);
  connect(session_, &Session::demoReady, this, [this](const QString& folder) {
    showSuccess(tr("The demo project is made"))->setAction(tr("Open"), [this, folder] {
      Q_EMIT projectWanted(folder);
    });
  });
  connect(session_, &Session::imported, this, [this](const ImportReport& report) {
    QStringList parts{tr("Imported %Ln sequence(s)", nullptr, static_cast<int>(report.sequences))};
    const auto skipped =
        std::ranges::count_if(report.problems, [](const ProblemRecord& problem) { return problem.skipped; });
    const auto remarks = std::ssize(report.problems) - skipped;
    if (skipped > 0) parts += tr("%Ln file(s) could not be read", nullptr, static_cast<int>(skipped));
    if (remarks > 0) parts += tr("%Ln remark(s)", nullptr, static_cast<int>(remarks));
    if (!report.already_present.empty()) {
      parts += tr("%Ln file(s) were here already", nullptr, static_cast<int>(report.already_present.size()));
    }
    const QString text = parts.join(QStringLiteral(" · "));
    if (report.problems.empty())
      showSuccess(text);
    else
      showNotice(text)->setAction(tr("Show problems"), [this] { Q_EMIT problemsWanted(); });
  });
  retranslate();
}

void MessageArea::showError(const QString& text) {
  add(new MessageBar(MessageBar::Kind::error, in_fields(text), this));
}

MessageBar* MessageArea::showNotice(const QString& text) {
  auto* bar = new MessageBar(MessageBar::Kind::notice, text, this);
  add(bar);
  return bar;
}

MessageBar* MessageArea::showSuccess(const QString& text) {
  MessageBar* bar = showNotice(text);
  bar->setPassing();
  return bar;
}

void MessageArea::tellSaved(const QString& place) {
  showSuccess(tr("Saved to %1").arg(shown_name(place)))->setAction(tr("Show in folder"), [this, place] {
    show_in_folder(place, this, [this](const QString& why) { showError(why); });
  });
}

void MessageArea::tellLeft(const LeftSession& left, bool opens) {
  QString text = tr("The last session with %1 was not closed; what was saved is there")
                     .arg(shown_name(QFileInfo(left.project).fileName()));
  if (!left.running.isEmpty()) {
    QStringList names = left.running.mid(0, most_names);
    if (names.size() < left.running.size()) names += QStringLiteral("…");
    text +=
        QStringLiteral(" · ") + tr("Under way then: %1").arg(shown_name(names.join(QStringLiteral(", "))));
  }
  MessageBar* bar = showNotice(text);
  if (!opens) {
    bar->setAction(tr("Open"), [this, bar, folder = left.project] {
      remove(bar);
      Q_EMIT projectWanted(folder);
    });
  } else if (!left.trained_run.isEmpty()) {
    bar->setAction(tr("Resume training"), [this, bar, run = left.trained_run] {
      remove(bar);
      Q_EMIT resumeWanted(run);
    });
  }
}

void MessageArea::tellRemoved(const Removal& removal) {
  const QString extent = tr("%Ln sequence(s)", nullptr, static_cast<int>(removal.sequences)) +
                         QStringLiteral(", ") + tr("%Ln frame(s)", nullptr, static_cast<int>(removal.frames));
  offerUndo(showSuccess(tr("Removed %1 (%2). It stays in the project’s trash")
                            .arg(removal.names.join(QStringLiteral(", ")), extent)));
}

void MessageArea::tellMerged(const VerdictMerge& merge) {
  QStringList parts{tr("%Ln verdict(s) brought in", nullptr, static_cast<int>(merge.added.size()))};
  if (merge.already_here > 0)
    parts += tr("%Ln verdict(s) were here already", nullptr, static_cast<int>(merge.already_here));
  for (const std::string& line : merge.left_out) parts += tr("left out: %1").arg(shown_name(line));
  const QString text = parts.mid(0, most_names).join(QStringLiteral(" · "));
  MessageBar* bar = merge.left_out.empty() ? showSuccess(text) : showNotice(text);
  if (!merge.added.empty()) offerUndo(bar);
}

void MessageArea::tellReread(const Rereading& rereading) {
  const QString read = tr("%1 read again: %Ln sequence(s)", nullptr, static_cast<int>(rereading.sequences))
                           .arg(rereading.dataset);
  if (rereading.gone.isEmpty()) {
    showSuccess(read);
    return;
  }
  const QString gone = tr("%Ln sequence(s) gone (%1). The earlier reading lies in the project’s trash",
                          nullptr, static_cast<int>(rereading.gone.size()))
                           .arg(rereading.gone.mid(0, most_names).join(QStringLiteral(", ")) +
                                (rereading.gone.size() > most_names ? QStringLiteral(", …") : QString()));
  offerUndo(showNotice(read + QStringLiteral(" · ") + gone));
}

/// Of the last edit: it undoes that one or nothing.
void MessageArea::offerUndo(MessageBar* bar) {
  QUndoStack* stack = session_->undoStack();
  bar->setAction(tr("Undo"), [this, stack, bar] {
    remove(bar);
    stack->undo();
  });
  connect(stack, &QUndoStack::indexChanged, bar, [this, bar] { remove(bar); });
}

void MessageArea::tellChangedElsewhere() {
  if (elsewhere_ == nullptr || !messages_.contains(elsewhere_))
    elsewhere_ =
        showNotice(tr("Another window or program has changed the project; what you see is up to date"));
}

void MessageArea::add(MessageBar* bar) {
  connect(bar, &MessageBar::dismissed, this, [this, bar] { remove(bar); });
  layout_->addWidget(bar);
  messages_.append(bar);
  // What only told of something goes before a failure that nobody may have read yet.
  const auto passing = std::ranges::find_if(
      messages_, [](const MessageBar* each) { return each->kind() == MessageBar::Kind::notice; });
  if (messages_.size() > most_messages) remove(passing == messages_.end() ? messages_.front() : *passing);
  place();
}

void MessageArea::remove(MessageBar* bar) {
  messages_.removeAll(bar);
  bar->hide();
  bar->deleteLater();
  place();
}

/// In the middle of the foot, as high as the words need.
void MessageArea::place() {
  setVisible(!messages_.isEmpty());
  if (messages_.isEmpty()) return;
  const QRect under = parentWidget()->rect().adjusted(gap, gap, -gap, -gap);
  const int width = std::min(widest, under.width());
  const int height = std::min(layout_->totalHeightForWidth(width), under.height());
  setGeometry(under.center().x() - width / 2, under.bottom() + 1 - height, width, height);
  raise();
}

void MessageArea::dismissNewest() {
  if (!messages_.isEmpty()) remove(messages_.back());
}

void MessageArea::clear() {
  while (!messages_.isEmpty()) remove(messages_.front());
}

void MessageArea::followCatalog() {
  stale_->setVisible(session_->hasProject() && session_->catalog()->alignment_is_stale());
  stale_->setActionVisible(session_->whyReadOnly().isEmpty());
}

bool MessageArea::event(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  const bool handled = QWidget::event(event);
  if (event->type() == QEvent::LayoutRequest) place();  // a text or a button has changed
  return handled;
}

bool MessageArea::eventFilter(QObject* watched, QEvent* event) {
  if (watched == parentWidget() && event->type() == QEvent::Resize) place();
  return QWidget::eventFilter(watched, event);
}

void MessageArea::retranslate() {
  stale_->setText(tr("Data have changed since the last alignment"));
  stale_->setAction(tr("Align"), [this] { session_->align(session_->alignOptions()); });
  followCatalog();
}

}  // namespace solopose
