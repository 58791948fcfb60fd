#include "widgets/data_panel/data_panel.h"

#include <algorithm>
#include <ranges>
#include <utility>

#include <QDesktopServices>
#include <QEvent>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QScopedValueRollback>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QUrl>
#include <QVBoxLayout>

#include "core/project/relink.h"
#include "widgets/actions/action_button.h"
#include "widgets/actions/action_registry.h"
#include "widgets/cursor/cursor.h"
#include "widgets/data_panel/clip_options_form.h"
#include "widgets/data_panel/dataset_table_model.h"
#include "widgets/data_panel/problems_view.h"
#include "widgets/data_panel/split_chart.h"
#include "widgets/session/session.h"
#include "widgets/shared/empty_page.h"
#include "widgets/shared/flow_layout.h"
#include "widgets/theme/shown_text.h"
#include "widgets/theme/swatch.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

constexpr int row_height = 24;
constexpr int rows_at_least = 4;

}  // namespace

DataPanel::DataPanel(const PanelContext& context, QWidget* parent)
    : Panel(parent), session_(context.session), empty_(new EmptyPage(context.actions)) {
  build();
  addActions(context.actions);
  connect(session_, &Session::catalogChanged, this, &DataPanel::followCatalog);
  connect(session_, &Session::clipsChanged, this, &DataPanel::countSplits);
  connect(session_->cursor(), &Cursor::sequenceChanged, this, &DataPanel::followCursor);
  connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
          [this](const QModelIndex& index) { moveCursorTo(index.row()); });
  connect(problems_, &ProblemsView::folderRequested, this,
          [](const QString& folder) { QDesktopServices::openUrl(QUrl::fromLocalFile(folder)); });
  connect(&Theme::instance(), &Theme::changed, table_->viewport(), qOverload<>(&QWidget::update));
  retranslate();
  followCatalog();
}

void DataPanel::build() {
  pages_ = new QStackedWidget;
  pages_->addWidget(buildContent());
  pages_->addWidget(empty_);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(pages_);
}

QWidget* DataPanel::buildContent() {
  auto* splitter = new QSplitter(Qt::Vertical);
  problems_ = new ProblemsView;
  problems_->layout()->setContentsMargins(12, 8, 12, 8);
  splitter->addWidget(buildDatasets());
  splitter->addWidget(buildSplits());
  splitter->addWidget(problems_);
  splitter->setChildrenCollapsible(false);
  splitter->setStretchFactor(0, 2);
  splitter->setStretchFactor(1, 3);
  splitter->setStretchFactor(2, 2);
  return splitter;
}

QWidget* DataPanel::buildDatasets() {
  datasets_title_ = new QLabel;
  datasets_title_->setProperty("role", "heading");
  datasets_ = new DatasetTableModel(this);
  table_ = new QTableView;
  table_->setModel(datasets_);
  table_->setSelectionBehavior(QAbstractItemView::SelectRows);
  table_->setSelectionMode(QAbstractItemView::SingleSelection);
  table_->setShowGrid(false);
  table_->setIconSize(QSize(swatch_size, swatch_size));
  table_->setStyleSheet(QStringLiteral("QTableView::item { border: none; padding: 0 5px; }"));
  table_->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
  table_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
  table_->verticalHeader()->hide();
  table_->verticalHeader()->setDefaultSectionSize(row_height);
  table_->horizontalHeader()->setHighlightSections(false);
  table_->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  table_->horizontalHeader()->setSectionResizeMode(DatasetTableModel::name_column, QHeaderView::Stretch);
  // No higher than its rows: what is left belongs to the chart.
  auto* section = new QWidget;
  section->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
  auto* layout = new QVBoxLayout(section);
  layout->setContentsMargins(12, 8, 12, 8);
  layout->addWidget(datasets_title_);
  layout->addWidget(table_, 1);
  layout->addLayout(buildMissing());
  return section;
}

QLayout* DataPanel::buildMissing() {
  missing_ = new QLabel;
  missing_->setTextFormat(Qt::PlainText);
  missing_->setProperty("role", "muted");
  missing_->hide();
  relink_ = new ActionButton(this);
  relink_->hide();
  auto* row = new FlowLayout(8, 4);
  row->addWidget(missing_);
  row->addWidget(relink_);
  return row;
}

void DataPanel::addActions(ActionRegistry* actions) {
  relink_->setAction(actions->add({.id = QStringLiteral("data.relink"),
                                   .text = [] { return tr("&Find missing videos…"); },
                                   .menu = [] { return tr("&Data"); },
                                   .shortcut = QKeySequence("Ctrl+Alt+V"),
                                   .icon = QStringLiteral("video"),
                                   .run = [this](bool) { chooseVideoFolder(); }}));
}

