#pragma once

#include <vector>

#include <QString>

#include "core/project/catalog.h"

namespace solopose {

struct Fact {
  QString name;
  QString value;
  bool heading = false;  ///< the name opens a group, there is no value
};

/// What a catalog tells about a sequence, in the language of the window.
std::vector<Fact> facts_of(const Catalog& catalog, const SequenceRecord& record);

}  // namespace solopose
