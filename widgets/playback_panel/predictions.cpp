#include "widgets/playback_panel/predictions.h"

#include <algorithm>

#include "widgets/shared/model_name.h"

namespace solopose {
namespace {

struct Kept {
  std::vector<PredictionPtr> predictions;
  QString error;  ///< of the last one that cannot be read; the others are there
};

Kept read_kept(const std::filesystem::path& project, const std::vector<std::filesystem::path>& videos,
               const std::stop_token& stop) {
  Kept kept;
  for (const auto& video : videos) {
    try {
      for (const auto& file : predictions_of(project, video)) {
        if (stop.stop_requested()) return {};
        Prediction prediction = read_prediction(file);
        prediction.video = video;  // where it lies today
        kept.predictions.push_back(std::make_shared<const Prediction>(std::move(prediction)));
      }
    } catch (const std::exception& problem) {
      kept.error = QString::fromUtf8(problem.what());
    }
  }
  return kept;
}

}  // namespace

PredictionPtr PredictedBy::of(const std::filesystem::path& video) const {
  const auto found = videos.find(video);
  return found == videos.end() ? nullptr : found->second;
}

void PredictionInbox::post(PredictionPtr prediction) {
  const std::scoped_lock lock(mutex_);
  if (owner_ == nullptr) return;
  QMetaObject::invokeMethod(
      owner_, [owner = owner_, prediction = std::move(prediction)] { owner->put(prediction); },
      Qt::QueuedConnection);
}

void PredictionInbox::close() {
  const std::scoped_lock lock(mutex_);
  owner_ = nullptr;
}

Predictions::Predictions(QObject* parent)
    : QObject(parent), inbox_(std::make_shared<PredictionInbox>(this)) {}

Predictions::~Predictions() { inbox_->close(); }

void Predictions::setVideos(const std::filesystem::path& project_folder,
                            const std::vector<std::filesystem::path>& videos) {
  if (project_folder == project_folder_ && videos == videos_) return;
  project_folder_ = project_folder;
  videos_ = videos;
  for (PredictedBy& model : models_)
    std::erase_if(model.videos, [&](const auto& entry) {
      return std::ranges::find(videos_, entry.first) == videos_.end();
    });
  std::erase_if(models_, [](const PredictedBy& model) { return model.videos.empty(); });
  Q_EMIT changed();
  reload();
}

void Predictions::reload() {
  if (project_folder_.empty() || videos_.empty()) return reader_.forget();
  reader_.request([folder = project_folder_,
                   videos = videos_](const std::stop_token& stop) { return read_kept(folder, videos, stop); },
                  [this](const Kept& kept) {
                    for (const PredictionPtr& prediction : kept.predictions) take(prediction);
                    Q_EMIT changed();
                    if (!kept.error.isEmpty()) Q_EMIT failed(kept.error);
                  });
}

void Predictions::put(const PredictionPtr& prediction) {
  if (std::ranges::find(videos_, prediction->video) == videos_.end()) return;
  take(prediction);
  Q_EMIT changed();
}

void Predictions::take(const PredictionPtr& prediction) {
  const std::string& fingerprint = prediction->model_fingerprint;
  auto model = std::ranges::find(models_, fingerprint, &PredictedBy::fingerprint);
  if (model == models_.end()) {
    const auto colour = colours_.try_emplace(fingerprint, static_cast<int>(colours_.size())).first->second;
    const auto switched = switched_.find(fingerprint);
    models_.push_back({fingerprint,
                       model_name(prediction->model, fingerprint),
                       colour,
                       switched == switched_.end() || switched->second,
                       {}});
    model = std::prev(models_.end());
  }
  model->videos[prediction->video] = prediction;
}

void Predictions::setShown(const std::string& fingerprint, bool shown) {
  const auto model = std::ranges::find(models_, fingerprint, &PredictedBy::fingerprint);
  if (model == models_.end() || model->shown == shown) return;
  model->shown = shown;
  switched_[fingerprint] = shown;
  Q_EMIT shownChanged();
}

}  // namespace solopose
