#pragma once

#include <QLabel>

namespace solopose {

/// Words that wrap and are never cut: as high as they are at the width they have, and no higher. Layouts
/// within layouts keep a height for longer than it holds; this one is asked of nobody.
class WrappedLabel : public QLabel {
  Q_OBJECT
 public:
  explicit WrappedLabel(QWidget* parent = nullptr);

  void setText(const QString& text);
  bool hasHeightForWidth() const override { return false; }

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void fit();
};

}  // namespace solopose
