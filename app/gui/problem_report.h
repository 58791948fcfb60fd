#pragma once

#include <QString>

namespace solopose {

/// What somebody who mends a fault asks first: versions, system, screens, what draws, and the end of the
/// diagnostics file with every path in it cut out. Nothing of a project.
QString problem_report(const QString& diagnostics_file);

/// The text with each absolute path cut down to its file's suffix: "/home/ann/secret/film.mp4" is "….mp4".
QString without_paths(QString text);

}  // namespace solopose
