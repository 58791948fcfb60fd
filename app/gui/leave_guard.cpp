#include "app/gui/leave_guard.h"

#include <memory>

#include <QEventLoop>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QStringList>
#include <QWidget>

#include "widgets/session/job_runner.h"
#include "widgets/session/session.h"
#include "widgets/theme/shown_text.h"

namespace solopose {
namespace {

constexpr const char* object_name = "stop-jobs";

QString number(qint64 value) { return QLocale().toString(value); }

}  // namespace

LeaveGuard::LeaveGuard(Session* session, QWidget* window,
                       std::function<std::optional<TrainingStand>()> training)
    : QObject(window), session_(session), window_(window), training_(std::move(training)) {}

void LeaveGuard::leave(const QString& then_text, std::function<void()> then) {
  if (!session_->jobs()->busy()) return then();
  if (stopping_) return;
  if (window_->findChild<QMessageBox*>(QLatin1String(object_name)) != nullptr) return;
  QMessageBox* box = question(then_text);
  connect(box, &QMessageBox::finished, this, [this, box, then = std::move(then)] {
    if (box->buttonRole(box->clickedButton()) == QMessageBox::DestructiveRole) stop(then);
  });
  box->open();
}

bool LeaveGuard::mayLeaveNow(const QString& then_text) {
  if (!session_->jobs()->busy()) return true;
  if (stopping_) {
    stopNow();
    return true;
  }
  QMessageBox* box = question(then_text);
  box->setAttribute(Qt::WA_DeleteOnClose, false);
  const std::unique_ptr<QMessageBox> owned(box);
  box->exec();
  if (box->buttonRole(box->clickedButton()) != QMessageBox::DestructiveRole) return false;
  stopNow();
  return true;
}

void LeaveGuard::stopNow() {
  QEventLoop loop;
  stop([&loop] { loop.quit(); });
  if (session_->jobs()->busy()) loop.exec(QEventLoop::ExcludeUserInputEvents);
}

QMessageBox* LeaveGuard::question(const QString& then_text) {
  auto* box = new QMessageBox(QMessageBox::Question, tr("Work is under way"), tr("Stop what is under way?"),
                              QMessageBox::NoButton, window_);
  box->setObjectName(QLatin1String(object_name));
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setTextFormat(Qt::PlainText);
  box->setInformativeText(explanation());
  QPushButton* stay = box->addButton(tr("Cancel"), QMessageBox::RejectRole);
  box->addButton(then_text, QMessageBox::DestructiveRole);
  box->setDefaultButton(stay);
  box->setEscapeButton(stay);
  return box;
}

/// What stopping means, job by job.
QString LeaveGuard::explanation() const {
  QStringList lines;
  if (const auto training = training_()) {
    if (training->step == 0 && training->checkpoint == 0) {
      lines +=
          tr("“%1” is being trained and has not finished its first step. Resume run begins it from the start")
              .arg(shown_name(training->run));
    } else {
      lines += tr("“%1” is being trained: step %2 of %3. Stopping writes a checkpoint after the step under "
                  "way, and Resume run goes on from there")
                   .arg(shown_name(training->run), number(training->step), number(training->steps));
      lines += training->checkpoint > 0
                   ? tr("The last checkpoint so far holds step %1").arg(number(training->checkpoint))
                   : tr("There is no checkpoint of it yet");
    }
    if (training->waiting > 0)
      lines += tr("%n run(s) behind it in the queue stay in the list and are not begun", nullptr,
                  static_cast<int>(training->waiting));
  }
  QStringList others;
  for (const JobHandle* job : session_->jobs()->jobs()) {
    if (job->running() && job->lane() == JobLane::data) others += shown_name(job->title());
  }
  if (!others.isEmpty())
    lines += tr("Under way: %1. Stopping leaves the project as it was before")
                 .arg(others.join(QStringLiteral(", ")));
  return lines.join(QStringLiteral("\n\n"));
}

void LeaveGuard::stop(std::function<void()> then) {
  JobRunner* jobs = session_->jobs();
  jobs->cancelAll();
  if (!jobs->busy()) return then();
  stopping_ = true;
  window_->setEnabled(false);
  auto waiting = std::make_shared<QMetaObject::Connection>();
  *waiting = connect(
      jobs, &JobRunner::jobEnded, this,
      [this, jobs, waiting, then = std::move(then)] {
        if (jobs->busy()) return jobs->cancelAll();  // one that still finished may have begun another
        const auto go_on = then;
        disconnect(*waiting);  // and with it what this holds
        stopping_ = false;
        window_->setEnabled(true);
        go_on();
      },
      Qt::QueuedConnection);
}

}  // namespace solopose
