#pragma once

#include <QString>

#include "core/augmotion/clips.h"
#include "core/metrics/protocol.h"

namespace solopose {

// What people read of how something is measured.

QString split_text(Split split);
QString crops_text(CropSource crops);             ///< "True crops"
QString protocol_hint(const Protocol& protocol);  ///< a sentence: which joints, what the mean runs over

}  // namespace solopose
