#pragma once

#include <QString>

#include "core/quality/reason.h"

namespace solopose {

/// What is wrong, in the language of the window and on one line: "the left knee bends the wrong way by 38
/// degrees, 15 are possible".
QString reason_text(const Reason& reason);

}  // namespace solopose
