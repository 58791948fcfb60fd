#include "widgets/playback_panel/predict_page.h"

#include <algorithm>

#include <QComboBox>
#include <QCoreApplication>
#include <QEvent>
#include <QFileDialog>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <QToolButton>
#include <QVBoxLayout>

#include "core/base/fingerprint.h"
#include "core/landmarks/landmark_weights.h"
#include "core/models/model_card.h"
#include "core/models/shipped_models.h"
#include "core/project/catalog.h"
#include "widgets/cursor/cursor.h"
#include "widgets/cursor/playback.h"
#include "widgets/playback_panel/playback_data.h"
#include "widgets/session/session.h"
#include "widgets/shared/elided_combo_box.h"
#include "widgets/shared/model_name.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

QLabel* note_label(QWidget* parent, const char* role) {
  auto* label = new QLabel(parent);
  label->setProperty("role", role);
  label->setTextFormat(Qt::PlainText);
  label->setWordWrap(true);
  return label;
}

QString how_to_get_blazepose() {
  return QCoreApplication::translate("solopose::LandmarkWeights", landmark_weights_missing)
      .arg(QString::fromStdString(blazepose_fetcher().value_or("fetch-blazepose").string()),
           QString::fromStdString(landmark_weights_folders().back().string()));
}

}  // namespace

PredictPage::PredictPage(PlaybackData* source, Playback* playback, QWidget* parent)
    : QWidget(parent), data_(source), playback_(playback) {
  build();
  retranslate();
  connect(model_, &QComboBox::currentIndexChanged, this, &PredictPage::refresh);
  connect(model_, &QComboBox::activated, this, [this] { wanted_ = chosenModel()->files.file; });
  connect(person_, &QComboBox::currentIndexChanged, this, [this](int row) {
    asked_ = static_cast<PersonSource>(row);
    refresh();
  });
  connect(browse_, &QToolButton::clicked, this, &PredictPage::askForFile);
  connect(draw_, &QToolButton::clicked, this, &PredictPage::drawWanted);
  connect(start_, &QPushButton::clicked, this, &PredictPage::startWanted);
  connect(data_, &PlaybackData::viewsChanged, this, [this] {
    chooseModel();
    setDrawn({});
  });
  connect(data_, &PlaybackData::factsChanged, this, &PredictPage::refreshPossible);
  connect(data_, &PlaybackData::metricsChanged, this, &PredictPage::refreshPossible);
  connect(playback_, &Playback::changed, this, &PredictPage::refreshPossible);
  connect(&Theme::instance(), &Theme::changed, this,
          [this] { browse_->setIcon(Theme::instance().icon(QStringLiteral("folder-open"))); });
  refreshPossible();
}

void PredictPage::build() {
  auto* inner = new QWidget;
  model_label_ = new QLabel(inner);
  model_ = new ElidedComboBox(inner);
  browse_ = new QToolButton(inner);
  browse_->setIcon(Theme::instance().icon(QStringLiteral("folder-open")));
  note_ = note_label(inner, "muted");
  note_->setTextInteractionFlags(Qt::TextSelectableByMouse);  // it may name a command
  warning_ = note_label(inner, "attention");
  person_label_ = new QLabel(inner);
  person_ = new ElidedComboBox(inner);
  person_->addItems({{}, {}, {}});
  draw_ = new QToolButton(inner);
  draw_->setIcon(Theme::instance().icon(QStringLiteral("crop")));
  range_label_ = new QLabel(inner);
  range_ = new ElidedComboBox(inner);
  range_->addItems({{}, {}});
  start_ = new QPushButton(this);
  start_->setProperty("role", "primary");
  why_not_ = note_label(inner, "muted");
  auto* form = new QGridLayout;
  form->setColumnStretch(1, 1);
  form->setVerticalSpacing(8);
  form->addWidget(model_label_, 0, 0);
  form->addWidget(model_, 0, 1);
  form->addWidget(browse_, 0, 2);
  form->addWidget(person_label_, 1, 0);
  form->addWidget(person_, 1, 1);
  form->addWidget(draw_, 1, 2);
  form->addWidget(range_label_, 2, 0);
  form->addWidget(range_, 2, 1, 1, 2);
  auto* column = new QVBoxLayout(inner);
  column->setContentsMargins(10, 10, 10, 10);
  column->addLayout(form);
  column->addWidget(warning_);
  column->addWidget(why_not_);
  column->addWidget(note_);
  column->addStretch(1);
  auto* scroll = new QScrollArea(this);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setWidget(inner);
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->addWidget(scroll, 1);
  auto* foot = new QHBoxLayout;  // seen however little of the rest is
  foot->setContentsMargins(10, 4, 10, 8);
  foot->addWidget(start_, 0, Qt::AlignLeft);
  all->addLayout(foot);
}

