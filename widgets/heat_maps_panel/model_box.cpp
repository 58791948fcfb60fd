#include "widgets/heat_maps_panel/model_box.h"

#include <algorithm>

#include <QEvent>
#include <QFileDialog>

#include "core/models/shipped_models.h"
#include "widgets/shared/file_path.h"
#include "widgets/shared/model_name.h"

namespace solopose {

ModelBox::ModelBox(QWidget* parent) : ElidedComboBox(parent) {
  connect(this, &QComboBox::activated, this, &ModelBox::choose);
  take({});
}

std::vector<ModelBox::Entry> ModelBox::entriesOf(const std::filesystem::path& project_folder,
                                                 const std::filesystem::path& wanted) {
  std::vector<Entry> entries;
  try {
    for (const Run& run : project_folder.empty() ? std::vector<Run>() : list_runs(project_folder))
      if (run.has_model()) entries.push_back({model_files(run)});
  } catch (const std::exception&) {
    entries.clear();  // damaged runs are the training panel's to report
  }
  if (const auto demo = demo_model_file()) entries.push_back({{*demo, {}}});
  const auto is_wanted = [&](const Entry& entry) { return entry.model.file == wanted; };
  std::error_code ignored;
  if (std::filesystem::is_regular_file(wanted, ignored) && std::ranges::none_of(entries, is_wanted))
    entries.push_back({model_files(wanted)});
  return entries;
}

void ModelBox::list(const std::filesystem::path& project_folder) {
  lister_.request([project_folder,
                   wanted = wanted_](const std::stop_token&) { return entriesOf(project_folder, wanted); },
                  [this](std::vector<Entry> entries) {
                    const std::optional<ModelFiles> before = model();
                    take(std::move(entries));
                    if (!before || model() != before) Q_EMIT modelChanged();
                    Q_EMIT listed();
                  });
}

/// The run that somebody looks with stays, though they never chose it and a newer one is there now; only the
/// demo's model makes room for a first run, unless it was chosen.
void ModelBox::take(std::vector<Entry> entries) {
  const std::filesystem::path shown = model() ? model()->file : std::filesystem::path();
  const std::filesystem::path kept = wanted_.empty() && shown != demo_model_file() ? shown : wanted_;
  entries_ = std::move(entries);
  for (const Entry& added : by_hand_) {
    if (std::ranges::none_of(entries_, [&](const Entry& entry) { return entry.model == added.model; }))
      entries_.push_back(added);
  }
  const auto same =
      std::ranges::find_if(entries_, [&](const Entry& entry) { return entry.model.file == kept; });
  const int fallback = wanted_.empty() ? 0 : -1;
  chosen_ = same == entries_.end() ? fallback : static_cast<int>(same - entries_.begin());
  retranslate();
}

void ModelBox::addFile(const QString& file) {
  const Entry added{model_files(path_of(file))};
  const auto same = [&](const Entry& entry) { return entry.model == added.model; };
  if (std::ranges::none_of(entries_, same)) {
    entries_.push_back(added);
    by_hand_.push_back(added);
  }
  chosen_ = static_cast<int>(std::ranges::find_if(entries_, same) - entries_.begin());
  wanted_ = added.model.file;
  retranslate();
  Q_EMIT modelChanged();
}

std::filesystem::path ModelBox::wanted() const { return wanted_; }

void ModelBox::setWanted(const std::filesystem::path& file) { wanted_ = file; }

void ModelBox::askForFile() {
  auto* dialog = new QFileDialog(this, tr("Choose a model"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  dialog->setNameFilter(tr("Models (*.safetensors)"));
  connect(dialog, &QFileDialog::fileSelected, this, &ModelBox::addFile);
  dialog->open();
}

void ModelBox::choose(int row) {
  if (row == static_cast<int>(entries_.size())) {
    setCurrentIndex(chosen_);
    askForFile();
    return;
  }
  const bool another = row != chosen_;
  chosen_ = row;
  wanted_ = model()->file;
  if (another) Q_EMIT modelChanged();
}

std::optional<ModelFiles> ModelBox::model() const {
  const auto at = static_cast<std::size_t>(chosen_);
  return at < entries_.size() ? std::optional(entries_[at].model) : std::nullopt;
}

QString ModelBox::modelName() const { return model() ? itemText(chosen_) : QString(); }

QString ModelBox::missingName() const { return chosen_ < 0 ? model_name(wanted_) : QString(); }

void ModelBox::changeEvent(QEvent* event) {
  QComboBox::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
}

void ModelBox::retranslate() {
  const QSignalBlocker quiet(this);
  clear();
  for (const Entry& entry : entries_) {
    addItem(model_name(entry.model.file));
    setItemData(count() - 1, QString::fromStdString(entry.model.file.string()), Qt::ToolTipRole);
  }
  addItem(tr("Choose a file…"));
  setCurrentIndex(entries_.empty() ? -1 : chosen_);
  setPlaceholderText(chosen_ < 0 ? tr("%1 (not there)").arg(missingName()) : tr("No model"));
  setToolTip(tr("The model to look with: a run of this project, the demo model, or a file"));
}

}  // namespace solopose