void DataPanel::chooseVideoFolder() {
  auto* dialog = new QFileDialog(window(), tr("Folder that holds the videos"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::Directory);
  dialog->setOption(QFileDialog::ShowDirsOnly);
  connect(dialog, &QFileDialog::fileSelected, session_, &Session::relinkVideos);
  dialog->open();
}

void DataPanel::lookForVideos() {
  looking_.request([catalog = session_->catalog(), folder = session_->projectFolder().toStdString()](
                       const std::stop_token&) { return missing_videos(*catalog, folder); },
                   [this](const std::vector<std::string>& videos) { showMissing(videos); });
}

void DataPanel::showMissing(const std::vector<std::string>& videos) {
  missing_videos_ = videos;
  const auto count = static_cast<int>(videos.size());
  missing_->setVisible(count > 0);
  relink_->action()->setEnabled(count > 0 && session_->whyReadOnly().isEmpty());
  relink_->setVisible(count > 0);
  // Datasets come without some of their videos, or with none: that is no fault.
  const auto of = static_cast<int>(named_videos(*session_->catalog()));
  missing_->setText(count == of ? tr("None of the %Ln video(s) is here; poses need none", nullptr, of)
                                : tr("%1 of %Ln video(s) are not here; poses need none", nullptr, of)
                                      .arg(QLocale().toString(count)));
  QStringList first{
      tr("Videos are needed to be played and learnt from. If these lie in another folder, find them there:")};
  for (const std::string& video : videos | std::views::take(20))
    first += shown_name(QString::fromStdString(video));
  missing_->setToolTip(first.join(QLatin1Char('\n')));
}

QWidget* DataPanel::buildSplits() {
  chart_ = new SplitChart;
  clip_options_ = new ClipOptionsForm(session_);
  auto* section = new QWidget;
  auto* layout = new QVBoxLayout(section);
  layout->setContentsMargins(12, 8, 12, 8);
  layout->addWidget(chart_, 1);
  layout->addWidget(clip_options_);
  return section;
}

void DataPanel::retranslate() {
  empty_->say(tr("No datasets yet"),
              tr("Import recordings, drop files on the window, or look around in a demo project"),
              {QStringLiteral("file.import"), QStringLiteral("file.demo")});
  datasets_->retranslate();
  updateTitle();
  showMissing(std::vector<std::string>(missing_videos_));
}

void DataPanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

void DataPanel::updateTitle() {
  const Catalog& catalog = *session_->catalog();
  qint64 frames = 0;
  qint64 sequences = 0;
  for (const SequenceRecord& sequence : catalog.sequences) {
    if (sequence.excluded) continue;
    ++sequences;
    frames += sequence.frames;
  }
  const qint64 excluded = std::ssize(catalog.sequences) - sequences;
  const QLocale locale;
  QString title = tr("Datasets: %1 with %2 sequences and %3 frames")
                      .arg(locale.toString(static_cast<qlonglong>(catalog.datasets.size())),
                           locale.toString(sequences), locale.toString(frames));
  if (excluded > 0) title += tr(" (%Ln sequence(s) excluded)", nullptr, static_cast<int>(excluded));
  datasets_title_->setText(title);
}

void DataPanel::followCatalog() {
  const auto catalog = session_->catalog();
  pages_->setCurrentIndex(catalog->datasets.empty() ? 1 : 0);
  {
    const QScopedValueRollback guard(following_, true);
    datasets_->setCatalog(catalog);
  }
  const int rows = std::clamp(datasets_->rowCount(), 1, rows_at_least);
  table_->setMinimumHeight(table_->horizontalHeader()->sizeHint().height() + rows * row_height + 2);
  problems_->setCatalog(catalog);
  updateTitle();
  followCursor();
  countSplits();
  lookForVideos();
}

void DataPanel::followCursor() {
  const QScopedValueRollback guard(following_, true);
  const SequenceRecord* record = session_->catalog()->sequence(session_->cursor()->sequence());
  for (int row = 0; record != nullptr && row < datasets_->rowCount(); ++row) {
    if (datasets_->datasetAt(row) == record->dataset) return table_->selectRow(row);
  }
  table_->clearSelection();
}

void DataPanel::moveCursorTo(int row) {
  if (following_ || row < 0) return;
  const DatasetId dataset = datasets_->datasetAt(row);
  const auto catalog = session_->catalog();
  const SequenceRecord* current = catalog->sequence(session_->cursor()->sequence());
  if (current != nullptr && current->dataset == dataset) return;
  const auto first = std::find_if(catalog->sequences.begin(), catalog->sequences.end(),
                                  [dataset](const SequenceRecord& s) { return s.dataset == dataset; });
  if (first != catalog->sequences.end()) session_->cursor()->setSequence(first->id, first->frames);
}

/// Counting half a million clips takes longer than a frame of the window.
void DataPanel::countSplits() {
  counting_.request(
      [catalog = session_->catalog(), clips = session_->clips(), length = session_->clipOptions().length](
          const std::stop_token&) { return count_splits(*catalog, *clips, length); },
      [this](const std::vector<SplitCount>& counts) { showCounts(counts); });
}

void DataPanel::showCounts(const std::vector<SplitCount>& counts) {
  datasets_->setCounts(counts);
  chart_->setCounts(session_->catalog(), counts);
}

}  // namespace solopose
