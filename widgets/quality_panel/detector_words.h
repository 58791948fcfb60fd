#pragma once

#include <string_view>

#include <QString>

namespace solopose {

/// A detector in plain words: "Bone length". Its name where nobody has found words for it yet.
QString detector_title(std::string_view name);
/// What it looks at, a sentence.
QString detector_hint(std::string_view name);

}  // namespace solopose
