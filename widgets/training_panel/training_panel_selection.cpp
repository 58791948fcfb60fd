// What the chosen runs show: curves, figures, options side by side, worst clips.
#include <algorithm>
#include <map>

#include <QAction>
#include <QCheckBox>
#include <QItemSelectionModel>
#include <QLocale>
#include <QSortFilterProxyModel>
#include <QTabWidget>
#include <QTableView>
#include <QTableWidget>

#include "core/project/sequence_videos.h"
#include "widgets/cursor/cursor.h"
#include "widgets/session/session.h"
#include "widgets/shared/elided_label.h"
#include "widgets/shared/file_path.h"
#include "widgets/shared/sequence_names.h"
#include "widgets/theme/shown_text.h"
#include "widgets/theme/theme.h"
#include "widgets/training_panel/config_comparison.h"
#include "widgets/training_panel/curves_view.h"
#include "widgets/training_panel/loss_measure.h"
#include "widgets/training_panel/run_text.h"
#include "widgets/training_panel/run_tiles.h"
#include "widgets/training_panel/runs_table.h"
#include "widgets/training_panel/training_form.h"
#include "widgets/training_panel/training_panel_private.h"
#include "widgets/training_panel/worst_clips_table.h"

namespace solopose {
namespace {

QTableWidgetItem* number_item(const QString& text) {
  auto* item = new QTableWidgetItem(text);
  item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
  return item;
}

}  // namespace

std::vector<const Run*> TrainingPanel::Private::selected() const {
  std::vector<const Run*> runs;
  QModelIndexList rows_chosen = table->selectionModel()->selectedRows();
  std::ranges::sort(rows_chosen, {}, &QModelIndex::row);
  for (const QModelIndex& row : rows_chosen) runs.push_back(&model.run(sorted->mapToSource(row).row()));
  if (!runs.empty()) return runs;
  if (const Run* at_work = model.find(queue.current())) runs.push_back(at_work);
  return runs;
}

const Run* TrainingPanel::Private::chosen() const {
  const std::vector<const Run*> runs = selected();
  return runs.size() == 1 ? runs.front() : nullptr;
}

void TrainingPanel::Private::select(const std::filesystem::path& run) {
  const int row = model.rowOf(run);
  if (row < 0) return;
  const QModelIndex index = sorted->mapFromSource(model.index(row, 0));
  table->selectionModel()->setCurrentIndex(index,
                                           QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
  table->scrollTo(index);
}

void TrainingPanel::Private::showSelection() {
  std::map<std::filesystem::path, QColor> colours;
  int number = 0;
  for (const Run* run : selected()) colours[run->folder] = Theme::instance().dataset(number++);
  model.setColours(std::move(colours));
  showFigures();
  showComparison();
  showWorst();
  updateActions();
}

/// What changes while a run is at work.
void TrainingPanel::Private::showFigures() {
  stale = !q->isVisible();
  if (stale) return;
  const std::vector<const Run*> runs = selected();
  const CurveSettings settings{actions.over_time->isChecked() ? CurveAxis::minutes : CurveAxis::steps,
                               actions.logarithmic->isChecked(), actions.without_outliers->isChecked()};
  std::vector<CurvesView::Shown> shown;
  for (const Run* run : runs) {
    const auto known = listing->reliabilities.find(run->folder);
    shown.push_back({shown_name(run->name()), Theme::instance().dataset(static_cast<int>(shown.size())),
                     run_curves(*run, settings.axis),
                     known == listing->reliabilities.end() ? std::nullopt : std::optional(known->second),
                     loss_measure(run->options)});
  }
  curves->show(std::move(shown), settings);
  const Run* one = chosen();
  const bool at_work = one != nullptr && one->folder == queue.current() && !queue.paused();
  if (runs.size() > 1)
    tiles->setRuns(runs);
  else
    tiles->setRun(one, at_work);
  tiles->setVisible(!runs.empty());  // their room stays
  QString title;
  if (one != nullptr)
    title = tr("%1 · %2", "run, state").arg(shown_name(one->name()), run_state_text(model.state(*one)));
  else if (model.rowCount() == 0)
    title = tr("No runs yet: choose the options of the first one and start it");
  else if (runs.empty())
    title = tr("No run chosen");
  else
    title = tr("%n run(s) compared", nullptr, static_cast<int>(runs.size()));
  if (one != nullptr && can_resume(model.state(*one)) && model.state(*one) != RunState::queued)
    title += QStringLiteral(" · ") + resume_text(*one);
  if (one != nullptr && model.state(*one) == RunState::failed && !one->error.empty())
    title += QStringLiteral(": ") + shown_name(one->error);
  shown_run->setFullText(title);
}

void TrainingPanel::Private::showComparison() {
  const std::vector<const Run*> runs = selected();
  std::vector<TrainingOptions> options;
  QStringList header{tr("Option")};
  for (const Run* run : runs) {
    options.push_back(run->options);
    header.append(shown_name(run->name()));
  }
  std::vector<ConfigRow> shown = compare_configs(options);
  const auto differing = std::ranges::count_if(shown, &ConfigRow::differs);
  if (!all_options->isChecked()) std::erase_if(shown, [](const ConfigRow& row) { return !row.differs(); });
  comparison->clear();
  comparison->setColumnCount(static_cast<int>(header.size()));
  comparison->setRowCount(static_cast<int>(shown.size()));
  comparison->setHorizontalHeaderLabels(header);
  for (int row = 0; row < comparison->rowCount(); ++row) {
    const ConfigRow& line = shown[static_cast<std::size_t>(row)];
    auto* option = new QTableWidgetItem(form->optionText(line.key));
    option->setToolTip(shown_name(line.key));
    comparison->setItem(row, 0, option);
    for (std::size_t run = 0; run < line.values.size(); ++run) {
      auto* item = new QTableWidgetItem(form->valueText(line.key, line.values[run]));
      if (line.values[run] != line.values.front()) {
        QFont bold = item->font();
        bold.setBold(true);
        item->setFont(bold);
        item->setForeground(Theme::instance().accent());
      }
      comparison->setItem(row, static_cast<int>(run) + 1, item);
    }
  }
  comparison->resizeColumnsToContents();
  if (runs.size() < 2)
    comparison_note->setFullText(tr("Choose several runs to see where their options differ"));
  else if (differing == 0)
    comparison_note->setFullText(tr("These runs have the same options"));
  else
    comparison_note->setFullText(tr("%n option(s) differ", nullptr, static_cast<int>(differing)));
}

void TrainingPanel::Private::showWorst() {
  worst_shown.clear();
  const Run* run = chosen();
  std::size_t evaluated = 0;
  if (run != nullptr) {
    const auto found = listing->evaluated_worst.find(run->folder);
    if (found != listing->evaluated_worst.end()) worst_shown = found->second;
    evaluated = worst_shown.size();
    worst_shown.insert(worst_shown.end(), run->worst.begin(), run->worst.end());
  }
  const QLocale locale;
  const SequenceNames names(*session->catalog());
  worst->setRowCount(static_cast<int>(worst_shown.size()));
  for (int row = 0; row < worst->rowCount(); ++row) {
    const WorstClip& clip = worst_shown[static_cast<std::size_t>(row)];
    auto* sequence = new QTableWidgetItem(names.brief(clip.sequence));
    sequence->setToolTip(shown_name(clip.sequence));
    worst->setItem(row, WorstClipsTable::sequence_column, sequence);
    worst->setItem(row, WorstClipsTable::camera_column, new QTableWidgetItem(shown_name(clip.camera)));
    worst->setItem(row, WorstClipsTable::frame_column,
                   number_item(locale.toString(static_cast<qlonglong>(clip.first_frame))));
    worst->setItem(row, WorstClipsTable::error_column, number_item(locale.toString(clip.mpjpe_mm, 'f', 1)));
    const bool by_evaluation = static_cast<std::size_t>(row) < evaluated;
    worst->setItem(row, WorstClipsTable::found_by_column,
                   new QTableWidgetItem(by_evaluation ? tr("Evaluation") : tr("Validation")));
  }
  worst->setWhyEmpty(whyNoWorst());
  worst->fitColumns();
}

QString TrainingPanel::Private::whyNoWorst() const {
  const std::vector<const Run*> runs = selected();
  if (runs.size() > 1) return tr("Each run has worst clips of its own: choose one run to see them");
  if (runs.empty()) return tr("Choose a run to see which clips it gets wrong most");
  return tr(
      "Nothing of this run has been measured yet: its first validation finds the worst clips, and so "
      "does Evaluate");
}

void TrainingPanel::Private::openWorst(int row) {
  const Run* run = chosen();
  if (run == nullptr || row < 0 || row >= static_cast<int>(worst_shown.size())) return;
  const WorstClip clip = worst_shown[static_cast<std::size_t>(row)];
  const SequenceRecord* sequence = session->catalog()->sequence_named(clip.sequence);
  if (sequence == nullptr) {
    Q_EMIT session->failed(tr("%1 is not in the project any more").arg(shown_name(clip.sequence)));
    return;
  }
  const QString file = run->has_model() ? QString::fromStdString(run->best_model().string()) : QString();
  session->cursor()->setSequence(sequence->id, sequence->frames, clip.first_frame);
  for (const SequenceVideo& video : videos_of(*sequence, path_of(session->projectFolder()))) {
    if (video.camera_name != clip.camera) continue;
    Q_EMIT q->handedOver(HandedFile::view, QString::fromStdString(video.file.string()));
    if (!file.isEmpty()) Q_EMIT q->handedOver(HandedFile::prediction, file);
    return;
  }
}

}  // namespace solopose
