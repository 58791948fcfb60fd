#pragma once

#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/base/error.h"

namespace solopose {

/// JSON that is nested no deeper than options ever are: texts from files may hold brackets by the million,
/// and whatever prints or compares them would go as deep as they do. Only for .cpp files.
/// @throws Error when it is nested deeper, nlohmann::json::exception when it is not JSON.
template <typename Json>
Json parse_shallow(std::string_view text) {
  static constexpr int deepest = 32;
  return Json::parse(text, [](int depth, typename Json::parse_event_t, Json&) {
    if (depth > deepest) throw Error(fmt::format("expected JSON of at most {} levels, found more", deepest));
    return true;
  });
}

}  // namespace solopose
