#pragma once

#include <span>

#include "core/film/skeleton_drawing.h"
#include "core/video/image.h"

namespace solopose {

/// Draw strokes in their order, with round ends and smooth edges: a pixel takes as much of a stroke's colour
/// as the stroke covers of it. What lies outside the picture or is not finite is left out. Opaque pictures
/// stay opaque.
void draw_strokes(Image& picture, std::span<const Stroke> strokes);

}  // namespace solopose
