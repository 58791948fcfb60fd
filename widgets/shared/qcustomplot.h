#pragma once
// QCustomPlot's header is written with Qt's keywords, which QT_NO_KEYWORDS takes away everywhere else.

#define signals Q_SIGNALS
#define foreach Q_FOREACH
#include <qcustomplot.h>
#undef foreach
#undef signals
