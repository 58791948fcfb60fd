#include "app/gui/import_plan_view.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QSplitter>
#include <QStringList>
#include <QTimer>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "core/project/project.h"
#include "widgets/shared/field_words.h"
#include "widgets/theme/shown_text.h"

namespace solopose {
namespace {

QTreeWidget* make_table(const QStringList& columns, const QString& name) {
  auto* table = new QTreeWidget;
  table->setHeaderLabels(columns);
  table->setAccessibleName(name);
  table->setUniformRowHeights(true);
  table->setTextElideMode(Qt::ElideMiddle);
  table->setAllColumnsShowFocus(true);
  return table;
}

QString number(std::int64_t count) { return QLocale().toString(static_cast<qlonglong>(count)); }

QString few(const std::set<std::string>& names) {
  constexpr std::size_t most = 12;
  QStringList words;
  for (const std::string& name : names) {
    if (words.size() == most) return words.join(QStringLiteral(", ")) + QStringLiteral(", …");
    words += shown_name(QString::fromStdString(name));
  }
  return words.join(QStringLiteral(", "));
}

QString rates_of(const PlannedDataset& dataset) {
  QStringList words;
  for (const double rate : dataset.rates)
    words += rate > 0 ? QLocale().toString(rate, 'g', 6) : ImportPlanView::tr("unknown");
  return words.join(QStringLiteral(", "));
}

QString ups_of(const PlannedDataset& dataset) {
  QStringList words;
  for (const std::string& up : dataset.ups) {
    words += up.empty() ? ImportPlanView::tr("unknown")
                        : QString::fromStdString(up).replace(QLatin1Char('-'), QChar(0x2212));
  }
  return words.join(QStringLiteral(", "));
}

/// What a wrong unit shows in: a person of 17 m, or of 2 cm.
QString heights_of(const PlannedDataset& dataset) {
  if (dataset.tallest_mm == 0) return ImportPlanView::tr("unknown");
  const auto metres = [](double mm) { return QLocale().toString(mm / 1000, 'f', 2); };
  const QString smallest = metres(dataset.smallest_mm);
  const QString tallest = metres(dataset.tallest_mm);
  return smallest == tallest ? ImportPlanView::tr("%1 m").arg(tallest)
                             : ImportPlanView::tr("%1 to %2 m").arg(smallest, tallest);
}

QString videos_of(const PlannedDataset& dataset) {
  if (dataset.missing_videos.empty()) return number(std::ssize(dataset.videos));
  return ImportPlanView::tr("%1 of %2")
      .arg(number(std::ssize(dataset.videos) - std::ssize(dataset.missing_videos)),
           number(std::ssize(dataset.videos)));
}

void add_reason(QTreeWidgetItem* group, const std::string& file, const std::string& reason) {
  const QString name = shown_name(QString::fromStdString(file));
  std::string rest = reason;
  if (!file.empty() && rest.starts_with(file + ": ")) rest.erase(0, file.size() + 2);
  const QString text = shown_text(in_fields(QString::fromStdString(rest)));
  auto* item = new QTreeWidgetItem(group, {name, text});
  item->setToolTip(0, name);
  item->setToolTip(1, text);
}

}  // namespace

ImportPlanView::ImportPlanView(QWidget* parent)
    : QWidget(parent), state_(new QLabel(this)), delay_(new QTimer(this)) {
  datasets_ = make_table({tr("Dataset"), tr("Subjects"), tr("Takes"), tr("Views"), tr("Frames"),
                          tr("Frames/s"), tr("Up axis"), tr("Body height"), tr("Videos there")},
                         tr("What would arrive"));
  datasets_->setRootIsDecorated(false);
  reasons_ = make_table({tr("File"), tr("Reason")}, tr("What would be left out, and what was guessed"));
  reasons_->header()->setStretchLastSection(true);
  reasons_->header()->resizeSection(0, 260);
  auto* splitter = new QSplitter(Qt::Vertical, this);
  splitter->addWidget(datasets_);
  splitter->addWidget(reasons_);
  splitter->setChildrenCollapsible(false);
  splitter->setStretchFactor(0, 2);
  splitter->setStretchFactor(1, 3);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(state_);
  layout->addWidget(splitter, 1);
  delay_->setSingleShot(true);
  delay_->setInterval(250);
  connect(delay_, &QTimer::timeout, this, &ImportPlanView::start);
  show({});
}

void ImportPlanView::look(const ImportOptions& options, const std::filesystem::path& project) {
  options_ = options;
  project_ = project;
  looking_.forget();
  show({});
  if (options.paths.empty()) return delay_->stop();
  state_->setText(tr("Looking into the files…"));
  delay_->start();
}

bool ImportPlanView::isSettled() const { return !delay_->isActive() && !looking_.busy(); }

void ImportPlanView::start() {
  looking_.request(
      [options = options_, folder = project_](const std::stop_token& stop) {
        JobContext context;
        context.stop = stop;
        std::optional<Project> project;
        if (!folder.empty()) project = Project::open_read_only(folder);
        return plan_import(project ? &*project : nullptr, options, context);
      },
      [this](const ImportPlan& plan) { show(plan); },
      [this](const QString& failure) { state_->setText(shown_text(in_fields(failure))); });
}

void ImportPlanView::show(const ImportPlan& plan) {
  plan_ = plan;
  datasets_->clear();
  reasons_->clear();
  for (const PlannedDataset& dataset : plan_.datasets) addDataset(dataset);
  for (int column = 0; column < datasets_->columnCount(); ++column) datasets_->resizeColumnToContents(column);
  addReasons();
  const auto left_out = static_cast<int>(plan_.left_out());
  QString text = tr("%Ln sequence(s) would arrive", nullptr, static_cast<int>(plan_.sequences()));
  if (left_out > 0) text += QStringLiteral(" · ") + tr("%Ln file(s) would be left out", nullptr, left_out);
  state_->setText(options_.paths.empty() ? tr("Add files or folders to see what is in them") : text);
  Q_EMIT planned();
}

void ImportPlanView::addDataset(const PlannedDataset& dataset) {
  auto* item = new QTreeWidgetItem(
      datasets_,
      {shown_name(QString::fromStdString(dataset.name)), number(std::ssize(dataset.subjects)),
       number(std::ssize(dataset.takes)), number(std::ssize(dataset.views)), number(dataset.frames),
       rates_of(dataset), ups_of(dataset), heights_of(dataset), videos_of(dataset)});
  item->setToolTip(1, few(dataset.subjects));
  item->setToolTip(2, few(dataset.takes));
  item->setToolTip(3, few(dataset.views));
  item->setToolTip(8, few(dataset.missing_videos));
  for (int column = 1; column < datasets_->columnCount(); ++column)
    item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
}

QTreeWidgetItem* ImportPlanView::group(const QString& title) {
  auto* item = new QTreeWidgetItem(reasons_, {title});
  item->setFirstColumnSpanned(true);
  item->setExpanded(true);
  return item;
}

void ImportPlanView::addReasons() {
  if (plan_.left_out() > 0) {
    QTreeWidgetItem* left_out = group(tr("Would be left out"));
    for (const PlannedDataset& dataset : plan_.datasets) {
      for (const ProblemRecord& problem : dataset.problems)
        if (problem.skipped) add_reason(left_out, problem.file, problem.message);
    }
    for (const auto& [path, reason] : plan_.unusable) add_reason(left_out, path.string(), reason);
    for (const UnreadFiles& kind : plan_.unread) {
      for (const auto& path : kind.paths) add_reason(left_out, path.string(), kind.reason);
      if (kind.count > std::ssize(kind.paths)) add_reason(left_out, kind.folder.string(), kind.sentence());
    }
  }
  for (const PlannedDataset& dataset : plan_.datasets) {
    const auto remarks = std::ranges::count(dataset.problems, false, &ProblemRecord::skipped);
    if (remarks == 0) continue;
    QTreeWidgetItem* guessed =
        group(tr("Guessed and remarked: %1").arg(shown_name(QString::fromStdString(dataset.name))));
    for (const ProblemRecord& problem : dataset.problems)
      if (!problem.skipped) add_reason(guessed, problem.file, problem.message);
  }
  for (const PlannedDataset& dataset : plan_.datasets) {
    if (dataset.already_present.empty()) continue;
    QTreeWidgetItem* there =
        group(tr("In the project already: %1").arg(shown_name(QString::fromStdString(dataset.name))));
    for (const std::string& file : dataset.already_present) add_reason(there, file, {});
  }
}

}  // namespace solopose
