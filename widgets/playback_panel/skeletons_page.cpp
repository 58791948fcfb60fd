#include "widgets/playback_panel/skeletons_page.h"

#include <algorithm>
#include <cmath>

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QScrollArea>
#include <QVBoxLayout>

#include "widgets/playback_panel/error_bars.h"
#include "widgets/playback_panel/playback_data.h"
#include "widgets/shared/elided_label.h"
#include "widgets/shared/joint_names_text.h"
#include "widgets/theme/swatch.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

QString millimetres(float value) {
  if (!std::isfinite(value)) return QStringLiteral("–");
  return SkeletonsPage::tr("%1 mm").arg(QLocale().toString(static_cast<double>(value), 'f', 0));
}

QLabel* plain_label(QWidget* parent, const char* role) {
  auto* label = new QLabel(parent);
  label->setProperty("role", role);
  label->setTextFormat(Qt::PlainText);
  label->setWordWrap(true);
  return label;
}

}  // namespace

SkeletonsPage::SkeletonsPage(PlaybackData* source, QWidget* parent) : QWidget(parent), data_(source) {
  build();
  connect(data_->predictions(), &Predictions::changed, this, &SkeletonsPage::rebuildLines);
  connect(data_, &PlaybackData::metricsChanged, this, &SkeletonsPage::refresh);
  connect(data_, &PlaybackData::viewsChanged, this, &SkeletonsPage::rebuildLines);
  connect(&Theme::instance(), &Theme::changed, this, &SkeletonsPage::rebuildLines);
  connect(bone_, &QComboBox::activated, this,
          [this](int row) { data_->setBone(bones()[static_cast<std::size_t>(row)]); });
  retranslate();
  rebuildLines();
}

void SkeletonsPage::build() {
  auto* inner = new QWidget;
  truth_ = plain_label(inner, "");
  none_ = plain_label(inner, "muted");
  errors_title_ = plain_label(inner, "heading");
  errors_note_ = new ElidedLabel(inner);
  errors_note_->setProperty("role", "muted");
  bars_ = new ErrorBars(inner);
  bone_label_ = new QLabel(inner);
  bone_ = new QComboBox(inner);
  for (std::size_t i = 0; i < bones().size(); ++i) bone_->addItem({});
  bone_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  bone_->setMinimumContentsLength(8);
  list_ = new QVBoxLayout;
  list_->setSpacing(4);
  auto* column = new QVBoxLayout(inner);
  column->setContentsMargins(10, 8, 10, 8);
  column->setSpacing(6);
  column->addWidget(truth_);
  column->addLayout(list_);
  column->addWidget(none_);
  column->addSpacing(4);
  column->addWidget(errors_title_);
  column->addWidget(errors_note_);
  column->addWidget(bars_);
  column->addWidget(bone_label_);
  column->addWidget(bone_);
  column->addStretch(1);
  auto* scroll = new QScrollArea(this);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setWidget(inner);
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->addWidget(scroll);
}

void SkeletonsPage::rebuildLines() {
  for (const Line& line : lines_) delete line.row;
  lines_.clear();
  const PlaybackView* view = data_->mainView();
  for (const PredictedBy& model : data_->predictions()->models()) {
    if (view == nullptr || !model.of(view->file)) continue;
    Line line;
    line.fingerprint = model.fingerprint;
    line.row = new QWidget(this);
    line.swatch = new QLabel(line.row);
    line.swatch->setPixmap(
        swatch_icon(Theme::instance().prediction(model.colour)).pixmap(swatch_size, swatch_size));
    line.box = new QCheckBox(model.name, line.row);
    line.box->setChecked(model.shown);
    line.figures = plain_label(line.row, "number");
    line.figures->setWordWrap(false);
    connect(line.box, &QCheckBox::toggled, this, [this, fingerprint = model.fingerprint](bool on) {
      data_->predictions()->setShown(fingerprint, on);
    });
    auto* row = new QGridLayout(line.row);
    row->setContentsMargins(0, 0, 0, 0);
    row->setVerticalSpacing(1);
    row->setColumnStretch(1, 1);
    row->addWidget(line.swatch, 0, 0);
    row->addWidget(line.box, 0, 1);
    row->addWidget(line.figures, 1, 1);
    list_->addWidget(line.row);
    lines_.push_back(line);
  }
  refresh();
}

