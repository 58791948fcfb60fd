#include "widgets/quality_panel/threshold_page.h"

#include <cmath>
#include <limits>

#include <QAbstractItemView>
#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QVBoxLayout>

#include "core/quality/detector.h"
#include "widgets/options/number_box.h"
#include "widgets/quality_panel/detector_words.h"
#include "widgets/quality_panel/finding_text.h"
#include "widgets/quality_panel/score_plot.h"
#include "widgets/shared/elided_combo_box.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

constexpr double most = 1e6;
constexpr int threshold_role = Qt::UserRole;  ///< of the list of detectors: where doubt begins, and usually
constexpr float off = std::numeric_limits<float>::infinity();

const Detector& detector_at(int index) { return *detectors()[static_cast<std::size_t>(index)]; }

/// Three digits: more mean nothing, and read badly.
double rounded(double value) {
  if (value == 0 || !std::isfinite(value)) return value;
  const double unit = std::pow(10, std::floor(std::log10(std::abs(value))) - 2);
  return std::round(value / unit) * unit;
}

/// With the unit, where there is one to be told.
QString threshold_text(float threshold, const Detector& detector) {
  return std::isinf(threshold) ? ThresholdPage::tr("off", "detector")
                               : score_text(threshold, detector.unit());
}

/// Behind a detector's title, in the list that drops down only.
class ThresholdDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

 protected:
  void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override {
    QStyledItemDelegate::initStyleOption(option, index);
    option->text += QStringLiteral("  \u00b7  ") + index.data(threshold_role).toString();
  }
};

}  // namespace

ThresholdPage::ThresholdPage(QWidget* parent)
    : QWidget(parent),
      detectors_(new ElidedComboBox(this)),
      used_(new QCheckBox(this)),
      box_(new NumberBox(-most, most, 3, this)),
      reset_(new QToolButton(this)),
      plot_(new ScorePlot(this)),
      words_(new QLabel(this)) {
  build();
  for (std::size_t i = 0; i < detectors().size(); ++i) {
    detectors_->addItem(QString());
    thresholds_.push_back(detectors()[i]->default_threshold());
  }
  histograms_.resize(detectors().size());
  connect(detectors_, &QComboBox::activated, this, [this](int detector) {
    refresh();
    Q_EMIT detectorChosen(detector);
  });
  connect(used_, &QCheckBox::clicked, this, [this](bool on) {
    edit(on ? static_cast<double>(detector_at(detector()).default_threshold()) : off);
  });
  connect(box_, &NumberBox::valueChanged, this, [this](double value) { edit(value); });
  connect(reset_, &QToolButton::clicked, this,
          [this] { edit(static_cast<double>(detector_at(detector()).default_threshold())); });
  connect(plot_, &ScorePlot::thresholdMoved, this, [this](double value) { edit(rounded(value)); });
  retranslate();
}

