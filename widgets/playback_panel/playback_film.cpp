// A film in one go: its people found, one followed, its poses predicted, and played.
#include <cmath>
#include <utility>

#include <QAction>
#include <QTabWidget>

#include "core/base/error.h"
#include "core/engine/engine.h"
#include "core/models/model_description.h"
#include "core/models/shipped_models.h"
#include "core/prediction/kept_prediction.h"
#include "widgets/cursor/cursor.h"
#include "widgets/playback_panel/playback_panel_private.h"
#include "widgets/playback_panel/predict_page.h"
#include "widgets/playback_panel/replaced_poses.h"
#include "widgets/playback_panel/skeletons_page.h"
#include "widgets/session/job_runner.h"
#include "widgets/session/session.h"
#include "widgets/theme/shown_text.h"

namespace solopose {
namespace {

/// Of the video shown, one who was found with others.
PredictionPtr with_several_people(const PlaybackData& data) {
  const PlaybackView* view = data.mainView();
  if (view == nullptr) return nullptr;
  for (const PredictedBy& model : data.predictions()->models()) {
    const PredictionPtr prediction = model.shown ? model.of(view->file) : nullptr;
    if (prediction && prediction->people.size() > 1) return prediction;
  }
  return nullptr;
}

/// One past the last frame that has a pose.
qint64 end_of_poses(const Prediction& prediction) {
  for (std::int64_t row = prediction.frames(); row > 0; --row) {
    if (std::isfinite(prediction.confidences[static_cast<std::size_t>((row - 1) * joint_count)]))
      return prediction.first + row;
  }
  return 0;
}

QString words_for(FilmTrait trait) {
  switch (trait) {
    case FilmTrait::lost:
      return PlaybackPanel::tr("In many frames the person is not seen: these have no pose");
    case FilmTrait::several_people:
      return PlaybackPanel::tr("Others stand close to the person: its limbs may be theirs");
    case FilmTrait::lying:
      return PlaybackPanel::tr("The person lies or bends far over: the model knows few such motions");
    case FilmTrait::cut_off:
      return PlaybackPanel::tr("The legs are cut off by the picture’s edge: they are guessed");
    case FilmTrait::tiny:
      return PlaybackPanel::tr("The person is small in the picture: its joints are rough");
  }
  return {};
}

}  // namespace

JobHandle* PlaybackPanel::Private::predict(const PredictionOrder& order, bool then_play,
                                           const std::shared_ptr<PredictionPtr>& made) {
  const std::filesystem::path video = order.options.video;
  orders[video] = order;
  JobHandle* job = session->jobs()->start(
      tr("Predict poses of %1").arg(QString::fromStdString(video.filename().string())),
      [order, made, inbox = data.predictions()->inbox()](const JobContext& context) {
        PredictionOrder whole = order;
        if (whole.options.model.empty()) whole.options.model = require_video_model_file();
        const auto post = [&](const Prediction& prediction, std::int64_t, std::int64_t) {
          inbox->post(std::make_shared<const Prediction>(prediction));
        };
        const auto poses = std::make_shared<const Prediction>(engine().run_prediction(whole, post, context));
        if (made) *made = poses;
        inbox->post(poses);
      });
  tabs->setCurrentWidget(skeletons);
  if (!then_play) return job;
  film_along = video;
  along.begin();
  QObject::connect(job, &JobHandle::ended, q, [this, video](JobOutcome outcome) {
    if (film_along != video) return;
    if (outcome == JobOutcome::cancelled)
      along.giveUp();
    else
      along.finish();  // without poses, too: a film was opened to be seen
    refreshStatus();
  });
  return job;
}

void PlaybackPanel::Private::followPoses() {
  if (!along.active()) return;
  for (const PredictedBy& model : data.predictions()->models())
    if (const PredictionPtr prediction = model.of(film_along)) along.setKnown(end_of_poses(*prediction));
}

void PlaybackPanel::Private::wantPrediction(const std::filesystem::path& model) {
  try {
    const ModelDescription description = read_model_description(model);
    wanted_prediction = {model, description.run, description.step, session->cursor()->sequence()};
  } catch (const Error& error) {
    Q_EMIT session->failed(QString::fromUtf8(error.what()));
    return;
  }
  for (QAction* shown : {actions.show_truth, actions.show_predictions}) shown->setChecked(true);
  predict_page->addModelFile(QString::fromStdString(model.string()));
  followWanted();
}

/// Once the video and the true poses in it are there: what is kept of the model is shown, else it is asked,
/// the frames near the cursor first.
void PlaybackPanel::Private::followWanted() {
  if (!wanted_prediction || data.predictions()->busy()) return;
  if (wanted_prediction->track != session->cursor()->sequence()) return wanted_prediction.reset();
  const PlaybackView* view = data.mainView();
  if (view == nullptr || data.factsOf(*view) == nullptr || !data.truthOf(*view)) return;
  const std::int64_t frame = data.mainMap().video_frame(session->cursor()->frame());
  for (const PredictedBy& model : data.predictions()->models()) {
    const PredictionPtr kept = model.of(view->file);
    const bool holds = kept && frame >= kept->first && frame < kept->first + kept->frames();
    if (!holds || kept->model.run != wanted_prediction->run || kept->model.step != wanted_prediction->step)
      continue;
    wanted_prediction.reset();
    return data.predictions()->setShown(model.fingerprint, true);
  }
  const auto order = predict_page->order();
  if (!order || order->options.model != wanted_prediction->model) return;
  wanted_prediction.reset();
  predict(*order, false);
}

/// Once the video has told its size and length.
void PlaybackPanel::Private::followFilm() {
  const PlaybackView* view = data.mainView();
  if (film.empty() || view == nullptr || view->file != film || data.factsOf(*view) == nullptr) return;
  PredictionOrder order;
  order.options.video = std::exchange(film, {});
  predict(order, true);
}

void PlaybackPanel::Private::rememberFilm() {
  const PlaybackView* view = data.mainView();
  if (session->hasProject() || view == nullptr) return;
  for (const PredictedBy& model : data.predictions()->models())
    if (const PredictionPtr prediction = model.of(view->file)) film_poses = prediction;
}

/// In the project that has been opened over it the video plays on, and its poses stay.
void PlaybackPanel::Private::keepFilm() {
  const PredictionPtr poses = std::exchange(film_poses, nullptr);
  if (!poses || !session->whyReadOnly().isEmpty()) return;
  JobHandle* job = session->jobs()->start(
      tr("Add the poses of %1 to the project").arg(QString::fromStdString(poses->video.filename().string())),
      [poses, folder = std::filesystem::path(session->projectFolder().toStdString())](
          const JobContext& context) { keep_prediction(*poses, folder, context); });
  QObject::connect(job, &JobHandle::ended, q, [this] { data.predictions()->reload(); });
  data.openLooseVideo(poses->video);
}

void PlaybackPanel::Private::choosePersonAt(const QPointF& pixel, qint64 video_frame) {
  const PredictionPtr prediction = with_several_people(data);
  if (!prediction) return;
  const auto person = person_at(*prediction, {pixel.x(), pixel.y()}, video_frame);
  if (!person || person == prediction->chosen) return;
  const auto before = orders.find(prediction->video);
  PredictionOrder order = before == orders.end() ? PredictionOrder() : before->second;
  order.options.video = prediction->video;
  order.options.person = PersonPoint{{pixel.x() + 0.5, pixel.y() + 0.5}, video_frame};
  order.person = PersonSource::detector;
  if (before == orders.end() && session->whyReadOnly().isEmpty())
    order.project_folder = session->projectFolder().toStdString();
  const auto made = std::make_shared<PredictionPtr>();
  const JobHandle* job = predict(order, false, made);
  QObject::connect(job, &JobHandle::ended, q, [this, prediction, made] {
    if (*made)
      tellFollowed(prediction, *made);
    else
      data.predictions()->put(prediction);  // not half of somebody else's
  });
}

void PlaybackPanel::Private::tellFollowed(const PredictionPtr& before, const PredictionPtr& after) {
  record_replaced_poses(session, data.predictions()->inbox(), before, after);
  Q_EMIT session->told(session->hasProject()
                           ? tr("Another person is followed. Undo brings the poses of before back")
                           : tr("Another person is followed. Click the one of before to go back"));
}

QStringList PlaybackPanel::Private::remarks() const {
  const PlaybackView* view = data.mainView();
  QStringList lines;
  if (view == nullptr) return lines;
  if (along.waits()) lines << tr("It plays as soon as more poses are there");
  for (const PredictedBy& model : data.predictions()->models()) {
    const PredictionPtr prediction = model.shown ? model.of(view->file) : nullptr;
    if (!prediction || !prediction->traits) continue;
    if (prediction->people.size() > 1)
      lines << tr("%Ln people found: click another to follow it", nullptr,
                  static_cast<int>(prediction->people.size()));
    for (const FilmTrait trait : unlike_known_films(*prediction->traits)) lines << words_for(trait);
    break;
  }
  return lines;
}

}  // namespace solopose
