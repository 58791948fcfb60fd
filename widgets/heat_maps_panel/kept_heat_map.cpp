#include "widgets/heat_maps_panel/kept_heat_map.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/options/validation.h"

namespace solopose {

QJsonObject to_json(const KeptHeatMap& kept) {
  const HeatMapRequest& request = kept.choice.request;
  return {{"sequence", kept.sequence},
          {"frame", static_cast<qint64>(kept.frame)},
          {"source", static_cast<int>(kept.choice.source)},
          {"universal", kept.choice.universal},
          {"joint", request.joint ? index_of(*request.joint) : -1},
          {"rule", static_cast<int>(request.mixture.rule)},
          {"size", request.size},
          {"extent_mm", request.extent_mm},
          {"sigma_mm", request.mixture.sigma_mm},
          {"spacing_mm", request.mixture.spacing_mm},
          {"sides", request.mixture.sides},
          {"model", kept.model},
          {"camera", kept.camera}};
}

KeptHeatMap kept_from(const QJsonObject& json) {
  KeptHeatMap kept;
  kept.sequence = json["sequence"].toString();
  kept.frame = json["frame"].toInteger();
  kept.choice.source =
      static_cast<HeatMapSource>(std::clamp(json["source"].toInt(), 0, heat_map_source_count - 1));
  kept.choice.universal = json["universal"].toBool();
  HeatMapRequest request;
  request.size = json["size"].toInt(request.size);
  request.extent_mm = json["extent_mm"].toDouble(request.extent_mm);
  request.mixture.rule = static_cast<SigmaRule>(std::clamp(json["rule"].toInt(), 0, 1));
  request.mixture.sigma_mm = json["sigma_mm"].toDouble(request.mixture.sigma_mm);
  request.mixture.spacing_mm = json["spacing_mm"].toDouble(request.mixture.spacing_mm);
  request.mixture.sides = json["sides"].toBool(true);
  try {
    require_in_range("heat map", request);
    kept.choice.request = request;
  } catch (const Error&) {
    kept.choice.request.mixture.rule = request.mixture.rule;
  }
  if (const int joint = json["joint"].toInt(-1); joint >= 0 && joint < joint_count)
    kept.choice.request.joint = static_cast<Joint>(joint);
  kept.model = json["model"];
  kept.camera = json["camera"].toString();
  return kept;
}

}  // namespace solopose