void SkeletonsPage::setFrame(qint64 frame) {
  frame_ = frame;
  if (!isVisible()) return;
  refreshFigures();
  refreshBars();
}

void SkeletonsPage::refresh() {
  const PoseMetricsPtr metrics = data_->metrics();
  const bool truth = metrics && !metrics->truth_mm.empty();
  const bool camera = data_->mainGeometry().camera().has_value();
  truth_->setVisible(truth);
  truth_->setText(camera || data_->mainView() == nullptr
                      ? tr("True poses")
                      : tr("True poses, in 3D only: the video's camera is not known"));
  none_->setVisible(lines_.empty() && data_->mainView() != nullptr);
  const bool errors = truth && !lines_.empty() && std::ranges::any_of(metrics->models, [](const auto& model) {
                        return std::isfinite(model.mpjpe_mm);
                      });
  for (QWidget* part : {static_cast<QWidget*>(errors_title_), static_cast<QWidget*>(errors_note_),
                        static_cast<QWidget*>(bars_)})
    part->setVisible(errors);
  refreshFigures();
  refreshBars();
}

void SkeletonsPage::refreshFigures() {
  const PoseMetricsPtr metrics = data_->metrics();
  for (const Line& line : lines_) {
    const ModelMetrics* model = metrics ? metrics->of(line.fingerprint) : nullptr;
    QString text;
    if (model != nullptr && std::isfinite(model->mpjpe_mm))
      text = tr("%1 now, %2 mean").arg(millimetres(model->mpjpe_at(frame_)), millimetres(model->mpjpe_mm));
    else if (model != nullptr && std::isfinite(model->expected_error_at(frame_)))
      text = tr("expected error %1").arg(millimetres(model->expected_error_at(frame_)));
    if (line.figures->text() != text) line.figures->setText(text);
  }
}

void SkeletonsPage::refreshBars() {
  if (!bars_->isVisible() && isVisible()) return;
  std::vector<ErrorBars::Series> all;
  const PoseMetricsPtr metrics = data_->metrics();
  for (const PredictedBy& by : data_->predictions()->models()) {
    const ModelMetrics* model = metrics && by.shown ? metrics->of(by.fingerprint) : nullptr;
    if (model == nullptr || !std::isfinite(model->mpjpe_mm)) continue;
    ErrorBars::Series series;
    series.colour = Theme::instance().prediction(by.colour);
    series.mean_mm = model->mean_joint_errors_mm;
    for (int joint = 0; joint < joint_count; ++joint)
      series.now_mm[static_cast<std::size_t>(joint)] = model->joint_error_at(frame_, joint);
    all.push_back(series);
  }
  bars_->setSeries(std::move(all));
}

QString SkeletonsPage::lineOf(const std::string& fingerprint) const {
  const auto line = std::ranges::find(lines_, fingerprint, &Line::fingerprint);
  return line == lines_.end() ? QString() : line->box->text() + QStringLiteral(" ") + line->figures->text();
}

void SkeletonsPage::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
}

void SkeletonsPage::retranslate() {
  none_->setText(tr("No model has predicted poses of this video yet"));
  errors_title_->setText(tr("Error of each joint"));
  errors_note_->setFullText(tr("Relative to the pelvis, without any alignment"));
  bone_label_->setText(tr("Bone in the timeline"));
  for (std::size_t i = 0; i < bones().size(); ++i)
    bone_->setItemText(static_cast<int>(i),
                       tr("%1 – %2").arg(joint_text(bones()[i].parent), joint_text(bones()[i].child)));
  for (std::size_t i = 0; i < bones().size(); ++i)
    if (bones()[i].parent == data_->bone().parent && bones()[i].child == data_->bone().child)
      bone_->setCurrentIndex(static_cast<int>(i));
  refresh();
}

}  // namespace solopose
