#pragma once

#include <vector>

#include <QLayout>

namespace solopose {

/// Puts its items beside each other and goes on in another line when the width is used up, so that a narrow
/// panel cuts nothing off.
class FlowLayout : public QLayout {
 public:
  FlowLayout(int horizontal_gap, int vertical_gap);
  ~FlowLayout() override;

  void addItem(QLayoutItem* item) override;
  int count() const override;
  QLayoutItem* itemAt(int index) const override;
  QLayoutItem* takeAt(int index) override;
  Qt::Orientations expandingDirections() const override { return {}; }
  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;
  QSize sizeHint() const override;
  QSize minimumSize() const override;
  void setGeometry(const QRect& area) override;

 private:
  /// Goes through the lines; puts the items there unless `measure`. Returns the height used.
  int arrange(const QRect& area, bool measure) const;

  std::vector<QLayoutItem*> items_;
  int horizontal_gap_;
  int vertical_gap_;
};

}  // namespace solopose
