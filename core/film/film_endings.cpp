#include "core/film/film_endings.h"

#include <algorithm>
#include <array>
#include <cctype>

#include <fmt/format.h>

#include "core/base/error.h"

namespace solopose {
namespace {

std::string lower_ending(const std::filesystem::path& file) {
  std::string ending = file.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return ending;
}

}  // namespace

std::vector<std::string> film_endings(const std::filesystem::path& out) {
  constexpr std::array other_films{".avi", ".mov", ".mkv", ".webm", ".gif", ".m4v", ".mpg", ".ts"};
  const std::string ending = lower_ending(out);
  if (ending == ".mp4") return {ending};
  if (std::find(other_films.begin(), other_films.end(), ending) == other_films.end()) return {};
  throw Error(
      fmt::format("{}: expected a name that ends in .mp4, or a folder's for PNG pictures", out.string()));
}

}  // namespace solopose
