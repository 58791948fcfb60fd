#include "widgets/results_panel/results_panel.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QJsonObject>
#include <QLabel>
#include <QMimeData>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolBar>
#include <QUrl>
#include <QVBoxLayout>

#include "core/engine/engine.h"
#include "core/project/catalog.h"
#include "core/project/output_guard.h"
#include "widgets/actions/action_registry.h"
#include "widgets/results_panel/figures_table.h"
#include "widgets/results_panel/method_dialog.h"
#include "widgets/results_panel/result_words.h"
#include "widgets/results_panel/results_actions.h"
#include "widgets/session/job_runner.h"
#include "widgets/session/measuring_jobs.h"
#include "widgets/session/session.h"
#include "widgets/shared/elided_combo_box.h"
#include "widgets/shared/empty_page.h"
#include "widgets/shared/file_path.h"
#include "widgets/shared/latest_work.h"
#include "widgets/theme/shown_text.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

QString dragged_poses(const QMimeData* data) {
  if (!data->hasUrls() || data->urls().size() != 1 || !data->urls().front().isLocalFile()) return {};
  const QString file = data->urls().front().toLocalFile();
  const QStringList endings{QStringLiteral("npz"), QStringLiteral("npy"), QStringLiteral("mat")};
  return endings.contains(QFileInfo(file).suffix().toLower()) ? file : QString();
}

QLabel* words(const char* role) {
  auto* label = new QLabel;
  label->setProperty("role", role);
  label->setTextFormat(Qt::PlainText);
  label->setWordWrap(true);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  return label;
}

}  // namespace

struct ResultsPanel::Private {
  Private(ResultsPanel* panel, const PanelContext& context)
      : q(panel), session(context.session), registry(context.actions), actions(registry, panel) {}

  ResultsPanel* q;
  Session* session;
  ActionRegistry* registry;
  ResultsActions actions;
  LatestWork reader;
  bool stale = true;  ///< something may have been measured while hidden
  ProjectResults known;
  std::vector<MeasuredUnder> conditions;
  std::optional<MeasuredUnder> wanted;  ///< by hand
  ResultTable table;

  QStackedWidget* pages = nullptr;
  EmptyPage* empty = nullptr;
  QToolBar* tools = nullptr;
  QComboBox* view = nullptr;
  QComboBox* choice = nullptr;
  QLabel* protocol = nullptr;
  FiguresTable* measured = nullptr;
  QLabel* best = nullptr;  ///< which figure is bold
  QLabel* changes = nullptr;
  QWidget* paper = nullptr;
  QBoxLayout* beside = nullptr;  ///< of the paper's two tables: in a row where there is room for both
  QLabel* quoted_from = nullptr;
  FiguresTable* quoted = nullptr;
  QLabel* traits_from = nullptr;
  FiguresTable* traits = nullptr;
  QLabel* notes = nullptr;
  QLabel* out_of_date = nullptr;
  QLabel* under_way = nullptr;  ///< what is being measured

  void build();
  QWidget* buildPaper();
  void connectAll();
  void reload();
  void read();
  void take(ProjectResults results);
  void show();
  QString measuringText() const;
  void showWords();
  void arrange();
  void retranslate();
  void refreshEmpty();
  void updateActions();
  void askForMethod(const QString& file);
  void askWhere();
  std::vector<std::filesystem::path> runs() const;
  bool crossDataset() const { return view->currentIndex() == static_cast<int>(View::cross_dataset); }
};

ResultsPanel::ResultsPanel(const PanelContext& context, QWidget* parent)
    : Panel(parent), d_(std::make_unique<Private>(this, context)) {
  setObjectName(QStringLiteral("results"));
  setAttribute(Qt::WA_StyledBackground);
  setAcceptDrops(true);
  d_->build();
  d_->actions.quote_paper->setChecked(true);
  d_->connectAll();
  d_->retranslate();
  d_->reload();
}

ResultsPanel::~ResultsPanel() = default;

const ResultTable& ResultsPanel::table() const { return d_->table; }
FiguresTable* ResultsPanel::measured() const { return d_->measured; }
bool ResultsPanel::isSettled() const { return !d_->reader.busy(); }
void ResultsPanel::showView(View view) { d_->view->setCurrentIndex(static_cast<int>(view)); }
bool ResultsPanel::opens(HandedFile kind) const { return kind == HandedFile::results; }
void ResultsPanel::openFile(HandedFile /*kind*/, const QString& /*file*/) { d_->reload(); }

