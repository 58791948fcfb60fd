#pragma once

#include <QColor>
#include <QWidget>

namespace solopose {

/// One line that tells the pose before a repair, dashed, from the one of now. It keeps its height while there
/// is nothing to tell apart.
class PoseLegend : public QWidget {
  Q_OBJECT
 public:
  explicit PoseLegend(QWidget* parent = nullptr);

  void tell(const QColor& before, const QColor& now);
  QString before() const { return tr("Before", "pose before its repair"); }
  QString now() const { return tr("Now", "pose after its repair"); }
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QColor before_;
  QColor now_;
};

}  // namespace solopose
