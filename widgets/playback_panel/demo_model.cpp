#include "widgets/playback_panel/demo_model.h"

#include <QCoreApplication>

namespace solopose {

std::optional<std::filesystem::path> demo_model_file() {
  const std::filesystem::path program = QCoreApplication::applicationDirPath().toStdString();
  const std::filesystem::path name = "demo-model/tiny.safetensors";
  for (const std::filesystem::path& place :
       {program / ".." / "share" / "solopose" / name, std::filesystem::path(SOLOPOSE_MODELS) / name}) {
    std::error_code ignored;
    if (std::filesystem::exists(place, ignored)) return place;
  }
  return {};
}

}  // namespace solopose
