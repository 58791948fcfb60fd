#include "widgets/training_panel/training_panel.h"

#include <algorithm>

#include <QAction>
#include <QCheckBox>
#include <QDesktopServices>
#include <QEvent>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonObject>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QTabWidget>
#include <QTableWidget>
#include <QUrl>

#include "widgets/session/session.h"
#include "widgets/shared/file_path.h"
#include "widgets/theme/shown_text.h"
#include "widgets/theme/theme.h"
#include "widgets/training_panel/curves_view.h"
#include "widgets/training_panel/run_text.h"
#include "widgets/training_panel/runs_table.h"
#include "widgets/training_panel/training_form.h"
#include "widgets/training_panel/training_panel_private.h"
#include "widgets/training_panel/worst_clips_table.h"

namespace solopose {
namespace {

constexpr int polling_ms = 2000;

QString text_of(const std::filesystem::path& path) { return QString::fromStdString(path.string()); }

}  // namespace

TrainingPanel::Private::Private(TrainingPanel* panel, const PanelContext& context, TrainingQueue::Train train)
    : q(panel),
      session(context.session),
      registry(context.actions),
      actions(registry),
      queue(session, std::move(train)) {
  polling.setInterval(polling_ms);
}

TrainingPanel::TrainingPanel(const PanelContext& context, TrainingQueue::Train train, QWidget* parent)
    : Panel(parent), d_(std::make_unique<Private>(this, context, std::move(train))) {
  setObjectName(QStringLiteral("training"));
  setAttribute(Qt::WA_StyledBackground);
  d_->build();
  d_->actions.show_form->setChecked(true);
  d_->connectAll();
  d_->connectActions();
  d_->followProject();
  d_->followCatalog();
  d_->retranslate();
}

TrainingPanel::~TrainingPanel() = default;

TrainingForm* TrainingPanel::form() const { return d_->form; }
TrainingQueue* TrainingPanel::queue() const { return &d_->queue; }
const RunsModel* TrainingPanel::runs() const { return &d_->model; }
CurvesView* TrainingPanel::curves() const { return d_->curves; }
void TrainingPanel::showPage(Page page) { d_->tabs->setCurrentIndex(static_cast<int>(page)); }
bool TrainingPanel::opens(HandedFile kind) const { return kind == HandedFile::run; }

void TrainingPanel::openFile(HandedFile /*kind*/, const QString& file) {
  d_->wanted = d_->to_resume = path_of(file);
  d_->store.refresh();
}

bool TrainingPanel::isSettled() const {
  return !d_->store.busy() && (d_->queue.current().empty() || d_->queue.paused());
}

void TrainingPanel::selectRuns(const QStringList& names) {
  d_->table->clearSelection();
  for (int row = 0; row < d_->model.rowCount(); ++row) {
    if (!names.contains(QString::fromStdString(d_->model.run(row).name()))) continue;
    d_->table->selectionModel()->select(d_->sorted->mapFromSource(d_->model.index(row, 0)),
                                        QItemSelectionModel::Select | QItemSelectionModel::Rows);
  }
}

void TrainingPanel::Private::connectAll() {
  QObject::connect(session, &Session::projectOpened, q, [this] { followProject(); });
  QObject::connect(session, &Session::projectClosed, q, [this] { followProject(); });
  QObject::connect(session, &Session::catalogChanged, q, [this] { followCatalog(); });
  QObject::connect(&store, &RunStore::listed, q, [this](const RunListingPtr& fresh) { take(fresh); });
  QObject::connect(&store, &RunStore::failed, session, &Session::failed);
  QObject::connect(&polling, &QTimer::timeout, q, [this] {
    if (q->isVisible()) store.refresh();
  });
  QObject::connect(&queue, &TrainingQueue::changed, q, [this] { followQueue(); });
  QObject::connect(&queue, &TrainingQueue::news, q, [this](const TrainingNews& news) { takeNews(news); });
  QObject::connect(&queue, &TrainingQueue::ended, q, [this] { store.refresh(); });
  QObject::connect(&queue, &TrainingQueue::failed, q,
                   [this](const QString& run) { store.dropUnbegun(run.toStdString()); });
  QObject::connect(&queue, &TrainingQueue::discarded, q,
                   [this](const QString& run) { store.remove(run.toStdString()); });
  QObject::connect(&model, &RunsModel::notesEdited, q, [this](const QString& run, const QString& notes) {
    store.writeNotes(run.toStdString(), notes);
  });
  QObject::connect(form, &TrainingForm::startAsked, q, [this] { start(); });
  QObject::connect(form, &TrainingForm::checked, q, [this] { updateActions(); });
  QObject::connect(table->selectionModel(), &QItemSelectionModel::selectionChanged, q,
                   [this] { showSelection(); });
  QObject::connect(waiting, &QListWidget::currentRowChanged, q, [this] { updateActions(); });
  QObject::connect(worst, &QTableWidget::cellActivated, q, [this](int row) { openWorst(row); });
  QObject::connect(all_options, &QCheckBox::toggled, q, [this] { showComparison(); });
  QObject::connect(&Theme::instance(), &Theme::changed, q, [this] { showSelection(); });
}

void TrainingPanel::Private::connectActions() {
  const auto on = [this](QAction* action, auto call) {
    QObject::connect(action, &QAction::triggered, q, [call] { call(); });
  };
  on(actions.start, [this] { start(); });
  QObject::connect(actions.pause, &QAction::triggered, q, [this](bool paused) { queue.setPaused(paused); });
  on(actions.stop_early, [this] { queue.stopEarly(); });
  on(actions.cancel, [this] { askToDiscard(); });
  on(actions.queue_up, [this] { moveInQueue(-1); });
  on(actions.queue_down, [this] { moveInQueue(1); });
  on(actions.queue_remove, [this] { queue.remove(waiting->currentRow()); });
  on(actions.resume_run, [this] { resume(chosen()); });
  on(actions.extend_run, [this] { askToExtend(); });
  on(actions.load_options, [this] { loadOptions(); });
  on(actions.use_model, [this] {
    if (const Run* run = chosen()) Q_EMIT q->handedOver(HandedFile::model, text_of(run->best_model()));
  });
  on(actions.evaluate, [this] { askToEvaluate(); });
  on(actions.reveal, [this] {
    if (const Run* run = chosen()) QDesktopServices::openUrl(QUrl::fromLocalFile(text_of(run->folder)));
  });
  on(actions.remove, [this] { askToDelete(); });
  QObject::connect(actions.show_form, &QAction::toggled, form, &QWidget::setVisible);
  for (QAction* toggle : {actions.logarithmic, actions.without_outliers, actions.over_time})
    QObject::connect(toggle, &QAction::toggled, q, [this] { showFigures(); });
  for (QAction* kept : {actions.show_form, actions.logarithmic, actions.without_outliers, actions.over_time})
    QObject::connect(kept, &QAction::toggled, q, &Panel::viewStateChanged);
  for (QSplitter* kept : {columns, rows})
    QObject::connect(kept, &QSplitter::splitterMoved, q, &Panel::viewStateChanged);
  QObject::connect(tabs, &QTabWidget::currentChanged, q, &Panel::viewStateChanged);
}

void TrainingPanel::Private::followProject() {
  listed = false;
  listing = std::make_shared<const RunListing>();
  form->setVideos({});
  to_resume.clear();
  model.setRuns({});
  store.setProject(session->projectFolder());
  project_clips.reset();
  if (session->hasProject()) {
    TrainingOptions options;
    options.data.clips = session->clipOptions();
    form->setOptions(options);
    project_clips = session->clipOptions();
  }
  refreshEmpty();
  showSelection();
}

void TrainingPanel::Private::followCatalog() {
  form->setCatalog(*session->catalog());
  followClips();
  store.setCatalog(session->catalog());
  updateActions();
}

void TrainingPanel::Private::followClips() {
  if (!project_clips) return;
  form->followClips(*project_clips, session->clipOptions());
  project_clips = session->clipOptions();
}

void TrainingPanel::Private::take(const RunListingPtr& fresh) {
  QStringList names;
  for (const QModelIndex& row : table->selectionModel()->selectedRows())
    names.append(QString::fromStdString(model.run(sorted->mapToSource(row).row()).name()));
  listed = true;
  listing = fresh;
  form->setVideos(listing->videos);
  if (model.setRuns(listing->runs)) q->selectRuns(names);
  if (!wanted.empty() && model.rowOf(wanted) >= 0)
    select(std::exchange(wanted, {}));
  else if (names.isEmpty() && model.rowCount() > 0)
    table->selectRow(0);
  if (!to_resume.empty()) resume(model.find(std::exchange(to_resume, {})));
  const bool elsewhere = std::ranges::any_of(listing->runs, [this](const Run& run) {
    return run.state == RunState::running && run.folder != queue.current();
  });
  elsewhere ? polling.start() : polling.stop();
  refreshEmpty();
  followQueue();
  showSelection();
}

void TrainingPanel::Private::takeNews(const TrainingNews& news) {
  model.addNews(queue.current(), news);
  const auto runs = selected();
  if (std::ranges::find(runs, model.find(queue.current())) != runs.end()) showFigures();
}

void TrainingPanel::Private::followQueue() {
  model.setQueue(queue.current(), queue.paused(), queue.waiting());
  const int row = waiting->currentRow();
  {
    const QSignalBlocker quiet(waiting);
    waiting->clear();
    for (const auto& run : queue.waiting()) waiting->addItem(shown_name(run.filename().string()));
    waiting->setCurrentRow(std::min(row, waiting->count() - 1));
  }
  const int count = waiting->count();
  tabs->setTabText(3, count == 0 ? tr("Queue") : tr("Queue (%1)").arg(count));
  form->setStartText(queue.current().empty() ? tr("Start training") : tr("Add to the queue"));
  showFigures();
  updateActions();
}

void TrainingPanel::Private::start() {
  if (!actions.start->isEnabled()) return;
  store.create(form->options(), [this](const std::filesystem::path& run) {
    if (queue.current().empty()) wanted = run;
    queue.add(run);
  });
}

void TrainingPanel::Private::loadOptions() {
  const Run* run = chosen();
  if (run == nullptr) return;
  form->setOptions(run->options);
  project_clips.reset();
  actions.show_form->setChecked(true);
}

void TrainingPanel::Private::moveInQueue(int by) {
  const int row = waiting->currentRow();
  const int to = std::clamp(row + by, 0, waiting->count() - 1);
  if (row < 0 || to == row) return;
  queue.move(row, to);
  waiting->setCurrentRow(to);
}

QMessageBox* TrainingPanel::Private::ask(const QString& name, const QString& title, const QString& text,
                                         const QString& button, std::function<void()> then) {
  auto* box = new QMessageBox(QMessageBox::Question, title, text, QMessageBox::NoButton, q);
  box->setObjectName(name);
  box->setAttribute(Qt::WA_DeleteOnClose);
  QPushButton* keep = box->addButton(tr("Keep it"), QMessageBox::RejectRole);
  QObject::connect(box->addButton(button, QMessageBox::AcceptRole), &QPushButton::clicked, q,
                   std::move(then));
  box->setDefaultButton(keep);
  box->open();
  return box;
}

void TrainingPanel::Private::askToDiscard() {
  const std::filesystem::path run = queue.current();
  if (run.empty()) return;
  ask(QStringLiteral("discard-run"), tr("Discard run"),
      tr("Discard %1? Its training ends, and what it has learnt is deleted.")
          .arg(shown_name(run.filename().string())),
      tr("Discard"), [this, run] {
        if (queue.current() == run) queue.discard();
      });
}

void TrainingPanel::Private::askToDelete() {
  const Run* run = chosen();
  if (run == nullptr || queue.contains(run->folder)) return;
  ask(QStringLiteral("delete-run"), tr("Delete run"),
      tr("Delete %1 with its models and curves?").arg(shown_name(run->name())), tr("Delete"),
      [this, folder = run->folder] { store.remove(folder); });
}

void TrainingPanel::Private::updateActions() {
  const bool open = session->hasProject();
  const bool at_work = !queue.current().empty();
  const bool steady = at_work && !queue.ending();
  const bool writable = session->whyReadOnly().isEmpty();
  actions.start->setEnabled(open && writable && listed && form->problem().isEmpty());
  form->startButton()->setEnabled(actions.start->isEnabled());
  actions.pause->setEnabled(steady);
  actions.pause->setChecked(queue.paused());
  actions.stop_early->setEnabled(steady);
  actions.cancel->setEnabled(at_work);
  const int row = waiting->currentRow();
  actions.queue_up->setEnabled(row > 0);
  actions.queue_down->setEnabled(row >= 0 && row + 1 < waiting->count());
  actions.queue_remove->setEnabled(row >= 0);
  const Run* run = open ? chosen() : nullptr;
  const bool idle = run != nullptr && !queue.contains(run->folder) && run->state != RunState::running;
  updateGoingOn(run);
  actions.load_options->setEnabled(run != nullptr);
  actions.use_model->setEnabled(run != nullptr && run->has_model());
  actions.evaluate->setEnabled(run != nullptr && run->has_model());
  actions.reveal->setEnabled(run != nullptr);
  actions.remove->setEnabled(idle && writable);
}

QJsonObject TrainingPanel::viewState() const {
  return {
      {QStringLiteral("form"), d_->actions.show_form->isChecked()},
      {QStringLiteral("logarithmic"), d_->actions.logarithmic->isChecked()},
      {QStringLiteral("without_outliers"), d_->actions.without_outliers->isChecked()},
      {QStringLiteral("over_time"), d_->actions.over_time->isChecked()},
      {QStringLiteral("sections"), QJsonArray::fromStringList(d_->form->openSections())},
      {QStringLiteral("page"), d_->tabs->currentIndex()},
      {QStringLiteral("columns"), QString::fromLatin1(d_->columns->saveState().toBase64())},
      {QStringLiteral("rows"), QString::fromLatin1(d_->rows->saveState().toBase64())},
      {QStringLiteral("table"), QString::fromLatin1(d_->table->horizontalHeader()->saveState().toBase64())}};
}

void TrainingPanel::setViewState(const QJsonObject& json) {
  const auto bytes = [&](const char* key) {
    return QByteArray::fromBase64(json.value(QLatin1String(key)).toString().toLatin1());
  };
  d_->actions.show_form->setChecked(json.value(QLatin1String("form")).toBool(true));
  d_->actions.logarithmic->setChecked(json.value(QLatin1String("logarithmic")).toBool());
  d_->actions.without_outliers->setChecked(json.value(QLatin1String("without_outliers")).toBool());
  d_->actions.over_time->setChecked(json.value(QLatin1String("over_time")).toBool());
  d_->form->setOpenSections(json.value(QLatin1String("sections")).toVariant().toStringList());
  d_->tabs->setCurrentIndex(json.value(QLatin1String("page")).toInt());
  d_->columns->restoreState(bytes("columns"));
  d_->rows->restoreState(bytes("rows"));
  d_->table->horizontalHeader()->restoreState(bytes("table"));
  d_->table->fitColumns();
}

void TrainingPanel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) d_->retranslate();
}

void TrainingPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (d_->stale) d_->showFigures();
}

}  // namespace solopose
