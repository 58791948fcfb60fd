#include "widgets/key_frames_panel/key_frame_options_bar.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QSpinBox>

#include "widgets/shared/flow_layout.h"

namespace solopose {

namespace {

/// A field and its name, kept together when the line breaks.
QWidget* together(QLabel* name, QWidget* field, QWidget* parent) {
  auto* pair = new QWidget(parent);
  auto* row = new QHBoxLayout(pair);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(6);
  row->addWidget(name);
  row->addWidget(field);
  name->setBuddy(field);
  name->setProperty("role", "muted");
  return pair;
}

}  // namespace

KeyFrameOptionsBar::KeyFrameOptionsBar(QWidget* parent) : QWidget(parent) {
  build();
  retranslateUi();
  setOptions({});
  connect(clusters_, &QSpinBox::valueChanged, this, &KeyFrameOptionsBar::edited);
  connect(tolerance_, &QDoubleSpinBox::valueChanged, this, &KeyFrameOptionsBar::edited);
  connect(mode_, &QComboBox::currentIndexChanged, this, &KeyFrameOptionsBar::edited);
}

void KeyFrameOptionsBar::build() {
  clusters_label_ = new QLabel(this);
  clusters_ = new QSpinBox(this);
  clusters_->setRange(1, 8);
  tolerance_label_ = new QLabel(this);
  tolerance_ = new QDoubleSpinBox(this);
  tolerance_->setRange(0, 90);
  tolerance_->setDecimals(1);
  tolerance_->setSingleStep(1);
  mode_label_ = new QLabel(this);
  mode_ = new QComboBox(this);
  for (const KeyFrameMode mode : {KeyFrameMode::per_video, KeyFrameMode::per_take})
    mode_->addItem({}, static_cast<int>(mode));

  auto* flow = new FlowLayout(16, 6);
  setLayout(flow);
  flow->addWidget(together(clusters_label_, clusters_, this));
  flow->addWidget(together(tolerance_label_, tolerance_, this));
  flow->addWidget(together(mode_label_, mode_, this));
}

void KeyFrameOptionsBar::retranslateUi() {
  clusters_label_->setText(tr("&Clusters"));
  clusters_->setToolTip(tr("How many clusters k-means makes of a video's frames (k)"));
  tolerance_label_->setText(tr("&Tolerance"));
  tolerance_->setSuffix(tr("°"));
  tolerance_->setToolTip(tr("How far a torso may lean and still count as upright"));
  mode_label_->setText(tr("&One key frame per"));
  mode_->setItemText(0, tr("video"));
  mode_->setItemText(1, tr("take"));
  mode_->setToolTip(tr("Choose a key frame for every video, or one for all synchronised views of a take"));
}

void KeyFrameOptionsBar::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() != QEvent::LanguageChange) return;
  const QSignalBlocker quiet(mode_);
  retranslateUi();
}

void KeyFrameOptionsBar::setOptions(const AlignOptions& options) {
  const QSignalBlocker no_clusters(clusters_);
  const QSignalBlocker no_tolerance(tolerance_);
  const QSignalBlocker no_mode(mode_);
  clusters_->setValue(options.key_frame.clusters);
  tolerance_->setValue(options.key_frame.tolerance_deg);
  mode_->setCurrentIndex(mode_->findData(static_cast<int>(options.mode)));
}

AlignOptions KeyFrameOptionsBar::options(AlignOptions base) const {
  base.key_frame.clusters = clusters_->value();
  base.key_frame.tolerance_deg = tolerance_->value();
  base.mode = static_cast<KeyFrameMode>(mode_->currentData().toInt());
  return base;
}

}  // namespace solopose
