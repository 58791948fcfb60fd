#pragma once

#include "core/options/option_visitor.h"

namespace solopose {

/// What differs from `before` to `after` changes in `own` as well, where that still is as it was before.
/// Fields count that are there in all three. Whether anything did.
bool follow_changes(const Described& own, const Described& before, const Described& after);

/// In `own` every field that differs from `before` to `after` becomes what it is in `after`, whatever it was.
void take_differences(const Described& own, const Described& before, const Described& after);

}  // namespace solopose
