#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include <QAction>
#include <QBuffer>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>
#include <QMimeData>
#include <QTabWidget>
#include <QUrl>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/file_names.h"
#include "core/heatpose/volume_file.h"
#include "core/project/catalog.h"
#include "core/project/output_guard.h"
#include "render/heat_map/vti_file.h"
#include "widgets/actions/action_registry.h"
#include "widgets/heat_maps_panel/colours_page.h"
#include "widgets/heat_maps_panel/heat_maps_panel_private.h"
#include "widgets/heat_maps_panel/model_reference.h"
#include "widgets/heat_maps_panel/options_page.h"
#include "widgets/heat_maps_panel/pinned_heat_map.h"
#include "widgets/session/job_runner.h"
#include "widgets/session/session.h"
#include "widgets/shared/file_path.h"

// What the panel reads and writes: volumes, pictures, its own view state.

namespace solopose {
namespace {

bool is_vti(const QString& file) {
  return QFileInfo(file).suffix().compare(QStringLiteral("vti"), Qt::CaseInsensitive) == 0;
}

/// The one volume that is dragged; empty when it is something else. An .npz may hold poses: the window's
/// import takes it.
QString dragged_volume(const QMimeData* data) {
  if (data->urls().size() != 1) return {};
  const QString file = data->urls().first().toLocalFile();
  return is_vti(file) ? file : QString();
}

QJsonObject to_json(const HeatMapLook& look) {
  QJsonArray points;
  for (const TransferFunction::Point& point : look.transfer.points)
    points.append(QJsonArray{point.value, point.opacity});
  return {{"points", points},       {"colours", static_cast<int>(look.colours)},
          {"low", look.range_low},  {"high", look.range_high},
          {"log", look.log_values}, {"log_colours", look.log_colours}};
}

/// Where the camera stands only where it does not follow the person.
QJsonObject to_json(const HeatMapPlaces& places) {
  QJsonObject json{{"azimuth", places.azimuth},
                   {"elevation", places.elevation},
                   {"framed", places.framed},
                   {"slices", QJsonArray{places.slices[0], places.slices[1], places.slices[2]}}};
  if (places.framed) return json;
  const Eigen::Vector3d& focus = places.focus_from_middle_mm;
  json["distance_mm"] = places.distance_mm;
  json["focus_mm"] = QJsonArray{focus.x(), focus.y(), focus.z()};
  return json;
}

HeatMapPlaces places_from(const QJsonObject& json) {
  constexpr double nearest_mm = 10;
  constexpr double farthest_mm = 1e6;
  HeatMapPlaces places;
  places.azimuth = std::remainder(json["azimuth"].toDouble(), 2 * std::numbers::pi);
  places.elevation = std::clamp(json["elevation"].toDouble(), -std::numbers::pi / 2, std::numbers::pi / 2);
  places.framed = json["framed"].toBool(true);
  places.distance_mm = std::clamp(json["distance_mm"].toDouble(), nearest_mm, farthest_mm);
  const QJsonArray focus = json["focus_mm"].toArray();
  const QJsonArray slices = json["slices"].toArray();
  for (int axis = 0; axis < 3; ++axis) {
    places.focus_from_middle_mm[axis] = std::clamp(focus[axis].toDouble(), -farthest_mm, farthest_mm);
    places.slices[static_cast<std::size_t>(axis)] = std::clamp(slices[axis].toDouble(0.5), 0.0, 1.0);
  }
  return places;
}

/// What is not as it should be keeps its default: the file belongs to the user.
HeatMapLook look_from(const QJsonObject& json, HeatMapLook look) {
  TransferFunction transfer;
  for (const QJsonValue& entry : json["points"].toArray()) {
    const QJsonArray pair = entry.toArray();
    const TransferFunction::Point point{pair[0].toDouble(-1), pair[1].toDouble(-1)};
    const bool ascending = transfer.points.empty() || point.value >= transfer.points.back().value;
    const bool inside = point.value >= 0 && point.value <= 1 && point.opacity >= 0 && point.opacity <= 1;
    if (!inside || !ascending) return look;
    transfer.points.push_back(point);
  }
  if (transfer.points.size() >= 2) look.transfer = transfer;
  const int colours = json["colours"].toInt(-1);
  if (colours >= 0 && colours <= static_cast<int>(ColourMap::coolwarm))
    look.colours = static_cast<ColourMap>(colours);
  const double low = json["low"].toDouble(look.range_low);
  const double high = json["high"].toDouble(look.range_high);
  if (low < high) {
    look.range_low = low;
    look.range_high = high;
  }
  look.log_values = json["log"].toBool(look.log_values);
  look.log_colours = json["log_colours"].toBool(look.log_colours);
  return look;
}

}  // namespace

void HeatMapsPanel::Private::askForVolume() {
  auto* dialog = new QFileDialog(q, tr("Open volume"), QString(), tr("Volumes (*.npz *.vti)"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  QObject::connect(dialog, &QFileDialog::fileSelected, q, &HeatMapsPanel::openVolume);
  QObject::connect(dialog, &QFileDialog::rejected, q, [this] { wanted_source = HeatMapSource::file; });
  dialog->open();
}

/// A name that says what is in the file.
QString HeatMapsPanel::Private::suggestedName(const QString& ending) const {
  const SequenceRecord* shown = record();
  QString name = shown != nullptr ? QString::fromStdString(shown->name) : QStringLiteral("heat-map");
  name = QString::fromStdString(
      safe_file_name(name.replace(QLatin1Char('/'), QLatin1Char('-')).toStdString(), 200));
  const std::int64_t frame = picture ? picture->query.frame : 0;
  return QStringLiteral("%1-%2.%3").arg(name).arg(frame).arg(ending);
}

/// Where to save; an ending that was left out is the chosen filter's.
void HeatMapsPanel::Private::askWhere(const QString& title, const QString& ending, const QString& filters,
                                      void (HeatMapsPanel::*save)(const QString&)) {
  auto* dialog = new QFileDialog(q, title, QString(), filters);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(ending);
  QObject::connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
    dialog->setDefaultSuffix(filter.section(QStringLiteral("*."), 1).remove(QLatin1Char(')')));
  });
  dialog->selectFile(suggestedName(ending));
  QObject::connect(dialog, &QFileDialog::fileSelected, q, save);
  dialog->open();
}

void HeatMapsPanel::openVolume(const QString& file) {
  auto volume = std::make_shared<Volume>();
  const auto read = [volume, vti = is_vti(file), path = path_of(file)](const JobContext&) {
    *volume = vti ? read_vti(path) : read_volume(path);
  };
  JobHandle* job = d_->session->jobs()->start(tr("Open heat map %1").arg(QFileInfo(file).fileName()), read);
  const QString project = d_->session->projectFolder();
  const HeatMapSource wanted = std::exchange(d_->wanted_source, HeatMapSource::file);
  connect(job, &JobHandle::ended, this, [this, volume, file, project, wanted](JobOutcome outcome) {
    if (outcome != JobOutcome::finished || project != d_->session->projectFolder()) return;
    d_->file = volume;
    d_->file_name = QFileInfo(file).fileName();
    if (!needs_file(d_->choice.source))
      d_->source->setCurrentIndex(static_cast<int>(wanted));
    else
      d_->request();
  });
}

void HeatMapsPanel::dragEnterEvent(QDragEnterEvent* event) {
  if (d_->actions.open_volume->isEnabled() && !dragged_volume(event->mimeData()).isEmpty())
    event->acceptProposedAction();
}

void HeatMapsPanel::dropEvent(QDropEvent* event) {
  const QString file = dragged_volume(event->mimeData());
  if (file.isEmpty()) return;
  event->acceptProposedAction();
  openVolume(file);
}

void HeatMapsPanel::exportVolume(const QString& file) {
  if (!d_->picture) return;
  JobHandle* job =
      d_->session->jobs()->start(tr("Export heat map %1").arg(QFileInfo(file).fileName()),
                                 [picture = d_->picture, path = path_of(file),
                                  project = d_->session->projectFolder().toStdString()](const JobContext&) {
                                   guard_output(path, {.project = project, .endings = {".vti", ".npz"}});
                                   write_volume(path, picture->volume.grid, picture->volume.values);
                                 });
  job->setResult(file);
}

void HeatMapsPanel::saveScreenshot(const QString& file) {
  if (!d_->picture) return;
  JobHandle* job = d_->session->jobs()->start(
      tr("Save picture %1").arg(QFileInfo(file).fileName()),
      [picture = d_->pinned->picture() ? picture_of(*d_->pinned, *d_->current) : d_->view->picture(),
       path = path_of(file), project = d_->session->projectFolder().toStdString()](const JobContext&) {
        guard_output(path, {.project = project, .endings = {".png"}});
        QByteArray bytes;
        QBuffer buffer(&bytes);
        if (!picture.save(&buffer, "PNG")) throw Error(path.string() + ": the picture cannot be encoded");
        write_text_atomically(path, {bytes.constData(), static_cast<std::size_t>(bytes.size())});
      });
  job->setResult(file);
}

QJsonObject HeatMapsPanel::viewState() const {
  QJsonObject shown;
  for (const QAction* toggle : d_->actions.toggles()) shown[d_->registry->id(toggle)] = toggle->isChecked();
  const HeatMapChoice& choice = d_->choice;
  std::filesystem::path model = d_->models->wanted();
  if (const auto used = d_->models->model(); model.empty() && used && needs_model(choice.source))
    model = used->file;
  return {{"source", needs_file(choice.source) ? 0 : d_->source->currentIndex()},
          {"model", model_reference(model, d_->session->projectFolder())},
          {"kept", d_->keptState()},
          {"camera", d_->wanted_camera},
          {"joint", d_->joint->currentIndex()},
          {"rule", static_cast<int>(choice.request.mixture.rule)},
          {"universal", choice.universal},
          {"size", choice.request.size},
          {"extent_mm", choice.request.extent_mm},
          {"sigma_mm", choice.request.mixture.sigma_mm},
          {"spacing_mm", choice.request.mixture.spacing_mm},
          {"sides", choice.request.mixture.sides},
          {"surface", d_->options->surfaceValue()},
          {"look", to_json(d_->looks[0])},
          {"difference", to_json(d_->looks[1])},
          {"places", to_json(d_->view->places())},
          {"page", d_->tabs->currentIndex()},
          {"shown", shown}};
}

void HeatMapsPanel::setViewState(const QJsonObject& state) {
  HeatMapChoice choice;
  choice.universal = state["universal"].toBool();
  choice.request.size = state["size"].toInt(choice.request.size);
  choice.request.extent_mm = state["extent_mm"].toDouble(choice.request.extent_mm);
  choice.request.mixture.sigma_mm = state["sigma_mm"].toDouble(choice.request.mixture.sigma_mm);
  choice.request.mixture.spacing_mm = state["spacing_mm"].toDouble(choice.request.mixture.spacing_mm);
  choice.request.mixture.sides = state["sides"].toBool(true);
  d_->looks[0] = look_from(state["look"].toObject(), default_look());
  d_->looks[1] = look_from(state["difference"].toObject(), difference_look());
  d_->colours->setLook(d_->look());
  d_->options->setSurfaceValue(state["surface"].toDouble(d_->options->surfaceValue()));
  // The fields keep what they are given within their ranges.
  d_->options->setChoice(choice);
  d_->joint->setCurrentIndex(std::clamp(state["joint"].toInt(), 0, d_->joint->count() - 1));
  d_->choice.request.mixture.rule =
      static_cast<SigmaRule>(std::clamp(state["rule"].toInt(), 0, d_->rule->count() - 1));
  if (d_->rule->isEnabled()) d_->showRule(d_->choice.request.mixture.rule);
  d_->wanted_camera = state["camera"].toString();
  if (const QJsonObject places = state["places"].toObject(); !places.isEmpty())
    d_->view->setPlaces(places_from(places));
  d_->tabs->setCurrentIndex(std::clamp(state["page"].toInt(), 0, d_->tabs->count() - 1));
  d_->models->setWanted(model_file(state["model"], d_->session->projectFolder()));
  d_->listModels();
  const int source = state["source"].toInt();
  if (source >= 0 && source < heat_map_source_count && !needs_file(static_cast<HeatMapSource>(source)))
    d_->source->setCurrentIndex(source);
  const QJsonObject shown = state["shown"].toObject();
  for (QAction* toggle : d_->actions.toggles())
    toggle->setChecked(shown[d_->registry->id(toggle)].toBool(toggle->isChecked()));
  d_->takeChoice();
  d_->setKeptState(state["kept"]);
}

}  // namespace solopose
