#include <QAction>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMimeData>
#include <QUrl>

#include "core/base/error.h"
#include "core/heatpose/volume_file.h"
#include "render/heat_map/vti_file.h"
#include "widgets/actions/action_registry.h"
#include "widgets/heat_maps_panel/colours_page.h"
#include "widgets/heat_maps_panel/heat_maps_panel_private.h"
#include "widgets/heat_maps_panel/options_page.h"
#include "widgets/session/job_runner.h"
#include "widgets/session/session.h"

// What the panel reads and writes: volumes, pictures, its own view state.

namespace solopose {
namespace {

/// The one volume that is dragged; empty when it is something else.
QString dragged_volume(const QMimeData* data) {
  if (data->urls().size() != 1) return {};
  const QString file = data->urls().first().toLocalFile();
  const QString ending = QFileInfo(file).suffix().toLower();
  return ending == QStringLiteral("vti") || ending == QStringLiteral("npz") ? file : QString();
}

QJsonObject to_json(const HeatMapLook& look) {
  QJsonArray points;
  for (const TransferFunction::Point& point : look.transfer.points)
    points.append(QJsonArray{point.value, point.opacity});
  return {{"points", points},       {"colours", static_cast<int>(look.colours)},
          {"low", look.range_low},  {"high", look.range_high},
          {"log", look.log_values}, {"log_colours", look.log_colours}};
}

/// Relative where it lies within the project, which may be moved.
QString path_in_project(const std::filesystem::path& file, const QString& project) {
  const std::filesystem::path relative = file.lexically_relative(project.toStdString());
  const bool inside = !relative.empty() && *relative.begin() != "..";
  return QString::fromStdString((inside ? relative : file).string());
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

void HeatMapsPanel::openVolume(const QString& file) {
  auto volume = std::make_shared<Volume>();
  JobHandle* job = d_->session->jobs()->start(
      tr("Open heat map %1").arg(QFileInfo(file).fileName()),
      [volume, path = std::filesystem::path(file.toStdString())](const JobContext&) {
        *volume = path.extension() == ".vti" ? read_vti(path) : read_volume(path);
      });
  connect(job, &JobHandle::ended, this, [this, volume, file](JobOutcome outcome) {
    if (outcome != JobOutcome::finished) return;
    d_->file = volume;
    d_->file_name = QFileInfo(file).fileName();
    if (!needs_file(d_->choice.source))
      d_->source->setCurrentIndex(static_cast<int>(d_->wanted_source));
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
  d_->session->jobs()->start(
      tr("Export heat map %1").arg(QFileInfo(file).fileName()),
      [picture = d_->picture, path = std::filesystem::path(file.toStdString())](const JobContext&) {
        write_volume(path, picture->volume.grid, picture->volume.values);
      });
}

void HeatMapsPanel::saveScreenshot(const QString& file) {
  if (!d_->picture) return;
  d_->session->jobs()->start(tr("Save picture %1").arg(QFileInfo(file).fileName()),
                             [picture = d_->view->picture(), file](const JobContext&) {
                               if (!picture.save(file, "PNG"))
                                 throw Error(file.toStdString() + ": the picture cannot be written");
                             });
}

QByteArray HeatMapsPanel::saveViewState() const {
  QJsonObject shown;
  for (const QAction* toggle : d_->actions.toggles()) shown[d_->registry->id(toggle)] = toggle->isChecked();
  const HeatMapChoice& choice = d_->choice;
  const QJsonObject state{{"source", needs_file(choice.source) ? 0 : d_->source->currentIndex()},
                          {"model", path_in_project(d_->models->wanted(), d_->session->projectFolder())},
                          {"camera", d_->wanted_camera},
                          {"joint", d_->joint->currentIndex()},
                          {"rule", d_->rule->currentIndex()},
                          {"universal", choice.universal},
                          {"size", choice.request.size},
                          {"extent_mm", choice.request.extent_mm},
                          {"sigma_mm", choice.request.mixture.sigma_mm},
                          {"spacing_mm", choice.request.mixture.spacing_mm},
                          {"sides", choice.request.mixture.sides},
                          {"surface", d_->options->surfaceValue()},
                          {"look", to_json(d_->looks[0])},
                          {"difference", to_json(d_->looks[1])},
                          {"shown", shown}};
  return QJsonDocument(state).toJson(QJsonDocument::Compact);
}

void HeatMapsPanel::restoreViewState(const QByteArray& bytes) {
  const QJsonObject state = QJsonDocument::fromJson(bytes).object();
  if (state.isEmpty()) return;
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
  d_->rule->setCurrentIndex(std::clamp(state["rule"].toInt(), 0, d_->rule->count() - 1));
  d_->wanted_camera = state["camera"].toString();
  if (const QString model = state["model"].toString(); !model.isEmpty()) {
    const std::filesystem::path project = d_->session->projectFolder().toStdString();
    d_->models->setWanted(project / model.toStdString());  // an absolute path stays as it is
    d_->listModels();
  }
  const int source = state["source"].toInt();
  if (source >= 0 && source < heat_map_source_count && !needs_file(static_cast<HeatMapSource>(source)))
    d_->source->setCurrentIndex(source);
  const QJsonObject shown = state["shown"].toObject();
  for (QAction* toggle : d_->actions.toggles())
    toggle->setChecked(shown[d_->registry->id(toggle)].toBool(toggle->isChecked()));
  d_->takeChoice();
}

}  // namespace solopose
