#pragma once
// What every verb of the command line includes, and what takes longest to parse of all.
#include "resources/cmake/precompiled_core.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
