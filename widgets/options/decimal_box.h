#pragma once

#include <QDoubleSpinBox>

namespace solopose {

/// A point and a comma are both the decimal mark: whichever somebody types becomes the one of the box's
/// language at once, where it would else be taken for a separator of thousands and left out.
class DecimalBox : public QDoubleSpinBox {
  Q_OBJECT
 public:
  using QDoubleSpinBox::QDoubleSpinBox;

  QValidator::State validate(QString& text, int& place) const override;

 protected:
  QString pointed(const QString& text) const;
};

}  // namespace solopose
