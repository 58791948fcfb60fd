#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "core/landmarks/body_landmarks.h"
#include "core/models/film_traits.h"
#include "core/prediction/person_tracks.h"

namespace solopose {

/// bodies: of frames [first, first + bodies.size()).
FilmTraits measured_traits(std::span<const std::optional<BodyLandmarks>> bodies, std::int64_t first,
                           std::span<const PersonTrack> people, std::size_t chosen,
                           const Eigen::Vector2d& picture_px, double frames_per_second);

}  // namespace solopose
