#include "widgets/shared/demo_model.h"

#include <QCoreApplication>

namespace solopose {

std::optional<std::filesystem::path> demo_model_file() {
  const std::filesystem::path program = QCoreApplication::applicationDirPath().toStdString();
  for (const std::filesystem::path& folder :
       {program / ".." / "share" / "solopose" / "demo-model", std::filesystem::path(SOLOPOSE_DEMO_MODEL)}) {
    const std::filesystem::path file = folder / "tiny.safetensors";
    std::error_code ignored;
    if (std::filesystem::exists(file, ignored)) return file;
  }
  return {};
}

}  // namespace solopose
