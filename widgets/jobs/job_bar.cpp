#include "widgets/jobs/job_bar.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>

#include "widgets/actions/action_registry.h"
#include "widgets/jobs/job_details.h"
#include "widgets/jobs/job_text.h"
#include "widgets/jobs/label_role.h"
#include "widgets/session/job_runner.h"
#include "widgets/shared/elided_label.h"
#include "widgets/shared/saved_place.h"
#include "widgets/theme/shown_text.h"
#include "widgets/theme/theme.h"

namespace solopose {

namespace {

constexpr int icon_size = 16;
constexpr int roomy_width = 820;  ///< narrower than this, title and step need the rate's place

int percent_of(const JobHandle& job) {
  return static_cast<int>(std::clamp<qint64>(100 * job.done() / job.total(), 0, 100));
}

}  // namespace

JobBar::JobBar(JobRunner* jobs, QWidget* parent)
    : QWidget(parent), jobs_(jobs), details_(new JobDetails(jobs, this)) {
  setObjectName("job-bar");
  build();
  applyIcons();
  retranslateUi();
  connect(jobs_, &JobRunner::jobAdded, this, &JobBar::choose);
  connect(jobs_, &JobRunner::jobEnded, this, &JobBar::choose);
  connect(jobs_, &JobRunner::jobDismissed, this, &JobBar::choose);
  connect(jobs_, &JobRunner::projectChanged, this, &JobBar::refresh);
  connect(&Theme::instance(), &Theme::changed, this, [this] {
    applyIcons();
    refresh();
  });
  choose();
}

void JobBar::build() {
  icon_ = new QLabel(this);
  icon_->setFixedSize(icon_size, icon_size);
  title_ = new ElidedLabel(this);
  step_ = new ElidedLabel(this);
  made_ = new SavedPlace(this);
  bar_ = new QProgressBar(this);
  bar_->setTextVisible(false);
  bar_->setFixedHeight(6);
  bar_->setMaximumWidth(180);
  percent_ = new QLabel(this);
  rate_ = new QLabel(this);
  left_ = new QLabel(this);
  queued_ = new QLabel(this);
  for (QLabel* label : {static_cast<QLabel*>(step_), percent_, rate_, left_, queued_})
    label->setProperty("role", "muted");
  percent_->setFixedWidth(percent_->fontMetrics().horizontalAdvance("100 %") + 4);
  percent_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  for (QToolButton** button : {&cancel_, &more_, &dismiss_}) {
    *button = new QToolButton(this);
    (*button)->setFocusPolicy(Qt::StrongFocus);
    (*button)->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    (*button)->setIconSize({icon_size, icon_size});
  }
  dismiss_->setToolButtonStyle(Qt::ToolButtonIconOnly);

  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(12, 2, 8, 2);
  row->setSpacing(12);
  row->addWidget(icon_);
  row->addWidget(title_, 0);
  row->addWidget(step_, 3);
  row->addWidget(made_, 6);
  row->addStretch(1);
  row->addWidget(bar_, 1);
  row->addWidget(percent_);
  row->addWidget(rate_);
  row->addWidget(left_);
  row->addWidget(queued_);
  row->addWidget(cancel_);
  row->addWidget(more_);
  row->addWidget(dismiss_);
  makeRoomForButtons();

  connect(made_, &SavedPlace::failed, this, &JobBar::failed);
  connect(cancel_, &QToolButton::clicked, this, &JobBar::cancelShown);
  connect(details_, &JobDetails::failed, this, &JobBar::failed);
  connect(more_, &QToolButton::clicked, this, &JobBar::openDetails);
  connect(dismiss_, &QToolButton::clicked, this, &JobBar::dismissShown);
}

void JobBar::addActions(ActionRegistry* actions) {
  const auto menu = [] { return tr("&Edit"); };
  QAction* cancel = actions->add(
      {.id = "jobs.cancel",
       .text =
           [this] { return showsTraining() ? tr("&Stop the training run") : tr("&Cancel the running job"); },
       .menu = menu,
       .shortcut = QKeySequence("Ctrl+Shift+Backspace"),
       .icon = "cancel",
       .run = [this](bool) { cancelShown(); },
       .separator = true});
  QAction* open = actions->add({.id = "jobs.open",
                                .text = [] { return tr("&Open what was written"); },
                                .menu = menu,
                                .shortcut = QKeySequence("Ctrl+K, O"),
                                .icon = "export",
                                .run = [this](bool) { made_->open(); }});
  QAction* folder = actions->add({.id = "jobs.show-in-folder",
                                  .text = [] { return tr("Show what was written in its &folder"); },
                                  .menu = menu,
                                  .shortcut = QKeySequence("Ctrl+K, F"),
                                  .icon = "folder-open",
                                  .run = [this](bool) { made_->showInFolder(); }});
  actions->add({.id = "jobs.details",
                .text = [] { return tr("&Jobs and their logs…"); },
                .menu = menu,
                .shortcut = QKeySequence("Ctrl+Shift+J"),
                .icon = "list",
                .run = [this](bool) { openDetails(); }});
  const auto follow = [this, actions, cancel, open, folder] {
    cancel->setEnabled(jobs_->busy());
    actions->refreshText(QStringLiteral("jobs.cancel"));
    for (QAction* action : {open, folder}) action->setEnabled(!made_->place().isEmpty());
  };
  connect(jobs_, &JobRunner::jobAdded, cancel, follow);
  connect(jobs_, &JobRunner::jobEnded, cancel, follow);
  connect(jobs_, &JobRunner::jobDismissed, cancel, follow);
  follow();
}

void JobBar::retranslateUi() {
  setAccessibleName(tr("Jobs"));
  sayWhatCancelDoes();
  more_->setText(tr("Details…"));
  more_->setToolTip(tr("Show every job's outcome and log"));
  dismiss_->setToolTip(tr("Dismiss"));
  dismiss_->setAccessibleName(tr("Dismiss"));
  bar_->setAccessibleName(tr("Progress"));
  refresh();
}

void JobBar::applyIcons() {
  sayWhatCancelDoes();
  dismiss_->setIcon(Theme::instance().icon("close"));
}

void JobBar::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  refresh();
}

