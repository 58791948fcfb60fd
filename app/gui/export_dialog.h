#pragma once

#include <cstdint>

#include <QDialog>

class QCheckBox;
class QFileDialog;
class QLabel;
class QPushButton;
class QRadioButton;

namespace solopose {

class FileField;
struct Catalog;
struct ExportOptions;

/// Where the merged poses go, in which frame they stand and what is left out. The file's ending decides the
/// form.
class ExportDialog : public QDialog {
  Q_OBJECT
 public:
  /// Without an alignment only the datasets' own frames can be chosen.
  ExportDialog(const QString& suggested_file, const Catalog& catalog, QWidget* parent);

  QString file() const;
  ExportOptions options() const;  ///< but for the clips

  void accept() override;  ///< nothing is replaced unasked

 private:
  void build(bool aligned, std::int64_t frames_rejected);
  static void prepare(QFileDialog& dialog);
  void updateState();

  FileField* file_;
  QLabel* form_;
  QRadioButton* universal_;
  QRadioButton* dataset_;
  QCheckBox* rejected_;
  QCheckBox* estimated_;
  QPushButton* accept_ = nullptr;
};

}  // namespace solopose
