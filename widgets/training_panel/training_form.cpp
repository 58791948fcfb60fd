#include "widgets/training_panel/training_form.h"

#include <algorithm>

#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QVBoxLayout>

#include "core/base/error.h"
#include "core/options/follow_changes.h"
#include "widgets/actions/action_button.h"
#include "widgets/options/calm_wheel.h"
#include "widgets/shared/wrapped_label.h"
#include "widgets/theme/shown_text.h"
#include "widgets/training_panel/check_list.h"
#include "widgets/training_panel/form_section.h"
#include "widgets/training_panel/run_text.h"
#include "widgets/training_panel/training_editors.h"

namespace solopose {
namespace {

/// Core says which options they were; in their form that goes without saying.
QString plain_problem(const char* what) {
  QString text = QString::fromUtf8(what);
  const QString owner = QStringLiteral("training options: ");
  if (text.startsWith(owner)) text.remove(0, owner.size());
  return text;
}

bool is_learnt_from(const DataOptions& data, const std::string& dataset) {
  return data.datasets.empty() || std::ranges::find(data.datasets, dataset) != data.datasets.end();
}

/// Why not all of a dataset can be learnt from, a line each.
QStringList video_reasons(const DatasetVideos& videos) {
  const QString dataset = shown_name(videos.dataset);
  const auto count = [](std::int64_t number) { return static_cast<int>(number); };
  QStringList lines;
  if (videos.listed == 0) lines << TrainingForm::tr("%1: its files name no video").arg(dataset);
  if (videos.absent > 0)
    lines << TrainingForm::tr("%1: %Ln video(s) of %2 are not in their place", nullptr, count(videos.absent))
                 .arg(dataset, QLocale().toString(static_cast<qlonglong>(videos.listed)));
  if (videos.without_camera > 0)
    lines << TrainingForm::tr("%1: %Ln video(s) have no camera that is known", nullptr,
                              count(videos.without_camera))
                 .arg(dataset);
  return lines;
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
  message_ = new WrappedLabel(this);
  message_->setProperty("role", "attention");
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

void TrainingForm::buildSections() {
  for (const Section& part : table()) {
    auto* section = new FormSection(staticMetaObject.className(), part.title, rows_);
    section->setObjectName(QLatin1String(part.name));
    rows_->layout()->addWidget(section);
    connect(section->fields(), &OptionFields::edited, this, &TrainingForm::takeEdit);
    sections_.push_back(section);
    for (const FormRow& row : part.rows) addRow(section, row);
  }
}

void TrainingForm::addRow(FormSection* section, const FormRow& row) {
  const std::string_view path = row.words.path;
  if (path == "data.datasets") {
    datasets_ = new CheckListEditor(CheckListEditor::Empty::all, section);
    section->add(row, datasets_);
    video_note_ = addNote(section);
    relink_ = new ActionButton(section);
    section->addWidget(nullptr, relink_);
  } else if (path == "data.held_out_cameras") {
    held_out_ = new CheckListEditor(CheckListEditor::Empty::none, section);
    section->add(row, held_out_);
  } else if (path == "notes") {
    notes_ = new NotesEditor(section);
    section->add(row, notes_);
  } else if (path == "clip_weights") {
    weights_ = new FileEditor(FileEditor::clip_weights, section);
    section->add(row, weights_);
  } else if (path == "start.model") {
    start_model_ = new FileEditor(FileEditor::model, section);
    section->add(row, start_model_);
  } else {
    section->add(row);
    if (path == "name") addPreset(section);
    if (path == "network.clip.activation") encoder_note_ = addNote(section);
    if (path == "data.with_rejected") rejected_note_ = addNote(section);
  }
}

void TrainingForm::addPreset(FormSection* section) {
  preset_label_ = new QLabel(section);
  preset_ = new QComboBox(section);
  preset_label_->setBuddy(preset_);
  keep_calm(preset_);
  for (const auto& [name, make] : TrainingOptions::presets())
    preset_->addItem(QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size())));
  section->addWidget(preset_label_, preset_);
  connect(preset_, &QComboBox::currentIndexChanged, this, &TrainingForm::takePreset);
}

WrappedLabel* TrainingForm::addNote(FormSection* section) {
  auto* note = new WrappedLabel(section);
  note->setProperty("role", "muted");
  section->addWidget(nullptr, note);
  return note;
}

void TrainingForm::setCatalog(const Catalog& catalog) {
  std::vector<std::string> names;
  rejected_frames_.clear();
  for (const DatasetRecord& dataset : catalog.datasets) {
    names.push_back(dataset.name);
    rejected_frames_[dataset.name] = rejected_frames(catalog, {dataset.name});
  }
  datasets_->setNames(names);
  held_out_->setNames(camera_names(catalog));
  check();
}

void TrainingForm::setVideos(std::optional<std::vector<DatasetVideos>> videos) {
  videos_ = std::move(videos);
  check();
}

void TrainingForm::setRelinkAction(QAction* action) { relink_->setAction(action); }

void TrainingForm::setOptions(const TrainingOptions& options) {
  options_ = options;
  options_.name.clear();
  showOptions();
  check();
}

void TrainingForm::followClips(ClipOptions before, ClipOptions after) {
  TrainingOptions followed = stored();
  if (!follow_changes(described(followed.data.clips), described(before), described(after))) return;
  options_ = followed;
  showOptions();
  check();
}

void TrainingForm::showOptions() {
  const QScopedValueRollback guard(filling_, true);
  for (FormSection* section : sections_) section->fields()->show(options_);
  const std::string_view preset = options_.preset();
  preset_->setCurrentIndex(
      preset_->findText(QString::fromLatin1(preset.data(), static_cast<qsizetype>(preset.size()))));
}

TrainingOptions TrainingForm::stored() const {
  TrainingOptions options = options_;
  for (const FormSection* section : sections_) section->fields()->store(options);
  return options;
}

TrainingOptions TrainingForm::options() const {
  TrainingOptions options = stored();
  // What goes with another option and has no field.
  options.network.head.kind =
      options.loss == LossKind::cross_entropy ? HeadKind::heat_map : HeadKind::regression;
  if (options.target.frame == TargetFrame::universal) options.augmentation.rotate_deg = 0;
  return options;
}

void TrainingForm::setRunName(const QString& name) {
  options_ = stored();
  options_.name = name.toStdString();
  showOptions();
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

void TrainingForm::takePreset() {
  if (filling_ || preset_->currentIndex() < 0) return;
  const TrainingOptions own = stored();
  const TrainingOptions preset =
      TrainingOptions::presets()[static_cast<std::size_t>(preset_->currentIndex())].make();
  if (own.network.same_size(preset.network)) return;
  options_ = own.resized(preset);
  showOptions();
  check();
}

void TrainingForm::takeEdit() {
  if (!filling_) check();
}

void TrainingForm::check() {
  const TrainingOptions options = this->options();
  for (FormSection* section : sections_) section->refreshPossible(options);
  encoder_note_->setText(encoder_text(options));
  showRejected(options.data);
  showVideos(options);
  problem_.clear();
  const ClipOptions& clips = options.data.clips;
  if (datasets_->list()->count() > 0 && datasets_->list()->checked().empty()) {
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
  if (problem_.isEmpty()) problem_ = videoProblem(options);
  message_->setText(problem_);
  message_->setVisible(!problem_.isEmpty());
  Q_EMIT checked();
}

void TrainingForm::showVideos(const TrainingOptions& options) {
  QStringList lines;
  QStringList firsts;
  bool absent = false;
  for (const DatasetVideos& videos : videos_.value_or(std::vector<DatasetVideos>())) {
    if (!options.network.sees_pictures() || !is_learnt_from(options.data, videos.dataset)) continue;
    lines += video_reasons(videos);
    if (videos.absent == 0) continue;
    absent = true;
    firsts += tr("The first is %1").arg(shown_name(videos.first_absent));
  }
  video_note_->setText(lines.join(QLatin1Char('\n')));
  video_note_->setVisible(!lines.isEmpty());
  video_note_->setToolTip(firsts.join(QLatin1Char('\n')));
  relink_->setVisible(absent && relink_->action() != nullptr);
}

QString TrainingForm::videoProblem(const TrainingOptions& options) const {
  if (!videos_ || !options.network.sees_pictures()) return {};
  QStringList lines;
  for (const DatasetVideos& videos : *videos_) {
    if (!is_learnt_from(options.data, videos.dataset)) continue;
    if (videos.usable() > 0) return {};
    lines += video_reasons(videos);
  }
  return tr("There is no video to learn from: %1. The preset landmarks needs none: it learns from motion "
            "alone")
      .arg(lines.isEmpty() ? tr("no data") : lines.front());
}

void TrainingForm::showRejected(const DataOptions& learnt_from) {
  std::int64_t frames = 0;
  for (const auto& [dataset, rejected] : rejected_frames_) {
    if (is_learnt_from(learnt_from, dataset)) frames += rejected;
  }
  const int count = static_cast<int>(frames);
  rejected_note_->setText(learnt_from.with_rejected
                              ? tr("%Ln rejected frame(s) are learnt from, too", nullptr, count)
                              : tr("%Ln rejected frame(s) stay out", nullptr, count));
  rejected_note_->setVisible(frames > 0);
}

void TrainingForm::retranslate() {
  preset_->setPlaceholderText(tr("Own size"));
  preset_label_->setText(tr("Preset"));
  preset_->setToolTip(
      tr("tiny: minutes on two cores. base: the paper’s size, for a graphics card. landmarks: from motion "
         "alone, for "
         "real video"));
  preset_label_->setToolTip(preset_->toolTip());
  weights_->retranslate();
  start_model_->retranslate();
  notes_->text()->setPlaceholderText(tr("What this run is for"));
  encoder_note_->setText(encoder_text(options()));
}

void TrainingForm::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() != QEvent::LanguageChange) return;
  retranslate();
  check();
}

}  // namespace solopose
