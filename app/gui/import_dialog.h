#pragma once

#include <QDialog>
#include <QStringList>

#include "core/project/import.h"

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace solopose {

class FileField;

/// Asks what only the owner of files knows: their format where it cannot be guessed, the dataset's name, a
/// joint mapping, frame rate, unit and up axis. Everything but the paths may stay as it is.
class ImportDialog : public QDialog {
  Q_OBJECT
 public:
  explicit ImportDialog(QWidget* parent);

  void addPaths(const QStringList& paths);
  void setFormat(const QString& format);  ///< Reader::name; empty = guess

  QStringList paths() const;
  /// Format empty = to be guessed; the paths are left to `paths`.
  ImportOptions options() const;

 protected:
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  void build();
  QWidget* buildPaths();
  void fillChoices();
  void chooseFiles();
  void chooseFolder();
  void updateState();

  QListWidget* paths_;
  QPushButton* remove_;
  QComboBox* format_;
  QLineEdit* dataset_;
  FileField* mapping_;
  QDoubleSpinBox* rate_;
  QComboBox* unit_;
  QComboBox* up_;
  QPushButton* accept_ = nullptr;
};

}  // namespace solopose