void ResultsPanel::Private::build() {
  tools = new QToolBar;
  tools->setIconSize({18, 18});
  view = new ElidedComboBox;
  view->setObjectName(QStringLiteral("view"));
  view->addItems({{}, {}});
  choice = new ElidedComboBox;
  choice->setObjectName(QStringLiteral("conditions"));
  tools->addWidget(view);
  tools->addWidget(choice);
  tools->addSeparator();
  for (QAction* action : {actions.add_method, actions.export_table, actions.copy, actions.quote_paper})
    tools->addAction(action);

  protocol = words("muted");
  measured = new FiguresTable;
  measured->setObjectName(QStringLiteral("measured"));
  best = words("muted");
  changes = words("plain");
  notes = words("muted");
  out_of_date = words("attention");
  under_way = words("plain");
  auto* page = new QWidget;
  auto* column = new QVBoxLayout(page);
  column->setContentsMargins(12, 10, 12, 12);
  column->setSpacing(10);
  column->addWidget(protocol);
  column->addWidget(out_of_date);
  column->addWidget(under_way);
  column->addWidget(measured);
  column->addWidget(best);
  column->addWidget(notes);  // of this table, not of the paper's below
  column->addWidget(changes);
  column->addWidget(buildPaper());
  column->addStretch(1);
  auto* scroll = new QScrollArea;
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setFocusPolicy(Qt::NoFocus);
  scroll->setWidget(page);

  auto* content = new QWidget;
  auto* rows = new QVBoxLayout(content);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(0);
  rows->addWidget(tools);
  rows->addWidget(scroll, 1);
  pages = new QStackedWidget(q);
  pages->addWidget(content);
  empty = new EmptyPage(registry, q);
  pages->addWidget(empty);
  auto* all = new QVBoxLayout(q);
  all->setContentsMargins(0, 0, 0, 0);
  all->addWidget(pages);
}

/// What the paper says, apart from what was measured here: its figures, and its ticks beside them.
QWidget* ResultsPanel::Private::buildPaper() {
  const auto add = [this](QLabel*& from, FiguresTable*& figures) {
    from = words("muted");
    figures = new FiguresTable;
    auto* column = new QVBoxLayout;
    column->setSpacing(4);
    column->addWidget(from);
    column->addWidget(figures);
    column->addStretch(1);
    beside->addLayout(column);
  };
  paper = new QWidget;
  beside = new QBoxLayout(QBoxLayout::TopToBottom, paper);
  beside->setContentsMargins(0, 0, 0, 0);
  beside->setSpacing(20);
  add(quoted_from, quoted);
  add(traits_from, traits);
  return paper;
}

void ResultsPanel::Private::connectAll() {
  QObject::connect(session, &Session::projectOpened, q, [this] { reload(); });
  QObject::connect(session, &Session::projectClosed, q, [this] { reload(); });
  QObject::connect(session->jobs(), &JobRunner::jobEnded, q, [this] { reload(); });
  QObject::connect(session, &Session::catalogChanged, q, [this] {
    if (!known.results.empty()) show();
  });
  QObject::connect(view, &QComboBox::currentIndexChanged, q, [this] { show(); });
  QObject::connect(view, &QComboBox::currentIndexChanged, q, &Panel::viewStateChanged);
  QObject::connect(choice, &QComboBox::activated, q, [this](int row) {
    wanted = conditions[static_cast<std::size_t>(row)];
    show();
  });
  QObject::connect(actions.add_method, &QAction::triggered, q, [this] { askForMethod({}); });
  QObject::connect(actions.export_table, &QAction::triggered, q, [this] { askWhere(); });
  QObject::connect(actions.copy, &QAction::triggered, q, [this] {
    QGuiApplication::clipboard()->setText(QString::fromStdString(result_table_text(table)));
  });
  QObject::connect(actions.quote_paper, &QAction::toggled, q, [this] { show(); });
  QObject::connect(&Theme::instance(), &Theme::changed, q, [this] { show(); });
  QObject::connect(actions.quote_paper, &QAction::toggled, q, &Panel::viewStateChanged);
}

/// What a hidden panel has missed it reads when it is shown.
void ResultsPanel::Private::reload() {
  stale = true;
  if (!session->hasProject()) {
    reader.forget();
    take({});
  } else if (q->isVisible()) {
    read();
  }
}

void ResultsPanel::Private::read() {
  stale = false;
  reader.request(
      [folder = path_of(session->projectFolder())](const std::stop_token&) { return list_results(folder); },
      [this](ProjectResults results) { take(std::move(results)); },
      [this](const QString& error) { Q_EMIT session->failed(error); });
}

