#include "widgets/quality_panel/finding_caption.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "widgets/quality_panel/pose_legend.h"
#include "widgets/shared/elided_label.h"

namespace solopose {
namespace {

constexpr qsizetype most_letters = 240;  ///< the list needs the room; a tooltip has the rest

}  // namespace

FindingCaption::FindingCaption(QWidget* parent)
    : QWidget(parent),
      sentence_(new QLabel(this)),
      where_(new ElidedLabel(this)),
      legend_(new PoseLegend(this)) {
  sentence_->setWordWrap(true);
  sentence_->setTextFormat(Qt::PlainText);
  sentence_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  sentence_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  sentence_->setMinimumHeight(2 * sentence_->fontMetrics().lineSpacing());
  where_->setProperty("role", "muted");
  where_->setElideMode(Qt::ElideMiddle);
  auto* line = new QHBoxLayout;
  line->setSpacing(12);
  line->addWidget(where_, 1);
  line->addWidget(legend_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(8, 4, 8, 2);
  column->setSpacing(0);
  column->addWidget(sentence_);
  column->addLayout(line);
}

void FindingCaption::say(const QString& sentence, const QString& where) {
  const bool cut = sentence.size() > most_letters;
  sentence_->setText(cut ? sentence.left(most_letters - 1) + QChar(0x2026) : sentence);
  sentence_->setToolTip(cut ? sentence : QString());
  where_->setFullText(where);
}

QString FindingCaption::text() const {
  const QString where = where_->fullText();
  return where.isEmpty() ? sentence_->text() : sentence_->text() + QLatin1Char('\n') + where;
}

}  // namespace solopose
