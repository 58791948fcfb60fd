#pragma once

#include <optional>
#include <string>

#include <CLI/CLI.hpp>

#include "core/prediction/person_tracks.h"

namespace solopose {

/// --person largest|X,Y,FRAME
CLI::Option* add_person(CLI::App& verb, std::string& person);

/// None for the largest. Pixels as people count them, from the corner of the picture.
/// @throws CLI::ValidationError.
std::optional<PersonPoint> person_of_text(const std::string& text);

}  // namespace solopose
