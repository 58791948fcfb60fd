#pragma once

#include <QTableWidget>

namespace solopose {

/// The clips that went wrong most. Sequences begin alike, so what does not fit is cut at their beginning, and
/// they keep room for their end where the other columns must be scrolled to. Without any, words stand in
/// their place.
class WorstClipsTable : public QTableWidget {
  Q_OBJECT
 public:
  enum Column { sequence_column, camera_column, frame_column, error_column, found_by_column, column_count };

  explicit WorstClipsTable(QWidget* parent = nullptr);

  void fitColumns();  ///< once it is filled
  void setWhyEmpty(const QString& why);
  QString whyEmpty() const { return rowCount() == 0 ? why_empty_ : QString(); }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  QString why_empty_;
};

}  // namespace solopose
