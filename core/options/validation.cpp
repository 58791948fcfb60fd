#include "core/options/validation.h"

#include <fmt/format.h>

#include "core/base/error.h"

namespace solopose {

void require_in_range(std::string_view owner, const Described& options) {
  for_each_option(options, [&](const std::string& path, const OptionField& field) {
    const auto found = wrong_value(field);
    require_fitting(!found, owner, path, expected_of(field), found.value_or(""));
  });
}

void require_fitting(bool holds, std::string_view owner, std::string_view path, std::string_view expected,
                     std::string_view found) {
  if (!holds) throw Error(fmt::format("{}: {}: expected {}, found {}", owner, path, expected, found));
}

}  // namespace solopose
