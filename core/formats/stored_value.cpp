#include "core/formats/stored_value.h"

#include <algorithm>

namespace solopose {

const StoredValue* StoredValue::find(const std::string& name) const {
  const auto found = std::ranges::find(inside, name, &Named::name);
  return found == inside.end() ? nullptr : &found->value;
}

}  // namespace solopose
