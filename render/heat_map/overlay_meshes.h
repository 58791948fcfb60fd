#pragma once

#include "render/heat_map/heat_map_overlay.h"
#include "render/heat_map/heat_map_style.h"
#include "render/heat_map/mesh.h"

namespace solopose {

// What is drawn into the heat map, as meshes. A bone has the colour of its child's side.
Mesh skeleton_mesh(const HeatMapOverlay& overlay, const HeatMapColours& colours);
Mesh decoded_mesh(const HeatMapOverlay& overlay, const HeatMapColours& colours);
Mesh side_centres_mesh(const HeatMapOverlay& overlay, const HeatMapColours& colours);
Mesh errors_mesh(const HeatMapOverlay& overlay, const HeatMapColours& colours);

}  // namespace solopose
