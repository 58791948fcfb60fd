#pragma once

#include <nlohmann/json.hpp>

#include "core/options/option_field.h"

namespace solopose {

using OptionJson = nlohmann::ordered_json;

/// A field's value. Only for .cpp files.
OptionJson field_as_json(const OptionField& field);

}  // namespace solopose
