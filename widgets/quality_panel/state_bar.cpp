#include "widgets/quality_panel/state_bar.h"

#include <algorithm>

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QStyle>

#include "widgets/actions/action_button.h"

namespace solopose {
namespace {

constexpr int bar_width = 90;
constexpr int bar_height = 6;
constexpr int steps = 1000;  ///< of the bar of an analysis

QProgressBar* thin_bar(QWidget* parent) {
  auto* bar = new QProgressBar(parent);
  bar->setTextVisible(false);
  bar->setFixedSize(bar_width, bar_height);
  return bar;
}

/// Findings alone: the repairs, which take some of them out of the list, are counted on their own tab.
QString words_of(const FindingsModel::Progress& progress) {
  if (progress.findings == 0) return StateBar::tr("No findings");
  const QLocale locale;
  return StateBar::tr("%1 of %2 judged")
      .arg(locale.toString(progress.judged), locale.toString(progress.findings));
}

}  // namespace

StateBar::StateBar(QAction* analyse, QWidget* parent)
    : QWidget(parent),
      judged_words_(new QLabel(this)),
      judged_bar_(thin_bar(this)),
      saving_words_(new QLabel(this)),
      freshness_words_(new QLabel(this)),
      analysis_bar_(thin_bar(this)),
      again_(new ActionButton(this, analyse)) {
  judged_words_->setProperty("role", "heading");
  saving_words_->setProperty("role", "muted");
  again_->setFocusPolicy(Qt::NoFocus);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(10, 6, 8, 6);
  row->setSpacing(10);
  row->addWidget(judged_words_);
  row->addWidget(judged_bar_);
  row->addWidget(saving_words_);
  row->addWidget(freshness_words_);
  row->addWidget(analysis_bar_);
  row->addWidget(again_);
  refresh();
}

void StateBar::setProgress(const FindingsModel::Progress& judged) {
  judged_ = judged;
  refresh();
}

void StateBar::setSaving(int verdicts) {
  saving_ = verdicts;
  refresh();
}

void StateBar::setFreshness(Freshness freshness, double share) {
  freshness_ = freshness;
  share_ = share;
  refresh();
}

QString StateBar::progressText() const { return judged_words_->text(); }
QString StateBar::savingText() const { return saving_words_->text(); }
QString StateBar::freshnessText() const { return freshness_words_->text(); }

void StateBar::refresh() {
  const QLocale locale;
  const bool analysing = freshness_ == Freshness::analysing;
  judged_words_->setText(words_of(judged_));
  judged_words_->setVisible(freshness_ == Freshness::fresh || freshness_ == Freshness::none);
  judged_bar_->setVisible(judged_.all() > 0 && freshness_ == Freshness::fresh);
  judged_bar_->setMaximum(std::max(1, judged_.all()));
  judged_bar_->setValue(judged_.done());
  judged_bar_->setAccessibleName(tr("Judged"));
  saving_words_->setText(saving_ == 0 ? QString() : tr("%1 not saved yet").arg(locale.toString(saving_)));
  analysis_bar_->setVisible(analysing);
  analysis_bar_->setMaximum(share_ < 0 ? 0 : steps);
  analysis_bar_->setValue(static_cast<int>(share_ * steps));
  analysis_bar_->setAccessibleName(tr("Analysis"));
  again_->setVisible(freshness_ == Freshness::stale);
  QString words;
  if (analysing) words = tr("Looking through the poses…");
  if (freshness_ == Freshness::stale) words = tr("Out of date");
  freshness_words_->setText(words);
  freshness_words_->setProperty("role", analysing ? "muted" : "attention");
  style()->unpolish(freshness_words_);
  style()->polish(freshness_words_);
}

void StateBar::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) refresh();
}

}  // namespace solopose
