#include "widgets/results_panel/figures_table.h"

#include <cmath>

#include <QHeaderView>
#include <QLocale>
#include <QScrollBar>

#include "core/evaluation/evaluate.h"
#include "widgets/results_panel/result_words.h"
#include "widgets/theme/theme.h"

namespace solopose {
namespace {

constexpr int row_height = 24;
constexpr int least_width = 200;

QTableWidgetItem* text_item(const QString& text, Qt::Alignment alignment) {
  auto* item = new QTableWidgetItem(text);
  item->setTextAlignment(alignment | Qt::AlignVCenter);
  return item;
}

QString figure_text(double value) {
  return std::isfinite(value) ? QLocale().toString(value, 'f', 1) : QStringLiteral("–");
}

/// Row of a column's least value; -1: none, or it is an error of which there is only one.
int best_row(const std::vector<ResultLine>& lines, std::size_t set, const ResultScore& score) {
  int best = -1;
  int known = 0;
  for (std::size_t row = 0; row < lines.size(); ++row) {
    const double value = lines[row].figures[set].*score.value;
    if (lines[row].method.starts_with(mean_pose_row) || !std::isfinite(value)) continue;
    ++known;
    const bool less_is_better = score.unit == "mm";
    if (best >= 0) {
      const double other = lines[static_cast<std::size_t>(best)].figures[set].*score.value;
      if (less_is_better ? value >= other : value <= other) continue;
    }
    best = static_cast<int>(row);
  }
  return known > 1 ? best : -1;
}

}  // namespace

FiguresTable::FiguresTable(QWidget* parent) : QTableWidget(parent) {
  setShowGrid(false);
  setWordWrap(false);
  setEditTriggers(NoEditTriggers);
  setSelectionMode(ContiguousSelection);
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  verticalHeader()->hide();
  verticalHeader()->setDefaultSectionSize(row_height);
  horizontalHeader()->setHighlightSections(false);
  horizontalHeader()->setSectionsClickable(false);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void FiguresTable::showFigures(const std::vector<std::string>& sets, std::span<const ResultScore> scores,
                               const std::vector<ResultLine>& lines) {
  clear();
  marks_best_ = false;
  setRowCount(static_cast<int>(lines.size()));
  setColumnCount(static_cast<int>(1 + sets.size() * scores.size()));
  setHorizontalHeaderItem(0, text_item(tr("Method"), Qt::AlignLeft));
  for (int row = 0; row < rowCount(); ++row)
    setItem(row, 0, text_item(line_text(lines[static_cast<std::size_t>(row)].method), Qt::AlignLeft));
  int column = 1;
  for (std::size_t set = 0; set < sets.size(); ++set) {
    for (const ResultScore& score : scores) {
      const QString name = QString::fromLatin1(score.name.data(), qsizetype(score.name.size()));
      const QString unit = QString::fromLatin1(score.unit.data(), qsizetype(score.unit.size()));
      setHorizontalHeaderItem(
          column,
          text_item(QStringLiteral("%1\n%2 (%3)").arg(test_set_text(sets[set]), name, unit), Qt::AlignRight));
      const int best = best_row(lines, set, score);
      for (int row = 0; row < rowCount(); ++row) {
        const ResultFigures& figures = lines[static_cast<std::size_t>(row)].figures[set];
        auto* item = text_item(figure_text(figures.*score.value), Qt::AlignRight);
        if (figures.frames > 0)
          item->setToolTip(tr("%Ln frame(s)", nullptr, static_cast<int>(figures.frames)));
        if (row == best) {
          QFont bold = item->font();
          bold.setBold(true);
          item->setFont(bold);
          marks_best_ = true;
        }
        setItem(row, column, item);
      }
      ++column;
    }
  }
  for (int row = 0; row < rowCount(); ++row)
    if (is_of_another_frame(lines[static_cast<std::size_t>(row)].method)) setApart(row);
  fit();
}

void FiguresTable::setApart(int row) {
  const QString reason =
      tr("In another frame than the other lines, so it cannot be compared with them. It says what the mean "
         "pose scores there");
  for (int column = 0; column < columnCount(); ++column) {
    QTableWidgetItem* cell = item(row, column);
    cell->setForeground(Theme::instance().mutedText());
    const QString known = cell->toolTip();
    cell->setToolTip(known.isEmpty() ? reason : reason + QLatin1Char('\n') + known);
  }
}

void FiguresTable::showTraits(std::span<const PaperTraits> traits) {
  clear();
  setRowCount(static_cast<int>(traits.size()));
  setColumnCount(1 + static_cast<int>(paper_trait_names.size()));
  setHorizontalHeaderItem(0, text_item(tr("Method"), Qt::AlignLeft));
  for (std::size_t trait = 0; trait < paper_trait_names.size(); ++trait) {
    const int column = static_cast<int>(trait) + 1;
    // A line for each word: narrow columns.
    setHorizontalHeaderItem(
        column, text_item(trait_text(trait).replace(QLatin1Char(' '), QLatin1Char('\n')), Qt::AlignHCenter));
    for (int row = 0; row < rowCount(); ++row) {
      const bool has = traits[static_cast<std::size_t>(row)].has[trait];
      setItem(row, column, text_item(has ? QStringLiteral("✓") : QStringLiteral("×"), Qt::AlignHCenter));
    }
  }
  for (int row = 0; row < rowCount(); ++row)
    setItem(row, 0,
            text_item(QString::fromUtf8(traits[static_cast<std::size_t>(row)].method), Qt::AlignLeft));
  fit();
}

void FiguresTable::fit() {
  resizeColumnsToContents();
  updateGeometry();
}

QSize FiguresTable::sizeHint() const {
  ensurePolished();
  const int frame = 2 * frameWidth();
  const int bar = horizontalScrollBar()->sizeHint().height();
  return {horizontalHeader()->length() + frame,
          horizontalHeader()->sizeHint().height() + verticalHeader()->length() + frame + bar};
}

QSize FiguresTable::minimumSizeHint() const {
  const QSize wanted = sizeHint();
  return {std::min(wanted.width(), least_width), wanted.height()};
}

}  // namespace solopose
