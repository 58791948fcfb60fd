#pragma once

#include <string>

namespace solopose {

/// A text as a cell of a comma-separated table, quoted where RFC 4180 asks for it.
std::string csv_text(const std::string& text);

}  // namespace solopose
