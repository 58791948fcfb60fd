#include "widgets/training_panel/training_form.h"

#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "core/base/error.h"
#include "core/project/sequence_videos.h"
#include "widgets/training_panel/check_list.h"
#include "widgets/training_panel/form_section.h"
#include "widgets/training_panel/run_text.h"

namespace solopose {
namespace {

/// Core says which options they were; in their form that goes without saying.
QString plain_problem(const char* what) {
  QString text = QString::fromUtf8(what);
  const QString owner = QStringLiteral("training options: ");
  if (text.startsWith(owner)) text.remove(0, owner.size());
  return text;
}

}  // namespace

TrainingForm::TrainingForm(QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("training-form"));
  rows_ = new QWidget;
  auto* sections = new QVBoxLayout(rows_);
  sections->setContentsMargins(0, 0, 0, 0);
  sections->setSpacing(0);
  buildSections();
  sections->addStretch(1);
  auto* scroll = new QScrollArea(this);
  scroll->setWidgetResizable(true);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setWidget(rows_);
  message_ = new QLabel(this);
  message_->setProperty("role", "attention");
  message_->setTextFormat(Qt::PlainText);
  message_->setWordWrap(true);
  message_->setContentsMargins(10, 6, 10, 0);
  start_ = new QPushButton(this);
  start_->setProperty("role", "primary");
  auto* foot = new QVBoxLayout;
  foot->setContentsMargins(10, 8, 10, 10);
  foot->addWidget(start_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(scroll, 1);
  column->addWidget(message_);
  column->addLayout(foot);
  connect(start_, &QPushButton::clicked, this, &TrainingForm::startAsked);
  retranslate();
  setOptions({});
}

FormSection* TrainingForm::section(const QString& name, std::function<QString()> title) {
  auto* section = new FormSection(std::move(title), rows_);
  section->setObjectName(name);
  rows_->layout()->addWidget(section);
  connect(section, &FormSection::edited, this, &TrainingForm::takeEdit);
  sections_.push_back(section);
  return section;
}

void TrainingForm::setCatalog(const Catalog& catalog) {
  std::vector<std::string> names;
  for (const DatasetRecord& dataset : catalog.datasets) names.push_back(dataset.name);
  datasets_->setNames(names, true);
  held_out_->setNames(camera_names(catalog), false);
  check();
}

void TrainingForm::setOptions(const TrainingOptions& options) {
  options_ = options;
  options_.name.clear();
  const QScopedValueRollback guard(filling_, true);
  for (FormSection* section : sections_) section->load(options_);
  if (options.data.datasets.empty())
    datasets_->checkAll();
  else
    datasets_->check(options.data.datasets);
  held_out_->check(options.data.held_out_cameras);
  weights_->setText(QString::fromStdString(options.clip_weights.string()));
  notes_->setPlainText(QString::fromStdString(options.notes));
  check();
}

TrainingOptions TrainingForm::options() const {
  TrainingOptions options = options_;
  for (const FormSection* section : sections_) section->store(options);
  options.data.datasets = datasets_->checked();
  if (static_cast<int>(options.data.datasets.size()) == datasets_->count()) options.data.datasets.clear();
  options.data.held_out_cameras = held_out_->checked();
  options.clip_weights = weights_->text().trimmed().toStdString();
  options.notes = notes_->toPlainText().toStdString();
  if (options.target.frame == TargetFrame::universal) options.augmentation.rotate_deg = 0;
  return options;
}

void TrainingForm::setRunName(const QString& name) {
  options_ = options();
  options_.name = name.toStdString();
  const QScopedValueRollback guard(filling_, true);
  sections_.front()->load(options_);
}

QString TrainingForm::problem() const { return problem_; }

void TrainingForm::setStartText(const QString& text) { start_->setText(text); }

QStringList TrainingForm::openSections() const {
  QStringList open;
  for (const FormSection* section : sections_) {
    if (section->isOpen()) open.append(section->objectName());
  }
  return open;
}

void TrainingForm::setOpenSections(const QStringList& names) {
  for (FormSection* section : sections_) section->setOpen(names.contains(section->objectName()));
}

// The size and what goes with it; data, target and machine stay as they are.
void TrainingForm::takePreset() {
  if (filling_ || preset_->currentIndex() < 0) return;
  TrainingOptions changed = options();
  const TrainingOptions preset = TrainingOptions::preset(preset_->currentIndex() == 0 ? "tiny" : "base");
  if (preset_of(changed.network) == preset_of(preset.network)) return;
  changed.network = preset.network;
  if (changed.loss == LossKind::mean_squared_error) changed.network.head.kind = HeadKind::regression;
  changed.data.clip_frames = std::min(preset.data.clip_frames, changed.data.clips.length);
  changed.stages = preset.stages;
  changed.frames_stage = preset.frames_stage;
  changed.clips_stage = preset.clips_stage;
  changed.weight_average = preset.weight_average;
  changed.epoch_steps = preset.epoch_steps;
  options_ = changed;
  {
    const QScopedValueRollback guard(filling_, true);
    for (FormSection* section : sections_) section->load(options_);
  }
  check();
}

void TrainingForm::takeEdit() {
  if (filling_) return;
  check();
  Q_EMIT edited();
}

void TrainingForm::check() {
  const TrainingOptions options = this->options();
  for (FormSection* section : sections_) section->refreshPossible(options);
  weights_->parentWidget()->setEnabled(options.network.encoder == EncoderKind::clip);
  encoder_note_->setText(encoder_text(options));
  problem_.clear();
  const ClipOptions& clips = options.data.clips;
  if (datasets_->count() > 0 && datasets_->checked().empty()) {
    problem_ = tr("Choose at least one dataset");
  } else if (clips.train_share <= 0 || clips.validation_share <= 0 ||
             clips.train_share + clips.validation_share > 1) {
    problem_ = tr("Training and validation each need a share, together at most 100 %");
  } else {
    try {
      options.require_valid();
    } catch (const Error& error) {
      problem_ = plain_problem(error.what());
    }
  }
  message_->setText(problem_);
  message_->setVisible(!problem_.isEmpty());
  start_->setEnabled(problem_.isEmpty());
}

void TrainingForm::retranslate() {
  preset_->setPlaceholderText(tr("Own size"));
  weights_->setPlaceholderText(tr("File with CLIP’s weights"));
  weights_->setToolTip(tr("OpenAI’s TorchScript archive, or a safetensors file with Hugging Face’s names"));
  browse_->setToolTip(tr("Choose a file with CLIP’s weights"));
  browse_->setAccessibleName(browse_->toolTip());
  notes_->setPlaceholderText(tr("What this run is for"));
  datasets_->setToolTip(tr("Which datasets the network learns from"));
  held_out_->setToolTip(tr("Cameras that only tests see: none of their pictures is trained on"));
  encoder_note_->setText(encoder_text(options()));
}

void TrainingForm::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() != QEvent::LanguageChange) return;
  retranslate();
  check();
}

}  // namespace solopose