void ResultsPanel::Private::take(ProjectResults results) {
  known = std::move(results);
  conditions = conditions_among(known.results);
  show();
}

void ResultsPanel::Private::show() {
  auto at = std::ranges::find(conditions, wanted.value_or(MeasuredUnder()));
  if (at == conditions.end()) at = conditions.begin();
  choice->clear();
  for (const MeasuredUnder& each : conditions) choice->addItem(conditions_text(each));
  choice->setCurrentIndex(static_cast<int>(at - conditions.begin()));
  table = ResultTable();
  if (at != conditions.end())
    table = crossDataset() ? cross_dataset_table(known.results, *at, session->catalog()->data_revision)
                           : table_of(known.results, *at, actions.quote_paper->isChecked(),
                                      session->catalog()->data_revision);
  measured->showFigures(table.test_sets, scores_of(table.protocol), table.measured);
  best->setVisible(measured->marksBest());
  quoted->showFigures(table.quoted_sets, scores_of(usual_protocol()), table.quoted);
  traits->showTraits(table.traits);
  paper->setVisible(!table.quoted.empty());
  arrange();
  showWords();
  refreshEmpty();
  updateActions();
}

QString ResultsPanel::Private::measuringText() const {
  const QStringList names = measured_now(*session->jobs());
  return names.isEmpty() ? QString() : tr("Being measured: %1").arg(names.join(QStringLiteral(", ")));
}

void ResultsPanel::Private::showWords() {
  under_way->setText(measuringText());
  under_way->setVisible(!under_way->text().isEmpty());
  protocol->setText(table.measured.empty() ? QString() : protocol_text(table));
  QStringList sentences;
  for (const ResultChange& change : table.changes) sentences << change_sentence(change);
  changes->setText(sentences.join(QLatin1Char('\n')));
  changes->setVisible(!sentences.isEmpty());
  std::vector<Note> said = table.notes;
  const auto old =
      std::ranges::stable_partition(said, [](const Note& note) { return note.words != out_of_date_words; });
  const QStringList outdated = note_texts({old.begin(), old.end()});
  QStringList remarks = note_texts({said.begin(), old.begin()});
  out_of_date->setText(outdated.join(QLatin1Char('\n')));
  out_of_date->setVisible(!outdated.isEmpty());
  for (const std::string& problem : known.problems) remarks << shown_text(QString::fromStdString(problem));
  remarks.removeDuplicates();
  notes->setText(remarks.join(QLatin1Char('\n')));
  notes->setVisible(!remarks.isEmpty());
}

