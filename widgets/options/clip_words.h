#pragma once

#include "widgets/options/option_fields.h"

namespace solopose {

/// What people read of a field of ClipOptions, in whichever form it stands. `path`: of the field there, as
/// "length" or "data.clips.length".
OptionWords clip_words(const char* path);

}  // namespace solopose
