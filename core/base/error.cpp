#include "core/base/error.h"

#include <fmt/format.h>

namespace solopose {

FormatError::FormatError(const std::filesystem::path& file, std::string_view field, std::string_view expected,
                         std::string_view found)
    : Error(fmt::format("{}: {}: expected {}, found {}", file.string(), field, expected, found)) {}

}  // namespace solopose
