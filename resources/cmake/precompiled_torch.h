#pragma once
// torch/torch.h takes some twenty seconds to parse: once, for the few targets that use it.
#include "resources/cmake/precompiled_core.h"

#include <torch/torch.h>
