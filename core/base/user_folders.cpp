#include "core/base/user_folders.h"

#include <cstdlib>

namespace solopose {

namespace fs = std::filesystem;

fs::path folder_from(const char* variable) {
  const char* text = std::getenv(variable);
  return text == nullptr ? fs::path() : fs::path(text);
}

fs::path user_data_folder(std::string_view kind) {
  constexpr const char* own = "solopose-studio";
  if (const fs::path given = folder_from("XDG_DATA_HOME"); given.is_absolute()) return given / own / kind;
  const fs::path home = folder_from("HOME");
  return home.is_absolute() ? home / ".local" / "share" / own / kind : fs::path();
}

}  // namespace solopose
