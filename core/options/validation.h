#pragma once

#include <string_view>

#include "core/options/option_visitor.h"

namespace solopose {

/// @throws Error naming the first field that is out of its range, what was expected and what was found.
/// `owner` names the options: "training options".
void require_in_range(std::string_view owner, const Described& options);

template <typename Options>
void require_in_range(std::string_view owner, const Options& options) {
  Options copy = options;
  require_in_range(owner, described(copy));
}

/// A rule between fields. @throws Error in the words of the above unless it holds.
void require_fitting(bool holds, std::string_view owner, std::string_view path, std::string_view expected,
                     std::string_view found);

}  // namespace solopose
