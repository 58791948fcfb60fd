#pragma once

#include "widgets/options/decimal_box.h"

namespace solopose {

/// A number with all its digits: as short as it can be written, never rounded. Steps are of the size of its
/// second digit.
class NumberBox : public DecimalBox {
  Q_OBJECT
 public:
  /// `usual_decimals`: the smallest step.
  NumberBox(double low, double high, int usual_decimals, QWidget* parent = nullptr);

  void stepBy(int steps) override;
  QString textFromValue(double value) const override;
  double valueFromText(const QString& text) const override;
  QValidator::State validate(QString& text, int& place) const override;

 private:
  QString bare(const QString& text) const;

  int usual_decimals_;
};

}  // namespace solopose
