#pragma once

#include <QColor>
#include <QIcon>

namespace solopose {

inline constexpr int swatch_size = 10;  ///< pixels at scale 1

/// A small rounded square that stands for what has this colour. It looks the same on a selected row: a tint
/// would make it stand for something else.
QIcon swatch_icon(const QColor& color);

}  // namespace solopose