void JobBar::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslateUi();
  if (event->type() == QEvent::StyleChange) makeRoomForButtons();
}

void JobBar::makeRoomForButtons() { setMinimumHeight(cancel_->sizeHint().height() + 4); }

/// The running job, else the next queued one, else the one that ended last. Training shows while nothing
/// shorter runs.
void JobBar::choose() {
  const QList<JobHandle*> all = jobs_->jobs();
  JobHandle* next = all.isEmpty() ? nullptr : all.front();
  if (next && !next->running()) next = all.back();
  const auto shorter = std::find_if(all.begin(), all.end(), [](const JobHandle* job) {
    return job->running() && job->lane() == JobLane::data;
  });
  if (shorter != all.end()) next = *shorter;
  if (next != shown_) {
    disconnect(progress_);
    shown_ = next;
    if (shown_) progress_ = connect(shown_, &JobHandle::progressed, this, &JobBar::refresh);
  }
  refresh();
}

void JobBar::refresh() {
  const bool running = shown_ && shown_->running();
  for (QWidget* widget : {static_cast<QWidget*>(bar_), static_cast<QWidget*>(cancel_)})
    widget->setVisible(running);
  const bool made = shown_ && !running && shown_->outcome() == JobOutcome::finished;
  made_->setPlace(made ? shown_->result() : QString());
  made_->setCompact(width() < roomy_width);
  step_->setVisible(made_->place().isEmpty());  // the path says that it has finished, too
  if (!running) percent_->hide();
  dismiss_->setVisible(shown_ && !running);
  more_->setVisible(shown_ != nullptr);
  if (running)
    showRunning();
  else if (shown_)
    showEnded();
  else
    showNothing();
}

bool JobBar::showsTraining() const { return shown_ && shown_->lane() == JobLane::training; }

/// What training has done so far is kept; all other jobs leave nothing behind.
void JobBar::sayWhatCancelDoes() {
  cancel_->setText(showsTraining() ? tr("Stop") : tr("Cancel"));
  cancel_->setIcon(Theme::instance().icon(showsTraining() ? "stop" : "cancel"));
  cancel_->setToolTip(
      showsTraining()
          ? tr("Stop this run after the step under way and keep it: Resume run goes on from there")
          : tr("Stop this job; the project stays as it was before it"));
}

void JobBar::showRunning() {
  sayWhatCancelDoes();
  icon_->setPixmap(Theme::instance().icon("clock").pixmap(icon_size));
  set_role(title_, "heading");
  title_->setFullText(job_name_text(*shown_, jobs_->project()));
  const QString count = job_count_text(*shown_);
  const QString step = shown_->step();
  step_->setFullText(step.isEmpty() || count.isEmpty() ? count + step
                                                       : tr("%1 · %2", "count, step").arg(count, step));
  set_role(step_, "muted");
  bar_->setMinimumWidth(width() >= roomy_width ? 160 : 60);
  const bool counted = shown_->total() > 0;  // asked last: the job reports while it is shown
  bar_->setRange(0, counted ? 100 : 0);      // 0 to 0: moves without saying how far
  percent_->setVisible(counted);
  if (counted) {
    bar_->setValue(percent_of(*shown_));
    percent_->setText(tr("%1 %").arg(percent_of(*shown_)));
  }
  rate_->setText(job_rate_text(*shown_));
  left_->setText(job_time_text(*shown_));
  rate_->setVisible(width() >= roomy_width && !rate_->text().isEmpty());
  left_->setVisible(!left_->text().isEmpty());
  const auto all = jobs_->jobs();
  const auto waiting =
      std::count_if(all.begin(), all.end(), [](const JobHandle* job) { return job->queued(); });
  queued_->setText(tr("%Ln queued", nullptr, static_cast<int>(waiting)));
  queued_->setVisible(waiting > 0);
}

void JobBar::showEnded() {
  for (QLabel* label : {rate_, left_, queued_}) label->hide();
  const bool failed = shown_->outcome() == JobOutcome::failed;
  const bool cancelled = shown_->outcome() == JobOutcome::cancelled;
  icon_->setPixmap(Theme::instance()
                       .icon(failed      ? "error"
                             : cancelled ? (showsTraining() ? "stop" : "cancel")
                                         : "check")
                       .pixmap(icon_size));
  set_role(title_, "heading");
  title_->setFullText(job_name_text(*shown_, jobs_->project()));
  step_->setFullText(job_outcome_text(*shown_));
  set_role(step_, failed ? "attention" : "muted");
}

void JobBar::showNothing() {
  for (QLabel* label : {rate_, left_, queued_}) label->hide();
  icon_->setPixmap({});
  set_role(title_, "muted");
  title_->setFullText(tr("No jobs running"));
  step_->setFullText({});
}

void JobBar::cancelShown() {
  if (shown_ && shown_->running()) shown_->cancel();
}

void JobBar::dismissShown() {
  if (shown_) jobs_->dismiss(shown_);
}

void JobBar::openDetails() { details_->open(shown_, this); }

}  // namespace solopose
