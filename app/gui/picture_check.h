#pragma once

#include <QString>

class QImage;

namespace solopose {

/// Whether a picture of a panel shows something: not one colour, not a handful of pixels on a flat ground.
/// Returns what is wrong with it, for people, or nothing.
QString picture_fault(const QImage& picture);

}  // namespace solopose
