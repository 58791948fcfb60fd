#pragma once

#include <QString>

namespace solopose {

/// What draws here, by its own words; "none" where OpenGL is not to be had.
struct GraphicsFacts {
  QString vendor = QStringLiteral("none");
  QString renderer = QStringLiteral("none");
  QString version = QStringLiteral("none");
};

/// Makes a context of its own to ask.
GraphicsFacts graphics_facts();

}  // namespace solopose
