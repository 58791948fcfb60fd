#pragma once

#include <filesystem>
#include <vector>

#include <QDialog>

#include "core/evaluation/evaluate_beside.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace solopose {

class FileField;

/// Asks for another method's poses, its name, and beside which run they are measured.
class MethodDialog : public QDialog {
  Q_OBJECT
 public:
  MethodDialog(const QString& file, const std::vector<std::filesystem::path>& runs, QWidget* parent);

  MethodFile method() const;
  std::filesystem::path run() const;

 private:
  static void prepare(class QFileDialog& dialog);
  void updateState();

  std::vector<std::filesystem::path> runs_;
  FileField* file_;
  QLineEdit* name_;
  QComboBox* run_;
  QPushButton* accept_ = nullptr;
  QString suggested_;  ///< name, as last taken from the file's
};

}  // namespace solopose
