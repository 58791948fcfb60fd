#pragma once

class QWidget;

namespace solopose {

/// Wheels turn its value only where somebody has clicked: a form that is scrolled stays what it was.
void keep_calm(QWidget* editor);

}  // namespace solopose
