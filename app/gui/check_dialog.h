#pragma once

#include <QDialog>

#include "core/project/check.h"

namespace solopose {

/// What a check of the project has found, to read and to copy.
class CheckDialog : public QDialog {
  Q_OBJECT
 public:
  explicit CheckDialog(const CheckReport& report, QWidget* parent = nullptr);

  /// The report as it is copied.
  static QString text(const CheckReport& report);
};

}  // namespace solopose
