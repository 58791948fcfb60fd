#include "core/base/filled.h"

namespace solopose {

std::string filled(std::string_view words, std::span<const std::string> values) {
  std::string text;
  for (std::size_t at = 0; at < words.size(); ++at) {
    const auto place = at + 1 < words.size() ? static_cast<std::size_t>(words[at + 1] - '1') : values.size();
    if (words[at] == '%' && place < values.size()) {
      text += values[place];
      ++at;
    } else {
      text += words[at];
    }
  }
  return text;
}

}  // namespace solopose
