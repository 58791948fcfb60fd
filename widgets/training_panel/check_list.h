#pragma once

#include <string>
#include <vector>

#include <QListWidget>

namespace solopose {

/// Names with a box each; as high as its rows, up to a few.
class CheckList : public QListWidget {
  Q_OBJECT
 public:
  explicit CheckList(QWidget* parent = nullptr);

  /// Names that were there before keep their state; new ones get `checked`.
  void setNames(const std::vector<std::string>& names, bool checked);
  void check(const std::vector<std::string>& names);
  void checkAll();
  std::vector<std::string> checked() const;
  bool allChecked() const;

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

 Q_SIGNALS:
  void edited();
};

}  // namespace solopose
