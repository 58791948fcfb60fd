#include "widgets/training_panel/worst_clips_table.h"

#include <algorithm>

#include <QHeaderView>
#include <QPainter>

#include "widgets/theme/theme.h"

namespace solopose {
namespace {

constexpr int least_sequence_width = 190;

}  // namespace

WorstClipsTable::WorstClipsTable(QWidget* parent) : QTableWidget(0, column_count, parent) {
  setEditTriggers(NoEditTriggers);
  setSelectionMode(SingleSelection);
  setHorizontalScrollMode(ScrollPerPixel);
  horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  horizontalHeader()->setSectionResizeMode(sequence_column, QHeaderView::Fixed);
}

void WorstClipsTable::fitColumns() {
  const int others = horizontalHeader()->length() - columnWidth(sequence_column);
  setColumnWidth(sequence_column, std::max(least_sequence_width, viewport()->width() - others));
}

void WorstClipsTable::setWhyEmpty(const QString& why) {
  why_empty_ = why;
  setAccessibleDescription(whyEmpty());
  viewport()->update();
}

void WorstClipsTable::paintEvent(QPaintEvent* event) {
  QTableWidget::paintEvent(event);
  if (whyEmpty().isEmpty()) return;
  QPainter painter(viewport());
  painter.setPen(Theme::instance().mutedText());
  painter.drawText(viewport()->rect().adjusted(10, 8, -10, -8),
                   Qt::AlignTop | Qt::AlignLeft | Qt::TextWordWrap, whyEmpty());
}

void WorstClipsTable::resizeEvent(QResizeEvent* event) {
  QTableWidget::resizeEvent(event);
  fitColumns();
}

}  // namespace solopose
