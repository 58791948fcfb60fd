#include "app/gui/summary_dialog.h"

#include "core/project/catalog.h"
#include "core/project/dataset_summary.h"

namespace solopose {
namespace {

std::string summaries(const Catalog& catalog, const std::filesystem::path& project) {
  std::string all;
  for (const DatasetRecord& dataset : catalog.datasets)
    all += (all.empty() ? "" : "\n\n") + dataset_summary(catalog, dataset.id, project);
  return all;
}

}  // namespace

SummaryDialog::SummaryDialog(const std::shared_ptr<const Catalog>& catalog,
                             const std::filesystem::path& project, QWidget* parent)
    : TextDialog(tr("Summary of the datasets"), parent) {
  setObjectName(QStringLiteral("summary"));
  looking_.request([catalog, project](const std::stop_token&) { return summaries(*catalog, project); },
                   [this](const std::string& text) { setText(QString::fromStdString(text)); });
}

}  // namespace solopose
