#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <QStringList>
#include <QWidget>

#include "core/project/catalog.h"
#include "core/project/sequence_videos.h"
#include "core/runs/options.h"

class QAction;
class QComboBox;
class QLabel;
class QPushButton;

namespace solopose {

class ActionButton;
class CheckListEditor;
class FormSection;
struct FormRow;
class NotesEditor;
class FileEditor;
class WrappedLabel;

/// The options of a run to be started: the essentials open, the rest folded away in sections. Checked while
/// they are edited.
class TrainingForm : public QWidget {
  Q_OBJECT
 public:
  explicit TrainingForm(QWidget* parent = nullptr);

  /// Which datasets and cameras there are to choose from.
  void setCatalog(const Catalog& catalog);
  /// What they can be seen in; none: nobody has looked yet.
  void setVideos(std::optional<std::vector<DatasetVideos>> videos);
  void setRelinkAction(QAction* action);  ///< how missing videos are found again; may be null
  /// A run's own name is not taken over: two runs cannot share one.
  void setOptions(const TrainingOptions& options);
  /// What has changed of the project's clips changes here too, where it was as the project had it.
  void followClips(ClipOptions before, ClipOptions after);
  TrainingOptions options() const;
  void setRunName(const QString& name);
  /// What the form calls an option, section and all: "Augmentation: Shift"; words of their own have those
  /// that no field shows.
  QString optionText(const std::string& path) const;
  /// A value that a configuration file has there, as the form words it: "Regression, MSE".
  QString valueText(const std::string& path, const std::string& value) const;
  /// One sentence, or nothing when a run can be started.
  QString problem() const;

  void setStartText(const QString& text);
  QPushButton* startButton() const { return start_; }  ///< on and off is whoever starts runs to say

  /// Which sections are open, for the view state.
  QStringList openSections() const;
  void setOpenSections(const QStringList& names);

 Q_SIGNALS:
  void startAsked();
  void checked();  ///< again, after whatever may have changed problem()

 protected:
  void changeEvent(QEvent* event) override;

 private:
  struct Section {
    const char* name;
    const char* title;  ///< "": it is always open
    std::vector<FormRow> rows;
  };
  /// The whole form: which option stands where, in which words.
  static std::vector<Section> table();
  void buildSections();
  void addRow(FormSection* section, const FormRow& row);
  void addPreset(FormSection* section);
  static WrappedLabel* addNote(FormSection* section);
  TrainingOptions stored() const;  ///< as the fields have them, before what goes with another option
  void showOptions();
  void takePreset();
  void takeEdit();
  void check();
  void showVideos(const TrainingOptions& options);
  /// Why none of the chosen datasets has a video to learn from; empty when one has, or nobody knows yet.
  QString videoProblem(const TrainingOptions& options) const;
  void showRejected(const DataOptions& learnt_from);
  void retranslate();

  TrainingOptions options_;  ///< also what no field shows
  QString problem_;
  bool filling_ = false;
  std::optional<std::vector<DatasetVideos>> videos_;
  std::map<std::string, std::int64_t> rejected_frames_;  ///< by dataset
  QWidget* rows_ = nullptr;
  std::vector<FormSection*> sections_;
  QLabel* preset_label_ = nullptr;
  QComboBox* preset_ = nullptr;
  CheckListEditor* datasets_ = nullptr;
  CheckListEditor* held_out_ = nullptr;
  WrappedLabel* encoder_note_ = nullptr;
  WrappedLabel* rejected_note_ = nullptr;
  WrappedLabel* video_note_ = nullptr;
  ActionButton* relink_ = nullptr;
  FileEditor* weights_ = nullptr;
  FileEditor* start_model_ = nullptr;
  NotesEditor* notes_ = nullptr;
  WrappedLabel* message_ = nullptr;
  QPushButton* start_ = nullptr;
};

}  // namespace solopose
