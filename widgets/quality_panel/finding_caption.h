#pragma once

#include <QString>
#include <QWidget>

class QLabel;

namespace solopose {

class ElidedLabel;
class PoseLegend;

/// What a 3D view is about: a sentence, then on one line where it is and which of two poses is which. It has
/// room for two lines of words, so that nothing moves while one walks from finding to finding.
class FindingCaption : public QWidget {
  Q_OBJECT
 public:
  explicit FindingCaption(QWidget* parent = nullptr);

  /// `where`: the sequence's name; what is too long of it gives way in its middle.
  void say(const QString& sentence, const QString& where = {});
  PoseLegend* legend() const { return legend_; }
  QString text() const;  ///< the lines, each as a whole

 private:
  QLabel* sentence_;
  ElidedLabel* where_;
  PoseLegend* legend_;
};

}  // namespace solopose
