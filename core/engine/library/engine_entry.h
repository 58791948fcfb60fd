#pragma once

#include "core/engine/engine.h"

namespace solopose {

/// The one function of the library: its engine, which lives as long as the program.
using EngineEntry = Engine*();
inline constexpr const char* engine_entry_name = "solopose_engine";

}  // namespace solopose