PredictPage::Model PredictPage::describe(const ModelFiles& files, bool demo) {
  Model model{files, model_name(files.file), {}, demo};
  try {
    const ModelDescription description = read_model_description(files.file);
    const bool by_landmarks = !description.network.sees_pictures();
    model.facts = description.target.frame == TargetFrame::camera
                      ? tr("Sees poses from the camera, so they can be drawn on the video")
                      : tr("Sees poses in the universal frame: drawn on videos whose camera is known and "
                           "whose track is aligned");
    if (by_landmarks && !landmark_weights()) model.facts += QStringLiteral("\n") + how_to_get_blazepose();
    if (description.validation_mpjpe_mm > 0)
      model.facts +=
          QStringLiteral("\n") + tr("%1 mm MPJPE on its own validation clips")
                                     .arg(QLocale().toString(description.validation_mpjpe_mm, 'f', 0));
    if (const auto card = by_landmarks ? card_of_model(fingerprint_of_file(files.file)) : std::nullopt)
      model.facts += QStringLiteral("\n") +
                     tr("%1 mm MPJPE on real film (%2)")
                         .arg(QLocale().toString(static_cast<double>(card->mean_error_mm()), 'f', 0),
                              QString::fromStdString(card->measured_on));
  } catch (const std::exception& error) {
    model.facts = QString::fromUtf8(error.what());
  }
  return model;
}

std::vector<PredictPage::Model> PredictPage::modelsOf(const std::filesystem::path& project,
                                                      const std::vector<std::filesystem::path>& by_hand) {
  std::vector<Model> models;
  try {
    for (const Run& run : project.empty() ? std::vector<Run>() : list_runs(project))
      if (run.has_model()) models.push_back(describe(model_files(run), false));
  } catch (const std::exception&) {
    models.clear();  // damaged runs are the training panel's to report
  }
  if (const auto video = video_model_file())
    models.emplace_back(describe({*video, {}}, false)).for_video = true;
  if (const auto demo = demo_model_file()) models.push_back(describe({*demo, {}}, true));
  for (const auto& file : by_hand)
    if (std::ranges::find(models, file, file_of) == models.end())
      models.push_back(describe(model_files(file), false));
  return models;
}

void PredictPage::refreshModels() {
  const std::filesystem::path project = data_->session()->projectFolder().toStdString();
  lister_.request(
      [project, by_hand = by_hand_](const std::stop_token&) { return modelsOf(project, by_hand); },
      [this](std::vector<Model> models) { takeModels(std::move(models)); });
}

void PredictPage::takeModels(std::vector<Model> models) {
  models_ = std::move(models);
  model_->clear();
  for (const Model& model : models_) addItemOf(model);
  chooseModel();
  refresh();
}

/// What somebody chose; else for a video that is no sequence's the model for real video, for the project's
/// own films the newest run's.
void PredictPage::chooseModel() {
  const bool loose = data_->session()->cursor()->onLooseVideo();
  auto model = std::ranges::find(models_, wanted_, file_of);
  if (model == models_.end() && loose) model = std::ranges::find(models_, true, &Model::for_video);
  if (model == models_.end()) model = models_.begin();
  if (model != models_.end()) model_->setCurrentIndex(static_cast<int>(model - models_.begin()));
}

void PredictPage::addModelFile(const QString& file) {
  const std::filesystem::path path = file.toStdString();
  if (std::ranges::find(by_hand_, path) == by_hand_.end()) by_hand_.push_back(path);
  if (std::ranges::find(models_, path, file_of) == models_.end()) {
    models_.push_back(describe(model_files(path), false));
    addItemOf(models_.back());
  }
  wanted_ = path;
  chooseModel();
}

