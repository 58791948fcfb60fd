#include "core/formats/stored_value.h"

#include <algorithm>

namespace solopose {

const StoredValue* StoredValue::find(const std::string& name) const {
  const auto found = std::ranges::find(inside, name, &decltype(inside)::value_type::first);
  return found == inside.end() ? nullptr : &found->second;
}

}  // namespace solopose
