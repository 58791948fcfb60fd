#pragma once

#include <QDialog>
#include <QStringList>

#include "core/project/import.h"
#include "widgets/shared/latest_work.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace solopose {

class FileField;
class ImportPlanView;

/// Asks what only the owner of files knows: their format where it cannot be guessed, the dataset's name, a
/// joint mapping, frame rate, unit and up axis. Everything but the paths may stay as it is. What would
/// arrive, be left out and be guessed is shown beside, anew after every change, before anything is written.
class ImportDialog : public QDialog {
  Q_OBJECT
 public:
  explicit ImportDialog(QWidget* parent);

  void addPaths(const QStringList& paths);
  void setFormat(const QString& format);  ///< Reader::name; empty = guess
  /// Where the files would go, for what is there already.
  void setProject(const QString& folder);

  QStringList paths() const;
  /// Format empty = each file's own.
  ImportOptions options() const;
  ImportPlanView* plan() const { return plan_; }
  /// Opens the mapping of the first file whose joints have no known names, or of the first that has any.
  void mapJoints();

 protected:
  void showEvent(QShowEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  void build();
  QWidget* buildPaths();
  QWidget* buildForm();
  QWidget* buildMapping();
  void remember(const JointSet& mapping);
  void forget();
  void complain(const QString& failure);
  void followChoices();
  void fillChoices();
  void chooseFiles();
  void chooseFolder();
  void updateState();
  void look();

  QString project_;
  QListWidget* paths_;
  QPushButton* remove_;
  QComboBox* format_;
  QLineEdit* dataset_;
  FileField* mapping_;
  FileField* calibration_;
  QDoubleSpinBox* rate_;
  QComboBox* unit_;
  QComboBox* up_;
  QCheckBox* with_ignored_;
  QCheckBox* universal_;
  ImportPlanView* plan_;
  QPushButton* map_joints_;
  QCheckBox* remembered_;
  LatestWork looking_for_rig_;
  QPushButton* accept_ = nullptr;
};

}  // namespace solopose