void PredictPage::askForFile() {
  auto* dialog = new QFileDialog(this, tr("Choose a model"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  dialog->setNameFilter(tr("Models (*.safetensors)"));
  connect(dialog, &QFileDialog::fileSelected, this, &PredictPage::addModelFile);
  dialog->open();
}

void PredictPage::setDrawn(const std::optional<Crop>& drawn) {
  drawn_ = drawn;
  if (drawn_) {
    asked_ = PersonSource::drawn;
  } else if (asked_ == PersonSource::drawn) {
    asked_.reset();
  }
  refreshPossible();
}

/// Two models may have the same name: the file says which.
void PredictPage::addItemOf(const Model& model) {
  model_->addItem(model.name);
  model_->setItemData(model_->count() - 1, QString::fromStdString(model.files.file.string()),
                      Qt::ToolTipRole);
}

const PredictPage::Model* PredictPage::chosenModel() const {
  const auto at = static_cast<std::size_t>(model_->currentIndex());
  return at < models_.size() ? &models_[at] : nullptr;
}

bool PredictPage::isPossible(PersonSource source) const {
  if (source != PersonSource::truth) return true;
  const PlaybackView* view = data_->mainView();
  return view != nullptr && data_->truthOf(*view) && data_->mainGeometry().camera();
}

/// Choices that make no sense right now are off. The true poses know best where the person is: the detector
/// is for videos without them, or for who asks for it.
void PredictPage::refreshPossible() {
  const bool truth = isPossible(PersonSource::truth);
  auto* rows = qobject_cast<QStandardItemModel*>(person_->model());
  rows->item(static_cast<int>(PersonSource::truth))->setEnabled(truth);
  const QSignalBlocker quiet(person_);
  const PersonSource otherwise = truth ? PersonSource::truth : PersonSource::detector;
  person_->setCurrentIndex(static_cast<int>(asked_ && isPossible(*asked_) ? *asked_ : otherwise));
  auto* ranges = qobject_cast<QStandardItemModel*>(range_->model());
  ranges->item(1)->setEnabled(playback_->hasRange());
  if (!playback_->hasRange()) range_->setCurrentIndex(0);
  refresh();
}

void PredictPage::refresh() {
  const Model* model = chosenModel();
  QString note = model == nullptr ? tr("Train a model, or choose a file") : model->facts;
  if (!data_->session()->whyReadOnly().isEmpty())
    note += QStringLiteral("\n") + tr("The project is read only: a prediction is shown, but not kept");
  note_->setText(note);
  warning_->setVisible(model != nullptr && model->demo);
  draw_->setEnabled(data_->mainView() != nullptr);
  QString why;
  if (data_->mainView() == nullptr) {
    why = tr("There is no video to predict");
  } else if (model == nullptr) {
    why = tr("There is no model yet");
  } else if (person_->currentIndex() == static_cast<int>(PersonSource::drawn) && !drawn_) {
    why = tr("Draw a square around the person first");
  }
  why_not_->setText(why);
  why_not_->setVisible(!why.isEmpty());
  start_->setEnabled(why.isEmpty());
}

std::optional<PredictionOrder> PredictPage::order() const {
  const Model* model = chosenModel();
  const PlaybackView* view = data_->mainView();
  if (model == nullptr || view == nullptr || data_->factsOf(*view) == nullptr || !start_->isEnabled())
    return {};
  const FrameMap map = data_->mainMap();
  PredictionOrder order;
  if (data_->session()->whyReadOnly().isEmpty())
    order.project_folder = data_->session()->projectFolder().toStdString();
  order.person = static_cast<PersonSource>(person_->currentIndex());
  order.drawn = drawn_;
  order.options.model = model->files.file;
  order.options.clip_weights = model->files.clip_weights;
  order.options.video = view->file;
  order.options.camera = data_->mainGeometry().camera();
  order.options.cursor = map.video_frame(data_->session()->cursor()->frame());
  const PosesPtr poses = data_->truthOf(*view);
  if (order.options.camera && poses)
    order.track = FilmedTrack{*order.options.camera, poses, data_->trackOf(*view)->frame, map};
  if (range_->currentIndex() == 1) {
    order.options.first = map.video_frame(playback_->firstFrame());
    order.options.count = map.video_frame(playback_->lastFrame()) - order.options.first + 1;
  }
  return order;
}

QString PredictPage::noteText() const {
  return note_->text() + (warning_->isHidden() ? QString() : QStringLiteral("\n") + warning_->text());
}

void PredictPage::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  refreshModels();
}

void PredictPage::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
}

void PredictPage::retranslate() {
  model_label_->setText(tr("Model"));
  model_->setToolTip(
      tr("This project’s runs, the video model, for real video, the demo model, for drawn people, or a "
         "file"));
  browse_->setToolTip(tr("Choose a model file"));
  browse_->setAccessibleName(browse_->toolTip());
  warning_->setText(tr("It was trained on rendered people only: on real video it fails"));
  warning_->setToolTip(
      tr("The demo model was trained on rendered people only. On real video it does worse than always "
         "answering with the mean pose"));
  person_label_->setText(tr("Person"));
  person_->setItemText(0, tr("Around the true pose"));
  person_->setItemText(1, tr("Found in the picture"));
  person_->setItemText(2, tr("Drawn by hand"));
  draw_->setToolTip(tr("Draw a square around the person on the video"));
  draw_->setAccessibleName(draw_->toolTip());
  range_label_->setText(tr("Frames"));
  range_->setItemText(0, tr("Whole video"));
  range_->setItemText(1, tr("Marked range"));
  start_->setText(tr("Predict"));
  refresh();
}

}  // namespace solopose
