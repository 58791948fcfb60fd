#pragma once

#include "widgets/shared/row_table.h"

namespace solopose {

/// A table to be walked by keyboard: Space goes on to the next open finding and Shift+Space back, where the
/// window would play; Enter goes to the finding again.
class FindingsTable : public RowTable {
  Q_OBJECT
 public:
  explicit FindingsTable(QWidget* parent = nullptr);

 Q_SIGNALS:
  void walked(bool backwards);
  void chosenAgain();
  void filterLeft();  ///< Escape: all findings are wanted again

 protected:
  bool event(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  /// Letters are for verdicts.
  void keyboardSearch(const QString& /*text*/) override {}
};

/// Rows as high as everywhere, no grid: how the panel's tables look.
void style_table(RowTable* table);

}  // namespace solopose
