#include "widgets/shared/model_name.h"

#include <optional>

#include <QCoreApplication>

#include "core/base/fingerprint.h"
#include "core/models/model_description.h"
#include "core/models/shipped_models.h"
#include "core/project/project_places.h"
#include "widgets/theme/shown_text.h"

namespace solopose {
namespace {

namespace fs = std::filesystem;

struct ModelName {
  Q_DECLARE_TR_FUNCTIONS(solopose::ModelName)
};

QString demo() { return ModelName::tr("Demo model"); }
QString video() { return ModelName::tr("Video model"); }

std::string fingerprint_of(const std::optional<fs::path>& file) {
  try {
    return file ? fingerprint_of_file(*file) : std::string();
  } catch (const std::exception&) {
    return {};  // whoever reads it says why it cannot be read
  }
}

}  // namespace

QString model_name(const fs::path& file) {
  if (file == demo_model_file()) return demo();
  if (file == video_model_file()) return video();
  const bool of_run = file.filename() == run_names::best_model && file.has_parent_path();
  return shown_name((of_run ? file.parent_path() : file).filename().string());
}

QString model_name(const ModelDescription& model, const std::string& fingerprint) {
  static const std::string of_demo = fingerprint_of(demo_model_file());
  static const std::string of_video = fingerprint_of(video_model_file());
  if (!fingerprint.empty() && fingerprint == of_demo) return demo();
  if (!fingerprint.empty() && fingerprint == of_video) return video();
  if (!model.run.empty()) return shown_name(model.run);
  return ModelName::tr("Model %1").arg(shown_name(fingerprint.substr(0, 8)));
}

}  // namespace solopose
