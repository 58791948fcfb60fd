#pragma once

#include <QDialog>

class QFileDialog;
class QLabel;
class QPushButton;
class QRadioButton;

namespace solopose {

class FileField;

/// Where the merged poses go and in which frame they stand. The file's ending decides the form.
class ExportDialog : public QDialog {
  Q_OBJECT
 public:
  /// Without an alignment only the datasets' own frames can be chosen.
  ExportDialog(const QString& suggested_file, bool aligned, QWidget* parent);

  QString file() const;
  bool universal() const;

 private:
  void build(bool aligned);
  static void prepare(QFileDialog& dialog);
  void updateState();

  FileField* file_;
  QLabel* form_;
  QRadioButton* universal_;
  QRadioButton* dataset_;
  QPushButton* accept_ = nullptr;
};

}  // namespace solopose
