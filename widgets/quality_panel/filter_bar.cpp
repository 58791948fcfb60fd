#include "widgets/quality_panel/filter_bar.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSignalBlocker>

#include "core/project/catalog.h"
#include "core/quality/detector.h"
#include "widgets/quality_panel/detector_words.h"
#include "widgets/quality_panel/finding_text.h"
#include "widgets/quality_panel/findings_model.h"
#include "widgets/shared/elided_combo_box.h"
#include "widgets/theme/shown_text.h"

namespace solopose {
namespace {

constexpr FindingState states[] = {FindingState::open, FindingState::fix_later, FindingState::partly_rejected,
                                   FindingState::rejected, FindingState::accepted};
constexpr qlonglong disagreement = -1;  // in the list of states

template <typename Value>
std::optional<Value> chosen(const QComboBox* choice) {
  const QVariant value = choice->currentData();
  return value.isValid() ? std::optional(static_cast<Value>(value.toLongLong())) : std::nullopt;
}

std::optional<qlonglong> as_number(const std::optional<FindingState>& state) {
  return state ? std::optional(static_cast<qlonglong>(*state)) : std::nullopt;
}

template <typename Value>
void choose(QComboBox* choice, const std::optional<Value>& value) {
  const QSignalBlocker quiet(choice);
  const int row = value ? choice->findData(QVariant(static_cast<qlonglong>(*value))) : 0;
  choice->setCurrentIndex(std::max(0, row));
}

}  // namespace

FilterBar::FilterBar(QWidget* parent)
    : QWidget(parent),
      words_(new QLineEdit(this)),
      detector_(new ElidedComboBox(this)),
      dataset_(new ElidedComboBox(this)),
      state_(new ElidedComboBox(this)) {
  words_->setClearButtonEnabled(true);
  words_->setMinimumWidth(90);
  words_->installEventFilter(this);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(6);
  row->addWidget(words_, 2);
  for (ElidedComboBox* choice : {detector_, dataset_, state_}) {
    choice->setLeastLetters(7);
    choice->addItem(QString());
    choice->installEventFilter(this);
    row->addWidget(choice, 1);
    connect(choice, &QComboBox::activated, this, &FilterBar::edited);
  }
  for (qlonglong i = 0; i < static_cast<qlonglong>(detectors().size()); ++i) detector_->addItem({}, i);
  for (const FindingState state : states) state_->addItem({}, static_cast<qlonglong>(state));
  state_->addItem({}, disagreement);
  connect(words_, &QLineEdit::textChanged, this, &FilterBar::edited);
  retranslate();
}

void FilterBar::retranslate() {
  words_->setPlaceholderText(tr("Filter findings"));
  words_->setAccessibleName(tr("Filter findings"));
  words_->setToolTip(tr("Every word must stand in the finding: detector, sequence, joints or what is wrong"));
  detector_->setItemText(0, tr("All detectors"));
  for (int i = 1; i < detector_->count(); ++i)
    detector_->setItemText(i, detector_title(detectors()[static_cast<std::size_t>(i - 1)]->name()));
  state_->setItemText(0, tr("All states"));
  for (int i = 1; i <= static_cast<int>(std::size(states)); ++i) {
    state_->setItemText(i, state_text(states[i - 1]));
    state_->setItemIcon(i, state_icon(states[i - 1]));
  }
  state_->setItemText(state_->count() - 1, tr("Reviewers disagree"));
  dataset_->setItemText(0, tr("All datasets"));
  detector_->setAccessibleName(tr("Detector"));
  dataset_->setAccessibleName(tr("Dataset"));
  state_->setAccessibleName(tr("State"));
  detector_->setToolTip(tr("Only findings of one detector"));
  dataset_->setToolTip(tr("Only findings of one dataset"));
  state_->setToolTip(tr("Only findings in one state"));
}

void FilterBar::follow(const Catalog& catalog, const FindingsModel& findings) {
  const auto before = chosen<DatasetId>(dataset_);
  const QSignalBlocker quiet(dataset_);
  const int count = static_cast<int>(catalog.datasets.size());
  while (dataset_->count() > count + 1) dataset_->removeItem(dataset_->count() - 1);
  while (dataset_->count() < count + 1) dataset_->addItem(QString());
  for (int i = 0; i < count; ++i) {
    const DatasetRecord& dataset = catalog.datasets[static_cast<std::size_t>(i)];
    const FindingsModel::Progress progress = findings.progress(dataset.id);
    dataset_->setItemText(
        i + 1, tr("%1 (%2 open)", "dataset: findings").arg(shown_name(dataset.name)).arg(progress.open()));
    dataset_->setItemData(i + 1, static_cast<qlonglong>(dataset.id));
  }
  choose(dataset_, before);
}

FindingFilter FilterBar::filter() const {
  FindingFilter filter{words_->text(), chosen<int>(detector_), chosen<DatasetId>(dataset_)};
  filter.contested = state_->currentIndex() == state_->count() - 1;
  if (!filter.contested) filter.state = chosen<FindingState>(state_);
  return filter;
}

void FilterBar::setFilter(const FindingFilter& filter) {
  const QSignalBlocker quiet(words_);
  words_->setText(filter.text);
  choose(detector_, filter.detector);
  choose(dataset_, filter.dataset);
  choose(state_, filter.contested ? std::optional(disagreement) : as_number(filter.state));
}

bool FilterBar::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::KeyPress) {
    const int key = static_cast<QKeyEvent*>(event)->key();
    const bool enter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (enter) Q_EMIT left();
    if (key == Qt::Key_Escape) Q_EMIT givenUp();
    if (enter || key == Qt::Key_Escape) return true;
  }
  return QWidget::eventFilter(watched, event);
}

void FilterBar::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
}

}  // namespace solopose
