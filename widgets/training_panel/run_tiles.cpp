#include "widgets/training_panel/run_tiles.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QStackedLayout>
#include <QVBoxLayout>

#include "core/runs/run_curves.h"
#include "widgets/shared/elided_label.h"
#include "widgets/shared/flow_layout.h"
#include "widgets/theme/shown_text.h"
#include "widgets/training_panel/run_text.h"

namespace solopose {
namespace {

const QString nothing = QStringLiteral("–");

}  // namespace

RunTiles::RunTiles(QWidget* parent) : QWidget(parent), pages_(new QStackedLayout(this)) {
  for (QWidget* page : {buildTiles(), buildComparison()}) {
    QSizePolicy always = page->sizePolicy();
    always.setRetainSizeWhenHidden(true);  // what is below stays in its place
    page->setSizePolicy(always);
    pages_->addWidget(page);
  }
  retranslate();
}

QWidget* RunTiles::buildTiles() {
  auto* page = new QWidget(this);
  auto* flow = new FlowLayout(20, 4);
  for (int tile = 0; tile < tile_count; ++tile) {
    auto* cell = new QWidget(page);
    auto* name = new QLabel(cell);
    name->setProperty("role", "muted");
    auto* value = new QLabel(nothing, cell);
    value->setProperty("role", "heading");
    value->setTextFormat(Qt::PlainText);
    auto* column = new QVBoxLayout(cell);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(name);
    column->addWidget(value);
    flow->addWidget(cell);
    names_.push_back(name);
    values_.push_back(value);
  }
  auto* margins = new QVBoxLayout(page);
  margins->setContentsMargins(10, 4, 10, 4);
  margins->addLayout(flow);
  return page;
}

/// Two lines, as a tile has: no higher than one row of tiles.
QWidget* RunTiles::buildComparison() {
  auto* page = new QWidget(this);
  best_of_ = new ElidedLabel(page);
  best_of_->setProperty("role", "heading");
  others_ = new ElidedLabel(page);
  others_->setProperty("role", "muted");
  auto* column = new QVBoxLayout(page);
  column->setContentsMargins(10, 4, 10, 4);
  column->setSpacing(0);
  column->addWidget(best_of_);
  column->addWidget(others_);
  column->addStretch(1);
  return page;
}

void RunTiles::setRuns(std::vector<const Run*> runs) {
  const auto rank = [](const Run* run) {
    const double error = best_mpjpe_mm(*run);
    return std::isfinite(error) ? error : std::numeric_limits<double>::max();
  };
  std::ranges::stable_sort(runs, {}, rank);
  const auto text = [](const Run* run) {
    const QLocale locale;
    const QString name = shown_name(run->name());
    if (!std::isfinite(best_mpjpe_mm(*run))) return tr("%1 is not measured yet").arg(name);
    return tr("%1: %2 mm (mean pose %3)", "run, error, error of the mean pose")
        .arg(name, locale.toString(best_mpjpe_mm(*run), 'f', 1),
             locale.toString(mean_pose_mpjpe_mm(*run), 'f', 1));
  };
  QStringList texts;
  for (const Run* run : runs) texts << text(run);
  const QString first = texts.takeFirst();
  best_of_->setFullText(std::isfinite(best_mpjpe_mm(*runs.front())) ? tr("Best MPJPE: %1").arg(first)
                                                                    : first);
  others_->setFullText(texts.join(QStringLiteral(" · ")));
  pages_->setCurrentIndex(1);
}

void RunTiles::setRun(const Run* run, bool at_work) {
  pages_->setCurrentIndex(0);
  // Once each: a text that changes lays out the page.
  const auto texts = run == nullptr ? Texts{} : textsOf(*run, at_work);
  for (std::size_t tile = 0; tile < tile_count; ++tile)
    values_[tile]->setText(texts[tile].isEmpty() ? nothing : texts[tile]);
}

RunTiles::Texts RunTiles::textsOf(const Run& run, bool at_work) {
  const QLocale locale;
  Texts texts;
  if (!run.steps.empty()) {
    const StepRecord& last = run.steps.back();
    texts[stage] = stage_text(run.options, last.stage);
    texts[loss] = locale.toString(last.loss, 'g', 4);
    if (at_work) texts[speed] = tr("%1 frames/s").arg(locale.toString(last.frames_per_second, 'f', 0));
  }
  texts[step] = tr("%1 of %2", "done, total")
                    .arg(locale.toString(static_cast<qlonglong>(trained_steps(run))),
                         locale.toString(static_cast<qlonglong>(run.options.steps())));
  if (!run.epochs.empty()) {
    const EpochRecord& last = run.epochs.back();
    texts[best] = tr("%1 mm (mean pose %2)")
                      .arg(locale.toString(last.best_mpjpe_mm, 'f', 1),
                           locale.toString(last.mean_pose_mpjpe_mm, 'f', 1));
    texts[stale] = locale.toString(last.epochs_without_progress);
  }
  if (at_work) texts[left] = duration_text(seconds_left(run));
  return texts;
}

/// Room for what the figures usually are: the tiles stay where they are while a run goes on, and with the
/// next one.
void RunTiles::keepRoom() {
  Run usual;
  usual.options.frames_stage.steps = usual.options.clips_stage.steps = 50'000;
  usual.steps = {{.stage = 0, .step = 88'888, .loss = 8.888, .frames_per_second = 8'888, .seconds = 0}};
  usual.epochs = {EpochRecord()};
  usual.epochs.back().best_mpjpe_mm = usual.epochs.back().mean_pose_mpjpe_mm = 888.8;
  Texts texts = textsOf(usual, true);
  texts[left] = duration_text(36'000);
  for (std::size_t tile = 0; tile < tile_count; ++tile) {
    values_[tile]->ensurePolished();
    values_[tile]->setMinimumWidth(values_[tile]->fontMetrics().horizontalAdvance(texts[tile]));
  }
}

void RunTiles::retranslate() {
  keepRoom();
  names_[stage]->setText(tr("Stage"));
  names_[step]->setText(tr("Step"));
  names_[loss]->setText(tr("Training loss"));
  names_[best]->setText(tr("Best MPJPE"));
  names_[stale]->setText(tr("Epochs without progress"));
  names_[speed]->setText(tr("Throughput"));
  names_[left]->setText(tr("Time left"));
  names_[best]->setToolTip(
      tr("Mean distance of a joint from the true one, on clips that are not learnt from. The mean pose says "
         "what knowing nothing scores"));
  names_[left]->setToolTip(tr("At the pace of this stage’s last steps"));
}

void RunTiles::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
}

}  // namespace solopose
