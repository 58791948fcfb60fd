#include "app/gui/leave_guard.h"

#include <memory>

#include <QEventLoop>
#include <QMessageBox>
#include <QPushButton>
#include <QWidget>

#include "widgets/session/job_runner.h"
#include "widgets/session/session.h"
#include "widgets/theme/shown_text.h"

namespace solopose {
namespace {

constexpr const char* object_name = "stop-jobs";

}  // namespace

LeaveGuard::LeaveGuard(Session* session, QWidget* window, std::function<QStringList()> stopping_means)
    : QObject(window), session_(session), window_(window), stopping_means_(std::move(stopping_means)) {}

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
  QStringList lines = stopping_means_();
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
        if (!*waiting) return;                       // two jobs have ended, and the first call has seen to it
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
