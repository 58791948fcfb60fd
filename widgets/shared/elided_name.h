#pragma once

#include <QFontMetrics>
#include <QString>

namespace solopose {

/// A name whose parts stand between slashes, in a place that is too narrow for it: its longest parts are
/// shortened in their middles, so that short ones, as a person's, stay whole, and of each some letters are
/// left at its beginning and at its end. "Human3.6M/S5/SittingDown" becomes "Human3.6M/S5/Si…wn".
QString elided_name(const QString& name, const QFontMetrics& metrics, int width_px);

}  // namespace solopose
