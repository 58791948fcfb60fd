#include "widgets/jobs/job_details.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

#include "widgets/jobs/job_text.h"
#include "widgets/jobs/label_role.h"
#include "widgets/session/job_runner.h"
#include "widgets/shared/saved_place.h"
#include "widgets/theme/shown_text.h"
#include "widgets/theme/theme.h"

namespace solopose {

namespace {

constexpr QSize popup_size{620, 360};

QIcon icon_of(const JobHandle& job) {
  const Theme& theme = Theme::instance();
  if (job.running()) return theme.icon(job.queued() ? "clock" : "play");
  if (job.outcome() == JobOutcome::failed) return theme.icon("error");
  return theme.icon(job.outcome() == JobOutcome::cancelled ? "cancel" : "check");
}

}  // namespace

JobDetails::JobDetails(JobRunner* jobs, QWidget* parent) : QFrame(parent, Qt::Popup), jobs_(jobs) {
  setObjectName("job-details");
  setFrameShape(QFrame::StyledPanel);
  setFixedSize(popup_size);
  build();
  retranslateUi();
  const auto refresh = [this] {
    if (isVisible()) refill();
  };
  connect(jobs_, &JobRunner::jobAdded, this, refresh);
  connect(jobs_, &JobRunner::jobEnded, this, refresh);
  connect(jobs_, &JobRunner::jobDismissed, this, refresh);
}

void JobDetails::build() {
  heading_ = new QLabel(this);
  heading_->setProperty("role", "heading");
  list_ = new QListWidget(this);
  list_->setFixedWidth(220);
  list_->setTextElideMode(Qt::ElideRight);
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  outcome_ = new QLabel(this);
  outcome_->setWordWrap(true);
  outcome_->setTextFormat(Qt::PlainText);
  outcome_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  made_ = new SavedPlace(this);
  log_ = new QPlainTextEdit(this);
  log_->setReadOnly(true);
  copy_ = new QPushButton(this);
  dismiss_ = new QPushButton(this);
  dismiss_all_ = new QPushButton(this);

  auto* right = new QVBoxLayout;
  right->setSpacing(8);
  right->addWidget(outcome_);
  right->addWidget(made_);
  right->addWidget(log_, 1);
  auto* middle = new QHBoxLayout;
  middle->setSpacing(12);
  middle->addWidget(list_);
  middle->addLayout(right, 1);
  auto* buttons = new QHBoxLayout;
  buttons->setSpacing(8);
  buttons->addWidget(dismiss_all_);
  buttons->addStretch();
  buttons->addWidget(copy_);
  buttons->addWidget(dismiss_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(12, 12, 12, 12);
  column->setSpacing(8);
  column->addWidget(heading_);
  column->addLayout(middle, 1);
  column->addLayout(buttons);

  connect(list_, &QListWidget::currentItemChanged, this, &JobDetails::showChosen);
  connect(made_, &SavedPlace::failed, this, [this](const QString& why) {
    close();  // it would lie over the message
    Q_EMIT failed(why);
  });
  connect(copy_, &QPushButton::clicked, this,
          [this] { QGuiApplication::clipboard()->setText(outcome_->text() + '\n' + log_->toPlainText()); });
  connect(dismiss_, &QPushButton::clicked, this, &JobDetails::dismissChosen);
  connect(dismiss_all_, &QPushButton::clicked, this, &JobDetails::dismissEnded);
}

void JobDetails::retranslateUi() {
  setWindowTitle(tr("Jobs"));
  heading_->setText(tr("Jobs"));
  list_->setAccessibleName(tr("Jobs"));
  log_->setAccessibleName(tr("Log"));
  log_->setPlaceholderText(tr("This job wrote no log"));
  copy_->setText(tr("Copy"));
  dismiss_->setText(tr("Dismiss"));
  dismiss_all_->setText(tr("Dismiss all ended"));
  if (isVisible()) refill();
}

void JobDetails::changeEvent(QEvent* event) {
  QFrame::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslateUi();
}

void JobDetails::open(const JobHandle* job, const QWidget* anchor) {
  wanted_ = job ? job->id() : 0;
  refill();
  QPoint corner = anchor->mapToGlobal(QPoint(anchor->width() - width(), -height() - 4));
  if (const QScreen* screen = anchor->screen()) {
    const QRect area = screen->availableGeometry();
    if (corner.y() < area.top()) corner.setY(anchor->mapToGlobal(QPoint(0, anchor->height() + 4)).y());
    corner.setX(std::clamp(corner.x(), area.left(), std::max(area.left(), area.right() - width())));
  }
  move(corner);
  show();
  list_->setFocus();
}

void JobDetails::refill() {
  const QSignalBlocker quiet(list_);
  list_->clear();
  bool any_ended = false;
  for (const JobHandle* job : jobs_->jobs()) {
    const QString text = shown_name(job->title()) + QLatin1Char('\n') + job_when_text(*job);
    auto* item = new QListWidgetItem(icon_of(*job), text, list_);
    item->setData(Qt::UserRole, job->id());
    item->setToolTip(text);
    if (job->id() == wanted_) list_->setCurrentItem(item);
    any_ended = any_ended || !job->running();
  }
  if (list_->currentRow() < 0) list_->setCurrentRow(0);
  dismiss_all_->setEnabled(any_ended);
  showChosen();
}

JobHandle* JobDetails::chosen() const {
  const QListWidgetItem* item = list_->currentItem();
  if (item == nullptr) return nullptr;
  const int id = item->data(Qt::UserRole).toInt();
  for (JobHandle* job : jobs_->jobs())
    if (job->id() == id) return job;
  return nullptr;
}

void JobDetails::showChosen() {
  const JobHandle* job = chosen();
  wanted_ = job ? job->id() : 0;
  outcome_->setText(job ? job_outcome_text(*job) : QString());
  const bool failed = job && !job->running() && job->outcome() == JobOutcome::failed;
  set_role(outcome_, failed ? "attention" : "muted");
  log_->setPlainText(job ? shown_text(job->log()) : QString());
  const bool made = job && !job->running() && job->outcome() == JobOutcome::finished;
  made_->setPlace(made ? job->result() : QString());
  copy_->setEnabled(job != nullptr);
  dismiss_->setEnabled(job && !job->running());
}

void JobDetails::dismissChosen() {
  if (JobHandle* job = chosen()) jobs_->dismiss(job);
  if (jobs_->jobs().isEmpty()) close();
}

void JobDetails::dismissEnded() {
  for (JobHandle* job : jobs_->jobs()) jobs_->dismiss(job);
  if (jobs_->jobs().isEmpty()) close();
}

}  // namespace solopose
