#pragma once

#include <QPainter>

#include "core/heatpose/grid.h"
#include "render/heat_map/heat_map_style.h"
#include "render/skeleton/orbit_camera.h"

namespace solopose {

// Painted over the scene, so that letters are the theme's own and sharp on any screen.

/// Millimetres along one edge of the cube per axis, the edge that stands clear of the rest.
void paint_axes(QPainter& painter, const OrbitCamera& camera, const Grid& grid,
                const HeatMapColours& colours);

/// Which way x, y and z point, in the lower left corner.
void paint_directions(QPainter& painter, const OrbitCamera& camera, const HeatMapColours& colours);

/// The colour map with its range, at the right edge; nothing where it would not fit.
void paint_colour_bar(QPainter& painter, const QSize& area, const HeatMapStyle& style,
                      const HeatMapColours& colours);

/// 1, 2 or 5 times a power of ten: about `wanted` steps over a length.
double nice_step(double length, int wanted);

}  // namespace solopose
