#pragma once

class QWidget;

namespace solopose {

/// Tells in words what Qt's own icon buttons in a window do, those of docks and tool bars: Qt leaves them
/// without a tooltip. Again when the language has changed.
void name_buttons(const QWidget* window);

}  // namespace solopose
