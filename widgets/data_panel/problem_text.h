#pragma once

#include <QString>

#include "core/project/catalog.h"

namespace solopose {

/// A problem's message taken apart for a table. Readers write "FILE: FIELD: expected X, found Y"
/// (core/base/error.h); what does not read like that stands whole in `what`.
struct ProblemText {
  QString file;      ///< whole path
  QString what;      ///< the field, or the whole message
  QString expected;  ///< may be empty
  QString found;     ///< may be empty
};

ProblemText problem_text(const ProblemRecord& problem);

}  // namespace solopose