void ThresholdPage::build() {
  detectors_->setLeastLetters(10);
  detectors_->setItemDelegate(new ThresholdDelegate(detectors_));
  reset_->setIcon(Theme::instance().icon(QStringLiteral("undo")));
  reset_->setFocusPolicy(Qt::StrongFocus);
  words_->setProperty("role", "muted");
  words_->setWordWrap(true);
  auto* choice = new QHBoxLayout;
  choice->addWidget(detectors_, 2);
  choice->addWidget(box_, 1);
  choice->addWidget(reset_);
  auto* foot = new QHBoxLayout;
  foot->addWidget(words_, 1);
  foot->addWidget(used_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(8, 6, 8, 6);
  column->setSpacing(6);
  column->addLayout(choice);
  column->addWidget(plot_, 1);
  column->addLayout(foot);
}

void ThresholdPage::retranslate() {
  const QSignalBlocker quiet(detectors_);
  for (int i = 0; i < detectors_->count(); ++i) {
    detectors_->setItemText(i, detector_title(detector_at(i).name()));
    detectors_->setItemData(i, detector_hint(detector_at(i).name()), Qt::ToolTipRole);
  }
  detectors_->setAccessibleName(tr("Detector"));
  used_->setText(tr("In use"));
  used_->setToolTip(tr("Without it this detector finds nothing"));
  box_->setAccessibleName(tr("Threshold"));
  box_->setToolTip(tr("Frames with a higher score are doubted"));
  reset_->setAccessibleName(tr("Default threshold"));
  plot_->setAccessibleName(tr("Histogram of scores"));
  plot_->setToolTip(
      tr("How many frames have which score; the outermost bars gather those further out. Drag the line to "
         "where doubt begins, or move it with the up and down keys"));
  refresh();
}

int ThresholdPage::detector() const { return detectors_->currentIndex(); }

float ThresholdPage::threshold() const {
  return detector() < 0 ? off : thresholds_[static_cast<std::size_t>(detector())];
}

void ThresholdPage::setReport(const QualityReport& report) {
  for (std::size_t i = 0; i < thresholds_.size(); ++i) {
    if (i < report.thresholds.size()) thresholds_[i] = report.thresholds[i];
    if (i < report.histograms.size()) histograms_[i] = report.histograms[i];
  }
  refresh();
}

void ThresholdPage::showDetector(int detector) {
  if (detector < 0 || detector >= detectors_->count()) return;
  detectors_->setCurrentIndex(detector);
  refresh();
}

/// In the list of detectors each has its threshold, with its unit and the usual one.
void ThresholdPage::listThresholds() {
  for (int i = 0; i < detectors_->count(); ++i) {
    const Detector& each = detector_at(i);
    const float usual = each.default_threshold();
    const float now = thresholds_[static_cast<std::size_t>(i)];
    const QString words =
        now == usual ? tr("%1, the default").arg(threshold_text(now, each))
                     : tr("%1, default %2").arg(threshold_text(now, each), threshold_text(usual, each));
    detectors_->setItemData(i, words, threshold_role);
    detectors_->setItemData(i, detectors_->itemText(i) + QStringLiteral(", ") + words,
                            Qt::AccessibleTextRole);
  }
  QAbstractItemView* list = detectors_->view();
  list->setMinimumWidth(list->sizeHintForColumn(0) + list->verticalScrollBar()->sizeHint().width());
}

void ThresholdPage::edit(double threshold) {
  if (detector() < 0 || static_cast<float>(threshold) == this->threshold()) return;
  thresholds_[static_cast<std::size_t>(detector())] = static_cast<float>(threshold);
  refresh();
  Q_EMIT thresholdEdited(detector(), static_cast<float>(threshold));
}

void ThresholdPage::refresh() {
  if (detector() < 0) return;
  const Detector& shown = detector_at(detector());
  const bool used = std::isfinite(threshold());
  const float usual = shown.default_threshold();
  used_->setChecked(used);
  const QSignalBlocker quiet(box_);
  box_->setSuffix(unit_text(shown.unit()));
  box_->setEnabled(used);
  if (used) box_->setValue(QString::number(static_cast<double>(threshold())).toDouble());
  listThresholds();
  reset_->setEnabled(threshold() != usual);
  reset_->setToolTip(tr("Back to the default, %1").arg(score_text(usual, shown.unit())));
  const QString unit = unit_text(shown.unit()).trimmed();
  const QString axis = tr("Worst score of a frame");
  plot_->setHistogram(histograms_[static_cast<std::size_t>(detector())],
                      QStringLiteral("%1 (%2)").arg(axis, unit.isEmpty() ? tr("without unit") : unit));
  plot_->setThreshold(static_cast<double>(threshold()));
  const std::int64_t all = plot_->frames();
  const double share =
      all == 0 ? 0 : 100 * static_cast<double>(plot_->framesBeyond()) / static_cast<double>(all);
  words_->setText(tr("%1 of %2 frames lie beyond, %3 %")
                      .arg(QLocale().toString(static_cast<qint64>(plot_->framesBeyond())),
                           QLocale().toString(static_cast<qint64>(all)), QLocale().toString(share, 'f', 2)));
}

void ThresholdPage::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
}

}  // namespace solopose
