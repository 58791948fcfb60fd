#pragma once

#include <optional>

#include <QString>

namespace solopose {

/// How well typed letters find a text: they must occur in it in order, in any case. Beginnings of words and
/// runs of neighbours score higher, and shorter texts win a draw. Nothing typed matches everything with 0; no
/// value: no match.
std::optional<int> fuzzy_score(const QString& typed, const QString& text);

}  // namespace solopose
