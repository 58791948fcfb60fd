#pragma once

#include <QString>

#include "core/skeleton/canonical.h"

namespace solopose {

/// A joint's name for people, in the language of the window: "Left elbow".
QString joint_text(Joint joint);

}  // namespace solopose
