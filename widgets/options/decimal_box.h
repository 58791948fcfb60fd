#pragma once

#include <QDoubleSpinBox>

namespace solopose {

/// Numbers look the same in every language of the window, but keyboards do not: a comma that somebody types
/// becomes the point at once, where it would else be taken for a separator of thousands and left out.
class DecimalBox : public QDoubleSpinBox {
  Q_OBJECT
 public:
  using QDoubleSpinBox::QDoubleSpinBox;

  QValidator::State validate(QString& text, int& place) const override;

 protected:
  QString pointed(const QString& text) const;
};

}  // namespace solopose
