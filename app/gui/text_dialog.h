#pragma once

#include <QDialog>
#include <QString>

class QPlainTextEdit;

namespace solopose {

class SavedPlace;

/// A text to read, to copy and to save.
class TextDialog : public QDialog {
  Q_OBJECT
 public:
  TextDialog(const QString& title, QWidget* parent);

  void setText(const QString& text);
  void setEditable(bool editable);  ///< read only unless somebody asks for it
  QString text() const;
  /// @throws Error when the file cannot be written.
  void save(const QString& file) const;

 private:
  void chooseFile();

  QPlainTextEdit* text_;
  SavedPlace* saved_;  ///< where it was saved last
};

}  // namespace solopose
