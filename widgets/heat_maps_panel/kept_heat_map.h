#pragma once

#include <cstdint>

#include <QJsonObject>

#include "core/inspection/heat_map_picture.h"

namespace solopose {

/// What a heat map that is kept beside another one shows, as a view's file holds it: the map is made again
/// from this.
struct KeptHeatMap {
  QString sequence;  ///< its name
  std::int64_t frame = 0;
  HeatMapChoice choice;  ///< of a model: size, extent and mixture are its own
  QJsonValue model;      ///< see model_reference.h
  QString camera;
};

QJsonObject to_json(const KeptHeatMap& kept);
/// What is not as it should be keeps its default: the file belongs to the user.
KeptHeatMap kept_from(const QJsonObject& json);

}  // namespace solopose
