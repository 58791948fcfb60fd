#pragma once

#include <QDialog>

#include "core/project/check.h"

namespace solopose {

/// What a check of the project has found, to read and to copy.
class CheckDialog : public QDialog {
  Q_OBJECT
 public:
  explicit CheckDialog(const CheckReport& report, QWidget* parent = nullptr);

  /// What stands below the verdict.
  static QString details(const CheckReport& report);
};

}  // namespace solopose