void ResultsPanel::Private::arrange() {
  const int needed = quoted->sizeHint().width() + traits->sizeHint().width() + beside->spacing();
  constexpr int margins = 40;
  beside->setDirection(q->width() >= needed + margins ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void ResultsPanel::Private::refreshEmpty() {
  if (!session->hasProject())
    empty->sayNoProject(tr("Open a project to see what its runs are worth"));
  else if (const QString measuring = measuringText(); !measuring.isEmpty())
    empty->say(measuring,
               tr("The errors stand here as soon as they are known. How far it is, the foot says"));
  else
    empty->say(
        tr("Nothing is measured yet"),
        tr("Choose a run under Training and evaluate it. Its errors stand here then as the paper prints "
           "them, below those of the mean pose, and other methods’ poses can be measured beside it"),
        {QStringLiteral("train.evaluate")});
  pages->setCurrentIndex(table.measured.empty() ? 1 : 0);
}

void ResultsPanel::Private::updateActions() {
  const bool any = !table.measured.empty();
  const bool methods = any && !crossDataset();
  actions.add_method->setEnabled(methods && session->whyReadOnly().isEmpty());
  actions.quote_paper->setEnabled(methods);
  actions.export_table->setEnabled(any);
  actions.copy->setEnabled(any);
}

void ResultsPanel::Private::retranslate() {
  view->setItemText(0, tr("Methods by test sets"));
  view->setItemText(1, tr("Trained on, tested on"));
  view->setAccessibleName(tr("Table"));
  choice->setAccessibleName(tr("Measured under"));
  choice->setToolTip(tr("Only what was measured under the same conditions is compared"));
  measured->setAccessibleName(tr("Measured here"));
  quoted->setAccessibleName(tr("Quoted from the paper"));
  traits->setAccessibleName(tr("What methods are able to, by the paper"));
  best->setText(tr("Bold: the best method of each column. Mean poses are no methods and do not count"));
  quoted_from->setText(
      tr("Quoted from %1: the paper’s figures on the paper’s own test sets, not on these poses")
          .arg(QString::fromUtf8(paper_results_source)));
  traits_from->setText(tr("What methods are able to, by %1").arg(QString::fromUtf8(paper_traits_source)));
  show();
}

std::vector<std::filesystem::path> ResultsPanel::Private::runs() const {
  std::vector<std::filesystem::path> found;
  for (const KeptResult& result : known.results) {
    if (result.of_run && std::ranges::find(found, result.run) == found.end()) found.push_back(result.run);
  }
  return found;
}

void ResultsPanel::Private::askForMethod(const QString& file) {
  auto* dialog = new MethodDialog(file, runs(), q);
  QObject::connect(dialog, &QDialog::accepted, q,
                   [this, dialog] { q->addMethod(dialog->method(), dialog->run()); });
  dialog->open();
}

void ResultsPanel::addMethod(const MethodFile& method, const std::filesystem::path& run) {
  const auto row = static_cast<std::size_t>(std::max(0, d_->choice->currentIndex()));
  const MeasuredUnder under = row < d_->conditions.size() ? d_->conditions[row] : MeasuredUnder();
  EvaluateOptions options;
  options.model = run;
  options.project = path_of(d_->session->projectFolder());
  options.protocol = protocol_named(under.protocol);
  options.protocol.crops = under.crops;
  options.held_out_cameras_only = under.held_out_cameras_only;
  options.with_rejected = under.with_rejected;
  options.without_estimated = under.without_estimated;
  const QString name = shown_name(method.method);
  JobHandle* job = d_->session->jobs()->start(
      tr("Measure %1").arg(name),
      [options, method](const JobContext& context) { engine().measure_methods(options, {method}, context); });
  mark_measuring(job, name);
  d_->showWords();
}

void ResultsPanel::Private::askWhere() {
  const QStringList filters{tr("LaTeX (*.tex)"), tr("Spreadsheet (*.csv)"), tr("Web page (*.html)")};
  auto* dialog = new QFileDialog(q, tr("Export table"), QString(), filters.join(QStringLiteral(";;")));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(QStringLiteral("tex"));
  QObject::connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
    dialog->setDefaultSuffix(filter.section(QStringLiteral("*."), 1).remove(QLatin1Char(')')));
  });
  dialog->selectFile(QStringLiteral("results"));
  QObject::connect(dialog, &QFileDialog::fileSelected, q, &ResultsPanel::exportTable);
  dialog->open();
}

void ResultsPanel::exportTable(const QString& file) {
  JobHandle* job = d_->session->jobs()->start(
      tr("Export table %1").arg(shown_name(QFileInfo(file).fileName())),
      [table = d_->table, path = path_of(file),
       project = path_of(d_->session->projectFolder())](const JobContext&) {
        guard_output(path, {.project = project, .endings = result_table_endings()});
        write_result_table(path, table);
      });
  job->setResult(QFileInfo(file).absoluteFilePath());
}

QJsonObject ResultsPanel::viewState() const {
  return {{QStringLiteral("view"), d_->view->currentIndex()},
          {QStringLiteral("quote_paper"), d_->actions.quote_paper->isChecked()}};
}

void ResultsPanel::setViewState(const QJsonObject& state) {
  d_->view->setCurrentIndex(std::clamp(state.value(QLatin1String("view")).toInt(), 0, 1));
  d_->actions.quote_paper->setChecked(state.value(QLatin1String("quote_paper")).toBool(true));
}

std::vector<TourStop> ResultsPanel::tourStops() {
  return {{.picture = QStringLiteral("methods"), .prepare = [this] { showView(View::methods); }},
          {.picture = QStringLiteral("cross-dataset"),
           .prepare = [this] { showView(View::cross_dataset); },
           .possible = [this] { return !table().measured.empty(); },
           .tidy = [this] { showView(View::methods); }}};
}

void ResultsPanel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) d_->retranslate();
}

void ResultsPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (d_->stale && d_->session->hasProject()) d_->read();
}

void ResultsPanel::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  d_->arrange();
}

void ResultsPanel::dragEnterEvent(QDragEnterEvent* event) {
  if (d_->actions.add_method->isEnabled() && !dragged_poses(event->mimeData()).isEmpty())
    event->acceptProposedAction();
}

void ResultsPanel::dropEvent(QDropEvent* event) {
  const QString file = dragged_poses(event->mimeData());
  if (file.isEmpty()) return;
  event->acceptProposedAction();
  d_->askForMethod(file);
}

}  // namespace solopose
