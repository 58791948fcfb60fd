#pragma once

#include <filesystem>
#include <memory>

#include <QDialog>
#include <QString>

#include "widgets/shared/latest_work.h"

class QPlainTextEdit;

namespace solopose {

struct Catalog;

/// What each dataset of a project holds, and what its imports left out and guessed: to read at any time, to
/// copy and to save.
class SummaryDialog : public QDialog {
  Q_OBJECT
 public:
  SummaryDialog(const std::shared_ptr<const Catalog>& catalog, const std::filesystem::path& project,
                QWidget* parent);

  QString text() const;
  bool isSettled() const { return !looking_.busy(); }
  /// @throws Error when the file cannot be written.
  void save(const QString& file) const;

 private:
  void chooseFile();

  QPlainTextEdit* text_;
  LatestWork looking_;  ///< for the videos, on disks that may take their time
};

}  // namespace solopose
