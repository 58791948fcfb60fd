#include "widgets/inspector/facts_view.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QTextCursor>
#include <QTextDocument>
#include <QTextTable>

#include "widgets/theme/theme.h"

namespace solopose {
namespace {

constexpr double side_margin = 10;
constexpr double heading_gap = 10;
constexpr double row_padding = 2;

int widest_name(const std::vector<Fact>& facts, const QFontMetrics& metrics) {
  int widest = 0;
  for (const Fact& fact : facts) {
    if (!fact.heading) widest = std::max(widest, metrics.horizontalAdvance(fact.name));
  }
  return widest;
}

void write_cell(const QTextTableCell& cell, const QString& text, const QColor& color) {
  QTextCharFormat format;
  format.setForeground(color);
  cell.firstCursorPosition().insertText(text, format);
}

}  // namespace

FactsView::FactsView(QWidget* parent) : QTextEdit(parent) {
  setReadOnly(true);
  setFrameShape(QFrame::NoFrame);
  setStyleSheet(QStringLiteral("QTextEdit { border: none; border-radius: 0; padding: 0; }"));
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
  setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  document()->setDocumentMargin(0);
  document()->setUndoRedoEnabled(false);
  connect(&Theme::instance(), &Theme::changed, this, &FactsView::fill);
}

void FactsView::setFacts(std::vector<Fact> facts) {
  const auto same = [](const Fact& a, const Fact& b) { return a.name == b.name && a.value == b.value; };
  if (std::equal(facts.begin(), facts.end(), facts_.begin(), facts_.end(), same))
    return;  // keeps a selection
  facts_ = std::move(facts);
  fill();
}

QString FactsView::value(const QString& name) const {
  const auto fact =
      std::find_if(facts_.begin(), facts_.end(), [&](const Fact& f) { return f.name == name && !f.heading; });
  return fact == facts_.end() ? QString() : fact->value;
}

void FactsView::fill() {
  clear();
  if (facts_.empty()) return fitHeight();
  const Theme& theme = Theme::instance();
  QTextTableFormat format;
  format.setBorder(0);
  format.setCellSpacing(0);
  format.setCellPadding(0);
  format.setMargin(0);
  format.setLeftMargin(side_margin);
  format.setRightMargin(side_margin);
  format.setWidth(QTextLength(QTextLength::VariableLength, 0));
  format.setColumnWidthConstraints(
      {QTextLength(QTextLength::FixedLength, widest_name(facts_, fontMetrics()) + 14),
       QTextLength(QTextLength::VariableLength, 0)});
  QTextTable* table = textCursor().insertTable(static_cast<int>(facts_.size()), 2, format);
  for (int row = 0; row < static_cast<int>(facts_.size()); ++row) {
    const Fact& fact = facts_[static_cast<std::size_t>(row)];
    if (fact.heading) table->mergeCells(row, 0, 1, 2);
    for (int column = 0; column < (fact.heading ? 1 : 2); ++column) {
      QTextTableCell cell = table->cellAt(row, column);
      QTextTableCellFormat padding = cell.format().toTableCellFormat();
      padding.setTopPadding(fact.heading && row > 0 ? heading_gap : row_padding);
      padding.setBottomPadding(row_padding);
      if (fact.heading) padding.setFontWeight(QFont::Bold);
      cell.setFormat(padding);
    }
    if (fact.heading) {
      QTextCharFormat bold;
      bold.setFontWeight(QFont::Bold);
      bold.setForeground(theme.text());
      table->cellAt(row, 0).firstCursorPosition().insertText(fact.name, bold);
    } else {
      write_cell(table->cellAt(row, 0), fact.name, theme.mutedText());
      write_cell(table->cellAt(row, 1), fact.value, theme.text());
    }
  }
  moveCursor(QTextCursor::Start);
  fitHeight();
}

void FactsView::resizeEvent(QResizeEvent* event) {
  QTextEdit::resizeEvent(event);
  fitHeight();
}

void FactsView::fitHeight() {
  document()->setTextWidth(viewport()->width());
  setFixedHeight(static_cast<int>(std::ceil(document()->size().height())) + 4);
}

}  // namespace solopose
