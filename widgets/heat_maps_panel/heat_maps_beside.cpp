#include <QAction>
#include <QComboBox>
#include <QSplitter>

#include "core/project/catalog.h"
#include "widgets/heat_maps_panel/heat_maps_panel_private.h"
#include "widgets/heat_maps_panel/model_reference.h"
#include "widgets/heat_maps_panel/pinned_heat_map.h"
#include "widgets/session/pose_cache.h"
#include "widgets/session/session.h"
#include "widgets/shared/model_name.h"
#include "widgets/theme/shown_text.h"

// The heat map that is kept beside the one that is shown.

namespace solopose {

namespace {

/// As they are asked for: of a model, file or camera that was not chosen there is nothing to tell.
QString joined(QStringList parts) {
  parts.removeAll(QString());
  return parts.join(QStringLiteral(" · "));
}

}  // namespace

QString HeatMapsPanel::Private::frameName(const HeatMapPicture& of) const {
  if (!of.in_crop_space) return of.query.choice.universal ? tr("universal frame") : tr("dataset frame");
  if (of.query.camera.empty()) return tr("camera frame");
  return tr("frame of camera %1").arg(shown_name(of.query.camera));
}

HeatMapCaption HeatMapsPanel::Private::captionOf(const HeatMapPicture& of, const QString& file_shown) const {
  const HeatMapChoice& chosen = of.query.choice;
  const SequenceRecord* sequence = session->catalog()->sequence(of.query.sequence);
  QString made_by = rule->itemText(static_cast<int>(chosen.request.mixture.rule));
  if (of.query.model && needs_model(chosen.source)) made_by = model_name(of.query.model->file);
  if (needs_file(chosen.source)) made_by = file_shown;
  return {joined({source->itemText(static_cast<int>(chosen.source)),
                  joint->itemText(chosen.request.joint ? 1 + index_of(*chosen.request.joint) : 0),
                  tr("Frame %1").arg(q->locale().toString(static_cast<qlonglong>(of.query.frame)))}),
          joined({frameName(of), made_by, sequence != nullptr ? shown_name(sequence->name) : QString()})};
}

/// What stands above each, in the language of now.
void HeatMapsPanel::Private::refreshCaptions() {
  if (picture) current->setCaption(captionOf(*picture, file_name));
  if (!picture) current->setCaption({});
  if (pinned->picture()) pinned->setCaption(captionOf(*pinned->picture(), pinned_file));
}

void HeatMapsPanel::Private::keepBeside(bool keep) {
  wanted_kept.reset();
  kept_maker.reset();
  if (keep && picture) {
    pinned->view()->setBodyAxes(view->camera().up, view->camera().facing);
    pinned_file = file_name;
    pinned->pin(picture, overlay());
  }
  showBeside(keep && picture);
}

/// Also what is still to come.
void HeatMapsPanel::Private::stopKeeping() {
  const QSignalBlocker quiet(actions.keep_beside);
  actions.keep_beside->setChecked(false);
  keepBeside(false);
}

/// Both with equal shares of the room.
void HeatMapsPanel::Private::showBeside(bool shown) {
  if (!shown) pinned->forget();
  refreshCaptions();
  const bool appears = shown && pinned->isHidden();
  current->showCaption(shown);
  pinned->setVisible(shown);
  if (appears) views->setSizes({1000, 1000});
  refreshStatus();
  updateActions();
  Q_EMIT q->viewStateChanged();
}

/// How the kept map's frame is turned against the shown one's; none where nobody knows.
std::optional<Eigen::Matrix3d> HeatMapsPanel::Private::turnFromKept() const {
  if (!picture || !pinned->picture()) return std::nullopt;
  return turn_between(*pinned->picture(), *picture);
}

/// The kept map is seen from the side that the shown one is.
void HeatMapsPanel::Private::turnKept() {
  if (!pinned->picture()) return;
  if (const auto turn = turnFromKept()) {
    const OrbitCamera& eye = view->camera();
    pinned->view()->setBodyAxes(turn->transpose() * eye.up, turn->transpose() * eye.facing);
  } else if (const auto own = ownAxes(*pinned->picture())) {
    pinned->view()->setBodyAxes(own->up, own->facing);
  }
}

void HeatMapsPanel::Private::probed(bool in_kept, const std::optional<HeatMapProbe>& at) {
  probe = at;
  probe_in_kept = in_kept;
  refreshStatus();
}

/// Of one of both maps: what the pointer is over there, or lies where it is over the other one.
std::optional<HeatMapProbe> HeatMapsPanel::Private::probeOf(bool kept) const {
  const HeatMapPicturePtr& other = pinned->picture();
  if (!probe || (kept != probe_in_kept && !(picture && other))) return std::nullopt;
  if (kept == probe_in_kept) return probe;
  const Eigen::Matrix3d to_shown = pinned->toBeside();
  if (kept) return same_place(*probe, *picture, *other, to_shown.transpose());
  return same_place(*probe, *other, *picture, to_shown);
}

/// One in each map, where there are two.
void HeatMapsPanel::Private::moveCursors() {
  const bool two = pinned->picture() && picture;
  const auto place = [&](bool kept) -> std::optional<Eigen::Vector3d> {
    const auto at = two ? probeOf(kept) : std::nullopt;
    return at ? std::optional(at->position_mm) : std::nullopt;
  };
  current->mark(place(false));
  pinned->mark(place(true));
}

QJsonValue HeatMapsPanel::Private::keptState() const {
  if (wanted_kept) return to_json(*wanted_kept);
  if (!pinned->picture()) return {};
  const HeatMapQuery& query = pinned->picture()->query;
  const SequenceRecord* sequence = session->catalog()->sequence(query.sequence);
  if (sequence == nullptr) return {};
  const QString project = session->projectFolder();
  return to_json(KeptHeatMap{QString::fromStdString(sequence->name), query.frame, query.choice,
                             query.model ? model_reference(query.model->file, project) : QJsonValue(),
                             QString::fromStdString(query.camera)});
}

void HeatMapsPanel::Private::setKeptState(const QJsonValue& state) {
  stopKeeping();
  if (!state.isObject() || !session->hasProject()) return;
  wanted_kept = kept_from(state.toObject());
  makeKept();
}

void HeatMapsPanel::Private::giveKeptUp(const QString& why) {
  wanted_kept.reset();
  Q_EMIT session->errorShown(tr("The heat map that was kept beside is not shown again: %1").arg(why));
}

/// As soon as there is everything that it is made of.
void HeatMapsPanel::Private::makeKept() {
  if (!wanted_kept || kept_maker || !q->isVisible() || !session->hasProject()) return;
  if (needs_file(wanted_kept->choice.source))
    return giveKeptUp(tr("it came from a file; open that and keep it again"));
  const SequenceRecord* of = session->catalog()->sequence_named(wanted_kept->sequence.toStdString());
  if (of == nullptr)
    return giveKeptUp(tr("%1 is not in this project").arg(shown_name(wanted_kept->sequence)));
  std::optional<HeatMapQuery> query = queryOf(*of, wanted_kept->frame, wanted_kept->choice);
  if (!query) return;
  if (needs_model(wanted_kept->choice.source)) {
    const std::filesystem::path place = model_file(wanted_kept->model, session->projectFolder());
    std::error_code unreadable;
    if (!std::filesystem::is_regular_file(place, unreadable))
      return giveKeptUp(tr("the model %1 is not there any more").arg(model_name(place)));
    query->model = model_files(place);
    query->camera = wanted_kept->camera.toStdString();
  }
  kept_maker = std::make_unique<HeatMapComputer>();
  QObject::connect(kept_maker.get(), &HeatMapComputer::pictured, q,
                   [this](const HeatMapPicturePtr& fresh) { takeKept(fresh); });
  QObject::connect(kept_maker.get(), &HeatMapComputer::failed, q, [this](const QString& message) {
    kept_maker.release()->deleteLater();
    giveKeptUp(message);
  });
  kept_maker->request(std::move(*query));
}

void HeatMapsPanel::Private::takeKept(const HeatMapPicturePtr& fresh) {
  kept_maker.release()->deleteLater();
  wanted_kept.reset();
  pinned_file.clear();
  pinned->pin(fresh, overlayOf(*fresh, nullptr));
  turnKept();
  {
    const QSignalBlocker quiet(actions.keep_beside);
    actions.keep_beside->setChecked(true);
  }
  showBeside(true);
}

}  // namespace solopose
