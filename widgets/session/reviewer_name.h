#pragma once

#include <QString>

namespace solopose {

// Whose verdicts and repairs a person's are: kept in the user's settings.

QString known_reviewer();                 ///< empty until somebody has said it
QString reviewer_name();                  ///< the same, else the one who is logged in; never empty
void keep_reviewer(const QString& name);  ///< empty: the one who is logged in

}  // namespace solopose
