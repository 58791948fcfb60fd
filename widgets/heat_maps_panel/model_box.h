#pragma once

#include <optional>
#include <vector>

#include <QString>

#include "core/runs/model_files.h"
#include "widgets/shared/elided_combo_box.h"
#include "widgets/shared/latest_work.h"

namespace solopose {

/// Chooses a model to look with: a run of the project, the demo model, or a file.
class ModelBox : public ElidedComboBox {
  Q_OBJECT
 public:
  explicit ModelBox(QWidget* parent = nullptr);

  /// Look again which models there are, on another thread. What somebody has chosen stays; nothing takes its
  /// place when it is not there any more. Otherwise it is the newest run, or else the demo model.
  void list(const std::filesystem::path& project_folder);
  void addFile(const QString& file);  ///< and choose it
  /// What somebody has chosen, for the view state; empty: nothing. To be kept from the next list on.
  std::filesystem::path wanted() const;
  void setWanted(const std::filesystem::path& file);
  void askForFile();

  std::optional<ModelFiles> model() const;  ///< none when there is none
  QString modelName() const;
  /// What was chosen is not there any more: its name. Empty otherwise.
  QString missingName() const;
  bool busy() const { return lister_.busy(); }

 Q_SIGNALS:
  void modelChanged();  ///< also when a list has come and there was none before
  void listed();        ///< a list has come

 protected:
  void changeEvent(QEvent* event) override;

 private:
  struct Entry {
    ModelFiles model;
  };
  static std::vector<Entry> entriesOf(const std::filesystem::path& project_folder,
                                      const std::filesystem::path& wanted);
  void take(std::vector<Entry> entries);
  void choose(int row);
  void retranslate();

  std::vector<Entry> entries_;
  std::vector<Entry> by_hand_;
  std::filesystem::path wanted_;  ///< chosen by somebody
  int chosen_ = 0;                ///< -1: it is missing; the row after the last entry asks for a file
  LatestWork lister_;
};

}  // namespace solopose
