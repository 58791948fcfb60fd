#include "core/project/placement.h"

#include "core/project/catalog.h"

namespace solopose {

const SequenceAlignment* placement_of(const Catalog& catalog, SequenceId track) {
  const SequenceAlignment* place = catalog.alignment ? catalog.alignment->of(track) : nullptr;
  return place != nullptr && place->key_frame >= 0 ? place : nullptr;
}

}  // namespace solopose
