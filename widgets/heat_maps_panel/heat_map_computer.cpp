#include "widgets/heat_maps_panel/heat_map_computer.h"

#include <utility>

#include "core/engine/engine.h"
#include "core/inspection/heat_map_inspector.h"

namespace solopose {

HeatMapComputer::HeatMapComputer(QObject* parent)
    : QObject(parent), inspector_(std::make_shared<HeatMapInspector>([stop = stop_.get_token()] {
        return engine().frame_predictor(stop);
      })) {}

HeatMapComputer::~HeatMapComputer() { stop_.request_stop(); }

void HeatMapComputer::request(HeatMapQuery query) {
  work_.request(
      [inspector = inspector_, query = std::move(query)](const std::stop_token&) {
        return std::make_shared<const HeatMapPicture>(inspector->picture(query));
      },
      [this](const HeatMapPicturePtr& picture) {
        if (!busy()) read(picture);
        Q_EMIT pictured(picture);
      },
      [this](const QString& error) { Q_EMIT failed(error); });
}

void HeatMapComputer::read(const HeatMapPicturePtr& picture) {
  work_.request(
      [inspector = inspector_, picture](const std::stop_token&) {
        return std::make_shared<const HeatMapReadings>(inspector->readings(*picture));
      },
      [this](const HeatMapReadingsPtr& readings) { Q_EMIT decoded(readings); },
      [this](const QString& error) { Q_EMIT failed(error); });
}

}  // namespace solopose
